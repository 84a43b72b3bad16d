// `constat organisation`: what the organisations of a data directory are called, and whether a visit counts only once a
// reviewer approved it; while no server runs on it.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command organisation_command();

}  // namespace constat
