// The phone's database: tables, and the way from every older version to this one.
#pragma once

#include "shared/device/database.hpp"

namespace constat {

inline constexpr std::int64_t kDeviceSchema = 2;

// Forward only, all steps in one transaction that ends with a check of the whole file. A database newer than this program is
// refused ("storage-newer").
Result<void> migrate(Database& database);

}  // namespace constat
