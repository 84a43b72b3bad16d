#include "backend/administration/checklists.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "backend/administration/checklist_difference.hpp"
#include "shared/base/json.hpp"
#include "shared/base/sha256.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/lint/lint.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

Doc localized(const LocalizedText& text) { return text.by_language; }

std::string findings_json(const Checklist& checklist, Language language) {
  std::string list;
  for (const Finding& finding : lint(checklist)) list += (list.empty() ? "" : ",") + write_finding(language, checklist, finding);
  return "[" + list + "]";
}

// {"at","reason"}, or null.
Doc withdrawn_doc(const ChecklistRecord& record) {
  return record.withdrawn_at.empty() ? Doc() : Doc{{"at", record.withdrawn_at}, {"reason", record.withdrawn_reason}};
}

// The document is long and was written once: it is put in as it is.
std::string with_document(Doc head, const std::string& json, const Checklist& checklist, Language language) {
  const std::string rest = dump(head);
  return rest.substr(0, rest.size() - 1) + ",\"checklist\":" + json + ",\"findings\":" + findings_json(checklist, language) + "}";
}

}  // namespace

std::string checklist_shelf_json(Reader& reader) {
  std::map<std::pair<std::string, std::int64_t>, std::int64_t> visits;
  for (const VisitRecord& visit : reader.visits({})) ++visits[{visit.checklist.value, visit.checklist_version}];
  Doc shelf = Doc::array();
  const auto all = reader.checklists();  // by id and version
  for (auto record = all.rbegin(); record != all.rend(); ++record) {
    const auto checklist = parse_checklist(record->json);
    if (!checklist) continue;
    if (shelf.empty() || shelf.back()["id"] != record->id.value)
      shelf.push_back({{"id", record->id.value}, {"title", localized(checklist->title)}, {"versions", Doc::array()}});
    const auto used = visits.find({record->id.value, record->version});
    shelf.back()["versions"].push_back({{"version", record->version},
                                        {"items", checklist->item_count()},
                                        {"sections", checklist->sections.size()},
                                        {"visits", used == visits.end() ? 0 : used->second},
                                        {"withdrawn", withdrawn_doc(*record)}});
  }
  std::reverse(shelf.begin(), shelf.end());
  return dump({{"checklists", std::move(shelf)}});
}

std::optional<std::string> published_checklist_json(Reader& reader, const ChecklistId& id, std::int64_t version, Language language) {
  const auto record = reader.checklist(id, version);
  const auto checklist = record ? parse_checklist(record->json) : Parsed<Checklist>(tl::unexpected(std::vector<Problem>{}));
  if (!checklist) return std::nullopt;
  return with_document({{"id", id.value}, {"version", version}, {"sha256", record->hash}, {"state", "same"}, {"withdrawn", withdrawn_doc(*record)}}, record->json, *checklist, language);
}

std::string checked_checklist_json(Reader& reader, const Checklist& checklist, std::string_view json, Language language) {
  const auto parsed = parse_json(json);
  const std::string canonical = parsed ? canonical_json(*parsed) : std::string(json);
  const std::string hash = sha256_hex(canonical);
  const auto present = reader.checklist(checklist.id, checklist.version);
  std::int64_t newest = 0;
  for (const ChecklistRecord& record : reader.checklists())
    if (record.id == checklist.id) newest = std::max(newest, record.version);
  const char* state = !present ? "new" : present->hash == hash ? "same" : "taken";
  return with_document({{"id", checklist.id.value}, {"version", checklist.version}, {"sha256", hash}, {"state", state}, {"newest", newest}}, canonical, checklist, language);
}

std::optional<std::string> checklist_changes_json(Reader& reader, const ChecklistId& id, std::int64_t from, std::int64_t to, Language language) {
  const auto before = reader.checklist(id, from), after = reader.checklist(id, to);
  if (!before || !after) return std::nullopt;
  const auto old_one = parse_checklist(before->json), new_one = parse_checklist(after->json);
  if (!old_one || !new_one) return std::nullopt;
  Doc changes = Doc::array();
  for (const ChecklistChange& change : checklist_difference(*old_one, *new_one, language))
    changes.push_back({{"kind", to_string(change.kind)}, {"place", change.place}, {"what", change.what}});
  return dump({{"id", id.value}, {"title", localized(new_one->title)}, {"from", from}, {"to", to},
               {"withdrawn", {{"from", withdrawn_doc(*before)}, {"to", withdrawn_doc(*after)}}}, {"changes", std::move(changes)}});
}

}  // namespace constat::server
