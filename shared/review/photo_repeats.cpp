#include "shared/review/photo_repeats.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace constat {
namespace {

constexpr double kSameSiteFactor = 0.6;  // of the strength of a similar photo

// One file in one visit.
struct Use {
  std::size_t at;  // visit, in the list given
  std::size_t photo;
};

class Photos {
 public:
  explicit Photos(const std::vector<VisitFacts>& visits) : visits_(visits) {
    for (std::size_t at = 0; at < visits.size(); ++at) {
      std::set<std::string_view> seen;
      for (std::size_t photo = 0; photo < visits[at].photos.size(); ++photo) {
        const PhotoTrace& trace = visits[at].photos[photo];
        if (!seen.insert(trace.sha256).second) continue;
        by_file_[trace.sha256].push_back({at, photo});
        if (trace.dhash) by_look_[*trace.dhash].push_back({at, photo});
      }
    }
    const auto in_order = [&](const Use& a, const Use& b) { return std::tie(id(a), sha(a)) < std::tie(id(b), sha(b)); };
    for (auto& [file, uses] : by_file_) std::sort(uses.begin(), uses.end(), in_order);
    for (auto& [look, uses] : by_look_) std::sort(uses.begin(), uses.end(), in_order);
  }

  void find_same(std::vector<FoundReason>& found) const {
    for (const auto& [file, uses] : by_file_) {
      std::size_t different = 0;
      for (std::size_t i = 0; i < uses.size(); ++i) different += i == 0 || id(uses[i]) != id(uses[i - 1]) ? 1 : 0;
      if (different < 2) continue;
      const std::string& first = id(uses[0]);
      const auto second = std::find_if(uses.begin(), uses.end(), [&](const Use& use) { return id(use) != first; });
      for (const Use& use : uses) {
        const Use& other = id(use) == first ? *second : uses[0];
        found.push_back({use.at, EvidenceReason{EvidenceCode::same_photo, 1,
                                                {EvidenceFact::of("photo", std::string(file)), EvidenceFact::of("other_visit", id(other)),
                                                 EvidenceFact::of("others", static_cast<double>(different - 1))}}});
      }
    }
  }

  void find_similar(std::vector<FoundReason>& found) const {
    std::vector<std::uint64_t> hashes;
    std::vector<const std::vector<Use>*> uses;
    for (const auto& [look, list] : by_look_) hashes.push_back(look), uses.push_back(&list);
    std::vector<std::vector<std::pair<std::size_t, int>>> near(hashes.size());
    for (const HashPair& pair : similar_hashes(hashes)) {
      near[pair.a].push_back({pair.b, pair.distance});
      near[pair.b].push_back({pair.a, pair.distance});
    }
    for (std::size_t look = 0; look < hashes.size(); ++look) {
      if (near[look].empty() && uses[look]->size() < 2) continue;
      near[look].push_back({look, 0});
      const Lookalikes group = lookalikes(near[look], uses);
      for (const Use& use : *uses[look]) report_nearest(use, group, found);
    }
  }

 private:
  // A file that looks like the one in question, with two of the visits it stands in, so that one is another's.
  struct Lookalike {
    int bits;
    const Use* first;
    const Use* second;  // null: one visit only
  };
  struct Lookalikes {
    std::vector<Lookalike> files;  // nearest first, then by first visit
    std::size_t visits = 0;
  };

  const std::string& id(const Use& use) const { return visits_[use.at].visit->id.value; }
  const std::string& sha(const Use& use) const { return visits_[use.at].photos[use.photo].sha256; }

  Lookalikes lookalikes(const std::vector<std::pair<std::size_t, int>>& near, const std::vector<const std::vector<Use>*>& uses) const {
    Lookalikes group;
    std::map<std::string_view, Lookalike> by_file;
    std::set<std::string_view> ids;
    for (const auto& [look, bits] : near) {
      for (const Use& use : *uses[look]) {
        ids.insert(id(use));
        const auto [known, is_new] = by_file.insert({sha(use), Lookalike{bits, &use, nullptr}});
        if (!is_new && known->second.second == nullptr && id(use) != id(*known->second.first)) known->second.second = &use;
      }
    }
    for (const auto& [file, lookalike] : by_file) group.files.push_back(lookalike);
    std::sort(group.files.begin(), group.files.end(), [&](const Lookalike& a, const Lookalike& b) {
      return std::tie(a.bits, id(*a.first), sha(*a.first)) < std::tie(b.bits, id(*b.first), sha(*b.first));
    });
    group.visits = ids.size();
    return group;
  }

  void report_nearest(const Use& use, const Lookalikes& group, std::vector<FoundReason>& found) const {
    for (const Lookalike& file : group.files) {
      if (sha(*file.first) == sha(use)) continue;
      const Use* other = id(*file.first) != id(use) ? file.first : file.second;
      if (other == nullptr) continue;
      const bool same_site = visits_[use.at].visit->site == visits_[other->at].visit->site;
      const double strength = strength_between(file.bits, kSimilarBits, 0) * (same_site ? kSameSiteFactor : 1);
      found.push_back({use.at, EvidenceReason{EvidenceCode::similar_photo, strength,
                                              {EvidenceFact::of("photo", sha(use)), EvidenceFact::of("other_photo", sha(*other)),
                                               EvidenceFact::of("other_visit", id(*other)), EvidenceFact::of("bits", file.bits),
                                               EvidenceFact::of("others", static_cast<double>(group.visits - 1)),
                                               EvidenceFact::of("same_site", same_site ? 1 : 0)}}});
      return;
    }
  }

  const std::vector<VisitFacts>& visits_;
  std::map<std::string_view, std::vector<Use>> by_file_;
  std::map<std::uint64_t, std::vector<Use>> by_look_;
};

}  // namespace

std::vector<FoundReason> photo_reasons(const std::vector<VisitFacts>& visits) {
  std::vector<FoundReason> found;
  const Photos photos(visits);
  photos.find_same(found);
  photos.find_similar(found);
  return found;
}

}  // namespace constat
