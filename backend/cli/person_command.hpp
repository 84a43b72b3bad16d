// `constat person`: erases a person, or writes out everything that is held of one.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command person_command();

}  // namespace constat
