// The six facts of a score that travel: in a submission (the phone's), in a receipt and in the feed (the server's).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/fixed.hpp"
#include "shared/scoring/score.hpp"

namespace constat {

struct ScoreSummary {
  int scoring_version = kScoringVersion;
  VisitStatus status = VisitStatus::not_assessable;
  std::optional<MicroPercent> score, uncapped;
  std::optional<std::string> grade;  // grade id
  std::optional<bool> passed;

  friend bool operator==(const ScoreSummary& a, const ScoreSummary& b) {
    return a.scoring_version == b.scoring_version && a.status == b.status && a.score == b.score &&
           a.uncapped == b.uncapped && a.grade == b.grade && a.passed == b.passed;
  }
  friend bool operator!=(const ScoreSummary& a, const ScoreSummary& b) { return !(a == b); }
};

ScoreSummary summarize(const VisitScore& score);

// {"grade":"B","passed":false,"score":72.5,"scoring_version":1,"status":"complete","uncapped":72.5}; null where absent.
std::string write_score_summary(const ScoreSummary& summary);

// None when the text is no such object. Percentages are rounded to a micro-percent.
std::optional<ScoreSummary> parse_score_summary(std::string_view json);

}  // namespace constat
