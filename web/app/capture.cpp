#include "web/app/capture.hpp"

#include "shared/visit/content_hash.hpp"

namespace constat::app {

bool keeps_files(ItemType type) { return type == ItemType::photo || type == ItemType::signature; }

std::vector<std::string> photos_of(const Item& item, const Answer* answer) {
  std::vector<std::string> files;
  if (!answer) return files;
  const auto add = [&](const std::string& hash) {
    if (is_content_hash(hash)) files.push_back(hash.substr(kContentHashPrefix.size()));
  };
  if (keeps_files(item.type))
    if (const auto* list = std::get_if<ListValue>(&answer->value))
      for (const std::string& hash : *list) add(hash);
  for (const std::string& hash : answer->photos) add(hash);
  return files;
}

ShownPhotos shown_photos(const PhotoFactsByFile& facts) {
  ShownPhotos shown;
  for (const auto& [file, one] : facts)
    shown[file] = {one.taken_at, {}, static_cast<double>(one.width), static_cast<double>(one.height), false};
  return shown;
}

}  // namespace constat::app
