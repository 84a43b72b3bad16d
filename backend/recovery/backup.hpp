// A verified copy of a data directory, made while a server may be running on it.
//
// PLACE/constat-20261122T012703Z/   constat.sqlite intake/ keys/ server.key blobs.txt manifest.json
// PLACE/blobs/ab/abcdef…            photos of all backups, once
// A backup has its name only when it is whole, durable and read back; one that was cut leaves a folder ".unfinished" that
// the next one removes. Then, and only then, the data directory notes how far the copy reaches: visits become Safe.
#pragma once

#include <filesystem>
#include <string>

#include "backend/platform/clock.hpp"
#include "backend/recovery/finding.hpp"

namespace constat::server::recovery {

struct BackupResult {
  bool done = false;  // a backup with this name is there and verified
  std::filesystem::path made;
  std::string content_hash;
  std::uint64_t bytes = 0;   // copied now
  std::uint64_t photos = 0;  // in it
  std::size_t removed = 0;   // older backups
  Findings findings;
};

// `keep` newest backups stay, 0: all. A photo that the data directory lacks or has damaged is a problem and keeps visits
// from becoming Safe, but no reason to have no backup. Throws FileFailure, StoreFailure, DataDirectoryBusy (a backup to
// that place is running).
BackupResult back_up(const std::filesystem::path& data, const std::filesystem::path& place, std::size_t keep,
                     const std::string& version, const Clock& clock, const Progress& progress);

}  // namespace constat::server::recovery
