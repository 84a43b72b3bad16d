// `constat kpi`: the KPIs of a survey from a file of responses.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

Command kpi_command();

}  // namespace constat
