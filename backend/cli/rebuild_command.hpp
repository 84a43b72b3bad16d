// `constat rebuild`: see "cli.rebuild.help" in the catalogue and docs/operations.md.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command rebuild_command();

}  // namespace constat
