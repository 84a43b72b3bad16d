// What waits for a person: visits that were set aside, and what phones could not deliver.
#pragma once

#include <string>

#include "backend/store/repository.hpp"

namespace constat::server {

// {"visits":[…],"parked":[…]}, oldest first, undecided ones only. A body that a newer one has replaced waits no longer.
std::string quarantine_json(Reader& reader);

}  // namespace constat::server
