#include "web/app/index_weights.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/double_text.hpp"
#include "web/app/insight_reading.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

// Up to so many sites their rank ranges follow every movement.
constexpr std::size_t kRanksWhileMoving = 60;
constexpr double kNoticed = 0.1;  // points, what a page shows
constexpr int kWhole = 100;

std::optional<IndexPart> part_named(std::string_view name) {
  for (std::size_t i = 0; i < kIndexParts; ++i)
    if (to_string(static_cast<IndexPart>(i)) == name) return static_cast<IndexPart>(i);
  return std::nullopt;
}

MeasuredParts read_measured(const Json& json) {
  MeasuredParts out;
  const Json* parts = array_of(json, "parts");
  if (!parts) return out;
  for (const Json& entry : parts->elements)
    if (const auto part = part_named(text_of(entry, "kpi"))) out.push_back({*part, figure_of(entry, "score"), figure_of(entry, "se"), count_of(entry, "n")});
  return out;
}

int direction(double a, double b) { return a > b ? 1 : a < b ? -1 : 0; }

double sum_of(const IndexRules& rules) {
  double sum = 0;
  for (const double weight : rules.weights) sum += weight;
  return sum;
}

std::vector<PairTest> tests_of(const std::vector<IndexStanding>& standings, const std::vector<std::size_t>& both, ReweighedSite IndexStanding::* when) {
  std::vector<std::string> names;
  std::vector<Estimate> estimates;
  for (const std::size_t i : both) {
    const SiteIndex& index = *(standings[i].*when).index;
    names.push_back(std::to_string(i));
    estimates.push_back({index.value, index.se});
  }
  return test_pairs(names, estimates);
}

// Small samples have no rank, and take no part in what is said of pairs.
void count_pairs(IndexTrial& trial) {
  std::vector<std::size_t> both;
  for (std::size_t i = 0; i < trial.standings.size(); ++i) {
    const IndexStanding& s = trial.standings[i];
    if (s.before.index && s.after.index && !s.before.small_sample && !s.after.small_sample) both.push_back(i);
  }
  for (std::size_t i = 0; i < both.size(); ++i) {
    const IndexStanding& a = trial.standings[both[i]];
    for (std::size_t j = i + 1; j < both.size(); ++j) {
      const IndexStanding& b = trial.standings[both[j]];
      ++trial.pairs;
      if (direction(a.before.index->value, b.before.index->value) * direction(a.after.index->value, b.after.index->value) < 0) ++trial.turned;
    }
  }
  if (!trial.ranks_known || trial.turned == 0) return;
  const std::vector<PairTest> then = tests_of(trial.standings, both, &IndexStanding::before), now = tests_of(trial.standings, both, &IndexStanding::after);
  for (std::size_t p = 0; p < then.size(); ++p) {
    const bool sure = then[p].p_adjusted < kSignificance && now[p].p_adjusted < kSignificance;
    if (sure && then[p].difference * now[p].difference < 0) ++trial.surely_turned;
  }
}

}  // namespace

std::shared_ptr<const IndexMaterial> read_index_material(const Json& body) {
  auto out = std::make_shared<IndexMaterial>();
  out->scope = read_scope(body);
  out->sites = read_list(body, "sites", &read_site);
  out->parts.resize(out->sites.size());
  const Json *rules = object_of(body, "rules"), *comparison = object_of(body, "comparison");
  const auto parsed = rules ? parse_index_rules(write_json(*rules)) : Parsed<IndexRules>(tl::unexpected(Problems{}));
  if (!parsed || !comparison) {
    out->unreadable = true;
    return out;
  }
  out->rules = *parsed;
  if (const Json* network = object_of(*comparison, "network")) out->network = read_measured(*network);
  const Json* sites = array_of(*comparison, "sites");
  for (std::size_t i = 0; sites && i < sites->elements.size(); ++i) {
    const std::string id = text_of(sites->elements[i], "site");
    const auto site = std::find_if(out->sites.begin(), out->sites.end(), [&](const SiteDoc& each) { return each.id == id; });
    if (site == out->sites.end()) continue;
    MeasuredParts& parts = out->parts[static_cast<std::size_t>(site - out->sites.begin())];
    parts = read_measured(sites->elements[i]);
    for (const IndexInput& part : parts) out->measured[static_cast<std::size_t>(part.part)] = true;
  }
  return out;
}

bool IndexTrial::changed() const { return of && rules.weights != of->rules.weights; }

bool IndexTrial::is_empty() const { return !(sum_of(rules) > 0); }

IndexTrial begin_index_trial(std::shared_ptr<const IndexMaterial> material) {
  IndexTrial trial;
  if (!material || material->unreadable) return trial;
  trial.rules = material->rules;
  trial.before = std::make_shared<const Reweighed>(reweigh(material->rules, material->network, material->parts));
  trial.of = std::move(material);
  reweigh_trial(trial, true);
  return trial;
}

void reweigh_trial(IndexTrial& trial, bool with_ranks) {
  if (!trial.of) return;
  const IndexMaterial& material = *trial.of;
  trial.ranks_known = with_ranks || material.sites.size() <= kRanksWhileMoving;
  const Reweighed &before = *trial.before, after = reweigh(trial.rules, material.network, material.parts, trial.ranks_known ? Ranks::found : Ranks::left_out);
  trial.network_before = before.network;
  trial.network_after = after.network;
  trial.pairs = trial.turned = trial.surely_turned = trial.gain = trial.lose = 0;
  trial.standings.clear();
  for (std::size_t site = 0; site < material.sites.size(); ++site) {
    const IndexStanding standing{site, before.sites[site], after.sites[site]};
    if (standing.before.index && standing.after.index) {
      const double change = standing.after.index->value - standing.before.index->value;
      if (change >= kNoticed) ++trial.gain;
      if (change <= -kNoticed) ++trial.lose;
    }
    trial.standings.push_back(standing);
  }
  count_pairs(trial);
  std::stable_sort(trial.standings.begin(), trial.standings.end(), [](const IndexStanding& a, const IndexStanding& b) {
    if (a.after.index.has_value() != b.after.index.has_value()) return a.after.index.has_value();
    return a.after.index && a.after.index->value > b.after.index->value;
  });
}

std::array<int, kIndexParts> whole_shares(const IndexRules& rules) {
  std::array<int, kIndexParts> shares{};
  std::array<std::pair<double, std::size_t>, kIndexParts> rests{};  // what is cut off, and of which part
  const double sum = sum_of(rules);
  if (!(sum > 0)) return shares;
  int left = kWhole;
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    const double share = kWhole * rules.weights[i] / sum;
    shares[i] = static_cast<int>(share + 1e-9);  // 0.29 of 1 is 29, though its double is a little less
    rests[i] = {shares[i] - share, i};
    left -= shares[i];
  }
  std::sort(rests.begin(), rests.end());
  for (int i = 0; i < left; ++i) ++shares[rests[static_cast<std::size_t>(i)].second];
  return shares;
}

Json programme_with_weights(const Json& document, const IndexRules& rules) {
  const std::array<int, kIndexParts> shares = whole_shares(rules);
  Json weights = Json::object();
  for (std::size_t i = 0; i < kIndexParts; ++i)
    weights.add(to_string(static_cast<IndexPart>(i)), Json::of_number(shortest_text(static_cast<double>(shares[i]) / kWhole)));
  Json index = Json::object();
  index.add("format", Json::of_text("constat.index/1")).add("weights", std::move(weights));
  index.add("min_coverage", Json::of_number(shortest_text(rules.min_coverage)));
  index.add("min_responses", Json::of_integer(rules.min_responses)).add("suppress_below", Json::of_integer(rules.suppress_below));
  Json out = Json::object();
  for (const char* name : {"title", "retention_months", "review_required", "live_score", "discreet", "appeal_days"}) {
    const Json* kept = document.find(name);
    if (kept && !kept->is(JsonKind::null)) out.add(name, *kept);
  }
  if (const Json* told = object_of(document, "employees")) {
    Json employees = Json::object();
    for (const JsonMember& each : told->members)
      if (!each.value.is(JsonKind::string) || !each.value.text.empty()) employees.add(each.name, each.value);
    out.add("employees", std::move(employees));
  }
  out.add("index", std::move(index));
  return out;
}

}  // namespace constat::app
