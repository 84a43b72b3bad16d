// What recovery does with database files, beside the Store: they may be in use by a server, or broken.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/person_keys.hpp"

namespace constat::server::sqlite {

// SHA-256 over the content of a database at one moment; a server may be writing to it.
std::string content_hash_of(const std::filesystem::path& file);

struct Rebuilt {
  std::string content_hash;
  std::uint64_t records = 0;     // replayed
  std::size_t erased = 0;        // sealed texts whose person's key is gone; left empty
  std::set<std::string> moved;   // organisations whose order came out differently
};
// Makes `file`, which must not exist, from the log. `progress` is called now and then with the records done so far.
// Durable when it returns. Throws StoreFailure, FileFailure, ledger::LedgerDamage.
Rebuilt rebuild_database(const std::filesystem::path& file, const ledger::LedgerReader& log, ledger::PersonKeys& keys,
                         const std::function<void(std::uint64_t)>& progress);

// The log beside `file` lacks records that it stands for, or that nobody has: at its next opening the database puts itself
// whole into it, and it begins there.
void restart_log(const std::filesystem::path& file);

}  // namespace constat::server::sqlite
