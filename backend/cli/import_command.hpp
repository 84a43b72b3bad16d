// `constat import`: existing data into an organisation, while no server runs on it.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command import_command();

}  // namespace constat
