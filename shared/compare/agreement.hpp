// Do two people who judge the same thing say the same? Agreement beyond chance, for categories.
// All coefficients are 1 for perfect agreement and 0 for what chance gives; intervals are 95 %, normal on Fisher's z scale
// with the jackknife's error, made with one subject more than there are (agreement_interval.hpp). Where all agree, the interval
// goes down to what Wilson's lower limit of their share would give.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace constat {

struct Agreement {
  double value = 0;
  double observed = 0, expected = 0;  // share agreeing, and what chance gives
  double se = 0;
  double low = 0, high = 0;
  std::int64_t units = 0;             // subjects that count
};

// How bad it is to be k categories apart: not at all weighted, by steps, by squares of steps.
enum class KappaWeights : std::uint8_t { plain, linear, quadratic };

using Matrix = std::vector<std::vector<double>>;
using Counts = std::vector<std::vector<std::int64_t>>;

// Cohen's kappa of two raters: counts[i][j] subjects that the first put in category i and the second in j. Assumes
// subjects drawn independently and categories in order for the weighted forms. J. Cohen, Educational and Psychological
// Measurement 20, 1960; weighted: Psychological Bulletin 70, 1968; standard error: J. Fleiss, J. Cohen, B. Everitt,
// Psychological Bulletin 72, 1969. None without subjects, for a table that is not square, or where
// both put everything in the same category: chance alone would agree.
std::optional<Agreement> cohen_kappa(const Counts& counts, KappaWeights weights = KappaWeights::plain);
// The same with any agreement weights in [0, 1], 1 on the diagonal.
std::optional<Agreement> cohen_kappa(const Counts& counts, const Matrix& agreement_weights);
Matrix kappa_weights(std::size_t categories, KappaWeights weights);

// Several raters, not the same for every subject: counts[i][k] raters put subject i in category k. Subjects may have
// different numbers of ratings; those with one help the expected share only, those with none do not count.
// Both assume subjects drawn independently; the standard error is over subjects (linearised; K. Gwet, British Journal of
// Mathematical and Statistical Psychology 61, 2008).
// None under two subjects, without a subject of two ratings, under two categories, or where chance alone would agree.
//
// Fleiss' kappa (J. Fleiss, Psychological Bulletin 76, 1971): chance is two ratings drawn from all.
std::optional<Agreement> fleiss_kappa(const Counts& counts);
// Gwet's AC1 (the same 2008): chance is guessing where a subject is hard. Unlike kappa it does not collapse where nearly
// everything falls into one category, which is the rule in mystery visits ("yes" nearly always).
std::optional<Agreement> gwet_ac1(const Counts& counts);

}  // namespace constat
