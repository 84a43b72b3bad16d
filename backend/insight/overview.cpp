#include "backend/insight/overview.hpp"

#include <algorithm>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/store/official.hpp"
#include "backend/insight/weaknesses.hpp"
#include "shared/compare/compare.hpp"
#include "shared/survey/kpi.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kMostListed = 50;  // of a kind of thing that needs attention

Doc move_document(const ScoreMove& move) {
  return {{"before", move.before},           {"after", move.after},
          {"n_before", move.n_before},       {"n_after", move.n_after},
          {"difference", move.difference},   {"interval", interval_document(move.interval.low, move.interval.high)},
          {"p_adjusted", move.p_adjusted},   {"sure", move.sure}};
}

class Overview {
 public:
  Overview(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const Scope& scope)
      : reader_(reader), who_(who), scope_(scope), visits_(counted_visits(reader, checklists, scope, scope.wave)) {}

  Doc write() {
    const ScoresBySite now = scores_of(reader_, scope_, scope_.wave);
    const auto previous = scope_.previous();
    const ScoresBySite before = previous ? scores_of(reader_, scope_, *previous) : ScoresBySite();
    out_ = scope_document(scope_);
    out_["previous"] = previous ? Doc(*previous) : Doc(nullptr);
    figures(now, before);
    pairs(now);
    attention(now);
    return std::move(out_);
  }

 private:
  Doc site(const std::string& id) const {
    const Site* found = scope_.find(id);
    return found ? site_document(*found) : Doc{{"id", id}, {"name", id}};
  }
  bool told_of(const std::string& site) const { return may_see_site(who_, SiteId(site)); }

  void figures(const ScoresBySite& now, const ScoresBySite& before) {
    const auto spread = pooled_spread(before.empty() ? std::vector<const ScoresBySite*>{&now} : std::vector<const ScoresBySite*>{&before, &now});
    out_["mean"] = nullptr;
    if (const auto mean = network_mean(now, spread)) {
      Doc& doc = out_["mean"] = {{"value", mean->value}, {"visits", mean->visits}, {"sites", mean->sites}, {"interval", nullptr}};
      if (mean->interval) doc["interval"] = interval_document(mean->interval->low, mean->interval->high);
    }
    out_["spread"] = spread ? Doc{{"sigma", spread->sigma}, {"degrees", spread->degrees}} : Doc(nullptr);
    const auto change = network_move(before, now, spread);
    out_["change"] = change ? move_document(*change) : Doc(nullptr);
    out_["histogram"] = score_histogram(now);
    out_["moves"] = Doc::array();
    for (const ScoreMove& move : score_moves(before, now, spread)) {
      if (!told_of(move.site)) continue;
      Doc doc = move_document(move);
      doc["site"] = site(move.site);
      out_["moves"].push_back(std::move(doc));
    }
  }

  // Whether any site differs surely from another, as the comparison tests it.
  void pairs(const ScoresBySite& now) {
    std::vector<AuditScore> audits;
    for (const auto& [id, scores] : now)
      for (const double score : scores) audits.push_back({id, scope_.wave, score});
    const Comparison comparison = compare_sites({}, audits, {});
    std::set<std::string> apart;
    std::size_t sure = 0, tested = 0;
    if (const auto audit = comparison.kpis.find("audit"); audit != comparison.kpis.end())
      for (const PairTest& pair : audit->second.pairs) {
        ++tested;
        if (pair.p_adjusted >= kSignificance) continue;
        ++sure;
        apart.insert(pair.a);
        apart.insert(pair.b);
      }
    out_["pairs"] = {{"tested", tested}, {"sure", sure}, {"sites", apart.size()}};
  }

  void attention(const ScoresBySite& now) {
    Doc critical = Doc::array();
    std::int64_t critical_visits = 0, not_passed = 0, judged = 0;
    for (const CountedVisit& visit : visits_) {
      const auto& score = visit.reported.score;
      if (score.passed) {
        ++judged;
        not_passed += !*score.passed;
      }
      if (score.critical.empty()) continue;
      ++critical_visits;
      if (!told_of(visit.record.site.value) || critical.size() >= kMostListed) continue;
      Doc items = Doc::array();
      for (const ItemId& item : score.critical)
        if (const auto ref = visit.reported.checklist->find(item.value)) items.push_back(words_document(visit.reported.checklist->at(*ref).prompt));
      Doc entry = {{"site", site(visit.record.site.value)}, {"started_at", visit.record.started_at}, {"items", std::move(items)}};
      if (may_see_visit(who_, visit.record)) entry["visit"] = visit.record.id.value;
      critical.push_back(std::move(entry));
    }
    out_["passed"] = {{"judged", judged}, {"not_passed", not_passed}};
    out_["critical"] = {{"visits", critical_visits}, {"list", std::move(critical)}};

    const Organisation organisation = reader_.organisation();
    std::map<std::string, std::int64_t> waiting, responses;
    VisitFilter filter;
    if (scope_.wave != kAllWaves) filter.wave = WaveId(scope_.wave);
    std::int64_t all_waiting = 0;
    for (const VisitRecord& visit : reader_.visits(filter))
      if (scope_.contains(visit.site.value) && visit.status == "received" && !is_official(visit, organisation)) {
        ++waiting[visit.site.value];
        ++all_waiting;
      }
    out_["waiting"] = all_waiting;
    for (const SurveyRecord& survey : reader_.surveys())
      for (const StoredResponse& response : reader_.responses(survey.id))
        if (scope_.wave == kAllWaves || response.wave.empty() || response.wave == scope_.wave) ++responses[response.site];
    Doc unvisited = Doc::array(), small = Doc::array();
    std::int64_t answers = 0, count_unvisited = 0, count_small = 0;
    for (const Site& each : scope_.sites) {
      const std::string& id = each.id.value;
      const auto scores = now.find(id);
      const std::int64_t visits = scores == now.end() ? 0 : static_cast<std::int64_t>(scores->second.size());
      const std::int64_t answered = responses.count(id) != 0 ? responses[id] : 0;
      answers += answered;
      if (visits == 0) {
        ++count_unvisited;
        if (told_of(id) && unvisited.size() < kMostListed)
          unvisited.push_back({{"site", site_document(each)}, {"waiting", waiting.count(id) != 0 ? waiting[id] : 0}});
      }
      const bool few_answers = !responses.empty() && answered < kSmallSample;
      if (visits != 1 && !few_answers) continue;
      ++count_small;
      if (told_of(id) && small.size() < kMostListed)
        small.push_back({{"site", site_document(each)}, {"visits", visits}, {"responses", answered}, {"few_responses", few_answers}});
    }
    out_["sites"] = scope_.sites.size();
    out_["responses"] = answers;
    out_["unvisited"] = {{"count", count_unvisited}, {"list", std::move(unvisited)}};
    out_["small"] = {{"count", count_small}, {"list", std::move(small)}};
    Doc weaknesses = Doc::array();
    std::size_t all_weaknesses = 0;
    for (Doc& weakness : weaknesses_by_site(visits_)) {
      const auto where = weakness["site"].get<std::string>();
      if (!told_of(where) || ++all_weaknesses > kMostListed) continue;
      weakness["site"] = site(where);
      weaknesses.push_back(std::move(weakness));
    }
    out_["weaknesses"] = {{"count", all_weaknesses}, {"list", std::move(weaknesses)}};
  }

  Reader& reader_;
  const SignedIn& who_;
  const Scope& scope_;
  std::vector<CountedVisit> visits_;
  Doc out_;
};

}  // namespace

std::optional<std::string> network_overview(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const Asked& asked) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  return dump_document(Overview(reader, checklists, who, *scope).write());
}

}  // namespace constat::server
