// One reader for each kind of image; image_sniffer.hpp chooses among them by the first bytes.
// None: the bytes are damaged. The views are those of whole files.
#pragma once

#include <optional>

#include "backend/blobs/byte_view.hpp"
#include "backend/blobs/image_sniffer.hpp"

namespace constat::server {

std::optional<ImageFacts> read_jpeg(const ByteView& file);
std::optional<ImageFacts> read_png(const ByteView& file);
std::optional<ImageFacts> read_webp(const ByteView& file);

}  // namespace constat::server
