// `constat token add|list|revoke`: API tokens.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command token_command();

}  // namespace constat
