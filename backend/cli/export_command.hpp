#pragma once

#include "backend/cli/command.hpp"

namespace constat {

// constat export visits|answers|comparison
Command export_command();

}  // namespace constat
