// 95 % intervals of coefficients of agreement that hold with few subjects and with rare categories too.
//
// They are made from the subjects and one more, whom two raters judge: half of it alike, in each category as often, and half by
// guessing, in each pair of categories as often. Where a rare category happens not to occur, all subjects agree as well as
// chance does, the standard error is next to nothing, and the interval is far from the truth: without the added subject 30
// subjects, a tenth of them in the second category, gave intervals that hold 63 to 86 % instead of 95. What A. Agresti and
// B. Coull do for shares (American Statistician 52, 1998); the size was chosen by simulation (docs/statistics.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "shared/survey/statistics.hpp"

namespace constat {

// How much of the added subject has the first rater's judgement `a` and the second's `b`; 1 over all ordered pairs.
double added_subject(std::size_t a, std::size_t b, std::size_t categories);

// The coefficient of so many subjects of each kind (judged alike); none where chance alone would agree.
using OfSubjects = std::function<std::optional<double>(const std::vector<double>& subjects)>;

// Leaving out one subject at a time (B. Efron, C. Stein, Annals of Statistics 9, 1981), of the added one what there is of
// it. Where leaving it out leaves no coefficient, it counts as if it changed nothing.
double jackknife_se(const std::vector<double>& subjects, double value, const OfSubjects& coefficient);

// `subjects`: with the added one. Normal on Fisher's z scale, widened to hold `value`, the coefficient without the added
// subject, which is under -1 for some weights. [-1, 1] where nothing can be said.
Interval agreement_interval(double value, const std::vector<double>& subjects, const OfSubjects& coefficient);

// Where all agree, which does not make it certain: down to what the share of subjects agreed on could be by Wilson, beyond
// the `expected` one.
Interval unanimous_interval(std::int64_t units, double expected);

}  // namespace constat
