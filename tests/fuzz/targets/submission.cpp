// A submission, or a visit alone, that is read says the same again when it is written and read; and whatever its answers,
// a checklist scores them or says in words why it cannot.
#include <fstream>
#include <iterator>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "shared/sync/submission.hpp"
#include "shared/visit/validate.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

namespace {

const Checklist& checklist() {
  static const Checklist read = [] {
    std::ifstream in(CONSTAT_SOURCE_DIR "/checklists/accueil-boutique.json", std::ios::binary);
    const auto parsed = parse_checklist(std::string(std::istreambuf_iterator<char>(in), {}));
    fuzz::demand(parsed.has_value(), "the target's own checklist is one");
    return *parsed;
  }();
  return read;
}

void score(Visit visit) {
  visit.checklist = checklist().id;
  visit.checklist_version = checklist().version;
  const VisitScore score = score_visit(checklist(), visit);
  const bool valid = validate_visit(checklist(), visit).empty();
  fuzz::demand(valid == (score.status != VisitStatus::invalid), "a visit that the checklist accepts has a score, and no other");
  if (!valid) fuzz::demand_sentences(score.problems);
  fuzz::demand(!score.score || (score.score->value >= 0 && !(kHundredPercent < *score.score)), "a score is between 0 and 100 %");
  fuzz::demand(parse_json(write_score(checklist(), visit, score, true)).has_value(), "a score is written as JSON");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = fuzz::text_of(data, size);
  if (const auto submission = parse_submission(json)) {
    const std::string written = write_submission(*submission);
    const auto again = parse_submission(written);
    fuzz::demand(again.has_value(), "a written submission can be read");
    fuzz::demand(write_submission(*again) == written, "a submission written twice has the same bytes");
    score(submission->visit);
  } else {
    fuzz::demand_sentences(submission.error());
  }
  if (const auto visit = parse_visit(json)) {
    const std::string written = write_visit(*visit);
    const auto again = parse_visit(written);
    fuzz::demand(again.has_value() && write_visit(*again) == written, "a visit written twice has the same bytes");
    score(*visit);
  }
  return 0;
}
