// Whole visits made question by question, in reading order: the examples of the rules about points and weights.
#pragma once

#include <functional>

#include "shared/checklist/checklist.hpp"
#include "shared/lint/situations.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

enum class Wish : std::uint8_t {
  best,     // most points without a knock-out; N/A or blank where that is better
  worst,    // fewest points, without a knock-out if there is such an answer
  nothing   // N/A where allowed, else blank where allowed, else as best
};

// A visit in which every question shown is answered as `wish` says, but those in `given` as there.
Visit make_visit(const Checklist& checklist, const Answers& given, const std::function<Wish(ItemRef)>& wish);

// The best one.
Visit best_visit(const Checklist& checklist, const Answers& given = {});

// An answer that the item accepts, for those without points.
Answer any_answer(const Item& item);

}  // namespace constat
