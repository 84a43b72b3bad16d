// Photos as textures that the shell makes: what the frame wants to draw, what is there, and what the shell was told. A
// photo that no frame wants is forgotten on both sides.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace constat::ui {

struct Picture {
  enum class Problem : std::uint8_t { none, missing, unreachable } problem = Problem::none;
  std::uint32_t texture = 0;  // 0: not there
  float width = 0, height = 0;
};

class Pictures {
 public:
  void begin_frame() { wanted_.clear(); }

  // Asks for the photo in a box of device pixels; what is there of it, or none yet.
  const Picture* want(std::string_view sha256, int width, int height, bool cover);
  void arrived(const std::string& key, Picture picture) { there_[key] = picture; }

  // Appends ",\"pictures\":[...]" when other photos are wanted than the shell knows of.
  void write_changes(std::string& json);

  // The shell's textures are gone.
  void forget();

 private:
  std::map<std::string, std::string> wanted_;  // by key, the shell's JSON
  std::map<std::string, std::string> told_;
  std::map<std::string, Picture> there_;
};

}  // namespace constat::ui
