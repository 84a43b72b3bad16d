#include "shared/device/parked.hpp"

namespace constat {

Result<void> retry_parked(Context& context, const std::string& visit) {
  return context.db.transaction([&] {
    return context.db.all({
        {"UPDATE visit SET state = 'saved', problem = NULL WHERE owner = ?1 AND state = 'parked' AND (?2 = '' OR id = ?2)",
         {context.user, visit}},
        {"UPDATE photo SET state = 'queued', damaged = 0, problem = NULL WHERE state = 'parked' AND visit IN "
         "(SELECT id FROM visit WHERE owner = ?1 AND (?2 = '' OR id = ?2))",
         {context.user, visit}},
    });
  });
}

}  // namespace constat
