#include "backend/review/second_look.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "backend/feed/documents.hpp"
#include "backend/review/checklist_titles.hpp"
#include "backend/review/decisions.hpp"
#include "backend/review/event_json.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/base/sha256.hpp"
#include "shared/compare/agreement.hpp"
#include "shared/compare/reliability.hpp"
#include "shared/review/comment_text.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;
using Kind = SecondLookOutcome::Kind;

constexpr std::int64_t kMostRevisions = 1'000'000;
constexpr std::size_t kMostApart = 50;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }
Doc parsed(const std::string& json) { return Doc::parse(json, nullptr, false); }

std::string text_in(const Doc& doc, const char* name) {
  const auto found = doc.is_object() ? doc.find(name) : doc.end();
  return doc.is_object() && found != doc.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string body_of(const SecondLook& look) {
  return dump({{"revision", look.revision}, {"sha256", look.sha256}, {"verdict", std::string(to_string(look.verdict))}, {"text", look.text}});
}

std::optional<std::size_t> verdict_index(std::string_view name) {
  for (std::size_t i = 0; i < kLookVerdicts.size(); ++i)
    if (to_string(kLookVerdicts[i]) == name) return i;
  return std::nullopt;
}

// What was decided first over this body.
const VisitEvent* first_review(const std::vector<VisitEvent>& events, const std::string& sha256) {
  for (const VisitEvent& event : events)
    if (verdict_index(event.type) && text_in(parsed(event.body), "sha256") == sha256) return &event;
  return nullptr;
}

const VisitEvent* look_of(const std::vector<VisitEvent>& events, const std::string& sha256) {
  for (const VisitEvent& event : events)
    if (event.type == "second_look" && text_in(parsed(event.body), "sha256") == sha256) return &event;
  return nullptr;
}

// Names for people, each asked for once.
class Names {
 public:
  explicit Names(Reader& reader) : reader_(reader), titles_(reader) {
    for (const User& user : reader.users()) people_[user.id.value] = user.name;
  }
  std::string person(const UserId& id) const {
    const auto found = people_.find(id.value);
    return found == people_.end() ? id.value : found->second;
  }
  Doc site(const SiteId& id) {
    const auto [found, is_new] = sites_.try_emplace(id.value);
    if (is_new)
      if (const auto site = reader_.site(id)) found->second = {{"id", site->id.value}, {"name", site->name}, {"city", site->city}, {"region", site->region}};
    return found->second;
  }
  Doc checklist(const VisitRecord& visit) const { return titles_.of(visit); }
  // What a search looks into.
  std::string words(const VisitRecord& visit) {
    std::string words = visit.id.value + " " + person(visit.investigator);
    const Doc place = site(visit.site);
    for (const char* name : {"name", "city", "region"}) words += " " + text_in(place, name);
    return words;
  }

 private:
  Reader& reader_;
  std::map<std::string, std::string> people_;
  std::map<std::string, Doc> sites_;
  ChecklistTitles titles_;
};

Doc waiting_document(const VisitRecord& visit, Names& names) {
  Doc doc = {{"id", visit.id.value},         {"revision", visit.revision},
             {"sha256", visit.sha256},       {"site", names.site(visit.site)},
             {"checklist", names.checklist(visit)}, {"investigator", names.person(visit.investigator)},
             {"started_at", visit.started_at}, {"score", nullptr}};
  if (visit.score) doc["score"] = static_cast<double>(visit.score->value) / 1e6;
  return doc;
}

// Reviewed visits of the sample that nobody has looked at a second time, those reviewed first in front.
void add_waiting(Reader& reader, const SignedIn& who, const LooksAsked& asked, Names& names, Doc& out) {
  const std::u32string wanted = normalised_comment(asked.text);
  const std::int64_t share = reader.organisation().second_share;
  std::map<std::string, std::int64_t> reviewed;  // visit; the newest word on it
  for (const ReviewStep step : kLookVerdicts)
    for (const VisitEvent& event : reader.events_of(to_string(step), kMostReviewsLookedAt)) {
      if (!is_in_second_sample(who.organisation.id, event.visit, share)) continue;
      std::int64_t& seq = reviewed[event.visit.value];
      seq = std::max(seq, event.seq);
    }
  std::vector<std::pair<std::int64_t, std::string>> by_seq;
  for (const auto& [visit, seq] : reviewed) by_seq.emplace_back(seq, visit);
  std::sort(by_seq.begin(), by_seq.end());
  std::int64_t with_others = 0, waiting = 0;
  std::size_t fitting = 0;
  for (const auto& [seq, id] : by_seq) {
    const auto visit = reader.visit(VisitId(id));
    if (!visit || !may_see_visit(who, *visit)) continue;
    const auto events = reader.events(visit->id);
    const VisitEvent* first = first_review(events, visit->sha256);
    if (!first || look_of(events, visit->sha256)) continue;
    if (first->author == who.user.id || visit->investigator == who.user.id) {
      ++with_others;
      continue;
    }
    ++waiting;
    if (!asked.visit.empty() && asked.visit != id) continue;
    if (!wanted.empty() && normalised_comment(names.words(*visit)).find(wanted) == std::u32string::npos) continue;
    if (fitting / kLooksPage == asked.page) out["waiting"].push_back(waiting_document(*visit, names));
    ++fitting;
  }
  out["count"] = fitting;
  out["waiting_in_all"] = waiting;
  out["with_others"] = with_others;
}

Doc word_of(const VisitEvent& event, std::string_view verdict, const Names& names) {
  return {{"verdict", std::string(verdict)}, {"text", text_in(parsed(event.body), "text")}, {"author", names.person(event.author)}, {"at", event.at}};
}

Doc coefficient(double value, double low, double high) { return {{"value", value}, {"interval", {low, high}}}; }

void add_agreement(Reader& reader, const SignedIn& who, Names& names, Doc& out) {
  Counts counts(kLookVerdicts.size(), std::vector<std::int64_t>(kLookVerdicts.size()));
  Ratings ratings(2);
  std::int64_t units = 0, same = 0, apart = 0;
  for (const VisitEvent& look : reader.events_of("second_look", kMostReviewsLookedAt)) {
    const auto visit = reader.visit(look.visit);
    if (!visit || !may_see_visit(who, *visit)) continue;
    const Doc body = parsed(look.body);
    const auto events = reader.events(look.visit);
    const VisitEvent* first = first_review(events, text_in(body, "sha256"));
    const auto second = verdict_index(text_in(body, "verdict"));
    if (!first || !second) continue;
    const std::size_t began = *verdict_index(first->type);
    ++counts[began][*second];
    ratings[0].push_back(static_cast<double>(began));
    ratings[1].push_back(static_cast<double>(*second));
    ++units;
    if (began == *second) {
      ++same;
      continue;
    }
    if (static_cast<std::size_t>(apart++) < kMostApart)
      out["apart"].push_back({{"visit", look.visit.value}, {"site", names.site(visit->site)}, {"started_at", visit->started_at},
                              {"first", word_of(*first, first->type, names)},
                              {"second", word_of(look, to_string(kLookVerdicts[*second]), names)}});
  }
  out["apart_in_all"] = apart;
  Doc& agreement = out["agreement"] = {{"units", units}, {"same", same}, {"counts", counts}, {"kappa", nullptr}, {"alpha", nullptr}};
  if (const auto kappa = cohen_kappa(counts)) agreement["kappa"] = coefficient(kappa->value, kappa->low, kappa->high);
  if (const auto alpha = krippendorff_alpha(ratings, Metric::nominal)) agreement["alpha"] = coefficient(alpha->value, alpha->low, alpha->high);
}

}  // namespace

Parsed<SecondLook> parse_second_look(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  SecondLook look;
  look.id = read_event_id(reader);
  if (const std::string type = read_event_text(reader, "type"); type != "second_look")
    reader.report("type", "unknown-value", {type, "second_look"});
  if (const Json* number = reader.required("revision")) look.revision = read_integer(*number, "revision", 1, kMostRevisions, problems).value_or(0);
  look.sha256 = read_event_text(reader, "sha256");
  if (!is_sha256_hex(look.sha256)) reader.report("sha256", "bad-body-hash", {look.sha256});
  const std::string verdict = read_event_text(reader, "verdict");
  if (const auto index = verdict_index(verdict)) look.verdict = kLookVerdicts[*index];
  else reader.report("verdict", "unknown-value", {verdict, "approved, returned, rejected"});
  if (const Json* text = reader.optional("text", JsonKind::string)) look.text = text->text;
  if (look.verdict != ReviewStep::approved && look.text.find_first_not_of(" \t\r\n") == std::string::npos) reader.report("text", "reason-missing");
  if (look.text.size() > kLongestReason) reader.report("text", "text-too-long", {std::to_string(kLongestReason)});
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return look;
}

bool is_in_second_sample(const OrganisationId& organisation, const VisitId& visit, std::int64_t share) {
  const std::string digits = sha256_hex("second look\n" + organisation.value + "\n" + visit.value).substr(0, 8);
  // 32 bits, even to one part in 40 million.
  return static_cast<std::int64_t>(std::stoul(digits, nullptr, 16) % 100) < share;
}

SecondLookOutcome look_again(Store& store, const SignedIn& who, const VisitId& id, const SecondLook& asked, std::int64_t now_ms) {
  SecondLookOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    const auto refuse = [&](Kind kind) { outcome.kind = kind; };
    const auto visit = writer.visit(id);
    if (!visit || !may_see_visit(who, *visit)) return refuse(Kind::no_such_visit);
    const auto events = writer.events(id);
    for (const VisitEvent& known : events) {
      if (known.id != asked.id) continue;
      outcome.event = known;
      return refuse(known.type == "second_look" && known.body == body_of(asked) ? Kind::repeated : Kind::id_taken);
    }
    const VisitEvent* first = first_review(events, asked.sha256);
    if (visit->revision != asked.revision || visit->sha256 != asked.sha256 || !first) return refuse(Kind::another_body);
    if (visit->investigator == who.user.id) return refuse(Kind::own_visit);
    if (first->author == who.user.id) return refuse(Kind::own_review);
    if (look_of(events, asked.sha256)) return refuse(Kind::already_looked);
    if (!is_in_second_sample(who.organisation.id, id, writer.organisation().second_share)) return refuse(Kind::not_chosen);
    outcome.event = {id, asked.id, "second_look", who.user.id, rfc3339(now_ms), body_of(asked), writer.next_seq()};
    writer.add_event(outcome.event);
  });
  return outcome;
}

std::string second_looks_json(Reader& reader, const SignedIn& who, const LooksAsked& asked) {
  Names names(reader);
  Doc out = {{"share", reader.organisation().second_share}, {"waiting", Doc::array()}, {"apart", Doc::array()}};
  add_waiting(reader, who, asked, names, out);
  add_agreement(reader, who, names, out);
  return dump(out);
}

}  // namespace constat::server
