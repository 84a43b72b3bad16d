#include "backend/feed/removals.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kEntriesPerStep = 2000;

}  // namespace

std::size_t forget_old_removals(Store& store, std::int64_t now_ms) {
  std::size_t forgotten = 0;
  for (const Organisation& organisation : store.accounts()->organisations()) {
    RemovalScan scan{{}, 0, true};
    while (scan.more) {
      scan = store.read(organisation.id)->removals(now_ms - kRemovalsKeptMs, scan.next, kEntriesPerStep);
      if (scan.seqs.empty()) continue;
      store.write(organisation.id, [&](Writer& writer) { writer.forget_removals(scan.seqs); });
      forgotten += scan.seqs.size();
    }
  }
  return forgotten;
}

}  // namespace constat::server
