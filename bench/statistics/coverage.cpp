// Simulates how often each 95 % interval holds the truth: 10 000 draws a line, the same every time.
// Exits with 1 when a line that promises 93.5 to 96.5 % (n >= 30, shares of 0.1 to 0.9) does not keep it.
#include "bench/statistics/draws.hpp"

int main() {
  constat::bench::CoverageTable table;
  std::printf("| Interval | Setting | n | Coverage %% | |\n|---|---|---|---|---|\n");
  constat::bench::cover_shares(table);
  constat::bench::cover_agreement(table);
  constat::bench::cover_models(table);
  std::printf("\n%d of %d lines within %.1f to %.1f %%\n", table.promised() - table.outside(), table.promised(), constat::bench::kLow, constat::bench::kHigh);
  return table.outside() == 0 ? 0 : 1;
}
