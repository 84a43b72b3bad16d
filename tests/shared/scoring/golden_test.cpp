// Golden scores: what is written about a visit, byte for byte, natively and in WebAssembly. scripts/approve-golden.
#include <catch_amalgamated.hpp>

#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/shared_data.hpp"

namespace constat::test {

TEST_CASE("golden visits score to the approved bytes") {
  for (const char* name : {"worked-example", "critical-visit-zero", "critical-section-cap", "weighted-sections", "incomplete",
                           "not-assessable", "invalid", "bonus-and-malus"}) {
    INFO(name);
    const std::string folder = "tests/golden/score/" + std::string(name) + "/";
    const Parsed<Checklist> checklist = parse_checklist(read_source_file(folder + "checklist.json"));
    const Parsed<Visit> visit = parse_visit(read_source_file(folder + "visit.json"));
    REQUIRE(checklist);
    REQUIRE(visit);
    CHECK(write_score(*checklist, *visit, score_visit(*checklist, *visit), true) + "\n" == read_source_file(folder + "expected.json"));
  }
}

}  // namespace constat::test
