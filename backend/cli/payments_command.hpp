// `constat payments`: see its --help.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command payments_command();

}  // namespace constat
