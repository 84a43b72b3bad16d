// What one backup holds: `manifest.json` in its folder, written last.
//   {"format":"constat.backup/1","made_at","target","version","log_seq","content_hash",
//    "organisations":{ID:{"epoch","seq"}},"files":[{"path","bytes","sha256"}],"missing_photos":[HEX]}
// Photos stand once for all backups of a place, in `blobs` beside them; "blobs.txt" names those of this one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "backend/feed/copies.hpp"
#include "backend/recovery/durable_copy.hpp"

namespace constat::server::recovery {

inline constexpr const char* kManifest = "manifest.json";
inline constexpr const char* kPhotoList = "blobs.txt";

struct ManifestFile {
  std::string path;  // relative, with '/'
  FileFacts facts;
};

struct Manifest {
  CopyNote note;  // target, time, how far each organisation reaches
  std::string version, content_hash;
  std::uint64_t log_seq = 0;
  std::vector<ManifestFile> files;
  std::vector<std::string> missing_photos;  // the data directory itself did not have them
};

std::string write_manifest(const Manifest& manifest);
std::optional<Manifest> parse_manifest(std::string_view text);  // none: not a manifest of this format

// Backups in `place`, oldest first: folders with a manifest.
std::vector<std::filesystem::path> backups_in(const std::filesystem::path& place);

std::filesystem::path photo_path(const std::filesystem::path& blobs, const std::string& sha256);
std::vector<std::string> read_photo_list(const std::filesystem::path& backup);  // throws FileFailure

}  // namespace constat::server::recovery
