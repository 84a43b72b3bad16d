// The phone's database: tables, and the way from every older version to this one.
#pragma once

#include "shared/device/database.hpp"

namespace constat {

inline constexpr std::int64_t kDeviceSchema = 1;

// Forward only, each step in its transaction. A database newer than this program is refused ("storage-newer").
Result<void> migrate(Database& database);

}  // namespace constat
