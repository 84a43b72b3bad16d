// Times the scoring of the visits that constat_analytics_make wrote, natively or under Node, on one thread; prints
// "name value unit" lines. Usage: constat_analytics_bench FOLDER
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>

#include "shared/checklist/parse.hpp"
#include "shared/rescoring/batch_bytes.hpp"
#include "shared/rescoring/fast_scores.hpp"
#include "shared/rescoring/site_scores.hpp"

namespace {

using namespace constat;

std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double milliseconds_now() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The best of `repeats`: the run that other work on the machine disturbed least.
template <class Work>
double best_ms(int repeats, Work work) {
  double best = 1e300;
  for (int i = 0; i < repeats; ++i) {
    const double start = milliseconds_now();
    work();
    best = std::min(best, milliseconds_now() - start);
  }
  return best;
}

// Reads every byte once, eight at a time in four sums: what no scorer of these bytes can beat by much.
std::uint64_t read_all(const std::string& bytes) {
  std::uint64_t sums[4] = {};
  const std::size_t words = bytes.size() / 32 * 4;
  for (std::size_t i = 0; i < words; i += 4) {
    std::uint64_t four[4];
    std::memcpy(four, bytes.data() + i * 8, 32);
    for (int lane = 0; lane < 4; ++lane) sums[lane] += four[lane];
  }
  return sums[0] + sums[1] + sums[2] + sums[3];
}

// The weights of a moment while a finger moves: all a little different each time.
Checklist moved(const Checklist& checklist, int step) {
  Checklist rules = checklist;
  for (Section& section : rules.sections) {
    for (Item& item : section.items) item.weight.value += 50 * (step % 7);
  }
  return rules;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: constat_analytics_bench FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = std::string(argv[1]) + "/";
  const auto checklist = parse_checklist(file_bytes(folder + "checklist.json"));
  const std::string bytes = file_bytes(folder + "batch.bin"), sites = file_bytes(folder + "sites.bin");
  const std::optional<VisitBatch> batch = checklist ? BatchBytes::read(*checklist, bytes) : std::nullopt;
  if (!batch || sites.size() != batch->size() * 2) {
    std::fprintf(stderr, "%s holds no material: run constat_analytics_make first\n", argv[1]);
    return 1;
  }
  std::vector<std::uint16_t> site_of(batch->size());
  std::memcpy(site_of.data(), sites.data(), sites.size());
  const std::size_t visits = batch->size(), site_count = *std::max_element(site_of.begin(), site_of.end()) + 1u;
  std::vector<std::int32_t> scores(visits);
  volatile std::uint64_t sink = 0;
  std::printf("visits %zu\n", visits);
  std::printf("memory_ms %.3f\n", best_ms(9, [&] { sink = sink + read_all(bytes); }));
  std::printf("scores_ms %.3f\n", best_ms(9, [&] { FastScorer(*batch, *checklist).scores(0, visits, scores.data()); }));
  std::printf("scores_portable_ms %.3f\n",
              best_ms(5, [&] { FastScorer(*batch, *checklist, portable_kernels()).scores(0, visits, scores.data()); }));
  std::printf("batch_ms %.3f\n", best_ms(2, [&] { sink = sink + score_batch(*batch, *checklist).score.size(); }));
  const VisitsBySite index(site_of, site_count);
  std::vector<SiteScores> summary;
  std::printf("sites_ms %.3f\n", best_ms(9, [&] {
                FastScorer(*batch, *checklist).scores(0, visits, scores.data());
                summary = index.summarise(scores.data());
              }));
  for (std::size_t count = 10'000; count <= visits; count *= 10) {
    const VisitsBySite first(std::vector<std::uint16_t>(site_of.begin(), site_of.begin() + static_cast<std::ptrdiff_t>(count)), site_count);
    std::vector<std::size_t> order(site_count);
    int step = 0;
    std::printf("refresh_%zu_ms %.3f\n", count, best_ms(15, [&] {
                  const Checklist rules = moved(*checklist, ++step);
                  FastScorer(*batch, rules).scores(0, count, scores.data());
                  const std::vector<SiteScores> means = first.means(scores.data());
                  std::iota(order.begin(), order.end(), std::size_t{0});
                  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return means[a].mean > means[b].mean; });
                  sink = sink + order[0];
                }));
  }
  for (std::size_t s = 0; s < site_count; ++s) {
    std::printf("site %zu %u %.9f %.9f %.9f %.9f\n", s, summary[s].visits, summary[s].mean, summary[s].lower_quartile, summary[s].median,
                summary[s].upper_quartile);
  }
  return 0;
}
