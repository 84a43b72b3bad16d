// What the lists show: missions with what belongs to them, and the visits of this phone and of this person.
#pragma once

#include <string>

#include "shared/device/context.hpp"

namespace constat {

// {"missions":[...],"last_pull"} of docs/store-protocol.md.
Result<std::string> list_missions(Context& context, std::optional<std::int64_t> last_pull);

// {"visits":[...]}, the latest first; visits of this person that another phone made are there too, as "received".
Result<std::string> list_visits(Context& context);

// {"visits":[...],"safe_target"}: what is on its way to the server.
Result<std::string> list_queue(Context& context);

// Visits of the signed-in person that the server has not, or not with all photos; with `drafts` also those still open.
std::int64_t count_unsent(Context& context, bool drafts);

}  // namespace constat
