#include "shared/device/photo_rows.hpp"
#include "shared/device/rescue.hpp"
#include "shared/device/retention.hpp"
#include "shared/device/times.hpp"

namespace constat {
namespace {

Result<std::string> answers_json(Database& database, const std::string& visit) {
  auto rows = database.run("SELECT item, answer FROM answer WHERE visit = ?1 ORDER BY item", {visit});
  if (!rows) return tl::unexpected(rows.error());
  std::string out = "{";
  for (const SqlRow& row : *rows) {
    if (out.size() > 1) out += ',';
    out += json_quoted(text_at(row, 0)) + ":" + text_at(row, 1);
  }
  return out + "}";
}

Result<std::string> photos_json(Database& database, const std::string& visit) {
  auto photos = photos_of(database, visit);
  if (!photos) return tl::unexpected(photos.error());
  std::string out = "[";
  for (const PhotoRow& photo : *photos) {
    if (out.size() > 1) out += ',';
    out += "{\"as\":" + json_quoted(photo.role) + ",\"facts\":" + photo.facts + "}";
  }
  return out + "]";
}

std::string quoted_or_null(const std::string& text) { return text.empty() ? "null" : json_quoted(text); }

}  // namespace

Result<std::string> export_rescue(Context& context, bool all) {
  auto account = context.db.run("SELECT session FROM account WHERE user = ?1", {context.user});
  if (!account) return tl::unexpected(account.error());
  const Json session = account->empty() ? Json() : json_fields::parse(text_at(account->front(), 0));
  const auto part = [&](const char* name) {
    const Json* found = json_fields::member(session, name);
    return found ? write_json(*found) : std::string("null");
  };
  auto rows = context.db.run("SELECT id, start, revision, state, ui, awaiting, ended_at, body, sha256, receipt, problem FROM visit "
                             "WHERE owner = ?1 AND (state = 'draft' OR body IS NOT NULL) AND (?2 OR NOT " + std::string(kIsSafe) + ") ORDER BY id",
                             {context.user, std::int64_t{all}});
  if (!rows) return tl::unexpected(rows.error());
  std::string visits;
  for (const SqlRow& row : *rows) {
    auto answers = answers_json(context.db, text_at(row, 0));
    if (!answers) return answers;
    auto photos = photos_json(context.db, text_at(row, 0));
    if (!photos) return photos;
    if (!visits.empty()) visits += ',';
    visits += "{\"id\":" + json_quoted(text_at(row, 0)) + ",\"start\":" + text_at(row, 1) + ",\"revision\":" + std::to_string(integer_at(row, 2)) +
              ",\"state\":" + json_quoted(text_at(row, 3)) + ",\"answers\":" + *answers + ",\"ui\":" + json_at(row, 4) +
              ",\"awaiting\":" + json_at(row, 5) + ",\"ended_at\":" + quoted_or_null(text_at(row, 6)) + ",\"body\":" +
              quoted_or_null(text_at(row, 7)) + ",\"sha256\":" + quoted_or_null(text_at(row, 8)) + ",\"receipt\":" + json_at(row, 9) +
              ",\"problem\":" + quoted_or_null(text_at(row, 10)) + ",\"photos\":" + *photos + "}";
  }
  return "{\"format\":\"constat.rescue/1\",\"made_at\":" + json_quoted(rfc3339(context.now.wall_ms, context.now.offset_minutes)) +
         ",\"app\":{\"version\":" + json_quoted(context.app_version) + "},\"user\":" + part("user") + ",\"organisation\":" +
         part("organisation") + ",\"epoch\":" + part("epoch") + ",\"visits\":[" + visits + "]}";
}

}  // namespace constat
