#include "web/app/weights.hpp"

#include <algorithm>
#include <cmath>

#include "shared/compare/pairs.hpp"
#include "shared/rescoring/fast_scores.hpp"

namespace constat::app {
namespace {

// Up to so many sites their rank ranges follow every movement.
constexpr std::size_t kRanksWhileMoving = 60;
constexpr double kNoticed = 0.1;  // percentage points, what a page shows

struct Scored {
  std::vector<SiteScores> sites;
  std::optional<double> network;
};

// `older`: rules of each of the material's older versions.
Scored score_all(const WeightMaterial& material, const Checklist& rules, const std::vector<const Checklist*>& older) {
  std::size_t visits_in_all = material.batch->size();
  for (const VersionColumns& version : material.older) visits_in_all += version.batch->size();
  std::vector<std::int32_t> scores(visits_in_all);
  FastScorer(*material.batch, rules).scores(0, material.batch->size(), scores.data());
  std::size_t at = material.batch->size();
  for (std::size_t i = 0; i < material.older.size(); ++i) {
    const VisitBatch& batch = *material.older[i].batch;
    FastScorer(batch, *older[i]).scores(0, batch.size(), scores.data() + at);
    at += batch.size();
  }
  Scored out{material.sites_of->means(scores.data()), std::nullopt};
  double sum = 0, visits = 0;
  for (const SiteScores& site : out.sites) {
    sum += site.mean * site.visits;
    visits += site.visits;
  }
  if (visits > 0) out.network = sum / visits;
  return out;
}

// Standard error of a site's mean; one visit has the pooled deviation of all sites (docs/scoring.md, site index).
std::vector<double> standard_errors(const std::vector<SiteScores>& sites) {
  double squares = 0, degrees = 0;
  for (const SiteScores& site : sites) {
    if (site.visits < 2) continue;
    squares += site.deviation * site.deviation * (site.visits - 1);
    degrees += site.visits - 1;
  }
  const double pooled = degrees > 0 ? std::sqrt(squares / degrees) : 0;
  std::vector<double> errors;
  for (const SiteScores& site : sites) {
    errors.push_back(site.visits == 0 ? 0 : (site.visits < 2 ? pooled : site.deviation) / std::sqrt(site.visits));
  }
  return errors;
}

struct Ranks {
  std::vector<std::size_t> of;       // which sites, by number
  std::vector<PairTest> pairs;       // i < j of them, in order
  std::vector<RankRange> ranges;
};

Ranks rank(const std::vector<SiteScores>& sites) {
  const std::vector<double> errors = standard_errors(sites);
  Ranks out;
  std::vector<std::string> names;
  std::vector<Estimate> estimates;
  for (std::size_t site = 0; site < sites.size(); ++site) {
    if (sites[site].visits == 0) continue;
    out.of.push_back(site);
    names.push_back(std::to_string(site));
    estimates.push_back({sites[site].mean, errors[site]});
  }
  out.pairs = test_pairs(names, estimates);
  out.ranges = rank_ranges(names.size(), out.pairs);
  return out;
}

Scored score_published(const WeightMaterial& material) {
  std::vector<const Checklist*> older;
  for (const VersionColumns& version : material.older) older.push_back(version.checklist.get());
  return score_all(material, *material.checklist, older);
}

Scored score_trial(const WeightMaterial& material, const WeightTrial& trial) {
  std::vector<Checklist> rules;
  for (const VersionColumns& version : material.older) rules.push_back(rules_for(*version.checklist, trial));
  std::vector<const Checklist*> older;
  for (const Checklist& each : rules) older.push_back(&each);
  return score_all(material, trial.rules, older);
}

int direction(double a, double b) { return a > b ? 1 : a < b ? -1 : 0; }

}  // namespace

struct PublishedStanding {
  Scored scored;
  Ranks ranks;
};

bool WeightTrial::changed() const {
  if (!of) return false;
  const CriticalPolicy &now = rules.scoring.critical_policy, &then = of->scoring.critical_policy;
  if (now.kind != then.kind || (now.kind == CriticalPolicy::Kind::cap && now.cap != then.cap)) return true;
  for (std::size_t s = 0; s < rules.sections.size(); ++s) {
    if (rules.sections[s].weight != of->sections[s].weight) return true;
    for (std::size_t i = 0; i < rules.sections[s].items.size(); ++i) {
      if (rules.sections[s].items[i].weight != of->sections[s].items[i].weight) return true;
    }
  }
  return false;
}

WeightTrial begin_trial(const WeightMaterial& material) {
  WeightTrial trial;
  if (!material.checklist) return trial;
  trial.of = material.checklist;
  trial.rules = *material.checklist;
  Scored scored = score_published(material);
  Ranks ranks = rank(scored.sites);
  trial.before = std::make_shared<const PublishedStanding>(PublishedStanding{std::move(scored), std::move(ranks)});
  rescore(material, trial, true);
  return trial;
}

void rescore(const WeightMaterial& material, WeightTrial& trial, bool with_ranks) {
  if (!trial.before) return;
  const Scored &before = trial.before->scored, after = score_trial(material, trial);
  trial.network_before = before.network;
  trial.network_after = after.network;
  trial.standings.clear();
  trial.pairs = trial.turned = trial.surely_turned = trial.gain = trial.lose = 0;
  const std::vector<double> errors = standard_errors(after.sites);
  std::vector<std::size_t> scored;
  for (std::size_t site = 0; site < material.sites.size() && site < after.sites.size(); ++site) {
    SiteStanding standing;
    standing.site = site;
    standing.visits = after.sites[site].visits;
    standing.se_after = errors[site];
    if (before.sites[site].visits > 0) standing.before = before.sites[site].mean;
    if (after.sites[site].visits > 0) standing.after = after.sites[site].mean;
    if (standing.before && standing.after) {
      scored.push_back(site);
      if (*standing.after - *standing.before >= kNoticed) ++trial.gain;
      if (*standing.before - *standing.after >= kNoticed) ++trial.lose;
    }
    trial.standings.push_back(standing);
  }
  for (std::size_t i = 0; i < scored.size(); ++i) {
    for (std::size_t j = i + 1; j < scored.size(); ++j) {
      ++trial.pairs;
      const int then = direction(before.sites[scored[i]].mean, before.sites[scored[j]].mean);
      const int now = direction(after.sites[scored[i]].mean, after.sites[scored[j]].mean);
      if (then * now < 0) ++trial.turned;
    }
  }
  trial.ranks_known = with_ranks || scored.size() <= kRanksWhileMoving;
  if (trial.ranks_known) {
    const Ranks &then = trial.before->ranks, now = rank(after.sites);
    for (std::size_t i = 0; i < then.of.size(); ++i) trial.standings[then.of[i]].rank_before = RankSpan{then.ranges[i].low, then.ranges[i].high};
    for (std::size_t i = 0; i < now.of.size(); ++i) trial.standings[now.of[i]].rank_after = RankSpan{now.ranges[i].low, now.ranges[i].high};
    if (then.of == now.of) {
      for (std::size_t p = 0; p < then.pairs.size(); ++p) {
        const bool sure = then.pairs[p].p_adjusted < kSignificance && now.pairs[p].p_adjusted < kSignificance;
        if (sure && then.pairs[p].difference * now.pairs[p].difference < 0) ++trial.surely_turned;
      }
    }
  }
  std::stable_sort(trial.standings.begin(), trial.standings.end(), [](const SiteStanding& a, const SiteStanding& b) {
    if (a.after.has_value() != b.after.has_value()) return a.after.has_value();
    return a.after && *a.after > *b.after;
  });
}

Checklist rules_for(const Checklist& older, const WeightTrial& trial) {
  Checklist out = older;
  if (!trial.of) return out;
  const CriticalPolicy &now = trial.rules.scoring.critical_policy, &then = trial.of->scoring.critical_policy;
  if (now.kind != then.kind || (now.kind == CriticalPolicy::Kind::cap && now.cap != then.cap)) out.scoring.critical_policy = now;
  for (std::size_t s = 0; s < trial.rules.sections.size(); ++s) {
    const Section &moved = trial.rules.sections[s], &published = trial.of->sections[s];
    if (moved.weight != published.weight)
      for (Section& section : out.sections)
        if (section.id == moved.id) section.weight = moved.weight;
    for (std::size_t i = 0; i < moved.items.size(); ++i) {
      if (moved.items[i].weight == published.items[i].weight) continue;
      if (const auto ref = out.find(moved.items[i].id.value)) out.sections[ref->section].items[ref->item].weight = moved.items[i].weight;
    }
  }
  return out;
}

Json next_version(const WeightMaterial& material, const WeightTrial& trial) {
  Json document = material.published;
  const auto put = [](Json& object, std::string_view name, Json value) {
    for (JsonMember& member : object.members) {
      if (member.name != name) continue;
      member.value = std::move(value);
      return;
    }
    object.add(name, std::move(value));
  };
  const auto member = [](Json& object, std::string_view name) -> Json* {
    for (JsonMember& each : object.members) {
      if (each.name == name) return &each.value;
    }
    return nullptr;
  };
  std::int64_t newest = trial.rules.version;
  for (const OfferedVersion& offered : material.offered) {
    if (offered.id == trial.rules.id.value) newest = std::max(newest, offered.version);
  }
  put(document, "version", Json::of_integer(newest + 1));
  const CriticalPolicy& policy = trial.rules.scoring.critical_policy;
  if (Json* scoring = member(document, "scoring"); scoring && trial.of && policy.kind != trial.of->scoring.critical_policy.kind) {
    put(*scoring, "critical_policy", Json::of_text(policy.kind == CriticalPolicy::Kind::zero ? "zero" : "flag"));
  }
  Json* sections = member(document, "sections");
  for (std::size_t s = 0; sections && s < sections->elements.size() && s < trial.rules.sections.size(); ++s) {
    Json& section = sections->elements[s];
    const auto changed = [](Thousandths now, Thousandths then) { return now != then; };
    if (changed(trial.rules.sections[s].weight, trial.of->sections[s].weight))
      put(section, "weight", Json::of_number(to_string(trial.rules.sections[s].weight)));
    Json* items = member(section, "items");
    for (std::size_t i = 0; items && i < items->elements.size() && i < trial.rules.sections[s].items.size(); ++i) {
      const Item& item = trial.rules.sections[s].items[i];
      if (changed(item.weight, trial.of->sections[s].items[i].weight)) put(items->elements[i], "weight", Json::of_number(to_string(item.weight)));
    }
  }
  return document;
}

double most_weight(const std::vector<double>& weights) {
  double most = 1;
  for (const double weight : weights) most = std::max(most, weight);
  return std::ceil(3 * most);
}

}  // namespace constat::app
