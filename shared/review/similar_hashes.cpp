#include <algorithm>

#include "shared/review/photo_repeats.hpp"

namespace constat {
namespace {

int differing_bits(std::uint64_t a, std::uint64_t b) { return __builtin_popcountll(a ^ b); }

constexpr std::size_t kFewHashes = 2048;  // up to here comparing all with all is quicker than building tables

struct Band {
  int first, bits;
};
constexpr Band kBands[] = {{0, 21}, {21, 21}, {42, 22}};

std::size_t key_of(std::uint64_t hash, Band band) { return static_cast<std::size_t>(hash >> band.first & ((std::uint64_t{1} << band.bits) - 1)); }

// Which hashes have which key in one band: counted, then filled.
class Buckets {
 public:
  Buckets(const std::vector<std::uint64_t>& hashes, Band band) : starts_((std::size_t{1} << band.bits) + 1), members_(hashes.size()) {
    for (const std::uint64_t hash : hashes) ++starts_[key_of(hash, band) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t i = 0; i < hashes.size(); ++i) members_[next[key_of(hashes[i], band)]++] = static_cast<std::uint32_t>(i);
  }

  template <class Visit>
  void each(std::size_t key, const Visit& visit) const {
    for (std::uint32_t i = starts_[key]; i < starts_[key + 1]; ++i) visit(members_[i]);
  }

 private:
  std::vector<std::uint32_t> starts_, members_;
};

bool is_before(const HashPair& x, const HashPair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; }

}  // namespace

std::vector<HashPair> similar_hashes(const std::vector<std::uint64_t>& hashes) {
  std::vector<HashPair> pairs;
  const auto compare = [&](std::size_t a, std::size_t b) {
    const int distance = differing_bits(hashes[a], hashes[b]);
    if (distance <= kSimilarBits) pairs.push_back({a, b, distance});
  };
  if (hashes.size() <= kFewHashes) {
    for (std::size_t a = 0; a < hashes.size(); ++a)
      for (std::size_t b = a + 1; b < hashes.size(); ++b) compare(a, b);
    return pairs;
  }
  for (std::size_t band = 0; band < std::size(kBands); ++band) {
    const Buckets buckets(hashes, kBands[band]);
    for (std::size_t a = 0; a < hashes.size(); ++a) {
      const auto meet = [&](std::size_t b) {
        if (b <= a) return;
        // Met in an earlier band already.
        for (std::size_t earlier = 0; earlier < band; ++earlier)
          if (differing_bits(key_of(hashes[a], kBands[earlier]), key_of(hashes[b], kBands[earlier])) <= 1) return;
        compare(a, b);
      };
      const std::size_t key = key_of(hashes[a], kBands[band]);
      buckets.each(key, meet);
      for (int bit = 0; bit < kBands[band].bits; ++bit) buckets.each(key ^ std::size_t{1} << bit, meet);
    }
  }
  std::sort(pairs.begin(), pairs.end(), is_before);
  return pairs;
}

}  // namespace constat
