// Scores many visits of one checklist at once: re-scoring of history, and "what if this weight moved". The same integers
// as score_visit, which tests/shared/scoring holds it to.
//
// Form: one column of bytes per item, one byte per visit. A byte is a code into the column's table of (e, b, triggered):
// 0 brings nothing (hidden, N/A, or blank and optional), 1 is a required blank, 2 and up are the answers met so far that
// differ in what they bring. An item that meets more than 254 of them continues in a further column.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

class VisitBatch {
 public:
  explicit VisitBatch(const Checklist& checklist);

  // Encodes one visit at the end. Its visibility, points and criticals are read here, once.
  void add(const Visit& visit);
  std::size_t size() const { return invalid_.size(); }

 private:
  friend class BatchScorer;  // score_batch.cpp
  friend class FastScorer;   // shared/rescoring
  friend class BatchBytes;   // shared/rescoring

  struct Column {
    ItemRef ref;
    std::array<std::int64_t, 256> earned{}, possible{};  // thousandths, by code
    std::array<std::uint8_t, 256> triggered{};
    std::size_t codes = 2;
    std::vector<std::uint8_t> bytes;  // by visit
  };
  struct Meaning {
    std::int64_t earned, possible;
    bool triggered;
    bool operator<(const Meaning& other) const;
  };
  struct Place {
    std::size_t column;
    std::uint8_t code;
  };

  Place place_of(std::size_t item, ItemRef ref, const Meaning& meaning);

  const Checklist* checklist_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::size_t>> columns_of_;    // by item in reading order
  std::vector<std::map<Meaning, Place>> places_;        // by item in reading order
  std::vector<std::uint8_t> invalid_;                   // by visit
  std::vector<std::uint32_t> critical_;                 // visits with a triggered critical item, ascending
};

// Columns of results, by visit.
struct BatchScores {
  std::vector<VisitStatus> status;
  std::vector<std::int64_t> earned, possible;             // before any critical, millionths
  std::vector<std::optional<MicroPercent>> score, uncapped;
  std::vector<std::optional<std::uint16_t>> grade;        // index into ScoringRules::grades
  std::vector<std::optional<bool>> passed;
};

// Scores with the weights, marks, grades, mode and critical policy of `rules`, which has the batch's sections and items
// in the same order: its own checklist, or one where only these differ.
BatchScores score_batch(const VisitBatch& batch, const Checklist& rules);
// The same of the `count` visits from `first` on.
BatchScores score_batch(const VisitBatch& batch, const Checklist& rules, std::size_t first, std::size_t count);
// The scores alone of the `count` visits that `visits` names, in their order.
std::vector<std::optional<MicroPercent>> score_some(const VisitBatch& batch, const Checklist& rules,
                                                    const std::uint32_t* visits, std::size_t count);

}  // namespace constat
