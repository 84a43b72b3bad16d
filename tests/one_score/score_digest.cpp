// Scores 10 000 random visits and prints the SHA-256 of everything written about them. The native binary and the
// WebAssembly one must print the same line: scripts/check-one-score compares them.
#include <cstdio>

#include "shared/base/sha256.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/random_checklist.hpp"

int main() {
  using namespace constat;
  constexpr std::uint64_t kChecklists = 500, kVisits = 20;
  Sha256 digest;
  std::size_t bytes = 0;
  for (std::uint64_t seed = 0; seed < kChecklists; ++seed) {
    Rng rng(seed);
    const Checklist checklist = test::random_checklist(rng, {4, 8, true, true});
    for (std::uint64_t i = 0; i < kVisits; ++i) {
      const Visit visit = test::random_visit(rng, checklist);
      const std::string line = write_visit(visit) + write_score(checklist, visit, score_visit(checklist, visit), true) + "\n";
      digest.update(line);
      bytes += line.size();
    }
  }
  std::string hex;
  for (std::uint8_t byte : digest.finish()) {
    char pair[3];
    std::snprintf(pair, sizeof pair, "%02x", byte);
    hex += pair;
  }
  std::printf("%llu visits, %zu bytes, sha256 %s\n", static_cast<unsigned long long>(kChecklists * kVisits), bytes,
              hex.c_str());
  return 0;
}
