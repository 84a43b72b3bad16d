// Agreement of raters: the truth is the coefficient of the whole population that the draws come from. As with shares, what is
// promised is for populations drawn, and single ones stand beside it, those with a rare category among them.
#include "bench/statistics/draws.hpp"
#include "shared/compare/agreement.hpp"
#include "shared/compare/reliability.hpp"

namespace constat::bench {
namespace {

// A subject has a true category; a rater sees it with the chance `sharp`, else guesses by the shares.
struct Population {
  std::vector<double> shares;
  double sharp;

  std::size_t rating(Draw& draw, std::size_t truth) const { return draw.chance(sharp) ? truth : draw.category(shares); }
  // Of one rating, given the subject's category.
  double probability(std::size_t rating, std::size_t truth) const { return (1 - sharp) * shares[rating] + (rating == truth ? sharp : 0); }

  // Expected agreement weight of two raters of one subject, and of two ratings at all.
  double within(const Matrix& weights) const {
    double sum = 0;
    for (std::size_t t = 0; t < shares.size(); ++t)
      for (std::size_t a = 0; a < shares.size(); ++a)
        for (std::size_t b = 0; b < shares.size(); ++b) sum += shares[t] * probability(a, t) * probability(b, t) * weights[a][b];
    return sum;
  }
  double between(const Matrix& weights) const {
    double sum = 0;
    for (std::size_t a = 0; a < shares.size(); ++a)
      for (std::size_t b = 0; b < shares.size(); ++b) sum += shares[a] * shares[b] * weights[a][b];
    return sum;
  }
  double kappa(const Matrix& weights) const { return (within(weights) - between(weights)) / (1 - between(weights)); }
  double ac1() const {
    double chance = 0;
    for (const double share : shares) chance += share * (1 - share);
    chance /= static_cast<double>(shares.size()) - 1;
    return (within(kappa_weights(shares.size(), KappaWeights::plain)) - chance) / (1 - chance);
  }
};

std::optional<Interval> interval_of(const std::optional<Agreement>& agreement) {
  if (!agreement) return std::nullopt;
  return Interval{agreement->low, agreement->high};
}

Counts by_subject(Draw& draw, const Population& population, int subjects, int raters) {
  Counts counts(static_cast<std::size_t>(subjects), std::vector<std::int64_t>(population.shares.size(), 0));
  for (auto& row : counts) {
    const std::size_t truth = draw.category(population.shares);
    for (int rater = 0; rater < raters; ++rater) ++row[population.rating(draw, truth)];
  }
  return counts;
}

using Method = std::function<std::optional<Interval>(Draw&, const Population&, int n)>;

std::optional<Interval> cohen(Draw& draw, const Population& population, int n, KappaWeights weights) {
  Counts counts(population.shares.size(), std::vector<std::int64_t>(population.shares.size(), 0));
  for (int i = 0; i < n; ++i) {
    const std::size_t truth = draw.category(population.shares);
    const std::size_t first = population.rating(draw, truth);
    ++counts[first][population.rating(draw, truth)];
  }
  return interval_of(cohen_kappa(counts, weights));
}

std::optional<Interval> krippendorff(Draw& draw, const Population& population, int n, Metric metric) {
  Ratings ratings(3, std::vector<std::optional<double>>(static_cast<std::size_t>(n)));
  for (std::size_t unit = 0; unit < static_cast<std::size_t>(n); ++unit) {
    const std::size_t category = draw.category(population.shares);
    for (auto& rater : ratings)
      if (!draw.chance(0.1)) rater[unit] = static_cast<double>(population.rating(draw, category));
  }
  const std::optional<Alpha> alpha = krippendorff_alpha(ratings, metric);
  if (!alpha || !alpha->se) return std::nullopt;
  return Interval{alpha->low, alpha->high};
}

// `truth` of a population; `steps`: only for three categories and more.
struct Coefficient {
  const char* name;
  Method interval;
  std::function<double(const Population&)> truth;
  bool steps = false;
};

std::function<double(const Population&)> kappa_with(KappaWeights weights) {
  return [weights](const Population& population) { return population.kappa(kappa_weights(population.shares.size(), weights)); };
}

std::vector<Coefficient> coefficients() {
  const auto cohens = [](KappaWeights weights) { return [weights](Draw& draw, const Population& p, int n) { return cohen(draw, p, n, weights); }; };
  const auto alphas = [](Metric metric) { return [metric](Draw& draw, const Population& p, int n) { return krippendorff(draw, p, n, metric); }; };
  return {
      {"Cohen's kappa", cohens(KappaWeights::plain), kappa_with(KappaWeights::plain)},
      {"Cohen's kappa, linear", cohens(KappaWeights::linear), kappa_with(KappaWeights::linear), true},
      {"Cohen's kappa, quadratic", cohens(KappaWeights::quadratic), kappa_with(KappaWeights::quadratic), true},
      {"Fleiss' kappa", [](Draw& draw, const Population& p, int n) { return interval_of(fleiss_kappa(by_subject(draw, p, n, 4))); }, kappa_with(KappaWeights::plain)},
      {"Gwet's AC1", [](Draw& draw, const Population& p, int n) { return interval_of(gwet_ac1(by_subject(draw, p, n, 4))); }, [](const Population& p) { return p.ac1(); }},
      {"Krippendorff's alpha, nominal", alphas(Metric::nominal), kappa_with(KappaWeights::plain)},
      // Squared steps are the interval metric.
      {"Krippendorff's alpha, interval", alphas(Metric::interval), kappa_with(KappaWeights::quadratic), true},
  };
}

void agreement_of(CoverageTable& table, const Coefficient& coefficient, int n) {
  for (const std::size_t categories : {2, 3, 4}) {
    if (categories == 2 && coefficient.steps) continue;
    char setting[60];
    std::snprintf(setting, sizeof setting, "%zu categories, drawn", categories);
    table.add(coefficient.name, setting, n, [&](Draw& draw) -> std::optional<bool> {
      const Population population{draw.shares(categories, 0.1), 0.4 + 0.5 * draw.uniform()};
      const std::optional<Interval> interval = coefficient.interval(draw, population, n);
      if (!interval) return std::nullopt;
      return holds(*interval, coefficient.truth(population));
    });
  }
  const std::pair<const char*, Population> single[] = {
      {"2 categories 0.5, sharp 0.7", {{0.5, 0.5}, 0.7}},      {"2 categories 0.7, sharp 0.6", {{0.7, 0.3}, 0.6}},
      {"2 categories 0.8, sharp 0.8", {{0.8, 0.2}, 0.8}},      {"2 categories 0.9, sharp 0.7", {{0.9, 0.1}, 0.7}},
      {"2 categories 0.9, sharp 0.5", {{0.9, 0.1}, 0.5}},      {"3 categories 0.8, sharp 0.6", {{0.8, 0.1, 0.1}, 0.6}},
      {"4 categories, sharp 0.6", {{0.3, 0.3, 0.2, 0.2}, 0.6}}, {"4 categories, sharp 0.8", {{0.1, 0.2, 0.3, 0.4}, 0.8}}};
  for (const auto& [setting, population] : single) {
    if (population.shares.size() == 2 && coefficient.steps) continue;
    table.add(coefficient.name, setting, n, coefficient.truth(population), [&](Draw& draw) { return coefficient.interval(draw, population, n); }, false);
  }
}

void correlations(CoverageTable& table, int n) {
  constexpr std::size_t kRaters = 4;
  for (const double unit_sd : {0.5, 1.0, 2.0}) {
    for (const IccForm form : {IccForm::one_way, IccForm::two_way_agreement, IccForm::two_way_consistency}) {
      // Raters of variance 0.1 in the two-way forms; errors of variance 1.
      const double raters = form == IccForm::one_way ? 0 : 0.1, units = unit_sd * unit_sd;
      const double truth = units / (units + 1 + (form == IccForm::two_way_agreement ? raters : 0));
      const char* name = form == IccForm::one_way ? "ICC(1,1)" : form == IccForm::two_way_agreement ? "ICC(2,1)" : "ICC(3,1)";
      char setting[60];
      std::snprintf(setting, sizeof setting, "4 raters, ICC %.3f", truth);
      table.add(name, setting, n, truth, [=](Draw& draw) -> std::optional<Interval> {
        double rater[kRaters];
        for (double& effect : rater) effect = std::sqrt(raters) * draw.normal();
        std::vector<std::vector<double>> values(static_cast<std::size_t>(n), std::vector<double>(kRaters));
        for (auto& unit : values) {
          const double level = unit_sd * draw.normal();
          for (std::size_t r = 0; r < kRaters; ++r) unit[r] = level + rater[r] + draw.normal();
        }
        const std::optional<Icc> icc = intraclass_correlation(values, form);
        return Interval{icc->low, icc->high};
      });
    }
  }
}

}  // namespace

void cover_agreement(CoverageTable& table) {
  for (const int n : {30, 100}) {
    for (const Coefficient& coefficient : coefficients()) agreement_of(table, coefficient, n);
    correlations(table, n);
  }
}

}  // namespace constat::bench
