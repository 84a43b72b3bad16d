#include "shared/review/comment_repeats.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>

#include "shared/review/comment_text.hpp"

namespace constat {
namespace {

// A candidate shares so many of its rarest grams: one alone is common enough in a large programme.
constexpr std::size_t kSharedRarest = 8;

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

// One comment; the text stays where it is, in the visit.
struct Place {
  std::size_t at;  // visit, in the list given
  const std::string* item;
  std::string_view text;
  std::uint64_t hash;  // of the normalised text
  std::uint32_t characters;
};

// Comments that are the same once normalised.
struct Distinct {
  std::uint32_t first = 0, count = 0;  // places
  std::uint32_t grams = 0;
  std::uint32_t second = kNobody;  // the first place in another visit than `first`
  double similarity = 0;           // of the best lookalike so far
  std::uint32_t lookalike = kNobody;
  int lookalikes = 0;
};

std::uint64_t hash_of(const std::u32string& text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char32_t c : text) {
    hash = (hash ^ c) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 32;
  }
  return hash;
}

std::size_t at_least(std::size_t n) { return (4 * n + 4) / 5; }  // ceil(kRepeatedSimilarity * n)
std::size_t shared_rarest(std::size_t n) { return std::min(kSharedRarest, at_least(n)); }

class Comments {
 public:
  explicit Comments(const std::vector<VisitFacts>& visits) : visits_(visits) {
    for (std::size_t at = 0; at < visits.size(); ++at) collect(at);
    std::sort(places_.begin(), places_.end(), [&](const Place& a, const Place& b) {
      return std::tie(a.characters, a.hash, id(a), *a.item) < std::tie(b.characters, b.hash, id(b), *b.item);
    });
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (i == 0 || places_[i].hash != places_[i - 1].hash) {
        distinct_.emplace_back();
        distinct_.back().first = static_cast<std::uint32_t>(i);
        distinct_.back().grams = static_cast<std::uint32_t>(grams(places_[i]).size());
      }
      Distinct& group = distinct_.back();
      ++group.count;
      if (group.second == kNobody && id(places_[i]) != id(places_[group.first])) group.second = static_cast<std::uint32_t>(i);
    }
    // Smallest set first, so that every earlier one is at most as large.
    std::stable_sort(distinct_.begin(), distinct_.end(), [](const Distinct& a, const Distinct& b) { return a.grams < b.grams; });
  }

  void compare() {
    count_grams();
    std::vector<Entry> entries;
    std::vector<std::uint32_t> heads(rarity_.size(), kNobody);
    std::vector<std::uint32_t> met(distinct_.size(), kNobody), shared(distinct_.size(), 0);
    for (std::uint32_t x = 0; x < distinct_.size(); ++x) {
      const std::vector<std::uint64_t> mine = grams(x);
      const std::vector<std::uint64_t> rarest = prefix(mine);
      for (const std::uint64_t gram : rarest) {
        for (std::uint32_t e = heads[bucket(gram)]; e != kNobody; e = entries[e].next) {
          const std::uint32_t y = entries[e].comment;
          if (distinct_[y].grams < at_least(mine.size())) break;  // those behind it are smaller still
          if (entries[e].tag != tag(gram)) continue;
          if (met[y] != x) met[y] = x, shared[y] = 0;
          if (++shared[y] == shared_rarest(distinct_[y].grams)) check(x, y, mine);
        }
      }
      for (const std::uint64_t gram : rarest) {
        entries.push_back({x, tag(gram), heads[bucket(gram)]});
        heads[bucket(gram)] = static_cast<std::uint32_t>(entries.size() - 1);
      }
    }
  }

  std::vector<FoundReason> report() const {
    std::vector<FoundReason> found;
    for (const Distinct& group : distinct_) {
      for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
        if (group.second != kNobody) add(places_[i], 1, elsewhere(group, places_[i]), found);
        else if (group.lookalike != kNobody) add(places_[i], group.similarity, elsewhere(distinct_[group.lookalike], places_[i]), found);
      }
    }
    return found;
  }

 private:
  struct Entry {
    std::uint32_t comment, tag, next;
  };

  const std::string& id(const Place& place) const { return visits_[place.at].visit->id.value; }
  std::vector<std::uint64_t> grams(const Place& place) const { return comment_grams(normalised_comment(place.text)); }
  std::vector<std::uint64_t> grams(std::uint32_t x) const { return grams(places_[distinct_[x].first]); }
  std::size_t bucket(std::uint64_t gram) const { return gram & (rarity_.size() - 1); }
  static std::uint32_t tag(std::uint64_t gram) { return static_cast<std::uint32_t>(gram >> 32); }

  void collect(std::size_t at) {
    for (const auto& [item, answer] : visits_[at].visit->answers) {
      keep(at, item, answer.comment);
      const TextValue* value = std::get_if<TextValue>(&answer.value);
      if (value == nullptr || visits_[at].checklist == nullptr) continue;
      const std::optional<ItemRef> known = visits_[at].checklist->find(item);
      if (known && visits_[at].checklist->at(*known).type == ItemType::text) keep(at, item, *value);
    }
  }

  void keep(std::size_t at, const std::string& item, const std::string& text) {
    if (text.size() < kShortestComment) return;
    const std::u32string normalised = normalised_comment(text);
    if (normalised.size() < kShortestComment) return;
    places_.push_back({at, &item, text, hash_of(normalised), static_cast<std::uint32_t>(normalised.size())});
  }

  void count_grams() {
    std::size_t total = 0, size = 1024;
    for (const Distinct& group : distinct_) total += group.grams;
    while (size < total && size < (std::size_t{1} << 22)) size *= 2;
    rarity_.assign(size, 0);
    for (std::uint32_t x = 0; x < distinct_.size(); ++x)
      for (const std::uint64_t gram : grams(x)) ++rarity_[bucket(gram)];
  }

  // The rarest first; rarity by bucket is one order for all, which is all that the filter needs.
  std::vector<std::uint64_t> prefix(std::vector<std::uint64_t> all) const {
    const std::size_t length = all.size() - at_least(all.size()) + shared_rarest(all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(length), all.end(), [&](std::uint64_t a, std::uint64_t b) {
      const std::uint32_t ra = rarity_[bucket(a)], rb = rarity_[bucket(b)];
      return ra != rb ? ra < rb : a < b;
    });
    all.resize(length);
    return all;
  }

  void check(std::uint32_t x, std::uint32_t y, const std::vector<std::uint64_t>& mine) {
    const bool one_visit = distinct_[x].second == kNobody && distinct_[y].second == kNobody &&
                           id(places_[distinct_[x].first]) == id(places_[distinct_[y].first]);
    if (one_visit || (distinct_[x].lookalikes >= kEnoughLookalikes && distinct_[y].lookalikes > 0)) return;
    const double similarity = jaccard(mine, grams(y));
    if (similarity < kRepeatedSimilarity) return;
    note(distinct_[x], y, similarity);
    note(distinct_[y], x, similarity);
  }

  void note(Distinct& group, std::uint32_t other, double similarity) {
    ++group.lookalikes;
    const bool better = similarity > group.similarity ||
                        (similarity == group.similarity && id(places_[distinct_[other].first]) < id(places_[distinct_[group.lookalike].first]));
    if (better) group.similarity = similarity, group.lookalike = other;
  }

  const Place& elsewhere(const Distinct& group, const Place& place) const {
    return id(places_[group.first]) != id(place) ? places_[group.first] : places_[group.second];
  }

  void add(const Place& place, double similarity, const Place& other, std::vector<FoundReason>& found) const {
    found.push_back({place.at, EvidenceReason{EvidenceCode::repeated_comment, strength_between(similarity, kRepeatedSimilarity, 1),
                                              {EvidenceFact::of("item", *place.item), EvidenceFact::of("characters", place.characters),
                                               EvidenceFact::of("similarity", similarity), EvidenceFact::of("other_visit", id(other)),
                                               EvidenceFact::of("other_item", *other.item)}}});
  }

  const std::vector<VisitFacts>& visits_;
  std::vector<Place> places_;
  std::vector<Distinct> distinct_;
  std::vector<std::uint32_t> rarity_;  // how many comments have a gram of this bucket; a power of two long
};

}  // namespace

std::vector<FoundReason> comment_reasons(const std::vector<VisitFacts>& visits) {
  Comments comments(visits);
  comments.compare();
  return comments.report();
}

}  // namespace constat
