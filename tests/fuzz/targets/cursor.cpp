// A cursor that is read is the one that was written; and the other small texts of the protocol that anybody may send.
#include <string>

#include "backend/feed/pull.hpp"
#include "shared/sync/changes.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/problem_json.hpp"
#include "shared/sync/receipt.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  if (const auto cursor = server::parse_cursor(text)) {
    fuzz::demand(cursor->seq >= 0, "a cursor never stands before the beginning");
    const auto again = server::parse_cursor(server::write_cursor(*cursor));
    fuzz::demand(again && again->epoch == cursor->epoch && again->seq == cursor->seq && again->floor == cursor->floor,
                 "a written cursor is read back");
  }
  if (const auto page = parse_change_page(text)) {
    const std::string written = write_change_page(*page);
    const auto again = parse_change_page(written);
    fuzz::demand(again && write_change_page(*again) == written, "a written page is read back");
  }
  if (const auto receipt = parse_receipt(text)) {
    const std::string written = write_receipt(*receipt);
    const auto again = parse_receipt(written);
    fuzz::demand(again && write_receipt(*again) == written, "a written receipt is read back");
  }
  (void)parse_content_digest(text);
  (void)parse_problem_json(text);
  return 0;
}
