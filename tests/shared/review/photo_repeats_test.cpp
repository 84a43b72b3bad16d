#include "shared/review/photo_repeats.hpp"

#include <catch_amalgamated.hpp>
#include <set>

#include "shared/base/rng.hpp"
#include "tests/shared/review/visits.hpp"

namespace constat {
namespace {

std::uint64_t flipped(std::uint64_t hash, int bits, Rng& rng) {
  std::set<std::uint64_t> places;
  while (static_cast<int>(places.size()) < bits) places.insert(rng.below(64));
  for (const std::uint64_t place : places) hash ^= std::uint64_t{1} << place;
  return hash;
}

std::vector<HashPair> all_with_all(const std::vector<std::uint64_t>& hashes) {
  std::vector<HashPair> pairs;
  for (std::size_t a = 0; a < hashes.size(); ++a)
    for (std::size_t b = a + 1; b < hashes.size(); ++b)
      if (const int distance = __builtin_popcountll(hashes[a] ^ hashes[b]); distance <= kSimilarBits) pairs.push_back({a, b, distance});
  return pairs;
}

const EvidenceReason* of(const std::vector<FoundReason>& found, std::size_t visit, EvidenceCode code) {
  for (const FoundReason& reason : found)
    if (reason.visit == visit && reason.reason.code == code) return &reason.reason;
  return nullptr;
}

}  // namespace

TEST_CASE("the tables find every pair that comparing all with all finds", "[review][property]") {
  Rng rng(64);
  std::set<std::uint64_t> chosen;
  while (chosen.size() < 6000) {
    const std::uint64_t hash = rng.next();
    chosen.insert(hash);
    if (rng.chance(40)) chosen.insert(flipped(hash, static_cast<int>(rng.between(1, 8)), rng));
  }
  const std::vector<std::uint64_t> hashes(chosen.begin(), chosen.end());
  const std::vector<HashPair> found = similar_hashes(hashes);
  CHECK(found == all_with_all(hashes));
  CHECK(found.size() > 500);
}

TEST_CASE("five differing bits are similar and six are not, wherever they are", "[review][property]") {
  Rng rng(5);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t hash = rng.next();
    REQUIRE(similar_hashes({hash, flipped(hash, 5, rng)}).size() == 1);
    REQUIRE(similar_hashes({hash, flipped(hash, 6, rng)}).empty());
  }
}

TEST_CASE("the same photo in two visits is a reason for both", "[review]") {
  test::Programme programme;
  programme.add("b").photos = {{"f1", {}, {}}, {"f2", {}, {}}};
  programme.add("a").photos = {{"f2", {}, {}}, {"f2", {}, {}}};
  programme.add("c").photos = {{"f3", {}, {}}, {"f2", {}, {}}};
  const std::vector<FoundReason> found = photo_reasons(programme.facts);
  REQUIRE(found.size() == 3);
  CHECK(of(found, 0, EvidenceCode::same_photo)->text("other_visit") == "a");
  CHECK(of(found, 1, EvidenceCode::same_photo)->text("other_visit") == "b");
  CHECK(of(found, 2, EvidenceCode::same_photo)->text("other_visit") == "a");
  CHECK(of(found, 2, EvidenceCode::same_photo)->number("others") == 2);
  CHECK(of(found, 2, EvidenceCode::same_photo)->text("photo") == "f2");
}

TEST_CASE("the same photo twice in one visit is no reason", "[review]") {
  test::Programme programme;
  programme.add("a").photos = {{"f1", 7, {}}, {"f1", 7, {}}, {"f2", 7, {}}};
  programme.add("b").photos = {{"f3", {}, {}}};
  CHECK(photo_reasons(programme.facts).empty());
}

TEST_CASE("a photo that looks like another visit's is similar, the nearest is named", "[review]") {
  test::Programme programme;
  programme.add("a").photos = {{"f1", 0xff00, {}}};
  programme.add("b").photos = {{"f2", 0xff07, {}}};          // 3 bits from a
  programme.add("c").photos = {{"f3", 0xff01, {}}};          // 1 bit from a, 2 from b
  programme.add("d").photos = {{"f4", 0xffffff0000, {}}};    // far
  programme.visits[2].site = SiteId("site-a");
  const std::vector<FoundReason> found = photo_reasons(programme.facts);
  REQUIRE(found.size() == 3);
  const EvidenceReason* a = of(found, 0, EvidenceCode::similar_photo);
  CHECK(a->text("other_visit") == "c");
  CHECK(a->text("other_photo") == "f3");
  CHECK(a->number("bits") == 1);
  CHECK(a->number("others") == 2);
  CHECK(a->number("same_site") == 1);
  const EvidenceReason* b = of(found, 1, EvidenceCode::similar_photo);
  CHECK(b->text("other_visit") == "c");
  CHECK(b->number("same_site") == 0);
  CHECK(b->strength > a->strength);  // the same shop front may look alike
}

TEST_CASE("the same file is not reported as similar, another file with the same look is", "[review]") {
  test::Programme programme;
  programme.add("a").photos = {{"f1", 42, {}}};
  programme.add("b").photos = {{"f1", 42, {}}};
  CHECK(of(photo_reasons(programme.facts), 0, EvidenceCode::similar_photo) == nullptr);
  programme.add("c").photos = {{"f2", 42, {}}};
  CHECK(of(photo_reasons(programme.facts), 0, EvidenceCode::similar_photo)->text("other_visit") == "c");
  CHECK(of(photo_reasons(programme.facts), 0, EvidenceCode::similar_photo)->strength == 1);
  CHECK(of(photo_reasons(programme.facts), 2, EvidenceCode::similar_photo)->text("other_visit") == "a");
}

TEST_CASE("photos without a dHash are only compared by their bytes", "[review]") {
  test::Programme programme;
  programme.add("a").photos = {{"f1", {}, {}}};
  programme.add("b").photos = {{"f2", {}, {}}};
  CHECK(photo_reasons(programme.facts).empty());
}

}  // namespace constat
