#include "backend/recovery/new_epoch.hpp"

#include "backend/auth/secrets.hpp"
#include "backend/platform/clock.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"

namespace constat::server::recovery {

std::size_t give_new_epochs(const std::filesystem::path& data) {
  const DataDirectory directory(data);
  const auto store = open_sqlite_store(directory.database());
  const auto organisations = store->accounts()->organisations();
  for (const Organisation& organisation : organisations)
    store->write(organisation.id, [&](Writer& writer) {
      writer.set_epoch(random_id("e"));
      writer.add_audit({0, rfc3339(system_clock()()), {}, "data-restored", "organisation", organisation.id.value, "{}", "cli"});
    });
  store->close();
  return organisations.size();
}

}  // namespace constat::server::recovery
