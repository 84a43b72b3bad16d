#include "backend/insight/overview.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/insight/weaknesses.hpp"
#include "shared/compare/sums.hpp"
#include "shared/compare/visit_scores.hpp"
#include "shared/survey/kpi.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

Doc move_document(const ScoreMove& move) {
  return {{"before", move.before},           {"after", move.after},
          {"n_before", move.n_before},       {"n_after", move.n_after},
          {"difference", move.difference},   {"interval", interval_document(move.interval.low, move.interval.high)},
          {"p_adjusted", move.p_adjusted},   {"sure", move.sure}};
}

class Overview {
 public:
  Overview(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Scope& scope)
      : reader_(reader), who_(who), scope_(scope), sums_(kept.of(reader, checklists, scope, scope.wave)) {}

  Doc write() {
    const ScoreSumsBySite now = scores_of(reader_, scope_, scope_.wave);
    const auto previous = scope_.previous();
    const ScoreSumsBySite before = previous ? scores_of(reader_, scope_, *previous) : ScoreSumsBySite();
    out_ = scope_document(scope_);
    out_["previous"] = previous ? Doc(*previous) : Doc(nullptr);
    figures(now, before);
    pairs(now);
    visits();
    sites(now);
    weaknesses();
    return std::move(out_);
  }

 private:
  Doc site(const std::string& id) const {
    const Site* found = scope_.find(id);
    return found ? site_document(*found) : Doc{{"id", id}, {"name", id}};
  }
  bool told_of(const std::string& site) const { return may_see_site(who_, SiteId(site)); }

  void figures(const ScoreSumsBySite& now, const ScoreSumsBySite& before) {
    const auto spread = pooled_spread(before.empty() ? std::vector<const ScoreSumsBySite*>{&now} : std::vector<const ScoreSumsBySite*>{&before, &now});
    out_["mean"] = nullptr;
    if (const auto mean = network_mean(now, spread)) {
      Doc& doc = out_["mean"] = {{"value", mean->value}, {"visits", mean->visits}, {"sites", mean->sites}, {"interval", nullptr}};
      if (mean->interval) doc["interval"] = interval_document(mean->interval->low, mean->interval->high);
    }
    out_["spread"] = spread ? Doc{{"sigma", spread->sigma}, {"degrees", spread->degrees}} : Doc(nullptr);
    const auto change = network_move(before, now, spread);
    out_["change"] = change ? move_document(*change) : Doc(nullptr);
    ScoreHistogram histogram{};
    for (const auto& sums : sums_)
      for (std::size_t bin = 0; bin < kScoreBins; ++bin) histogram[bin] += sums->scores[bin];
    out_["histogram"] = histogram;
    out_["moves"] = Doc::array();
    for (const ScoreMove& move : score_moves(before, now, spread)) {
      if (!told_of(move.site)) continue;
      Doc doc = move_document(move);
      doc["site"] = site(move.site);
      out_["moves"].push_back(std::move(doc));
    }
  }

  // Whether any site differs surely from another, as the comparison tests it. A site's rank tells how many are surely better
  // and how many surely worse, without a list of the pairs.
  void pairs(const ScoreSumsBySite& now) {
    const Comparison comparison = compare_sums({}, now, {}, Pairs::left_out);
    std::int64_t ranked = 0, sure = 0, apart = 0;
    if (const auto audit = comparison.kpis.find("audit"); audit != comparison.kpis.end())
      for (const SiteKpi& site : audit->second.sites) ranked += site.rank ? 1 : 0;
    if (ranked > 0)
      for (const SiteKpi& site : comparison.kpis.at("audit").sites) {
        if (!site.rank) continue;
        const std::int64_t better = site.rank->low - 1, worse = ranked - site.rank->high;
        sure += better;
        apart += better + worse > 0 ? 1 : 0;
      }
    out_["pairs"] = {{"tested", ranked * (ranked - 1) / 2}, {"sure", sure}, {"sites", apart}};
  }

  // What single visits say.
  void visits() {
    std::int64_t judged = 0, not_passed = 0, critical = 0;
    std::vector<std::pair<const VisitSums*, const CriticalVisit*>> latest;
    for (const auto& sums : sums_) {
      judged += sums->judged;
      not_passed += sums->not_passed;
      critical += sums->critical;
      if (told_of(sums->site.value))
        for (const CriticalVisit& visit : sums->latest_critical) latest.emplace_back(sums.get(), &visit);
    }
    const std::size_t listed = std::min(latest.size(), kMostForAttention);
    std::partial_sort(latest.begin(), latest.begin() + static_cast<std::ptrdiff_t>(listed), latest.end(), [](const auto& a, const auto& b) {
      return a.second->started_at != b.second->started_at ? a.second->started_at > b.second->started_at : a.second->visit.value < b.second->visit.value;
    });
    latest.resize(listed);
    Doc list = Doc::array();
    for (const auto& [sums, visit] : latest) {
      Doc items = Doc::array();
      for (const ItemId& item : visit->items)
        if (const auto ref = visit->checklist->find(item.value)) items.push_back(words_document(visit->checklist->at(*ref).prompt));
      Doc entry = {{"site", site(sums->site.value)}, {"started_at", visit->started_at}, {"items", std::move(items)}};
      VisitRecord record;
      record.site = sums->site;
      record.wave = sums->wave;
      record.status = visit->status;
      record.investigator = visit->investigator;
      if (may_see_visit(who_, record)) entry["visit"] = visit->visit.value;
      list.push_back(std::move(entry));
    }
    out_["passed"] = {{"judged", judged}, {"not_passed", not_passed}};
    out_["critical"] = {{"visits", critical}, {"list", std::move(list)}};
  }

  // What is missing at sites.
  void sites(const ScoreSumsBySite& now) {
    std::map<std::string, std::int64_t> waiting, responses;
    std::int64_t all_waiting = 0;
    for (const auto& sums : sums_) {
      if (sums->waiting > 0) waiting[sums->site.value] += sums->waiting;
      all_waiting += sums->waiting;
    }
    out_["waiting"] = all_waiting;
    for (const ResponseCount& count : reader_.response_counts(scope_.wave == kAllWaves ? std::nullopt : std::optional<WaveId>(WaveId(scope_.wave))))
      responses[count.site] = count.responses;
    Doc unvisited = Doc::array(), small = Doc::array();
    std::int64_t answers = 0, count_unvisited = 0, count_small = 0;
    for (const Site& each : scope_.sites) {
      const std::string& id = each.id.value;
      const auto scores = now.find(id);
      const std::int64_t visits = scores == now.end() ? 0 : scores->second.visits;
      const std::int64_t answered = responses.count(id) != 0 ? responses[id] : 0;
      answers += answered;
      if (visits == 0) {
        ++count_unvisited;
        if (told_of(id) && unvisited.size() < kMostForAttention)
          unvisited.push_back({{"site", site_document(each)}, {"waiting", waiting.count(id) != 0 ? waiting[id] : 0}});
      }
      const bool few_answers = !responses.empty() && answered < kSmallSample;
      if (visits != 1 && !few_answers) continue;
      ++count_small;
      if (told_of(id) && small.size() < kMostForAttention)
        small.push_back({{"site", site_document(each)}, {"visits", visits}, {"responses", answered}, {"few_responses", few_answers}});
    }
    out_["sites"] = scope_.sites.size();
    out_["responses"] = answers;
    out_["unvisited"] = {{"count", count_unvisited}, {"list", std::move(unvisited)}};
    out_["small"] = {{"count", count_small}, {"list", std::move(small)}};
  }

  void weaknesses() {
    Doc list = Doc::array();
    std::size_t count = 0;
    for (const SiteWeakness& weakness : weaknesses_by_site(sums_)) {
      const std::string where(weakness.site);
      if (!told_of(where) || ++count > kMostForAttention) continue;
      list.push_back(weakness_document(weakness));
      list.back()["site"] = site(where);
    }
    out_["weaknesses"] = {{"count", count}, {"list", std::move(list)}};
  }

  Reader& reader_;
  const SignedIn& who_;
  const Scope& scope_;
  std::vector<std::shared_ptr<const VisitSums>> sums_;
  Doc out_;
};

}  // namespace

std::optional<std::string> network_overview(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Asked& asked) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  return dump_document(Overview(reader, checklists, kept, who, *scope).write());
}

}  // namespace constat::server
