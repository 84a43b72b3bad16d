// `constat compare`: sites side by side, from visits, surveys or both.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command compare_command();

}  // namespace constat
