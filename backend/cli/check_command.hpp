// `constat check`: reads checklists, visits, surveys and index rules, and prints every problem.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command check_command();

}  // namespace constat
