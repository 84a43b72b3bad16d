// The scores of many visits and nothing else, about as fast as memory brings their answers: what the weight time machine
// and the re-scoring of history ask again and again. The same integers as score_batch and score_visit.
//
// How: the products of points and weights are divided by their greatest common divisor, shifted so that none is negative,
// and cut into words of 16 bits; columns are packed into groups whose sums fit such a word, so that 16 or 32 visits are
// summed by one instruction. Visits with a triggered critical item, and rules whose numbers are too big for the exact
// division of doubles, take the way of score_batch.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/scoring/batch.hpp"
#include "shared/rescoring/lookup_sums.hpp"

namespace constat {

class FastScorer {
 public:
  // `rules` as score_batch wants them. Both must outlive the scorer, and the batch must not grow meanwhile.
  FastScorer(const VisitBatch& batch, const Checklist& rules, LookupKernels kernels = best_kernels());

  // The scores of `count` visits from `first` on, in micro-percent; kNoScore for a visit that has none. Several threads may
  // ask for different visits at the same time.
  void scores(std::size_t first, std::size_t count, std::int32_t* out) const;

 private:
  // What one group brings to a sum: words << shift.
  struct Part {
    LookupGroup group;
    int shift = 0;
    std::int64_t reserve = 65'535;  // how much a further column may add
  };
  struct Sum {
    std::vector<Part> parts;
    std::int64_t offset = 0;     // what the shifted words lack
    std::int64_t magnitude = 0;  // at most, of the sum
  };
  struct SectionSums {
    Sum earned, possible;
    std::int64_t weight = 0;  // of the section, over the weights' common divisor
  };

  void prepare();
  void add_column(Sum& sum, const VisitBatch::Column& column, const std::int64_t* values, std::int64_t unit) const;
  void block(std::size_t first, std::size_t count, std::int32_t* out) const;
  void section(const SectionSums& sums, std::size_t first, std::size_t count, std::int32_t* earned, std::int32_t* possible) const;
  void replace_critical(std::size_t first, std::size_t count, std::int32_t* out) const;

  const VisitBatch& batch_;
  const Checklist& rules_;
  LookupKernels kernels_;
  std::vector<SectionSums> sections_;  // one for all of them in points mode
  bool fits_ = true;                   // else every visit takes the way of score_batch
};

}  // namespace constat
