#include "web/ui/pictures.hpp"

#include <utility>

#include "web/ui/json_writer.hpp"

namespace constat::ui {

const Picture* Pictures::want(std::string_view sha256, int width, int height, bool cover) {
  const std::string key = std::string(sha256) + "/" + std::to_string(width) + "x" + std::to_string(height) + (cover ? "c" : "");
  std::string& json = wanted_[key];
  if (json.empty()) {
    JsonWriter writer(json);
    writer.begin_object();
    writer.key("key").string(key);
    writer.key("sha256").string(sha256);
    writer.key("width").number(width);
    writer.key("height").number(height);
    writer.key("fit").string(cover ? "cover" : "contain");
    writer.end_object();
  }
  const auto found = there_.find(key);
  return found == there_.end() ? nullptr : &found->second;
}

void Pictures::write_changes(std::string& json) {
  if (wanted_ == told_) return;
  for (auto it = there_.begin(); it != there_.end();) it = wanted_.count(it->first) == 0 ? there_.erase(it) : std::next(it);
  json += ",\"pictures\":[";
  bool first = true;
  for (const auto& [key, entry] : wanted_) {
    json += first ? "" : ",";
    json += entry;
    first = false;
  }
  json += ']';
  told_ = wanted_;
}

void Pictures::forget() {
  there_.clear();
  told_.clear();
}

}  // namespace constat::ui
