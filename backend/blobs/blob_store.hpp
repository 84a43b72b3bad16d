// Photos and signatures arrive in chunks, are verified against the hash that names them, and are then there for good.
// A part survives a killed server and a lost connection: its size on disk is where the sender goes on. Hashes are 64
// lower-case hexadecimal digits and rights are checked: the caller's duty (photo_access.hpp).
// Errors: FileFailure and StoreFailure: nothing that was acknowledged before is lost, and the chunk can be sent again.
// Threads: any; two senders of the same photo take turns.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/blobs/blob_files.hpp"
#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::int64_t kMaxBlobBytes = std::int64_t{12} << 20;
inline constexpr std::uint64_t kMaxPixels = 64'000'000;
inline constexpr std::size_t kMaxChunkBytes = std::size_t{1} << 20;

struct UploadState {
  std::int64_t offset = 0;  // where the next byte goes
  bool complete = false;    // verified and kept
};

struct UploadChunk {
  std::string_view sha256;
  std::int64_t offset = 0, length = 0;  // where it begins; of the whole photo
  std::string_view bytes;
};

struct UploadOutcome {
  enum class Kind : std::uint8_t {
    taken,          // also when the photo was complete before
    wrong_offset,   // go on at state.offset
    wrong_length,   // the chunk reaches beyond the announced length
    hash_mismatch,  // begin again: the part is gone
    not_an_image,   // neither JPEG, PNG nor WebP, or damaged: never taken
    too_many_pixels
  } kind = Kind::taken;
  UploadState state;
};

struct Blob {
  BlobRecord record;
  std::shared_ptr<const std::string> bytes;
};

class BlobStore {
 public:
  BlobStore(Store& store, Files& files, const std::filesystem::path& root, Clock clock);

  UploadState state(const OrganisationId& organisation, std::string_view sha256);
  // Durable when it returns. The last byte completes the photo, and with the last photo of a visit the visit is stored.
  UploadOutcome append(const OrganisationId& organisation, const UploadChunk& chunk);
  // None: this organisation has not received it.
  std::optional<Blob> read(const OrganisationId& organisation, std::string_view sha256);

  // The files of photos whose rows are gone; one that another organisation received stays.
  void remove(const OrganisationId& organisation, const std::vector<std::string>& hashes);
  // Every file that no row names. Looks at all of them: after an erasure that was cut.
  void remove_unknown();

 private:
  std::optional<BlobRecord> kept(const OrganisationId& organisation, std::string_view sha256);
  UploadOutcome finish(const OrganisationId& organisation, std::string_view sha256);
  void enter(const OrganisationId& organisation, const BlobRecord& facts);
  void remove_abandoned();
  std::mutex& lock_of(std::string_view sha256);

  Store& store_;
  BlobFiles files_;
  Clock clock_;
  std::array<std::mutex, 64> locks_;
  std::atomic<std::int64_t> cleaned_at_{0};
};

}  // namespace constat::server
