// `constat check`: reads checklists, visits, surveys and index rules, and prints every problem; --lint examines checklists.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command check_command();

}  // namespace constat
