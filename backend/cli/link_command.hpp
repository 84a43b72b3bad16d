// `constat link`: lists and revokes the links that open reports without an account.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command link_command();

}  // namespace constat
