// Which bodies of visits the intake log can give back, each opened and compared with its hash.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>

#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/person_keys.hpp"
#include "backend/recovery/finding.hpp"

namespace constat::server::recovery {

struct LoggedBodies {
  std::unordered_set<std::string> good;    // keys, see body_key
  std::unordered_set<std::string> closed;  // there, but the sender's key is gone
  std::uint64_t damaged = 0;               // other bytes than the hash says
};

// 16 bytes for organisation, visit, revision and hash: a million bodies must fit in memory.
std::string body_key(const std::string& organisation, const std::string& visit, std::int64_t revision,
                     const std::string& sha256);

LoggedBodies logged_bodies(const ledger::LedgerReader& log, ledger::PersonKeys& keys, const Progress& progress);

}  // namespace constat::server::recovery
