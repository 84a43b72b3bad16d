// Visits per second of the reference scorer and of the batch scorer, on one core; see bench/README.md.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "shared/scoring/batch.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/random_checklist.hpp"

namespace {

using namespace constat;

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The best of `repeats` timings: the one that other work on the machine disturbed least.
template <class Work>
double best_rate(std::size_t visits, int repeats, Work work) {
  double best = 0;
  for (int i = 0; i < repeats; ++i) {
    const double start = seconds_now();
    work();
    best = std::max(best, static_cast<double>(visits) / std::max(seconds_now() - start, 1e-9));
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20'000;
  Rng rng(2026);
  Checklist checklist = test::random_checklist(rng, {8, 12, true, true});
  while (checklist.item_count() < 40) checklist = test::random_checklist(rng, {8, 12, true, true});
  std::vector<Visit> visits;
  for (std::size_t i = 0; i < count; ++i) visits.push_back(test::random_visit(rng, checklist));
  std::int64_t check_reference = 0, check_batch = 0;
  const double reference = best_rate(count, 3, [&] {
    check_reference = 0;
    for (const Visit& visit : visits) check_reference += score_visit(checklist, visit).score.value_or(MicroPercent{}).value;
  });
  VisitBatch batch(checklist);
  const double encode = best_rate(count, 1, [&] {
    for (const Visit& visit : visits) batch.add(visit);
  });
  const double batched = best_rate(count, 5, [&] {
    check_batch = 0;
    for (const auto& score : score_batch(batch, checklist).score) check_batch += score.value_or(MicroPercent{}).value;
  });
  if (check_reference != check_batch) {
    std::fprintf(stderr, "the two scorers disagree: %lld and %lld\n", static_cast<long long>(check_reference),
                 static_cast<long long>(check_batch));
    return 1;
  }
  std::printf("%zu items, %zu visits\n", checklist.item_count(), count);
  std::printf("reference %.0f visits/s\nencode %.0f visits/s\nbatch %.0f visits/s\n", reference, encode, batched);
  std::printf("ratio batch/reference %.1f\n", batched / reference);
  return 0;
}
