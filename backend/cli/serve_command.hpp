// `constat serve`: the server, over one data directory.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command serve_command();

}  // namespace constat
