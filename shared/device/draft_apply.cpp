// What each record of a visit's log does to the database: the same when it is made and when it is replayed.
#include "shared/device/drafts.hpp"

#include "shared/visit/content_hash.hpp"

namespace constat {

Result<void> Drafts::insert(const std::string& visit, const std::string& start) {
  const Json record = json_fields::parse(start);
  const Json* head = json_fields::member(record, "visit");
  return context_.db.all(
      {{"DELETE FROM visit WHERE id = ?1", {visit}},
       {"INSERT INTO visit(id, owner, mission, state, start, revision, log_n) VALUES(?1, ?2, ?3, 'draft', ?4, ?5, ?6)",
        {visit, json_fields::text_or(record, "owner"), head ? json_fields::text_or(*head, "mission") : std::string(), start,
         json_fields::integer(record, "revision").value_or(1), json_fields::integer(record, "n").value_or(0)}}});
}

Result<void> Drafts::apply_answer(const std::string& visit, const Json& record, std::int64_t n) {
  const Json* answer = json_fields::member(record, "answer");
  if (!answer) return {};
  return context_.db.all({{"INSERT INTO answer(visit, item, answer, n) VALUES(?1, ?2, ?3, ?4) "
                           "ON CONFLICT(visit, item) DO UPDATE SET answer = ?3, n = ?4",
                           {visit, json_fields::text_or(record, "item"), write_json(*answer), n}}});
}

Result<void> Drafts::apply_photo(const std::string& visit, const Json& record, std::int64_t n) {
  const Json* facts = json_fields::member(record, "facts");
  if (!facts) return {};
  const std::string item = json_fields::text_or(record, "item");
  return context_.db.all({
      {"INSERT INTO photo(visit, item, sha256, role, facts, n, bytes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
       "ON CONFLICT(visit, item, sha256) DO NOTHING",
       {visit, item, json_fields::text_or(*facts, "sha256"), json_fields::text_or(record, "as"), write_json(*facts), n,
        json_fields::integer(*facts, "bytes").value_or(0)}},
      {"UPDATE visit SET awaiting = NULL WHERE id = ?1 AND json_extract(awaiting, '$.item') = ?2", {visit, item}},
  });
}

Result<void> Drafts::apply_submit(const std::string& visit, const Json& record, std::int64_t n) {
  const std::string body = json_fields::text_or(record, "body");
  if (auto done = context_.db.all({{"UPDATE visit SET state = 'saved', ended_at = ?2, body = ?3, sha256 = ?4, log_n = ?5, "
                                    "awaiting = NULL, problem = NULL WHERE id = ?1",
                                    {visit, json_fields::text_or(record, "ended_at"), body, json_fields::text_or(record, "sha256"), n}}});
      !done)
    return done;
  auto photos = context_.db.run("SELECT 1 FROM photo WHERE visit = ?1 LIMIT 1", {visit});
  if (!photos) return tl::unexpected(photos.error());
  if (photos->empty()) return {};
  // Photos of an answer that became N/A are not part of the visit.
  const Json submission = json_fields::parse(body);
  const Json* written = json_fields::member(submission, "visit");
  const auto parsed = parse_visit(written ? write_json(*written) : std::string());
  if (!parsed) return {};
  Json named = Json::array();
  for (const std::string& sha256 : photo_hashes(*parsed)) named.push(Json::of_text(sha256));
  return context_.db.all({{"DELETE FROM photo WHERE visit = ?1 AND sha256 NOT IN (SELECT value FROM json_each(?2))", {visit, write_json(named)}}});
}

Result<void> Drafts::apply(const std::string& visit, const Json& record) {
  const std::string type = json_fields::text_or(record, "t");
  const std::int64_t n = json_fields::integer(record, "n").value_or(0);
  if (type == "submit") return apply_submit(visit, record, n);
  Result<void> done;
  if (type == "answer") {
    done = apply_answer(visit, record, n);
  } else if (type == "photo") {
    done = apply_photo(visit, record, n);
    if (done) done = apply_answer(visit, record, n);
  } else if (type == "photo-removed") {
    done = context_.db.all({{"DELETE FROM photo WHERE visit = ?1 AND item = ?2 AND sha256 = ?3",
                             {visit, json_fields::text_or(record, "item"), json_fields::text_or(record, "sha256")}}});
    if (done) done = apply_answer(visit, record, n);
  } else if (type == "awaiting") {
    const Json* awaiting = json_fields::member(record, "awaiting");
    done = context_.db.all({{"UPDATE visit SET awaiting = ?2 WHERE id = ?1",
                             {visit, awaiting ? SqlValue(write_json(*awaiting)) : SqlValue()}}});
  } else if (type == "reopen") {
    done = context_.db.all({{"UPDATE visit SET revision = ?2, receipt = NULL, problem = NULL, safe_at = NULL WHERE id = ?1",
                             {visit, json_fields::integer(record, "revision").value_or(1)}}});
  } else if (type == "ui") {
    const Json* ui = json_fields::member(record, "ui");
    done = context_.db.all({{"UPDATE visit SET ui = ?2 WHERE id = ?1", {visit, ui ? SqlValue(write_json(*ui)) : SqlValue()}}});
  } else {
    return {};
  }
  if (!done) return done;
  return context_.db.all(
      {{"UPDATE visit SET log_n = ?2, state = 'draft', body = NULL, sha256 = NULL, ended_at = NULL WHERE id = ?1", {visit, n}}});
}

}  // namespace constat
