// The bytes of photos and signatures on disk, under their SHA-256: `ROOT/ab/abcdef…`, one file for all organisations. What
// is still arriving stands in `ROOT/partial/<organisation>-<sha256>`, apart for each: who has not sent the bytes learns
// nothing of who has. A part is a row of frames (shared/sync/frame.hpp), one for each acknowledged piece: they are how far it
// came, and nothing else remembers it. What power cuts leave behind them is no frame, and is cut off.
// Hashes are 64 lower-case hexadecimal digits: the caller's duty. Throws FileFailure. Threads: one at a time per hash.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "backend/platform/files.hpp"
#include "backend/store/records.hpp"

namespace constat::server {

class BlobFiles {
 public:
  BlobFiles(Files& files, std::filesystem::path root);

  std::uint64_t part_size(const OrganisationId& organisation, std::string_view sha256) const;  // 0: nothing came yet
  // Durable when it returns. After a failure the part is as long as before: what it may be longer by is cut off before
  // the part is looked at again, because the system can show bytes that it never wrote.
  void append(const OrganisationId& organisation, std::string_view sha256, std::string_view bytes);
  std::string read_part(const OrganisationId& organisation, std::string_view sha256) const;
  void drop_part(const OrganisationId& organisation, std::string_view sha256);
  // `bytes`, the part's own and verified, take their place as the whole, durably. The part stays.
  void promote(const OrganisationId& organisation, std::string_view sha256, std::string_view bytes);

  bool holds(std::string_view sha256) const;
  std::string read(std::string_view sha256) const;

  // Durably gone, with what came of it before it was whole.
  void remove(const OrganisationId& organisation, std::string_view sha256);
  void remove_whole(std::string_view sha256);
  std::vector<std::string> wholes() const;  // the hashes of all that are here

  // Parts that nobody has added to since then. How many they were.
  std::size_t remove_parts_older_than(std::int64_t unix_ms);

 private:
  std::filesystem::path part(const OrganisationId& organisation, std::string_view sha256) const;
  std::filesystem::path whole(std::string_view sha256) const;

  struct Extent {
    std::uint64_t photo = 0, file = 0;  // bytes of the photo, and of the part with its frames, that are acknowledged
    bool unsure = false;                // a failed append may have left more in the file
  };
  Extent extent(const std::filesystem::path& part) const;
  // That a name is there does not say that it survives a power cut: who made it may have ended, or failed, before it synced
  // the folder. So each is made sure once by this object.
  void make_sure(const std::filesystem::path& name, const std::filesystem::path& folder);
  void forget(const std::filesystem::path& name);

  Files& files_;
  std::filesystem::path root_, parts_;
  mutable std::mutex mutex_;  // of:
  mutable std::map<std::filesystem::path, Extent> extents_;  // of the parts that this process has looked at
  std::set<std::filesystem::path> sure_names_;
};

}  // namespace constat::server
