// Agreement of raters: the truth is the coefficient of the whole population that the draws come from.
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

void two_raters(CoverageTable& table, const std::string& setting, const Population& population, int n) {
  for (const auto& [name, weights] : {std::pair{"Cohen's kappa", KappaWeights::plain}, {"Cohen's kappa, linear", KappaWeights::linear}, {"Cohen's kappa, quadratic", KappaWeights::quadratic}}) {
    if (population.shares.size() == 2 && weights != KappaWeights::plain) continue;
    table.add(name, setting, n, population.kappa(kappa_weights(population.shares.size(), weights)), [&, kind = weights](Draw& draw) {
      Counts counts(population.shares.size(), std::vector<std::int64_t>(population.shares.size(), 0));
      for (int i = 0; i < n; ++i) {
        const std::size_t truth = draw.category(population.shares);
        const std::size_t first = population.rating(draw, truth);
        ++counts[first][population.rating(draw, truth)];
      }
      return interval_of(cohen_kappa(counts, kind));
    });
  }
}

void several_raters(CoverageTable& table, const std::string& setting, const Population& population, int n) {
  const Matrix plain = kappa_weights(population.shares.size(), KappaWeights::plain), squares = kappa_weights(population.shares.size(), KappaWeights::quadratic);
  table.add("Fleiss' kappa", setting, n, population.kappa(plain), [&](Draw& draw) { return interval_of(fleiss_kappa(by_subject(draw, population, n, 4))); });
  table.add("Gwet's AC1", setting, n, population.ac1(), [&](Draw& draw) { return interval_of(gwet_ac1(by_subject(draw, population, n, 4))); });
  for (const auto& [name, metric] : {std::pair{"Krippendorff's alpha, nominal", Metric::nominal}, {"Krippendorff's alpha, interval", Metric::interval}}) {
    if (population.shares.size() == 2 && metric != Metric::nominal) continue;
    const double truth = population.kappa(metric == Metric::nominal ? plain : squares);  // squared steps are the interval metric
    table.add(name, setting, n, truth, [&, kind = metric](Draw& draw) -> std::optional<Interval> {
      Ratings ratings(3, std::vector<std::optional<double>>(static_cast<std::size_t>(n)));
      for (std::size_t unit = 0; unit < static_cast<std::size_t>(n); ++unit) {
        const std::size_t category = draw.category(population.shares);
        for (auto& rater : ratings)
          if (!draw.chance(0.1)) rater[unit] = static_cast<double>(population.rating(draw, category));
      }
      const std::optional<Alpha> alpha = krippendorff_alpha(ratings, kind);
      if (!alpha || !alpha->se) return std::nullopt;
      return Interval{alpha->low, alpha->high};
    });
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
    two_raters(table, "2 categories 0.5, sharp 0.7", {{0.5, 0.5}, 0.7}, n);
    two_raters(table, "2 categories 0.7, sharp 0.6", {{0.7, 0.3}, 0.6}, n);
    two_raters(table, "4 categories, sharp 0.6", {{0.3, 0.3, 0.2, 0.2}, 0.6}, n);
    two_raters(table, "2 categories 0.8, sharp 0.8", {{0.8, 0.2}, 0.8}, n);
    two_raters(table, "4 categories, sharp 0.8", {{0.1, 0.2, 0.3, 0.4}, 0.8}, n);
    several_raters(table, "2 categories 0.8, sharp 0.8", {{0.8, 0.2}, 0.8}, n);
    several_raters(table, "2 categories 0.7, sharp 0.7", {{0.7, 0.3}, 0.7}, n);
    several_raters(table, "4 categories, sharp 0.6", {{0.3, 0.3, 0.2, 0.2}, 0.6}, n);
    correlations(table, n);
  }
}

}  // namespace constat::bench
