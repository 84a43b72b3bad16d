#include "backend/erasure/erasure_list.hpp"

#include "backend/feed/copies.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/files.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {

std::set<std::string> read_erasure_list(const std::filesystem::path& file) {
  std::set<std::string> marks;
  if (!posix_files().exists(file)) return marks;
  const std::string text = read_file(file);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (is_sha256_hex(line)) marks.insert(line);
    at = end + 1;
  }
  return marks;
}

void add_to_erasure_list(const std::filesystem::path& file, const std::set<std::string>& marks) {
  std::set<std::string> all = read_erasure_list(file);
  const std::size_t before = all.size();
  all.insert(marks.begin(), marks.end());
  if (all.size() == before) return;
  std::string text;
  for (const std::string& mark : all) text += mark + "\n";
  const std::filesystem::path unfinished = file.string() + ".new";
  posix_files().remove(unfinished);
  create_private_file(unfinished, text);
  posix_files().rename(unfinished, file);
  sync_directory(file.parent_path());
}

std::vector<std::string> note_erasures(Store& store, const std::filesystem::path& data) {
  std::set<std::string> marks;
  for (const Organisation& organisation : store.accounts()->organisations())
    for (const Erasure& erasure : store.read(organisation.id)->erasures()) marks.insert(erasure.mark);
  if (marks.empty()) return {};
  add_to_erasure_list(data / kErasureList, marks);
  std::vector<std::string> missing;
  for (const CopyNote& note : read_copy_notes(posix_files(), data / "copies")) {
    try {
      if (!std::filesystem::is_directory(note.target)) throw FileFailure(note.target + ": not there");
      add_to_erasure_list(std::filesystem::path(note.target) / kErasureList, marks);
    } catch (const std::exception&) {
      missing.push_back(note.target);
    }
  }
  return missing;
}

}  // namespace constat::server
