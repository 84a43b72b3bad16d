// What the commands of recovery share: findings in words, and a sign of life on long runs.
#pragma once

#include <string>

#include "backend/cli/command.hpp"
#include "backend/recovery/finding.hpp"

namespace constat {

std::string describe_finding(Language language, const server::recovery::Finding& finding);
// One line each on standard error, problems first.
void print_findings(Console& console, const server::recovery::Findings& findings);

// At most one line every two seconds, on standard error. The console outlives it.
server::recovery::Progress show_progress(Console& console);

std::string in_megabytes(Language language, std::uint64_t bytes);

}  // namespace constat
