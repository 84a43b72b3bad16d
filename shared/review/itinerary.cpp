#include "shared/review/itinerary.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace constat {
namespace {

constexpr double kCertainOverlapShare = 0.5, kCertainKmPerHour = 900;

struct Stay {
  std::size_t at;  // in the list given
  std::int64_t start, end;
};

class Itinerary {
 public:
  Itinerary(const std::vector<VisitFacts>& visits, std::vector<Stay> stays, std::vector<FoundReason>& found)
      : visits_(visits), stays_(std::move(stays)), found_(found) {
    std::sort(stays_.begin(), stays_.end(), [&](const Stay& a, const Stay& b) {
      if (a.start != b.start) return a.start < b.start;
      return a.end != b.end ? a.end < b.end : id(a) < id(b);
    });
  }

  void find_overlaps() {
    struct Longest {
      std::int64_t shared = 0;
      std::size_t other = 0, others = 0;
    };
    std::vector<Longest> longest(stays_.size());
    const auto note = [&](std::size_t self, std::size_t other, std::int64_t shared) {
      Longest& known = longest[self];
      ++known.others;
      const bool better = shared > known.shared || (shared == known.shared && id(stays_[other]) < id(stays_[known.other]));
      if (better) known.shared = shared, known.other = other;
    };
    for (std::size_t i = 0; i < stays_.size(); ++i) {
      for (std::size_t j = i + 1; j < stays_.size() && stays_[j].start < stays_[i].end; ++j) {
        const std::int64_t shared = std::min(stays_[i].end, stays_[j].end) - stays_[j].start;
        if (shared <= 0 || id(stays_[i]) == id(stays_[j])) continue;
        note(i, j, shared);
        note(j, i, shared);
      }
    }
    for (std::size_t i = 0; i < stays_.size(); ++i) {
      if (longest[i].others == 0) continue;
      const double share = static_cast<double>(longest[i].shared) / static_cast<double>(stays_[i].end - stays_[i].start);
      add(i, EvidenceCode::overlapping_visits, strength_between(share, 0, kCertainOverlapShare),
          {EvidenceFact::of("seconds", static_cast<double>(longest[i].shared) / 1000), EvidenceFact::of("other_visit", id(stays_[longest[i].other])),
           EvidenceFact::of("others", static_cast<double>(longest[i].others))});
    }
  }

  // Sweeps over starts while visits that have ended join the past, of which the latest end counts.
  void find_journeys() {
    std::vector<std::size_t> placed;
    for (std::size_t i = 0; i < stays_.size(); ++i)
      if (visits_[stays_[i].at].presence == Presence::on_site && visits_[stays_[i].at].site_position) placed.push_back(i);
    std::vector<std::size_t> by_end = placed;
    std::sort(by_end.begin(), by_end.end(), [&](std::size_t a, std::size_t b) {
      return stays_[a].end != stays_[b].end ? stays_[a].end < stays_[b].end : id(stays_[a]) < id(stays_[b]);
    });
    std::size_t ended = 0;
    for (const std::size_t i : placed) {
      while (ended < by_end.size() && stays_[by_end[ended]].end <= stays_[i].start) ++ended;
      std::size_t before = ended;
      while (before > 0 && id(stays_[by_end[before - 1]]) == id(stays_[i])) --before;  // another copy of itself
      if (before > 0) check_journey(by_end[before - 1], i);
    }
  }

 private:
  const std::string& id(const Stay& stay) const { return visits_[stay.at].visit->id.value; }

  void check_journey(std::size_t from, std::size_t to) {
    const double metres = distance_metres(*visits_[stays_[from].at].site_position, *visits_[stays_[to].at].site_position);
    const double seconds = static_cast<double>(stays_[to].start - stays_[from].end) / 1000;
    const double speed = metres / std::max(seconds, kShortestJourneySeconds) * 3.6;
    if (!(speed > kFastestKmPerHour)) return;
    const double strength = strength_between(speed, kFastestKmPerHour, kCertainKmPerHour);
    const auto facts = [&](std::size_t other) {
      return std::vector<EvidenceFact>{EvidenceFact::of("kilometres_per_hour", speed), EvidenceFact::of("distance_metres", metres),
                                       EvidenceFact::of("seconds", seconds), EvidenceFact::of("other_visit", id(stays_[other]))};
    };
    add(from, EvidenceCode::implausible_speed, strength, facts(to));
    add(to, EvidenceCode::implausible_speed, strength, facts(from));
  }

  void add(std::size_t stay, EvidenceCode code, double strength, std::vector<EvidenceFact> facts) {
    found_.push_back({stays_[stay].at, EvidenceReason{code, strength, std::move(facts)}});
  }

  const std::vector<VisitFacts>& visits_;
  std::vector<Stay> stays_;
  std::vector<FoundReason>& found_;
};

}  // namespace

std::vector<FoundReason> itinerary_reasons(const std::vector<VisitFacts>& visits) {
  std::map<UserId, std::vector<Stay>> by_investigator;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (visits[i].presence == Presence::in_writing || visits[i].visit->investigator.empty()) continue;
    const std::optional<std::int64_t> start = started_at_ms(*visits[i].visit), end = ended_at_ms(*visits[i].visit);
    if (start && end && *start <= *end) by_investigator[visits[i].visit->investigator].push_back({i, *start, *end});
  }
  std::vector<FoundReason> found;
  for (auto& [investigator, stays] : by_investigator) {
    Itinerary itinerary(visits, std::move(stays), found);
    itinerary.find_overlaps();
    itinerary.find_journeys();
  }
  return found;
}

}  // namespace constat
