// A phone's copy, of either kind, and the JSON inside it: what is taken out of it is whole, and its photos are those named.
#include <sstream>

#include "backend/rescue/rescued.hpp"
#include "shared/base/sha256.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

namespace {

void must_be_whole(const server::Rescued& rescued) {
  for (const auto& [sha256, bytes] : rescued.photos) fuzz::demand(sha256_hex(bytes) == sha256, "a rescued photo is the one named");
  for (const auto& visit : rescued.visits) fuzz::demand(!visit.id.empty(), "a rescued visit has an id");
  for (const Problem& problem : rescued.problems) fuzz::demand_sentence("problem." + problem.code, problem.args);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  std::istringstream in(bytes);
  if (const auto rescued = server::read_rescued(in, "correct horse battery")) must_be_whole(*rescued);
  else fuzz::demand_sentence("error." + rescued.error().message, rescued.error().args);
  server::Rescued inside;
  server::add_rescue_json(inside, bytes);
  must_be_whole(inside);
  return 0;
}
