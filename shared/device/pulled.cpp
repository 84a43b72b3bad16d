#include "shared/device/pulled.hpp"

#include <algorithm>

#include "shared/sync/photo_facts.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat {
namespace {

using Names = std::vector<std::string>;

// "value", "photos", or empty: this answer does not name the file.
std::string role_of(const Answer& answer, const std::string& hash) {
  const auto names = [&](const Names& list) { return std::find(list.begin(), list.end(), hash) != list.end(); };
  const auto* value = std::get_if<ListValue>(&answer.value);
  return value && names(*value) ? "value" : names(answer.photos) ? "photos" : "";
}

std::vector<PhotoRow> photos_named(const Visit& visit, const Json* facts) {
  std::vector<PhotoRow> photos;
  const auto add = [&](const std::string& item, const std::string& sha256, const std::string& known) {
    const auto answer = visit.answers.find(item);
    const std::string role = answer == visit.answers.end() ? "" : role_of(answer->second, std::string(kContentHashPrefix) + sha256);
    const bool there = std::any_of(photos.begin(), photos.end(), [&](const PhotoRow& photo) { return photo.item == item && photo.sha256 == sha256; });
    if (!role.empty() && !there) photos.push_back({item, sha256, role, known, 0, {}});
  };
  if (facts)
    for (const Json& each : facts->elements) {
      Problems problems;
      const PhotoFacts read = read_photo_facts(each, "", problems);
      if (problems.empty()) add(read.item, read.sha256, write_photo_facts(read));
    }
  // Whoever sent the visit by other means than this app need not have told of its files.
  for (const auto& [item, answer] : visit.answers) {
    Names named = answer.photos;
    if (const auto* value = std::get_if<ListValue>(&answer.value)) named.insert(named.begin(), value->begin(), value->end());
    for (const std::string& hash : named)
      if (is_content_hash(hash)) {
        const std::string sha256 = hash.substr(kContentHashPrefix.size());
        add(item, sha256, "{\"bytes\":0,\"item\":" + json_quoted(item) + ",\"sha256\":\"" + sha256 + "\"}");
      }
  }
  return photos;
}

}  // namespace

Result<std::string> pulled_document(Context& context, std::string_view type, const std::string& id) {
  auto rows = context.db.run("SELECT doc FROM doc WHERE owner = ?1 AND type = ?2 AND id = ?3",
                             {context.user, std::string(type), id});
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::string() : text_at(rows->front(), 0);
}

Result<std::optional<ReturnedVisit>> returned_visit(Context& context, const std::string& id) {
  const std::optional<ReturnedVisit> none;
  auto text = pulled_document(context, "visit", id);
  if (!text) return tl::unexpected(text.error());
  const Json doc = json_fields::parse(*text);
  const Json* submission = json_fields::member(doc, "submission");
  if (json_fields::text_or(doc, "status") != "returned" || !submission) return none;
  const Json* sent = json_fields::member(*submission, "visit");
  auto visit = parse_visit(sent ? write_json(*sent) : std::string());
  const auto revision = json_fields::integer(doc, "revision");
  if (!visit || visit->id.value != id || !revision || *revision < 1) return none;

  ReturnedVisit found;
  found.revision = *revision;
  auto checklist = pulled_document(context, "checklist", visit->checklist.value + "@" + std::to_string(visit->checklist_version));
  auto site = pulled_document(context, "site", visit->site.value);
  auto mission = pulled_document(context, "mission", visit->mission.value);
  for (const auto* each : {&checklist, &site, &mission})
    if (!*each) return tl::unexpected(each->error());
  const Json definition = json_fields::parse(*checklist);
  const Json* published = json_fields::member(definition, "checklist");
  if (!published) return none;
  found.checklist = *published;
  found.site_doc = json_fields::parse(*site);
  found.live_score = json_fields::boolean(json_fields::parse(*mission), "live_score").value_or(false);
  found.photos = photos_named(*visit, json_fields::member(*submission, "photos"));
  if (const Json* missing = json_fields::member(doc, "photos_missing"))
    for (const Json& sha256 : missing->elements) found.missing.insert(sha256.text);
  found.visit = std::move(*visit);
  return std::optional<ReturnedVisit>(std::move(found));
}

}  // namespace constat
