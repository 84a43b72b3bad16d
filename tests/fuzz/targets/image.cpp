// Facts about a picture hold water, whatever the bytes.
#include <string>

#include "backend/blobs/image_sniffer.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto facts = server::sniff_image(fuzz::text_of(data, size));
  if (!facts) {
    fuzz::demand_sentence(facts.error().message, facts.error().args);
    return 0;
  }
  fuzz::demand(facts->width >= 1 && facts->height >= 1, "a picture has a size");
  fuzz::demand(facts->pixels() >= facts->width, "pixels do not overflow");
  const auto longer = server::sniff_image(std::string(fuzz::text_of(data, size)) + "behind the end");
  fuzz::demand(!longer || (longer->type == facts->type && longer->width == facts->width && longer->height == facts->height),
               "bytes behind a picture do not make it another one");
  return 0;
}
