#include "backend/blobs/blob_store.hpp"

#include <charconv>

#include "backend/blobs/image_sniffer.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/log.hpp"
#include "shared/base/sha256.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000LL;
constexpr std::int64_t kAbandonedAfter = 30 * kDay;  // as long as a phone's session lives without use

using Kind = UploadOutcome::Kind;

// The visit's bodies are here: with its last photo it is stored, and the phones hear of it.
void settle(Writer& writer, const VisitId& id) {
  auto visit = writer.visit(id);
  if (!visit || visit->stored_seq || !writer.photos_missing(id).empty()) return;
  visit->stored_seq = writer.next_seq();
  writer.put_visit(*visit);
}

}  // namespace

BlobStore::BlobStore(Store& store, Files& files, const std::filesystem::path& root, Clock clock)
    : store_(store), files_(files, root), clock_(std::move(clock)) {
  remove_abandoned();
}

std::mutex& BlobStore::lock_of(std::string_view sha256) {
  unsigned number = 0;
  std::from_chars(sha256.data(), sha256.data() + 2, number, 16);
  return locks_[number % locks_.size()];
}

// A row alone is not enough: a folder restored without its photos must get them again.
std::optional<BlobRecord> BlobStore::kept(const OrganisationId& organisation, std::string_view sha256) {
  auto record = store_.read(organisation)->blob(sha256);
  if (record && !files_.holds(sha256)) record.reset();
  return record;
}

UploadState BlobStore::state(const OrganisationId& organisation, std::string_view sha256) {
  const std::lock_guard lock(lock_of(sha256));
  if (const auto record = kept(organisation, sha256)) return {record->bytes, true};
  const auto size = static_cast<std::int64_t>(files_.part_size(organisation, sha256));
  // The server was stopped between the last byte and the end: nobody has a byte left to send.
  if (size > 0 && sha256_hex(files_.read_part(organisation, sha256)) == sha256) return finish(organisation, sha256).state;
  return {size, false};
}

UploadOutcome BlobStore::append(const OrganisationId& organisation, const UploadChunk& chunk) {
  if (clock_() - cleaned_at_ >= kDay) remove_abandoned();
  const std::lock_guard lock(lock_of(chunk.sha256));
  if (const auto record = kept(organisation, chunk.sha256)) return {Kind::taken, {record->bytes, true}};

  std::int64_t size = static_cast<std::int64_t>(files_.part_size(organisation, chunk.sha256));
  // All bytes are there and only the end is missing: the server was stopped between them, or the answer was lost.
  if (size >= chunk.length && size > 0) return finish(organisation, chunk.sha256);
  if (chunk.offset != size) return {Kind::wrong_offset, {size, false}};
  const auto count = static_cast<std::int64_t>(chunk.bytes.size());
  if (count > chunk.length - size) return {Kind::wrong_length, {size, false}};
  if (count > 0) files_.append(organisation, chunk.sha256, chunk.bytes);
  size += count;
  if (size < chunk.length) return {Kind::taken, {size, false}};
  return finish(organisation, chunk.sha256);
}

UploadOutcome BlobStore::finish(const OrganisationId& organisation, std::string_view sha256) {
  BlobRecord record;
  const std::string bytes = files_.read_part(organisation, sha256);
  Kind refused = Kind::taken;
  if (sha256_hex(bytes) != sha256) {
    refused = Kind::hash_mismatch;
  } else if (const auto image = sniff_image(bytes); !image) {
    refused = Kind::not_an_image;
  } else if (image->pixels() > kMaxPixels) {
    refused = Kind::too_many_pixels;
  } else {
    record.bytes = static_cast<std::int64_t>(bytes.size());
    record.type = media_type(image->type);
    if (image->has_metadata) record.flaw = "has-metadata";
  }
  if (refused != Kind::taken) {
    files_.drop_part(organisation, sha256);
    return {refused, {}};
  }
  record.sha256 = sha256;
  record.received_at = rfc3339(clock_());
  files_.promote(organisation, sha256, bytes);
  enter(organisation, record);
  files_.drop_part(organisation, sha256);  // not before: until then nobody has a byte left to send
  return {Kind::taken, {record.bytes, true}};
}

void BlobStore::enter(const OrganisationId& organisation, const BlobRecord& facts) {
  store_.write(organisation, [&](Writer& writer) {
    BlobRecord record = facts;
    record.seq = writer.next_seq();
    writer.add_blob(record);
    for (const VisitId& visit : writer.visits_with_photo(record.sha256)) settle(writer, visit);
  });
}

std::optional<Blob> BlobStore::read(const OrganisationId& organisation, std::string_view sha256) {
  const auto record = kept(organisation, sha256);
  if (!record) return std::nullopt;
  return Blob{*record, std::make_shared<const std::string>(files_.read(sha256))};
}

void BlobStore::remove(const OrganisationId& organisation, const std::vector<std::string>& hashes) {
  for (const std::string& sha256 : hashes) {
    const std::lock_guard lock(lock_of(sha256));
    files_.remove(organisation, sha256);
    if (!store_.accounts()->holds_blob(sha256)) files_.remove_whole(sha256);
  }
}

void BlobStore::remove_unknown() {
  for (const std::string& sha256 : files_.wholes()) {
    // Whoever is finishing a photo has this lock from the file to the row.
    if (!is_sha256_hex(sha256)) continue;
    const std::lock_guard lock(lock_of(sha256));
    if (!store_.accounts()->holds_blob(sha256)) files_.remove_whole(sha256);
  }
}

// A folder that cannot be tidied is no reason to refuse a photo.
void BlobStore::remove_abandoned() {
  cleaned_at_ = clock_();
  try {
    if (const auto count = files_.remove_parts_older_than(cleaned_at_ - kAbandonedAfter))
      log_event("abandoned_uploads_removed", {{"count", static_cast<std::int64_t>(count)}});
  } catch (const FileFailure& failure) {
    log_event("tidying_failed", {{"what", std::string_view(failure.what())}});
  }
}

}  // namespace constat::server
