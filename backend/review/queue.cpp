#include "backend/review/queue.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "backend/review/event_json.hpp"
#include "backend/review/programme.hpp"
#include "shared/review/evidence_words.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// Missing answers are no suspicion, but nobody can approve such a visit: it comes early.
constexpr double kIncompleteIndex = 30;
constexpr std::size_t kKept = 64;  // organisations

struct Entry {
  VisitRecord visit;
  VisitEvidence evidence;
  bool incomplete = false;
  double index() const { return incomplete ? std::max(evidence.index, kIncompleteIndex) : evidence.index; }
};

Doc in_both(const std::function<std::string(Language)>& words) {
  return {{"fr", words(Language::french)}, {"en", words(Language::english)}};
}

// What reasons are about, as people know it: the other visit's day and place, the question's text.
class Names {
 public:
  Names(Reader& reader, ChecklistCache& checklists) : reader_(reader), checklists_(checklists) {}

  EvidenceNames of(const VisitRecord& visit) const {
    return {[this](Language language, std::string_view id) { return visit_name(language, id); },
            [this, checklist = checklist_of(visit)](Language language, std::string_view id) {
              const auto found = checklist ? checklist->find(id) : std::nullopt;
              return found ? std::string(checklist->at(*found).prompt.in(code_of(language))) : std::string();
            }};
  }

 private:
  std::string visit_name(Language language, std::string_view id) const {
    const auto other = reader_.visit(VisitId(std::string(id)));
    if (!other) return {};
    const auto site = reader_.site(other->site);
    return evidence_visit_name(language, other->started_at, site ? site->name : other->site.value);
  }
  std::shared_ptr<const Checklist> checklist_of(const VisitRecord& visit) const {
    const auto stored = reader_.checklist(visit.checklist, visit.checklist_version);
    return stored ? checklists_.get(*stored) : nullptr;
  }

  Reader& reader_;
  ChecklistCache& checklists_;
};

Doc reason_document(const EvidenceReason& reason, const EvidenceNames& names) {
  return {{"code", std::string(to_string(reason.code))},
          {"strength", reason.strength},
          {"title", in_both([&](Language language) { return evidence_title(language, reason.code); })},
          {"meaning", in_both([&](Language language) { return evidence_meaning(language, reason.code); })},
          {"fact", in_both([&](Language language) { return evidence_fact(language, reason, names); })},
          {"facts", Doc::parse(write_json(evidence_json(reason)), nullptr, false).value("facts", Doc::object())}};
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

// What sites contest and nobody has decided, oldest first.
Doc appeal_documents(Reader& reader, const Titles& titles) {
  Doc list = Doc::array();
  for (const VisitEvent& appeal : reader.open_appeals()) {
    const auto visit = reader.visit(appeal.visit);
    if (!visit || visit->status != "approved") continue;
    const auto site = reader.site(visit->site);
    Doc doc = event_document(reader, appeal);
    doc["visit"] = appeal.visit.value;
    doc["site"] = site ? Doc{{"id", site->id.value}, {"name", site->name}, {"city", site->city}, {"region", site->region}} : Doc();
    doc["checklist"] = titles.of(*visit);
    list.push_back(std::move(doc));
  }
  return list;
}

int times_returned(Reader& reader, const VisitId& id) {
  int times = 0;
  for (const VisitEvent& event : reader.events(id)) times += event.type == "returned";
  return times;
}

}  // namespace

std::string review_queue_json(Reader& reader, ChecklistCache& checklists) {
  VisitFilter filter;
  filter.status = "received";
  const std::vector<VisitRecord> records = reader.visits(filter);
  const std::size_t waiting = records.size();
  auto evidence = evidence_of(reader, checklists, records);
  std::vector<Entry> entries;
  for (const VisitRecord& visit : records)
    entries.push_back({visit, std::move(evidence[visit.id.value]), visit.score_status == "incomplete"});
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (a.index() != b.index()) return a.index() > b.index();
    if (a.visit.received_at != b.visit.received_at) return a.visit.received_at < b.visit.received_at;
    return a.visit.id.value < b.visit.id.value;
  });
  if (entries.size() > kLongestQueue) entries.resize(kLongestQueue);

  std::map<std::string, std::string> names;
  for (const User& user : reader.users()) names[user.id.value] = user.name;
  const Titles titles(reader);
  const Names known(reader, checklists);
  Doc visits = Doc::array();
  for (const Entry& entry : entries) {
    const VisitRecord& visit = entry.visit;
    Doc reasons = Doc::array();
    if (!entry.evidence.reasons.empty()) {
      const EvidenceNames called = known.of(visit);
      for (const EvidenceReason& reason : entry.evidence.reasons) reasons.push_back(reason_document(reason, called));
    }
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
               {"index", entry.evidence.index},
               {"reasons", std::move(reasons)}};
    if (visit.score) doc["score"] = static_cast<double>(visit.score->value) / 1e6;
    visits.push_back(std::move(doc));
  }
  filter.status = "returned";
  return Doc{{"visits", std::move(visits)}, {"waiting", waiting}, {"with_investigators", reader.visits(filter).size()},
             {"appeals", appeal_documents(reader, titles)}}.dump(
      -1, ' ', false, Doc::error_handler_t::replace);
}

std::string ReviewQueues::json(const OrganisationId& organisation) {
  const auto reader = store_.read(organisation);
  const std::uint64_t changes = reader->changes();
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(organisation.value);
    if (found != kept_.end() && found->second.changes == changes) return found->second.json;
  }
  std::string json = review_queue_json(*reader, checklists_);
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kKept) kept_.clear();
  kept_[organisation.value] = {changes, json};
  return json;
}

}  // namespace constat::server
