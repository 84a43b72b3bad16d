// `constat retention`: for how long an organisation keeps who made its visits, and what that removes now.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command retention_command();

}  // namespace constat
