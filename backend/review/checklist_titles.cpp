#include "backend/review/checklist_titles.hpp"

namespace constat::server {

using Doc = nlohmann::json;

ChecklistTitles::ChecklistTitles(Reader& reader) {
  for (const ChecklistRecord& record : reader.checklists()) {
    const Doc checklist = Doc::parse(record.json, nullptr, false);
    titles_[{record.id.value, record.version}] = checklist.is_object() ? checklist.value("title", Doc::object()) : Doc::object();
  }
}

Doc ChecklistTitles::of(const VisitRecord& visit) const {
  const auto found = titles_.find({visit.checklist.value, visit.checklist_version});
  return {{"id", visit.checklist.value}, {"version", visit.checklist_version}, {"title", found == titles_.end() ? Doc::object() : found->second}};
}

}  // namespace constat::server
