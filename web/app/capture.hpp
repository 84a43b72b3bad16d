// Photos, signature, position and codes of the open visit: what the phone is being asked for, and how it goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/sync/photo_facts.hpp"
#include "shared/visit/visit.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

inline constexpr int kPhotoSide = 1600;  // pixels of a kept photo's longer side

// The camera was opened for this question, and its photo has not come yet. Committed before the camera opens: phones
// close the page behind it.
struct AwaitedPhoto {
  std::string item;
  bool found_again = false;  // the page was closed meanwhile: the person is asked what became of the photo
};

// What goes on at one question.
struct Capture {
  bool preparing = false;        // "a photo is awaited" is on its way to the disk
  bool ready = false;            // it is there: the picker may open
  bool from_camera = true;       // which of the two pickers
  bool needs_tap = false;        // the browser wants a fresh tap
  std::size_t total = 0, done = 0;  // files being made into photos; total 0: none
  bool looking = false;          // for the position, or for a code in a picture
  std::optional<Failure> failure;

  bool is_working() const { return total > 0; }
};

// A photo that is looked at, large.
struct ViewedPhoto {
  std::string item, sha256, title, detail;
  std::vector<std::string> flaws;  // codes
  double width = 0, height = 0;    // pixels; 0: not known
  bool removable = false;
};

// A photo on its way to the server.
struct Upload {
  std::string visit, sha256;
  std::int64_t sent = 0, bytes = 0;
};

// The signature that is being given.
struct Signing {
  std::string item, name;  // a typed name stands in the stead of ink
  int strokes = 0;
  bool busy = false;
  std::optional<Failure> failure;
  bool is_blank() const { return strokes == 0 && name.find_first_not_of(' ') == std::string::npos; }
};

bool keeps_files(ItemType type);  // photo and signature: their files are the answer; elsewhere they stand beside it

// The files that an answer names, as hexadecimal digits.
std::vector<std::string> photos_of(const Item& item, const Answer* answer);

using PhotoFactsByFile = std::map<std::string, PhotoFacts, std::less<>>;

// What a page says of a photo, whoever told it: this phone or the server.
struct ShownPhoto {
  std::string taken_at;            // RFC 3339
  std::vector<std::string> flaws;  // codes
  double width = 0, height = 0;
  bool missing = false;            // the server does not hold it yet
};
using ShownPhotos = std::map<std::string, ShownPhoto, std::less<>>;  // by file
ShownPhotos shown_photos(const PhotoFactsByFile& facts);

// What the device is asked to do with a chosen file, and what it says of the photo that it kept.
std::string photo_file_payload(int file);
std::optional<PhotoFacts> photo_facts_of(const Json& result, const std::string& item);

}  // namespace constat::app
