// What a phone sends for one revision of a visit: format "constat.submission/1" (docs/protocol.md, Push).
// The bytes are made once, at submission, and never again: their SHA-256 identifies the revision.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/sync/photo_facts.hpp"
#include "shared/sync/score_summary.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

inline constexpr std::size_t kMaxSubmissionBytes = 1u << 20;

struct Submission {
  Visit visit;
  std::optional<ScoreSummary> device_score;
  std::string app_version;
  std::vector<PhotoFacts> photos = {};  // of the files that the visit names; not written when there is none
};

// Problems only for bytes that are not a visit at all (the server's 400). A missing or odd device_score or app is
// no problem: it is read as absent. Facts of a photo that are no such facts are problems. Paths are those of the submission ("visit.started_at").
Parsed<Submission> parse_submission(std::string_view json);

std::string write_submission(const Submission& submission);  // canonical JSON: keys sorted, no spaces

}  // namespace constat
