// `constat backup`: see "cli.backup.help" in the catalogue and docs/operations.md.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command backup_command();

}  // namespace constat
