// Starting a visit from a mission, and reading one as the screens need it.
#include "shared/base/ids.hpp"
#include "shared/device/draft_records.hpp"
#include "shared/device/drafts.hpp"
#include "shared/device/pulled.hpp"
#include "shared/device/times.hpp"

namespace constat {
namespace {

std::string new_visit_id(Context& context) {
  unsigned char random[10];
  std::uint64_t bits = context.random.next();
  for (int i = 0; i < 10; ++i) {
    if (i == 8) bits = context.random.next();
    random[i] = static_cast<unsigned char>(bits >> (8 * (i % 8)));
  }
  return make_uuid_v7(context.now.wall_ms, random);
}

}  // namespace

void Drafts::start(std::int64_t seq, const std::string& mission_id) {
  // A mission has one visit on a phone: its draft is opened again, and what was submitted is not made twice.
  auto existing = context_.db.run("SELECT id, state FROM visit WHERE owner = ?1 AND mission = ?2 ORDER BY state = 'draft' DESC",
                                  {context_.user, mission_id});
  if (!existing) return context_.refuse(seq, existing.error());
  if (!existing->empty()) {
    if (text_at(existing->front(), 1) == "draft") return open(seq, text_at(existing->front(), 0));
    return context_.refuse(seq, "mission-already-visited");
  }

  auto mission_doc = pulled_document(context_, "mission", mission_id);
  if (!mission_doc) return context_.refuse(seq, mission_doc.error());
  if (mission_doc->empty()) return context_.refuse(seq, "unknown-mission");
  const Json mission = json_fields::parse(*mission_doc);
  const Json* reference = json_fields::member(mission, "checklist");
  const std::string checklist_id = reference ? json_fields::text_or(*reference, "id") : std::string();
  const std::int64_t version = reference ? json_fields::integer(*reference, "version").value_or(0) : 0;
  auto checklist_doc = pulled_document(context_, "checklist", checklist_id + "@" + std::to_string(version));
  auto site_doc = pulled_document(context_, "site", json_fields::text_or(mission, "site"));
  if (!checklist_doc) return context_.refuse(seq, checklist_doc.error());
  if (!site_doc) return context_.refuse(seq, site_doc.error());
  const Json checklist = json_fields::parse(*checklist_doc);
  const Json* definition = json_fields::member(checklist, "checklist");
  if (!definition) return context_.refuse(seq, "checklist-not-ready");

  Visit visit;
  visit.id = VisitId(new_visit_id(context_));
  visit.checklist = ChecklistId(checklist_id);
  visit.checklist_version = version;
  visit.site = SiteId(json_fields::text_or(mission, "site"));
  visit.wave = WaveId(json_fields::text_or(mission, "wave"));
  visit.investigator = UserId(context_.user);
  visit.mission = MissionId(mission_id);
  visit.contact_mode = json_fields::text_or(mission, "contact_mode");
  visit.started_at = rfc3339(context_.now.wall_ms, context_.now.offset_minutes);

  Json record = Json::object();
  record.add("t", Json::of_text("start"))
      .add("owner", Json::of_text(context_.user))
      .add("revision", Json::of_integer(1))
      .add("visit", json_fields::parse(write_visit(visit)))
      .add("checklist", *definition)
      .add("site_doc", json_fields::parse(*site_doc))
      .add("live_score", Json::of_bool(json_fields::boolean(mission, "live_score").value_or(false)));
  const std::string start = write_json(record);
  if (auto logged = context_.logs.append(visit.id.value, start); !logged) return context_.refuse(seq, logged.error());
  if (auto stored = context_.db.transaction([&] { return insert(visit.id.value, start); }); !stored) {
    (void)context_.logs.remove(visit.id.value);
    start_failed_.insert(visit.id.value);
    return context_.refuse(seq, stored.error());
  }
  open(seq, visit.id.value);
  context_.changed({"visits"});
}

Result<Visit> Drafts::assemble(const Row& row) {
  const Json start = json_fields::parse(row.start);
  const Json* head = json_fields::member(start, "visit");
  auto visit = parse_visit(head ? write_json(*head) : std::string());
  if (!visit) return failure(ErrorCode::internal, "unreadable-visit", {}, row.id);
  auto answers = context_.db.run("SELECT item, answer FROM answer WHERE visit = ?1", {row.id});
  if (!answers) return tl::unexpected(answers.error());
  const auto put = [&](const std::string& item, const std::string& json) {
    auto answer = parse_answer(json);
    if (!answer) return false;
    // An answer that was taken back leaves nothing in the visit.
    if (answer->is_empty()) visit->answers.erase(item);
    else visit->answers[item] = std::move(*answer);
    return true;
  };
  for (const SqlRow& answer : *answers)
    if (!put(text_at(answer, 0), text_at(answer, 1))) return failure(ErrorCode::internal, "unreadable-visit", {}, row.id);
  // Not yet on disk, but not forgotten either.
  auto photos = photos_of(context_.db, row.id);
  if (!photos) return tl::unexpected(photos.error());
  for (const auto& [key, waiting] : waiting_) {
    if (key.first != row.id) continue;
    auto answer = parse_answer(waiting.answer);
    if (answer) (void)put(key.second, constat::write_answer(with_photos(std::move(*answer), key.second, *photos)));
  }
  return std::move(*visit);
}

void Drafts::open(std::int64_t seq, const std::string& visit) {
  auto row = find(visit);
  if (!row) return context_.refuse(seq, row.error());
  if (!*row) return reply_returned(seq, visit, "unknown-visit");
  if ((*row)->owner != context_.user) return context_.refuse(seq, "unknown-visit");
  reply_open(seq, **row);
}

void Drafts::reply_open(std::int64_t seq, const Row& row) {
  const bool submitted = row.state != "draft";
  if (submitted && row.body.empty()) return reply_returned(seq, row.id, "visit-not-on-phone");
  std::string visit_json;
  if (submitted) {
    // What was sent, not what the answers table says.
    const Json body = json_fields::parse(row.body);
    const Json* visit = json_fields::member(body, "visit");
    visit_json = visit ? write_json(*visit) : "null";
  } else {
    // A start whose commit was reported as failed may stand in the database all the same, and go with the next power cut. It
    // is given to nobody before both copies have it for good: the log anew, and the database by a commit that comes after.
    if (start_failed_.count(row.id) || !context_.logs.has(row.id)) {
      auto written = rewrite_log(row);
      if (written) written = change(row, [&](std::int64_t n) { return draft_records::ui(n, row.ui.empty() ? "{}" : row.ui); });
      if (!written) return context_.refuse(seq, written.error());
      start_failed_.erase(row.id);
    }
    if (auto kept = settle_failed_discard(row); !kept) return context_.refuse(seq, kept.error());
    auto visit = assemble(row);
    if (!visit) return context_.refuse(seq, visit.error());
    visit_json = write_visit(*visit);
  }
  auto photos = photos_of(context_.db, row.id);
  if (!photos) return context_.refuse(seq, photos.error());
  auto review = returned(row.id);
  if (!review) return context_.refuse(seq, review.error());
  const Json start = json_fields::parse(row.start);
  const auto part = [&](std::string_view name) {
    const Json* found = json_fields::member(start, name);
    return found ? write_json(*found) : std::string("null");
  };
  context_.reply(seq, "{\"visit\":" + visit_json + ",\"checklist\":" + part("checklist") + ",\"site_doc\":" + part("site_doc") +
                          ",\"revision\":" + std::to_string(row.revision) + ",\"live_score\":" + part("live_score") +
                          ",\"ui\":" + (row.ui.empty() ? "{}" : row.ui) + ",\"awaiting\":" +
                          (row.awaiting.empty() ? "null" : row.awaiting) + ",\"photo_facts\":" + photo_facts_object(*photos) + ",\"returned\":" + *review +
                          (submitted ? ",\"submitted\":true}" : "}"));
}

}  // namespace constat
