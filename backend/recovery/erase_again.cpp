#include "backend/recovery/erase_again.hpp"

#include "backend/erasure/erasure.hpp"
#include "backend/erasure/erasure_list.hpp"
#include "backend/platform/clock.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"
#include "shared/sync/erasure_mark.hpp"

namespace constat::server::recovery {

std::size_t erase_again(const std::filesystem::path& data, const std::set<std::string>& marks) {
  if (marks.empty()) return 0;
  const DataDirectory directory(data);
  add_to_erasure_list(data / kErasureList, marks);
  const auto store = open_sqlite_store(directory.database());
  ChecklistCache checklists;
  BlobStore blobs(*store, posix_files(), directory.blobs(), system_clock());
  const ErasureParts parts{*store, blobs, checklists, data};
  std::size_t erased = 0;
  for (const Organisation& organisation : store->accounts()->organisations()) {
    for (const User& user : store->read(organisation.id)->users()) {
      if (marks.count(erasure_mark(organisation.id.value, user.id.value)) == 0) continue;
      const auto outcome = erase_person(parts, organisation.id, user.id, system_clock()(), LastAdministrator::is_erased);
      if (outcome.kind != ErasureOutcome::Kind::erased) continue;
      if (!outcome.scrubbed) throw StoreFailure("an erased person's data cannot be taken out of the files; try again");
      ++erased;
    }
  }
  store->close();
  return erased;
}

}  // namespace constat::server::recovery
