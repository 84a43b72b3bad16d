#include "backend/review/review.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "backend/programmes/programme_of.hpp"
#include "backend/review/event_json.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;
using Kind = ReviewOutcome::Kind;

constexpr std::int64_t kMostRevisions = 1'000'000;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::vector<std::string> read_items(JsonReader& reader) {
  std::vector<std::string> items;
  const Json* list = reader.optional("items", JsonKind::array);
  if (!list) return items;
  std::size_t at = 0;
  for (const Json& each : list->elements)
    if (auto item = read_text(each, element_path("items", at++), reader.problems())) items.push_back(std::move(*item));
  return items;
}

// What an event keeps beside author and time. The same event gives the same bytes.
std::string body_of(const ReviewEvent& event, const Doc& official) {
  Doc body = {{"revision", event.revision}, {"sha256", event.sha256}, {"text", event.text}};
  if (event.step == ReviewStep::returned) body["items"] = event.items;
  if (!official.is_null()) body["official"] = official;
  return dump(body);
}

// Without what the server added to it.
bool is_same(const VisitEvent& known, const ReviewEvent& event) {
  if (known.type != to_string(event.step)) return false;
  Doc body = Doc::parse(known.body, nullptr, false);
  if (!body.is_object()) return false;
  body.erase("official");
  return dump(body) == body_of(event, nullptr);
}

// Frozen at approval: whatever is published or weighed otherwise later, this is what counted, and by which rules.
Doc official_of(const VisitRecord& visit, const ChecklistRecord& checklist, const std::string& index_rules) {
  return {{"score", visit.score_json.empty() ? Doc() : Doc::parse(visit.score_json, nullptr, false)},
          {"checklist", {{"id", checklist.id.value}, {"version", checklist.version}, {"hash", checklist.hash}}},
          {"index", index_rules.empty() ? Doc() : Doc::parse(index_rules, nullptr, false)}};
}

// Of a visit that is not set aside: a body in quarantine is decided over first.
std::optional<std::string> next_status(ReviewStep step, const std::string& status) {
  if (status == "quarantined" && step != ReviewStep::comment) return std::nullopt;
  switch (step) {
    case ReviewStep::approved: return status == "received" ? std::optional<std::string>("approved") : std::nullopt;
    case ReviewStep::returned: return status == "received" ? std::optional<std::string>("returned") : std::nullopt;
    case ReviewStep::rejected: return status == "received" ? std::optional<std::string>("rejected") : std::nullopt;
    case ReviewStep::reopened:
      return status == "received" ? std::nullopt : std::optional<std::string>("received");
    case ReviewStep::comment: return status;
  }
  return std::nullopt;
}

// In the checklist's order, each once. The first one that it does not have, if any.
std::optional<std::string> order_items(const Checklist& checklist, std::vector<std::string>& items) {
  std::vector<std::string> ordered;
  for (const std::string& item : items)
    if (!checklist.find(item)) return item;
  for (const Section& section : checklist.sections)
    for (const Item& item : section.items)
      if (std::find(items.begin(), items.end(), item.id.value) != items.end()) ordered.push_back(item.id.value);
  items = std::move(ordered);
  return std::nullopt;
}

}  // namespace

Parsed<ReviewEvent> parse_review_event(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  ReviewEvent event;
  event.id = read_event_id(reader);
  const std::string type = read_event_text(reader, "type");
  if (const auto step = review_step_of(type)) event.step = *step;
  else reader.report("type", "unknown-value", {type, "approved, returned, rejected, reopened, comment, decision, appeal, appeal_decision"});
  if (const Json* number = reader.required("revision"))
    event.revision = read_integer(*number, "revision", 1, kMostRevisions, problems).value_or(0);
  event.sha256 = read_event_text(reader, "sha256");
  if (!is_sha256_hex(event.sha256)) reader.report("sha256", "bad-body-hash", {event.sha256});
  if (const Json* text = reader.optional("text", JsonKind::string)) event.text = text->text;
  if (event.step != ReviewStep::approved && is_blank(event.text)) reader.report("text", "reason-missing");
  if (event.text.size() > kLongestReason) reader.report("text", "text-too-long", {std::to_string(kLongestReason)});
  if (event.step == ReviewStep::returned) event.items = read_items(reader);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return event;
}

ReviewOutcome review(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& visit,
                     const ReviewEvent& asked, std::int64_t now_ms) {
  ReviewOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    ReviewEvent event = asked;
    auto record = writer.visit(visit);
    const auto refuse = [&](Kind kind) { outcome.kind = kind; };
    if (!record) return refuse(Kind::no_such_visit);
    const auto published = writer.checklist(record->checklist, record->checklist_version);
    const auto checklist = published ? checklists.get(*published) : nullptr;
    if (checklist)
      if (auto unknown = order_items(*checklist, event.items)) {
        outcome.item = *unknown;
        return refuse(Kind::unknown_item);
      }
    for (const VisitEvent& known : writer.events(visit)) {
      if (known.id != event.id) continue;
      outcome.event = known;
      return refuse(is_same(known, event) ? Kind::repeated : Kind::id_taken);
    }
    if (record->revision != event.revision || record->sha256 != event.sha256) return refuse(Kind::another_body);
    const auto status = next_status(event.step, record->status);
    outcome.status = record->status;
    if (!status) return refuse(Kind::not_open);
    const bool judges = event.step != ReviewStep::comment;
    if (judges && record->investigator == who.user.id) return refuse(Kind::own_visit);
    const bool approves = event.step == ReviewStep::approved;
    if (approves && (!checklist || record->score_status == "incomplete" || record->score_status == "invalid"))
      return refuse(Kind::not_complete);
    const Doc official = approves ? official_of(*record, *published, index_rules_of(writer, record->wave)) : Doc();
    outcome.event = {visit, event.id, std::string(to_string(event.step)), who.user.id, rfc3339(now_ms), body_of(event, official),
                     writer.next_seq()};
    writer.add_event(outcome.event);
    if (!judges) return;
    record->status = *status;
    writer.put_visit(*record);  // its phone hears of it
  });
  return outcome;
}

}  // namespace constat::server
