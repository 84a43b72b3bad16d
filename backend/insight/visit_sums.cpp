#include "backend/insight/visit_sums.hpp"

#include <map>

#include "backend/insight/area_scores.hpp"
#include "backend/store/official.hpp"

namespace constat::server {
namespace {

constexpr double kMicro = 1e6;

// While visits are added, newest first: questions are known by their ids only.
struct Judge {
  std::vector<double> scores;
  std::array<PercentSums, kCriteria> criteria;
  std::map<std::string, Rating> ratings;
};
struct Growing {
  std::shared_ptr<const Checklist> newest;
  std::int64_t visits = 0;
  std::map<std::string, QuestionSums> questions;
  std::map<std::string, Judge> judges;
};

std::optional<Criterion> criterion_of(Area area) {
  switch (area) {
    case Area::reception: return Criterion::reception;
    case Area::service: return Criterion::service;
    case Area::after_sales: return Criterion::after_sales;
    case Area::other: break;
  }
  return std::nullopt;
}

void add_visit(Growing& sums, const VisitRecord& record, const report::ReportedVisit& visit) {
  ++sums.visits;
  if (!sums.newest || sums.newest->version < visit.checklist->version) sums.newest = visit.checklist;
  Judge& judge = sums.judges[record.investigator.value];
  judge.scores.push_back(static_cast<double>(record.score->value) / kMicro);
  const auto add = [&](Criterion criterion, double percent) { judge.criteria[static_cast<std::size_t>(criterion)].add(percent); };
  for (const auto& [area, percent] : area_scores(visit))
    if (const auto criterion = criterion_of(area)) add(*criterion, percent);
  if (const auto waiting = waiting_score(visit)) add(Criterion::responsiveness, *waiting);

  std::shared_ptr<const WordsOf> words;
  for (const ItemTrace& trace : visit.score.trace) {
    if (!trace.visible || !trace.answered || trace.possible.value <= 0) continue;
    const std::string& item = visit.checklist->at(trace.ref).id.value;
    QuestionSums& question = sums.questions[item];
    const bool lost = trace.earned < trace.possible;
    question.earned += trace.earned.value;
    question.possible += trace.possible.value;
    ++question.asked;
    question.lost += lost ? 1 : 0;
    if (!question.newest) {
      if (!words) words = std::make_shared<const WordsOf>(WordsOf{record.started_at, record.id, visit.checklist});
      question.newest = words;
    }
    judge.ratings.try_emplace(item, lost ? Rating::points_lost : Rating::all_points);
  }
}

ChecklistSums settled(const std::string& id, Growing& sums) {
  ChecklistSums out{id, sums.newest, sums.visits, {}, {}};
  for (auto& [item, question] : sums.questions) {
    question.item = item;
    out.questions.push_back(std::move(question));
  }
  for (auto& [investigator, judge] : sums.judges) {
    InvestigatorSums of{UserId(investigator), std::move(judge.scores), judge.criteria, {}};
    of.ratings.reserve(out.questions.size());
    for (const QuestionSums& question : out.questions) {
      const auto found = judge.ratings.find(question.item);
      of.ratings.push_back(found == judge.ratings.end() ? Rating::none : found->second);
    }
    out.investigators.push_back(std::move(of));
  }
  return out;
}

}  // namespace

VisitSums sums_of_visits(Reader& reader, VisitSource& source, const WaveId& wave, const SiteId& site) {
  VisitSums out;
  out.wave = wave;
  out.site = site;
  VisitFilter filter;
  filter.wave = wave;
  filter.site = site;
  std::map<std::string, Growing> checklists;
  for (const VisitRecord& record : reader.visits(filter)) {
    if (!is_official(record, source.organisation())) {
      out.waiting += record.status == "received" ? 1 : 0;
      continue;
    }
    ++out.scores[score_bin(static_cast<double>(record.score->value) / kMicro)];
    const auto visit = source.load(record);
    if (!visit) {
      if (!source.checklist(record.checklist, record.checklist_version)) out.missing.emplace_back(record.checklist, record.checklist_version);
      continue;
    }
    add_visit(checklists[record.checklist.value], record, *visit);
    const VisitScore& score = visit->score;
    out.judged += score.passed ? 1 : 0;
    out.not_passed += score.passed && !*score.passed ? 1 : 0;
    if (score.critical.empty()) continue;
    ++out.critical;
    if (out.latest_critical.size() < kMostForAttention)
      out.latest_critical.push_back({record.id, record.started_at, record.status, record.investigator, visit->checklist, score.critical});
  }
  for (auto& [id, sums] : checklists) out.checklists.push_back(settled(id, sums));
  return out;
}

std::size_t VisitSums::bytes() const {
  constexpr std::size_t kText = 40;  // of an id beside its object
  std::size_t bytes = sizeof *this + missing.size() * sizeof missing[0];
  for (const CriticalVisit& visit : latest_critical) bytes += sizeof visit + 3 * kText + visit.items.size() * (sizeof(ItemId) + kText);
  for (const ChecklistSums& checklist : checklists) {
    bytes += sizeof checklist + checklist.questions.size() * (sizeof(QuestionSums) + kText + sizeof(WordsOf));
    for (const InvestigatorSums& each : checklist.investigators) bytes += sizeof each + kText + each.scores.capacity() * sizeof(double) + each.ratings.size();
  }
  return bytes;
}

}  // namespace constat::server
