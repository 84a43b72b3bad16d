// Shares, NPS, means, their differences and the site index. Where answers are counted, one truth gives a step function of n
// that no interval can smooth: what is promised is for truths drawn from 0.1 to 0.9, and single ones stand beside it.
#include "bench/statistics/draws.hpp"
#include "shared/compare/gap.hpp"
#include "shared/compare/index.hpp"
#include "shared/survey/distributions.hpp"

namespace constat::bench {
namespace {

std::string text(const char* format, double a, double b = 0, double c = 0) {
  char buffer[120];
  std::snprintf(buffer, sizeof buffer, format, a, b, c);
  return buffer;
}

NpsCounts nps_counts(Draw& draw, const std::vector<double>& shares, int n) {
  NpsCounts counts;
  for (int i = 0; i < n; ++i) {
    const std::size_t group = draw.category(shares);
    ++(group == 0 ? counts.promoters : group == 1 ? counts.passives : counts.detractors);
  }
  return counts;
}

void shares(CoverageTable& table) {
  for (const int n : {30, 100, 300}) {
    table.add("Wilson", "p drawn from 0.1-0.9", n, [n](Draw& draw) -> std::optional<bool> {
      const double p = 0.1 + 0.8 * draw.uniform();
      return holds(wilson(draw.binomial(n, p), n), p);
    });
    for (const double p : {0.1, 0.3, 0.5, 0.7, 0.9})
      table.add("Wilson", text("p = %.1f", p), n, p, [=](Draw& draw) { return wilson(draw.binomial(n, p), n); }, false);
  }
}

void nps(CoverageTable& table) {
  for (const int n : {30, 100, 300}) {
    table.add("NPS, adjusted Wald", "shares drawn, none under 0.1", n, [n](Draw& draw) -> std::optional<bool> {
      const std::vector<double> s = draw.shares(3, 0.1);
      return holds(nps_interval(nps_counts(draw, s, n)), 100 * (s[0] - s[2]));
    });
    for (const std::vector<double>& s : {std::vector<double>{0.5, 0.3, 0.2}, {0.7, 0.2, 0.1}, {0.3, 0.4, 0.3}, {0.1, 0.8, 0.1}, {0.1, 0.2, 0.7}}) {
      table.add("NPS, adjusted Wald", text("shares %.1f %.1f %.1f", s[0], s[1], s[2]), n, 100 * (s[0] - s[2]),
                [=](Draw& draw) { return nps_interval(nps_counts(draw, s, n)); }, false);
    }
  }
}

double mean_of(const std::vector<double>& steps) {
  double mean = 0;
  for (std::size_t k = 0; k < steps.size(); ++k) mean += steps[k] * static_cast<double>(k + 1);
  return mean;
}

std::optional<Interval> mean_interval(Draw& draw, const std::vector<double>& steps, int n) {
  Moments moments;
  for (int i = 0; i < n; ++i) moments.add(static_cast<int>(draw.category(steps)) + 1);
  const std::optional<double> se = moments.mean_se();
  if (!se) return std::nullopt;
  const double half = t_quantile(0.975, n - 1) * *se;
  return Interval{moments.mean() - half, moments.mean() + half};
}

void means(CoverageTable& table) {
  for (const int n : {30, 100, 300}) {
    table.add("Mean on 1-5, Student", "shares drawn, none under 0.1", n, [n](Draw& draw) -> std::optional<bool> {
      const std::vector<double> steps = draw.shares(5, 0.1);
      const std::optional<Interval> interval = mean_interval(draw, steps, n);
      if (!interval) return std::nullopt;
      return holds(*interval, mean_of(steps));
    });
    for (const std::vector<double>& steps : {std::vector<double>{0.05, 0.1, 0.15, 0.4, 0.3}, {0.1, 0.1, 0.1, 0.1, 0.6}, {0.02, 0.03, 0.1, 0.35, 0.5}}) {
      const std::string setting = text("shares %.2f %.2f %.2f", steps[0], steps[1], steps[2]) + text(" %.2f %.2f", steps[3], steps[4]);
      table.add("Mean on 1-5, Student", setting, n, mean_of(steps), [=](Draw& draw) { return mean_interval(draw, steps, n); }, false);
    }
  }
  for (const int n : {5, 30, 100}) {
    table.add("Mean of visit scores, Student", "normal, mean 70, sd 12", n, 70, [=](Draw& draw) -> std::optional<Interval> {
      std::vector<double> scores;
      for (int i = 0; i < n; ++i) scores.push_back(70 + 12 * draw.normal());
      const std::optional<VoiceFigure> figure = figure_of_scores(Voice::mystery_visit, scores);
      return Interval{figure->low, figure->high};
    });
  }
}

void differences(CoverageTable& table) {
  const auto interval_of = [](Draw& draw, double p, double q, int n) {
    const std::int64_t a = draw.binomial(n, p), b = draw.binomial(2 * n, q);
    const Difference d = difference_of(static_cast<double>(a) / n, wilson(a, n), static_cast<double>(b) / (2.0 * n), wilson(b, 2 * n));
    return Interval{d.low, d.high};
  };
  for (const int n : {30, 100}) {
    table.add("Difference of shares, Newcombe", "both drawn from 0.1-0.9", n, [=](Draw& draw) -> std::optional<bool> {
      const double p = 0.1 + 0.8 * draw.uniform(), q = 0.1 + 0.8 * draw.uniform();
      return holds(interval_of(draw, p, q, n), p - q);
    });
    for (const auto& [p, q] : {std::pair{0.5, 0.5}, {0.7, 0.5}, {0.9, 0.6}, {0.2, 0.1}, {0.85, 0.85}}) {
      table.add("Difference of shares, Newcombe", text("%.2f - %.2f", p, q), n, p - q, [=](Draw& draw) { return interval_of(draw, p, q, n); }, false);
    }
    table.add("Gap of scores and share, MOVER", "mean 75, sd 12; share 0.6", n, 15, [=](Draw& draw) {
      std::vector<double> scores;
      for (int i = 0; i < n; ++i) scores.push_back(75 + 12 * draw.normal());
      const CriterionGaps gaps = criterion_gaps("", {*figure_of_scores(Voice::mystery_visit, scores), *figure_of_share(Voice::customers, draw.binomial(3 * n, 0.6), 3 * n)});
      return Interval{gaps.gaps[0].points.low, gaps.gaps[0].points.high};
    });
  }
}

void index(CoverageTable& table) {
  const IndexRules rules;
  const std::vector<double> groups = {0.5, 0.3, 0.2};
  const double truth = (0.4 * 75 + 0.25 * 65 + 0.2 * 80) / 0.85;
  for (const int n : {30, 100}) {
    table.add("Site index", "30 visits; NPS and CSAT", n, truth, [=](Draw& draw) -> std::optional<Interval> {
      double mean = 0, squares = 0;
      for (int i = 1; i <= 30; ++i) {
        const double score = 75 + 10 * draw.normal(), before = mean;
        mean += (score - mean) / i;
        squares += (score - before) * (score - mean);
      }
      const NpsCounts counts = nps_counts(draw, groups, n);
      const std::int64_t satisfied = draw.binomial(n, 0.8);
      const std::optional<SiteIndex> found = site_index(rules, {{IndexPart::audit, mean, std::sqrt(squares / 29 / 30), 30},
                                                                {IndexPart::nps, (nps_value(counts) + 100) / 2, nps_se(counts) / 2, n},
                                                                {IndexPart::csat, 100.0 * static_cast<double>(satisfied) / n, 100 * share_se(satisfied, n), n}});
      if (!found) return std::nullopt;
      return Interval{found->low, found->high};
    });
  }
}

}  // namespace

void cover_shares(CoverageTable& table) {
  shares(table);
  nps(table);
  means(table);
  differences(table);
  index(table);
}

}  // namespace constat::bench
