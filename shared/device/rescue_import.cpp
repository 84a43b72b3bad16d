#include <optional>
#include <set>

#include "shared/base/sha256.hpp"
#include "shared/device/draft_records.hpp"
#include "shared/device/rescue.hpp"
#include "shared/sync/submission.hpp"

namespace constat {
namespace {

constexpr const char* kFormat = "constat.rescue/1";

struct Rescued {
  std::string id;
  std::vector<std::string> records;  // of the draft log
};

// Whose copy it is: as it says, else as its first visit says.
std::string owner_of(const Json& rescue, const Json& visits) {
  const Json* user = json_fields::member(rescue, "user");
  std::string owner = user ? json_fields::text_or(*user, "id") : std::string();
  for (const Json& entry : visits.elements) {
    if (!owner.empty()) break;
    if (const Json* start = json_fields::member(entry, "start")) owner = json_fields::text_or(*start, "owner");
  }
  return owner;
}

// None when something in it cannot be read: half a visit would look like a whole one.
std::optional<Rescued> read_visit(const Json& entry, const std::string& user) {
  Rescued rescued;
  rescued.id = json_fields::text_or(entry, "id");
  const Json* start = json_fields::member(entry, "start");
  const Json* head = start ? json_fields::member(*start, "visit") : nullptr;
  const auto parsed = parse_visit(head ? write_json(*head) : std::string());
  if (!parsed || parsed->id.value != rescued.id || json_fields::text_or(*start, "t") != "start" || !json_fields::member(*start, "checklist") ||
      json_fields::text_or(*start, "owner") != user)
    return std::nullopt;
  rescued.records.push_back(write_json(*start));

  std::int64_t n = draft_records::start_n(rescued.records.front());
  if (const auto revision = json_fields::integer(entry, "revision"); revision && *revision > 1)
    rescued.records.push_back(draft_records::reopen(++n, *revision));
  if (const Json* list = json_fields::member(entry, "answers"))
    for (const JsonMember& member : list->members) {
      const auto answer = parse_answer(write_json(member.value));
      if (!answer) return std::nullopt;
      rescued.records.push_back(draft_records::answer(++n, member.name, write_answer(*answer)));
    }
  if (const Json* photos = json_fields::member(entry, "photos"))
    for (const Json& element : photos->elements) {
      const Json* object = json_fields::member(element, "facts");
      const std::string role = json_fields::text_or(element, "as");
      Problems problems;
      const PhotoFacts facts = read_photo_facts(object ? *object : Json(), "", problems);
      if (!problems.empty() || (role != "value" && role != "photos")) return std::nullopt;
      rescued.records.push_back(draft_records::photo(++n, facts.item, role, write_photo_facts(facts), {}));
    }
  if (const Json* ui = json_fields::member(entry, "ui")) rescued.records.push_back(draft_records::ui(++n, write_json(*ui)));
  if (const auto body = json_fields::text(entry, "body")) {
    const auto submission = parse_submission(*body);
    if (!submission || submission->visit.id.value != rescued.id || sha256_hex(*body) != json_fields::text_or(entry, "sha256"))
      return std::nullopt;
    // Whatever became of it on the other phone, it is sent again: the server knows the same bytes.
    rescued.records.push_back(draft_records::submit(++n, json_fields::text_or(entry, "ended_at"), sha256_hex(*body), *body));
  }
  return rescued;
}

}  // namespace

std::string write_rescue_import(const RescueImport& import) {
  Json photos = Json::array(), unreadable = Json::array();
  for (const std::string& sha256 : import.photos) photos.push(Json::of_text(sha256));
  for (const std::string& visit : import.unreadable) unreadable.push(Json::of_text(visit));
  return write_json(Json::object()
                        .add("visits", Json::of_integer(import.visits))
                        .add("known", Json::of_integer(import.known))
                        .add("unreadable", std::move(unreadable))
                        .add("photos", std::move(photos)));
}

Result<RescueImport> import_rescue(Context& context, Drafts& drafts, const Json& rescue) {
  const Json* visits = json_fields::member(rescue, "visits");
  if (json_fields::text_or(rescue, "format") != kFormat || !visits || !visits->is(JsonKind::array))
    return failure(ErrorCode::invalid, "rescue-format");
  if (const std::string owner = owner_of(rescue, *visits); !owner.empty() && owner != context.user)
    return failure(ErrorCode::forbidden, "rescue-of-another");
  RescueImport import;
  std::set<std::string> wanted;
  std::size_t position = 0;
  for (const Json& entry : visits->elements) {
    ++position;
    const auto read = read_visit(entry, context.user);
    if (!read) {
      const std::string id = json_fields::text_or(entry, "id");
      import.unreadable.push_back(id.empty() ? "#" + std::to_string(position) : id);
      continue;
    }
    const Rescued& rescued = *read;
    auto known = context.db.run("SELECT 1 FROM visit WHERE id = ?1", {rescued.id});
    if (!known) return tl::unexpected(known.error());
    if (known->empty()) {
      if (auto adopted = drafts.adopt(rescued.id, rescued.records); !adopted) return tl::unexpected(adopted.error());
      // Their files come after: check_photos tells when they are there.
      auto marked = context.db.run("UPDATE photo SET state = 'missing', problem = 'photo-file-missing' WHERE visit = ?1", {rescued.id});
      if (!marked) return tl::unexpected(marked.error());
      ++import.visits;
    } else {
      ++import.known;
    }
    auto missing = context.db.run("SELECT sha256 FROM photo WHERE visit = ?1 AND state = 'missing'", {rescued.id});
    if (!missing) return tl::unexpected(missing.error());
    for (const SqlRow& row : *missing) wanted.insert(text_at(row, 0));
  }
  import.photos.assign(wanted.begin(), wanted.end());
  return import;
}

}  // namespace constat
