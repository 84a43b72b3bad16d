// Scores one visit: the reference scorer of Constat. Exact integers, the same bits natively and in WebAssembly.
// Semantics: docs/scoring.md. Units: e and b in thousandths of points; earned and possible in millionths
// (thousandths of points times thousandths of weight); scores in micro-percent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/fixed.hpp"
#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

enum class VisitStatus : std::uint8_t { complete, incomplete, invalid, not_assessable };

struct ItemTrace {
  ItemRef ref;
  bool visible = false;
  bool answered = false;        // an answer that is neither blank nor N/A
  bool not_applicable = false;
  Thousandths earned, possible; // e, b
  Thousandths weight;
  std::int64_t earned_weighted = 0, possible_weighted = 0;  // e*w, b*w, millionths
  bool critical_triggered = false;
};

struct SectionScore {
  SectionId id;
  std::int64_t earned = 0, possible = 0;  // E, B before any critical, millionths
  std::optional<MicroPercent> raw;        // 100*E/B, none if B = 0
  std::optional<MicroPercent> score;      // clamped and with its criticals
  std::optional<bool> passed;             // none: no mark or no score
  bool zeroed_or_capped = false;          // a critical changed the score
};

struct Bounds {
  MicroPercent low, high;
};

struct VisitScore {
  VisitStatus status = VisitStatus::not_assessable;
  std::vector<Problem> problems;          // invalid: every problem; else empty
  std::int64_t earned = 0, possible = 0;  // E, B over the visit before any critical, millionths
  std::optional<MicroPercent> score;      // provisional while incomplete
  std::optional<MicroPercent> uncapped;   // without criticals
  std::optional<GradeId> grade;
  std::optional<bool> passed;
  std::vector<ItemId> critical;           // items that triggered, in reading order
  std::optional<Bounds> bounds;           // incomplete visits only
  std::vector<SectionScore> sections;
  std::vector<ItemTrace> trace;           // every item in reading order
  std::size_t required_open = 0;          // visible required items still blank
};

VisitScore score_visit(const Checklist& checklist, const Visit& visit);

// Visibility of every item in reading order, as score_visit sees it (for screens that draw only what is asked).
std::vector<bool> visible_items(const Checklist& checklist, const Visit& visit);

// The fewest items whose best answer brings the score to `target`, largest gain first; exact for points mode.
// Empty result with reached = false: no change of answers reaches it.
struct SmallestChange {
  struct Step {
    ItemRef ref;
    MicroPercent score_after;
  };
  bool reached = false;
  std::vector<Step> steps;
};
SmallestChange smallest_change(const Checklist& checklist, const Visit& visit, MicroPercent target);

// The JSON object that `constat score` prints for a visit (docs/formats.md); `with_trace` adds "trace".
std::string write_score(const Checklist& checklist, const Visit& visit, const VisitScore& score, bool with_trace);

// A visit's score with the engine's version, part of every stored score.
inline constexpr int kScoringVersion = 1;

}  // namespace constat
