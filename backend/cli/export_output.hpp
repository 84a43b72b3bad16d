// What the commands over one organisation of a data directory share: opening it, and a file that is there whole or not at all.
#pragma once

#include <functional>
#include <string>

#include "backend/application/application.hpp"
#include "backend/cli/command.hpp"
#include "backend/cli/options.hpp"
#include "backend/export/byte_sink.hpp"
#include "backend/store/store.hpp"

namespace constat {

// Opens --data, finds --organisation (by name or id; absent: the only one there is) and runs `work`, whose exit code it gives.
// What cannot be opened or found is told on standard error, and gives kExitBadInput.
int run_on_organisation(Console& console, const Options& options,
                        const std::function<int(server::Application&, const server::OrganisationId&)>& work);

// Runs `work` on what `path` stands for, "-" being standard output; the file appears only when `work` returns true.
// What cannot be written is told on standard error, and gives false.
bool write_output(Console& console, const std::string& path, const std::function<bool(server::exports::ByteSink&)>& work);

}  // namespace constat
