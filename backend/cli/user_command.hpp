// `constat user add`: an account of an organisation, while no server runs on it.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command user_command();

}  // namespace constat
