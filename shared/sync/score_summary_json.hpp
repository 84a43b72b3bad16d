// The JSON object of a score summary, for the writers and parsers of this folder.
#pragma once

#include "shared/sync/json_fields.hpp"
#include "shared/sync/score_summary.hpp"

namespace constat {

Json score_summary_json(const ScoreSummary& summary);
std::optional<ScoreSummary> read_score_summary(const Json& object);

}  // namespace constat
