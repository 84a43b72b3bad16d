#include "backend/recovery/manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "backend/platform/data_directory.hpp"

namespace constat::server::recovery {
namespace {

using Doc = nlohmann::json;

constexpr const char* kFormat = "constat.backup/1";

std::string text_of(const Doc& doc, const char* name) {
  const auto found = doc.find(name);
  return found != doc.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t number_of(const Doc& doc, const char* name) {
  const auto found = doc.find(name);
  return found != doc.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

// A manifest must not lead out of its folder.
bool is_inside(const std::string& path) {
  return !path.empty() && path[0] != '/' && path.find("..") == std::string::npos;
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
  Doc organisations = Doc::object(), files = Doc::array();
  for (const auto& [id, reached] : manifest.note.organisations)
    organisations[id] = {{"epoch", reached.epoch}, {"seq", reached.seq}};
  for (const ManifestFile& file : manifest.files)
    files.push_back({{"path", file.path}, {"bytes", file.facts.bytes}, {"sha256", file.facts.sha256}});
  return Doc{{"format", kFormat},
             {"made_at", manifest.note.at},
             {"target", manifest.note.target},
             {"version", manifest.version},
             {"log_seq", manifest.log_seq},
             {"content_hash", manifest.content_hash},
             {"organisations", organisations},
             {"files", files},
             {"missing_photos", manifest.missing_photos}}
             .dump(1, ' ', false, Doc::error_handler_t::replace) +
         "\n";
}

std::optional<Manifest> parse_manifest(std::string_view text) {
  const Doc doc = Doc::parse(text, nullptr, false);
  if (!doc.is_object() || text_of(doc, "format") != kFormat) return std::nullopt;
  const auto files = doc.find("files");
  if (files == doc.end() || !files->is_array()) return std::nullopt;
  Manifest manifest;
  manifest.note.target = text_of(doc, "target");
  manifest.note.at = text_of(doc, "made_at");
  manifest.version = text_of(doc, "version");
  manifest.content_hash = text_of(doc, "content_hash");
  manifest.log_seq = number_of(doc, "log_seq");
  for (const Doc& file : *files) {
    if (!file.is_object() || !is_inside(text_of(file, "path"))) return std::nullopt;
    manifest.files.push_back({text_of(file, "path"), {number_of(file, "bytes"), text_of(file, "sha256")}});
  }
  if (const auto all = doc.find("organisations"); all != doc.end() && all->is_object())
    for (const auto& [id, reached] : all->items())
      if (reached.is_object())
        manifest.note.organisations[id] = {text_of(reached, "epoch"), static_cast<std::int64_t>(number_of(reached, "seq"))};
  if (const auto missing = doc.find("missing_photos"); missing != doc.end() && missing->is_array())
    for (const Doc& hash : *missing)
      if (hash.is_string()) manifest.missing_photos.push_back(hash.get<std::string>());
  return manifest;
}

std::vector<std::filesystem::path> backups_in(const std::filesystem::path& place) {
  std::vector<std::filesystem::path> found;
  if (!std::filesystem::is_directory(place)) return found;
  for (const auto& entry : std::filesystem::directory_iterator(place))
    if (entry.is_directory() && entry.path().filename().string().rfind("constat-", 0) == 0 &&
        std::filesystem::exists(entry.path() / kManifest))
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::filesystem::path photo_path(const std::filesystem::path& blobs, const std::string& sha256) {
  return blobs / sha256.substr(0, 2) / sha256;
}

std::vector<std::string> read_photo_list(const std::filesystem::path& backup) {
  std::istringstream lines(read_file(backup / kPhotoList));
  std::vector<std::string> hashes;
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) hashes.push_back(line);
  return hashes;
}

}  // namespace constat::server::recovery
