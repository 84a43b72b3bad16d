// Photos on a page: a row of thumbnails, and one of them large over the page.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "web/screens/common.hpp"

namespace constat::screens {

struct PhotoRow {
  const Item& item;
  std::vector<std::string> files;      // hexadecimal hashes
  const app::ShownPhotos& known;       // what is known of them
  bool removable = false;
};
void draw_photo_row(Ui& ui, App& app, const PhotoRow& row);

// The photo that is looked at, and the question before it is removed.
void draw_photo_dialogs(Ui& ui, App& app);

}  // namespace constat::screens
