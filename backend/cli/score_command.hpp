// `constat score`: scores visits with their checklist, one JSON object per visit or a table.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command score_command();

}  // namespace constat
