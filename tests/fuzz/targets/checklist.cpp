// A checklist that is accepted can be scored, drawn and hashed; one that is refused says why, in words.
#include "shared/base/json.hpp"
#include "shared/base/rng.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/lint/lint.hpp"
#include "shared/scoring/checks.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/validate.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/random_checklist.hpp"

using namespace constat;

namespace {

constexpr std::size_t kMostItemsFilled = 200;  // the time of one input
constexpr std::size_t kMostItemsLinted = 6;

bool is_percentage(const std::optional<MicroPercent>& score) {
  return !score || (score->value >= 0 && score->value <= 100'000'000);
}

void score(const Checklist& checklist, const Visit& visit) {
  const VisitScore score = score_visit(checklist, visit);
  fuzz::demand(score.status != VisitStatus::invalid, "a checklist accepts the answers that it offers");
  fuzz::demand(is_percentage(score.score), "a score is between 0 and 100 %");
  fuzz::demand(score.trace.size() == checklist.item_count(), "every item is in the trace");
  for (const SectionScore& section : score.sections) fuzz::demand(is_percentage(section.score), "a section's score is between 0 and 100 %");
  fuzz::demand(parse_json(write_score(checklist, visit, score, true)).has_value(), "a score is written as JSON");
  for (const Check* check : violated_checks(checklist, visit)) {
    fuzz::demand(!places_of(*check, checklist, visible_items(checklist, visit)).empty(), "a violated check is told somewhere");
  }
}

// Only the smallest: the linter's work is bounded, but by seconds.
void lint_small(const Checklist& checklist) {
  if (checklist.item_count() > kMostItemsLinted || checklist.checks.size() > kMostItemsLinted) return;
  for (const Finding& finding : lint(checklist)) {
    Visit example;
    example.answers = finding.example;
    fuzz::demand(validate_visit(checklist, example).empty(), "an example is a valid visit");
    fuzz::demand(parse_json(write_finding(Language::english, checklist, finding)).has_value(), "a finding is written as JSON");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = fuzz::text_of(data, size);
  const auto checklist = parse_checklist(json);
  if (!checklist) {
    fuzz::demand_sentences(checklist.error());
    return 0;
  }
  Visit blank;
  blank.checklist = checklist->id;
  blank.checklist_version = checklist->version;
  score(*checklist, blank);
  if (checklist->item_count() <= kMostItemsFilled) {
    Rng rng(size);
    score(*checklist, test::random_visit(rng, *checklist));
  }
  lint_small(*checklist);
  const auto hash = checklist_hash(json);
  fuzz::demand(hash.has_value(), "an accepted checklist has a hash");
  fuzz::demand(checklist_hash(" " + std::string(json)) == hash, "spaces do not change a checklist's hash");
  return 0;
}
