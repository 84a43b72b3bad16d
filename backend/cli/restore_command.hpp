// `constat restore`: see "cli.restore.help" in the catalogue and docs/operations.md.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command restore_command();

}  // namespace constat
