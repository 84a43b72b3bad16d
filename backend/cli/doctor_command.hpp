// `constat doctor`: see "cli.doctor.help" in the catalogue and docs/operations.md.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command doctor_command();

}  // namespace constat
