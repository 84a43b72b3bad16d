#include "backend/review/queue.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "backend/review/checklist_titles.hpp"
#include "backend/review/event_json.hpp"
#include "backend/review/programme.hpp"
#include "shared/review/comment_text.hpp"
#include "shared/review/evidence_words.hpp"

namespace constat::server {

// Every visit that waits, in the order in which it should be looked at.
struct ReviewOrder {
  struct Entry {
    VisitRecord visit;
    VisitEvidence evidence;
    bool incomplete = false;
    double index() const { return incomplete ? std::max(evidence.index, kIncompleteIndex) : evidence.index; }

    // Missing answers are no suspicion, but nobody can approve such a visit: it comes early.
    static constexpr double kIncompleteIndex = 30;
  };
  std::vector<Entry> entries;
};

namespace {

using Doc = nlohmann::json;

using Entry = ReviewOrder::Entry;

constexpr std::size_t kKept = 64;  // organisations

Doc in_both(const std::function<std::string(Language)>& words) {
  return {{"fr", words(Language::french)}, {"en", words(Language::english)}};
}

// What reasons are about, as people know it: the other visit's day and place, the question's text.
class Names {
 public:
  Names(Reader& reader, ChecklistCache& checklists) : reader_(reader), checklists_(checklists) {}

  EvidenceNames of(const VisitRecord& visit) const {
    return {[this](Language language, std::string_view id) { return visit_name(language, id); },
            [checklist = checklist_of(visit)](Language language, std::string_view id) {
              const auto found = checklist ? checklist->find(id) : std::nullopt;
              return found ? std::string(checklist->at(*found).prompt.in(code_of(language))) : std::string();
            }};
  }

 private:
  std::string visit_name(Language language, std::string_view id) const {
    if (id.empty()) return std::string(text(language, "evidence.visit_elsewhere"));
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

// A visit of a site that the reader does not see is not named: it is one of another site, and no more.
EvidenceReason as_seen(Reader& reader, EvidenceReason reason) {
  const std::string other(reason.text("other_visit"));
  if (other.empty() || reader.visit(VisitId(other))) return reason;
  for (const std::string_view name : {"other_visit", "other_photo", "other_item"})
    reason.facts.erase(std::remove_if(reason.facts.begin(), reason.facts.end(), [&](const EvidenceFact& fact) { return fact.name == name; }), reason.facts.end());
  return reason;
}

int times_returned(Reader& reader, const VisitId& id) {
  int times = 0;
  for (const VisitEvent& event : reader.events(id)) times += event.type == "returned";
  return times;
}

ReviewOrder order_of(Reader& all, Reader& reader, ChecklistCache& checklists) {
  VisitFilter filter;
  filter.status = "received";
  const std::vector<VisitRecord> records = reader.visits(filter);
  auto evidence = evidence_of(all, checklists, records);
  ReviewOrder order;
  for (const VisitRecord& visit : records)
    order.entries.push_back({visit, std::move(evidence[visit.id.value]), visit.score_status == "incomplete"});
  std::sort(order.entries.begin(), order.entries.end(), [](const Entry& a, const Entry& b) {
    if (a.index() != b.index()) return a.index() > b.index();
    if (a.visit.received_at != b.visit.received_at) return a.visit.received_at < b.visit.received_at;
    return a.visit.id.value < b.visit.id.value;
  });
  return order;
}

// What a page of the queue names.
class Page {
 public:
  Page(Reader& reader, ChecklistCache& checklists) : reader_(reader), titles_(reader), known_(reader, checklists) {
    for (const User& user : reader.users()) people_[user.id.value] = user.name;
    for (Site& site : reader.sites()) sites_.emplace(site.id.value, std::move(site));
  }
  // What a search looks into.
  std::string words(const VisitRecord& visit) const {
    std::string words = visit.id.value + " " + person(visit.investigator);
    if (const auto site = sites_.find(visit.site.value); site != sites_.end())
      words += " " + site->second.name + " " + site->second.city + " " + site->second.region;
    return words;
  }

  Doc document(const Entry& entry) const {
    const VisitRecord& visit = entry.visit;
    Doc reasons = Doc::array();
    if (!entry.evidence.reasons.empty()) {
      const EvidenceNames called = known_.of(visit);
      for (const EvidenceReason& reason : entry.evidence.reasons) reasons.push_back(reason_document(as_seen(reader_, reason), called));
    }
    Doc doc = {{"id", visit.id.value},
               {"revision", visit.revision},
               {"sha256", visit.sha256},
               {"status", visit.status},
               {"site", site_of(visit)},
               {"investigator", {{"id", visit.investigator.value}, {"name", person(visit.investigator)}}},
               {"checklist", titles_.of(visit)},
               {"started_at", visit.started_at},
               {"received_at", visit.received_at},
               {"score", nullptr},
               {"grade", visit.grade.empty() ? Doc() : Doc(visit.grade)},
               {"passed", visit.passed ? Doc(*visit.passed) : Doc()},
               {"score_status", visit.score_status},
               {"photos_missing", reader_.photos_missing(visit.id).size()},
               {"returned", times_returned(reader_, visit.id)},
               {"index", entry.evidence.index},
               {"reasons", std::move(reasons)}};
    if (visit.score) doc["score"] = static_cast<double>(visit.score->value) / 1e6;
    return doc;
  }

  // What sites contest and nobody has decided, oldest first.
  void add_appeals(const std::function<bool(const VisitRecord&)>& fits, Doc& out) const {
    std::size_t waiting = 0, fitting = 0;
    Doc list = Doc::array();
    for (const VisitEvent& appeal : reader_.open_appeals()) {
      const auto visit = reader_.visit(appeal.visit);
      if (!visit || visit->status != "approved") continue;
      ++waiting;
      if (!fits(*visit) || ++fitting > kMostAppeals) continue;
      Doc doc = event_document(reader_, appeal);
      doc["visit"] = appeal.visit.value;
      doc["site"] = site_of(*visit);
      doc["checklist"] = titles_.of(*visit);
      list.push_back(std::move(doc));
    }
    out["appeals"] = std::move(list);
    out["appeals_count"] = fitting;
    out["appeals_waiting"] = waiting;
  }

 private:
  Doc site_of(const VisitRecord& visit) const {
    const auto site = sites_.find(visit.site.value);
    if (site == sites_.end()) return {};
    return {{"id", visit.site.value}, {"name", site->second.name}, {"city", site->second.city}, {"region", site->second.region}};
  }
  std::string person(const UserId& id) const {
    const auto name = people_.find(id.value);
    return name == people_.end() ? id.value : name->second;
  }

  Reader& reader_;
  ChecklistTitles titles_;
  Names known_;
  std::map<std::string, std::string> people_;
  std::map<std::string, Site> sites_;
};

std::string page_json(Reader& reader, ChecklistCache& checklists, const ReviewOrder& order, const QueueAsked& asked) {
  const Page page(reader, checklists);
  const std::u32string wanted = normalised_comment(asked.text);
  const auto fits = [&](const VisitRecord& visit) {
    return wanted.empty() || normalised_comment(page.words(visit)).find(wanted) != std::u32string::npos;
  };
  std::vector<const Entry*> found;
  for (const Entry& entry : order.entries)
    if (fits(entry.visit)) found.push_back(&entry);
  const std::size_t first = asked.page ? *asked.page * kQueuePage : 0, most = asked.page ? kQueuePage : kLongestQueue;
  Doc visits = Doc::array();
  for (std::size_t i = first; i < found.size() && i < first + most; ++i) visits.push_back(page.document(*found[i]));
  VisitFilter returned;
  returned.status = "returned";
  Doc out = {{"visits", std::move(visits)}, {"count", found.size()}, {"waiting", order.entries.size()}, {"with_investigators", reader.visits(returned).size()}};
  page.add_appeals(fits, out);
  return out.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace

std::string ReviewQueues::json(const SignedIn& who, const QueueAsked& asked) {
  const auto reader = store_.read(who.organisation.id);
  const auto seen = limited(*reader, who);
  std::string key = who.organisation.id.value;
  if (who.limited) key += "\n" + who.user.id.value;
  const std::uint64_t changes = reader->changes();
  std::shared_ptr<const ReviewOrder> order;
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && found->second.changes == changes) order = found->second.order;
  }
  if (!order) {
    order = std::make_shared<const ReviewOrder>(order_of(*reader, *seen, checklists_));
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kKept) kept_.clear();
    kept_[key] = {changes, order};
  }
  return page_json(*seen, checklists_, *order, asked);
}

}  // namespace constat::server
