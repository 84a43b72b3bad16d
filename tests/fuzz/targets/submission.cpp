// A submission, or a visit alone, that is read says the same again when it is written and read.
#include "shared/sync/submission.hpp"
#include "shared/visit/visit.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = fuzz::text_of(data, size);
  if (const auto submission = parse_submission(json)) {
    const std::string written = write_submission(*submission);
    const auto again = parse_submission(written);
    fuzz::demand(again.has_value(), "a written submission can be read");
    fuzz::demand(write_submission(*again) == written, "a submission written twice has the same bytes");
  }
  if (const auto visit = parse_visit(json)) {
    const std::string written = write_visit(*visit);
    const auto again = parse_visit(written);
    fuzz::demand(again.has_value() && write_visit(*again) == written, "a visit written twice has the same bytes");
  }
  return 0;
}
