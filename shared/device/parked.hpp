// Items that the server refused for good: kept, shown, tried again by the user's order, or handed to a manager as text.
#pragma once

#include <string>

#include "shared/device/context.hpp"

namespace constat {

// Puts a parked visit and its parked photos of the signed-in person back into their queues; all of them when `visit` is
// empty. What is not parked stays as it is.
Result<void> retry_parked(Context& context, const std::string& visit);

}  // namespace constat
