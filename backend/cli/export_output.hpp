// What `export` and `report` share: the organisation asked for, and a file that is there whole or not at all.
#pragma once

#include <functional>
#include <string>

#include "backend/cli/command.hpp"
#include "backend/export/byte_sink.hpp"
#include "backend/store/store.hpp"

namespace constat {

// By name or id; empty: the only one there is. Errors: "cli.organisation.absent", "cli.import.which_organisation".
Result<server::OrganisationId> existing_organisation(server::Store& store, const std::string& name);

// Runs `work` on what `path` stands for, "-" being standard output; the file appears only when `work` returns true.
// What cannot be written is told on standard error, and gives false.
bool write_output(Console& console, const std::string& path, const std::function<bool(server::exports::ByteSink&)>& work);

}  // namespace constat
