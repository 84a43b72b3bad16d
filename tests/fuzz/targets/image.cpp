// Facts about a picture hold water, whatever the bytes.
#include "backend/blobs/image_sniffer.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto facts = server::sniff_image(fuzz::text_of(data, size));
  if (!facts) return 0;
  fuzz::demand(facts->width >= 1 && facts->height >= 1, "a picture has a size");
  fuzz::demand(facts->pixels() >= facts->width, "pixels do not overflow");
  return 0;
}
