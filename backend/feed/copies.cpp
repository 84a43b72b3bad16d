#include "backend/feed/copies.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "backend/platform/data_directory.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::int64_t kCachedMs = 5000;

std::optional<CopyNote> parse_note(std::string_view text) {
  const Doc doc = Doc::parse(text, nullptr, false);
  if (!doc.is_object() || !doc.contains("organisations") || !doc["organisations"].is_object()) return std::nullopt;
  CopyNote note;
  if (const auto target = doc.find("target"); target != doc.end() && target->is_string()) note.target = target->get<std::string>();
  if (const auto at = doc.find("at"); at != doc.end() && at->is_string()) note.at = at->get<std::string>();
  for (const auto& [id, reached] : doc["organisations"].items()) {
    if (!reached.is_object() || !reached.contains("epoch") || !reached.contains("seq")) continue;
    if (!reached["epoch"].is_string() || !reached["seq"].is_number_integer()) continue;
    note.organisations[id] = {reached["epoch"].get<std::string>(), reached["seq"].get<std::int64_t>()};
  }
  return note;
}

}  // namespace

void write_copy_note(Files& files, const std::filesystem::path& folder, const std::string& name, const CopyNote& note) {
  Doc organisations = Doc::object();
  for (const auto& [id, reached] : note.organisations)
    organisations[id] = {{"epoch", reached.epoch}, {"seq", reached.seq}};
  const Doc doc = {{"target", note.target}, {"at", note.at}, {"organisations", organisations}};
  files.make_directory(folder);
  const auto unfinished = folder / (name + ".new");
  files.remove(unfinished);
  {
    const auto file = files.append(unfinished, true);
    file->write(doc.dump(-1, ' ', false, Doc::error_handler_t::replace) + "\n");
    file->sync();
  }
  files.rename(unfinished, folder / (name + ".json"));
  files.sync_directory(folder);
  files.sync_directory(folder.parent_path());
}

std::vector<CopyNote> read_copy_notes(Files& files, const std::filesystem::path& folder) {
  std::vector<CopyNote> notes;
  for (const std::string& name : files.list(folder)) {
    if (std::filesystem::path(name).extension() != ".json") continue;
    try {
      if (auto note = parse_note(files.read(folder / name))) notes.push_back(std::move(*note));
    } catch (const FileFailure&) {
      // A note that cannot be read promises nothing.
    }
  }
  return notes;
}

std::optional<std::int64_t> Copies::safe_seq(const std::string& organisation, const std::string& epoch) {
  const std::int64_t now = clock_();
  const std::lock_guard lock(mutex_);
  if (!read_at_ || now < *read_at_ || now - *read_at_ >= kCachedMs) {
    notes_ = read_copy_notes(files_, folder_);
    read_at_ = now;
  }
  if (notes_.empty()) return std::nullopt;
  std::int64_t reached = 0;
  for (const CopyNote& note : notes_) {
    const auto found = note.organisations.find(organisation);
    if (found != note.organisations.end() && found->second.epoch == epoch) reached = std::max(reached, found->second.seq);
  }
  return reached;
}

}  // namespace constat::server
