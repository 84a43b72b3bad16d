#include "shared/device/listing.hpp"

#include "shared/device/photo_rows.hpp"
#include "shared/device/retention.hpp"

namespace constat {
namespace {

// A mission whose visit was submitted here is done, though the server's word for it has not come yet.
constexpr std::string_view kMissions =
    "SELECT mission.doc, site.doc, json_extract(checklist.doc, '$.checklist.title'), checklist.id IS NOT NULL, "
    "(SELECT id FROM visit WHERE owner = ?1 AND mission = mission.id AND state = 'draft' LIMIT 1), "
    "(SELECT id FROM visit WHERE owner = ?1 AND mission = mission.id AND state <> 'draft' LIMIT 1) "
    "FROM doc AS mission "
    "LEFT JOIN doc AS site ON site.owner = ?1 AND site.type = 'site' AND site.id = json_extract(mission.doc, '$.site') "
    "LEFT JOIN doc AS checklist ON checklist.owner = ?1 AND checklist.type = 'checklist' AND checklist.id = "
    "json_extract(mission.doc, '$.checklist.id') || '@' || json_extract(mission.doc, '$.checklist.version') "
    "WHERE mission.owner = ?1 AND mission.type = 'mission' "
    "ORDER BY json_extract(mission.doc, '$.window.to'), mission.id";

// The photos of a row `visit`: a file that stands in two answers is one.
constexpr std::string_view kPhotosTotal = "(SELECT count(DISTINCT sha256) FROM photo WHERE photo.visit = visit.id)";
constexpr std::string_view kPhotosSent =
    "(SELECT count(DISTINCT sha256) FROM photo WHERE photo.visit = visit.id AND state IN ('sent', 'purged'))";
// What keeps a visit from being received: its own problem, or that of its first photo that has one.
constexpr std::string_view kProblem =
    "coalesce(visit.problem, (SELECT problem FROM photo WHERE photo.visit = visit.id AND problem IS NOT NULL ORDER BY n LIMIT 1))";

// A record that a damaged page made unreadable shows a visit without a title; it costs no other one its place.
std::string readable(const std::string& column) { return "iif(json_valid(" + column + "), " + column + ", NULL)"; }
std::string member_of(const std::string& column, const std::string& path) { return "json_extract(" + readable(column) + ", '$." + path + "')"; }

// What the server says of a body that this phone has replaced says nothing of the new one.
constexpr std::string_view kIsOfThisRevision = "json_extract(feed.doc, '$.revision') >= visit.revision";

// Of a row `feed`: what the pull brought is enough to take the returned visit up on this phone, whichever sent it.
constexpr std::string_view kHasAnswers =
    "(json_type(feed.doc, '$.submission.visit') IS NOT NULL AND EXISTS(SELECT 1 FROM doc AS published WHERE published.owner = ?1 "
    "AND published.type = 'checklist' AND published.id = json_extract(feed.doc, '$.checklist.id') || '@' || json_extract(feed.doc, '$.checklist.version')))";

const std::string kLocalVisits =
    "SELECT visit.id, " + member_of("start", "site_doc") + ", " + member_of("start", "checklist.title") + ", " +
    member_of("start", "visit.started_at") + ", ended_at, state, coalesce(" + member_of("receipt", "score") + ", " +
    member_of("body", "device_score") + "), " + readable("receipt") + ", " + std::string(kProblem) +
    ", iif(" + std::string(kIsOfThisRevision) + ", json_extract(feed.doc, '$.status'), NULL), json_extract(feed.doc, '$.score'), " + std::string(kIsSafe) + ", " +
    std::string(kPhotosTotal) + ", " + std::string(kPhotosSent) +
    ", json_extract(feed.doc, '$.review'), (body IS NOT NULL AND sha256 = json_extract(feed.doc, '$.sha256')) "
    "OR (state = 'received' AND NOT " + std::string(kHasUnsentPhoto) + " AND " + std::string(kHasAnswers) + ") "
    "FROM visit LEFT JOIN doc AS feed ON feed.owner = ?1 AND feed.type = 'visit' AND feed.id = visit.id "
    "WHERE visit.owner = ?1";

// A server that does not tell the start yet (started_at) is helped out with the time of receipt.
const std::string kRemoteVisits =
    "SELECT feed.id, site.doc, json_extract(checklist.doc, '$.checklist.title'), "
    "coalesce(json_extract(feed.doc, '$.started_at'), json_extract(feed.doc, '$.received_at')), NULL, "
    "'received', json_extract(feed.doc, '$.score'), NULL, NULL, json_extract(feed.doc, '$.status'), "
    "json_extract(feed.doc, '$.score'), "
    "coalesce(json_extract(feed.doc, '$.stored_seq') <= (SELECT safe_seq FROM account WHERE user = ?1), 0), 0, 0, "
    "json_extract(feed.doc, '$.review'), " + std::string(kHasAnswers) + " FROM doc AS feed "
    "LEFT JOIN doc AS site ON site.owner = ?1 AND site.type = 'site' AND site.id = json_extract(feed.doc, '$.site') "
    "LEFT JOIN doc AS checklist ON checklist.owner = ?1 AND checklist.type = 'checklist' AND checklist.id = "
    "json_extract(feed.doc, '$.checklist.id') || '@' || json_extract(feed.doc, '$.checklist.version') "
    "WHERE feed.owner = ?1 AND feed.type = 'visit' AND feed.id NOT IN (SELECT id FROM visit WHERE owner = ?1)";

std::string quoted_or_null(const std::string& text) { return text.empty() ? "null" : json_quoted(text); }

// The object with further members at its end.
std::string extended(std::string object, const std::string& members) {
  if (object.size() < 2 || object.back() != '}') object = "{}";
  object.pop_back();
  if (object.size() > 1) object += ',';
  return object + members + "}";
}

std::string visit_entry(const SqlRow& row) {
  const std::string review = text_at(row, 9);
  std::string score = text_at(row, 10);
  if (score.empty()) score = json_at(row, 6);
  std::string entry = "{\"id\":" + json_quoted(text_at(row, 0)) + ",\"site_doc\":" + json_at(row, 1) +
                      ",\"checklist_title\":" + json_at(row, 2) + ",\"started_at\":" + quoted_or_null(text_at(row, 3)) +
                      ",\"ended_at\":" + quoted_or_null(text_at(row, 4)) + ",\"state\":" + json_quoted(text_at(row, 5)) +
                      ",\"score\":" + score + ",\"safe\":" + (integer_at(row, 11) ? "true" : "false") + ",\"photos\":{\"total\":" +
                      std::to_string(integer_at(row, 12)) + ",\"sent\":" + std::to_string(integer_at(row, 13)) + "}";
  if (const std::string receipt = text_at(row, 7); !receipt.empty()) entry += ",\"receipt\":" + receipt;
  if (const std::string problem = text_at(row, 8); !problem.empty()) entry += ",\"problem\":" + json_quoted(problem);
  if (!review.empty() && review != "received") {
    entry += ",\"review\":" + json_quoted(review);
    if (const std::string word = text_at(row, 14); !word.empty()) entry += ",\"reviewer_says\":" + word;
    if (review == "returned") entry += std::string(",\"can_reopen\":") + (integer_at(row, 15) ? "true" : "false");
  }
  return entry + "}";
}

}  // namespace

Result<std::string> list_missions(Context& context, std::optional<std::int64_t> last_pull) {
  auto rows = context.db.run(kMissions, {context.user});
  if (!rows) return tl::unexpected(rows.error());
  std::string out = "{\"missions\":[";
  const char* separator = "";
  for (const SqlRow& row : *rows) {
    const std::string submitted = text_at(row, 5);
    std::string mission = text_at(row, 0);
    if (!submitted.empty()) {
      Json edited = json_fields::parse(mission);
      for (JsonMember& member : edited.members)
        if (member.name == "status" && member.value.text == "assigned") member.value = Json::of_text("done");
      mission = write_json(edited);
    }
    out += separator + extended(mission, "\"site_doc\":" + json_at(row, 1) + ",\"checklist_title\":" + json_at(row, 2) +
                                             ",\"checklist_ready\":" + (integer_at(row, 3) ? "true" : "false") +
                                             ",\"draft\":" + quoted_or_null(text_at(row, 4)));
    separator = ",";
  }
  return out + "],\"last_pull\":" + (last_pull ? std::to_string(*last_pull) : "null") + "}";
}

Result<std::string> list_visits(Context& context) {
  auto rows = context.db.run(kLocalVisits + " UNION ALL " + kRemoteVisits + " ORDER BY 4 DESC",
                             {context.user});
  if (!rows) return tl::unexpected(rows.error());
  std::string out = "{\"visits\":[";
  const char* separator = "";
  for (const SqlRow& row : *rows) {
    out += separator + visit_entry(row);
    separator = ",";
  }
  return out + "]}";
}

Result<std::string> list_queue(Context& context) {
  auto account = context.db.run("SELECT safe_seq, last_pull FROM account WHERE user = ?1", {context.user});
  if (!account) return tl::unexpected(account.error());
  auto rows = context.db.run(
      "SELECT visit.id, visit.state, " + std::string(kProblem) + ", " + std::string(kPhotosTotal) + ", " + std::string(kPhotosSent) +
          ", (SELECT coalesce(sum(sent), 0) FROM (SELECT max(sent) AS sent FROM photo WHERE photo.visit = visit.id GROUP BY sha256)), "
          "(SELECT coalesce(sum(bytes), 0) FROM (SELECT max(bytes) AS bytes FROM photo WHERE photo.visit = visit.id GROUP BY sha256)) "
          "FROM visit WHERE visit.owner = ?1 AND (visit.state IN ('saved', 'parked') OR (visit.state = 'received' AND " +
          std::string(kHasUnsentPhoto) + ")) ORDER BY visit.ended_at, visit.id",
      {context.user});
  if (!rows) return tl::unexpected(rows.error());
  std::string out = "{\"visits\":[";
  const char* separator = "";
  for (const SqlRow& row : *rows) {
    out += separator;
    out += "{\"id\":" + json_quoted(text_at(row, 0)) + ",\"state\":" + json_quoted(text_at(row, 1)) + ",\"problem\":" +
           quoted_or_null(text_at(row, 2)) + ",\"photos\":{\"total\":" + std::to_string(integer_at(row, 3)) + ",\"sent\":" +
           std::to_string(integer_at(row, 4)) + ",\"bytes_sent\":" + std::to_string(integer_at(row, 5)) + ",\"bytes\":" +
           std::to_string(integer_at(row, 6)) + "}}";
    separator = ",";
  }
  const bool pulled = !account->empty() && integer_at(account->front(), 1) != 0;
  const bool copied = !account->empty() && !std::holds_alternative<std::monostate>(account->front()[0]);
  return out + "],\"safe_target\":" + (!pulled ? "null" : copied ? "true" : "false") + "}";
}

std::int64_t count_unsent(Context& context, bool drafts) {
  auto rows = context.db.run("SELECT count(*) FROM visit WHERE owner = ?1 AND (state IN ('saved', 'parked') OR (?2 AND state = 'draft') "
                             "OR (state = 'received' AND " + std::string(kHasUnsentPhoto) + "))",
                             {context.user, std::int64_t{drafts}});
  return rows && !rows->empty() ? integer_at(rows->front(), 0) : 0;
}

}  // namespace constat
