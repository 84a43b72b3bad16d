// What the commands that open a data directory share: each failure to open it told once, in words that say what to do.
#pragma once

#include <functional>
#include <string>

#include "backend/cli/command.hpp"

namespace constat {

// Runs `work`; a failure of the data directory `folder` goes to standard error and gives kExitBadInput.
int run_on_data_folder(Console& console, const std::string& folder, const std::function<int()>& work);

}  // namespace constat
