// A checklist that is accepted can be scored, drawn and hashed.
#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = fuzz::text_of(data, size);
  const auto checklist = parse_checklist(json);
  if (!checklist) {
    fuzz::demand(!checklist.error().empty(), "a refused checklist has a problem");
    return 0;
  }
  Visit blank;
  blank.checklist = checklist->id;
  blank.checklist_version = checklist->version;
  const VisitScore score = score_visit(*checklist, blank);
  fuzz::demand(!write_score(*checklist, blank, score, true).empty(), "an accepted checklist's score can be written");
  fuzz::demand(checklist_hash(json).has_value(), "an accepted checklist has a hash");
  return 0;
}
