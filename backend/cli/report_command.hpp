#pragma once

#include "backend/cli/command.hpp"

namespace constat {

// constat report visit|site ID
Command report_command();

}  // namespace constat
