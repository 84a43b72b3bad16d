#include "backend/review/queue.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace constat::server {
namespace {

using Doc = nlohmann::json;

struct Entry {
  VisitRecord visit;
  std::vector<std::string> reasons;
};

std::vector<std::string> reasons_of(Reader& reader, const VisitRecord& visit) {
  std::vector<std::string> reasons;
  if (visit.score_differs) reasons.emplace_back("score-differs");
  if (visit.score_status == "incomplete") reasons.emplace_back("incomplete");
  for (const VisitPhoto& photo : reader.photos(visit.id))
    if (const auto blob = reader.blob(photo.sha256); blob && !blob->flaw.empty()) {
      reasons.emplace_back("photo-metadata");
      break;
    }
  return reasons;
}

class Titles {
 public:
  explicit Titles(Reader& reader) {
    for (const ChecklistRecord& record : reader.checklists()) {
      const Doc checklist = Doc::parse(record.json, nullptr, false);
      titles_[{record.id.value, record.version}] = checklist.is_object() ? checklist.value("title", Doc::object()) : Doc::object();
    }
  }
  Doc of(const VisitRecord& visit) const {
    const auto found = titles_.find({visit.checklist.value, visit.checklist_version});
    return {{"id", visit.checklist.value}, {"version", visit.checklist_version},
            {"title", found == titles_.end() ? Doc::object() : found->second}};
  }

 private:
  std::map<std::pair<std::string, std::int64_t>, Doc> titles_;
};

int times_returned(Reader& reader, const VisitId& id) {
  int times = 0;
  for (const VisitEvent& event : reader.events(id)) times += event.type == "returned";
  return times;
}

}  // namespace

std::string review_queue_json(Reader& reader) {
  VisitFilter filter;
  filter.status = "received";
  std::vector<Entry> entries;
  for (VisitRecord& visit : reader.visits(filter)) entries.push_back({std::move(visit), {}});
  const std::size_t waiting = entries.size();
  for (Entry& entry : entries) entry.reasons = reasons_of(reader, entry.visit);
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (a.reasons.size() != b.reasons.size()) return a.reasons.size() > b.reasons.size();
    if (a.visit.received_at != b.visit.received_at) return a.visit.received_at < b.visit.received_at;
    return a.visit.id.value < b.visit.id.value;
  });
  if (entries.size() > kLongestQueue) entries.resize(kLongestQueue);

  std::map<std::string, std::string> names;
  for (const User& user : reader.users()) names[user.id.value] = user.name;
  const Titles titles(reader);
  Doc visits = Doc::array();
  for (const auto& [visit, reasons] : entries) {
    const auto site = reader.site(visit.site);
    const auto name = names.find(visit.investigator.value);
    Doc doc = {{"id", visit.id.value},
               {"revision", visit.revision},
               {"sha256", visit.sha256},
               {"status", visit.status},
               {"site", site ? Doc{{"id", site->id.value}, {"name", site->name}, {"city", site->city}, {"region", site->region}} : Doc()},
               {"investigator", {{"id", visit.investigator.value}, {"name", name == names.end() ? visit.investigator.value : name->second}}},
               {"checklist", titles.of(visit)},
               {"started_at", visit.started_at},
               {"received_at", visit.received_at},
               {"score", nullptr},
               {"grade", visit.grade.empty() ? Doc() : Doc(visit.grade)},
               {"passed", visit.passed ? Doc(*visit.passed) : Doc()},
               {"score_status", visit.score_status},
               {"photos_missing", reader.photos_missing(visit.id).size()},
               {"returned", times_returned(reader, visit.id)},
               {"reasons", reasons}};
    if (visit.score) doc["score"] = static_cast<double>(visit.score->value) / 1e6;
    visits.push_back(std::move(doc));
  }
  filter.status = "returned";
  return Doc{{"visits", std::move(visits)}, {"waiting", waiting}, {"with_investigators", reader.visits(filter).size()}}.dump(
      -1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace constat::server
