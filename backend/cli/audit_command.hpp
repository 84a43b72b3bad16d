// `constat audit`: see its --help.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command audit_command();

}  // namespace constat
