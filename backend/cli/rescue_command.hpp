// `constat import rescue FILE`: a phone's rescue copy into the server, while no server runs on the data.
#pragma once

#include "backend/cli/command.hpp"

namespace constat {

int run_rescue_import(const std::vector<std::string>& args, Console& console);

}  // namespace constat
