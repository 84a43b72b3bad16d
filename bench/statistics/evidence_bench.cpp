// How long the evidence reasons of a whole programme take: 100 000 visits with 4 photos and 3 comments each, a few of
// them repeated. Prints processor seconds per step and how many reasons were found.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>

#include "shared/base/rng.hpp"
#include "shared/review/comment_repeats.hpp"
#include "shared/review/photo_repeats.hpp"
#include "shared/review/programme_evidence.hpp"

namespace {

using namespace constat;

constexpr int kPhotos = 4, kComments = 3;

std::string hexadecimal(Rng& rng) {
  std::string text;
  for (int i = 0; i < 64; ++i) text += "0123456789abcdef"[rng.below(16)];
  return text;
}

// About 120 characters out of 2 000 made-up words.
std::string comment(Rng& rng, const std::vector<std::string>& words) {
  std::string text;
  while (text.size() < 120) text += words[rng.index(words.size())] + " ";
  return text;
}

struct Programme {
  std::deque<Visit> visits;
  std::vector<VisitFacts> facts;
};

Programme programme_of(int count) {
  Rng rng(100'000);
  std::vector<std::string> words(2000);
  for (std::string& word : words)
    for (std::uint64_t length = rng.between(2, 9); length > 0; --length) word += static_cast<char>('a' + rng.below(26));
  Programme programme;
  std::string template_text = comment(rng, words);
  for (int i = 0; i < count; ++i) {
    Visit visit;
    visit.id = VisitId("v" + std::to_string(i));
    visit.checklist = ChecklistId("accueil");
    visit.checklist_version = 1;
    visit.site = SiteId("s" + std::to_string(rng.below(500)));
    visit.investigator = UserId("i" + std::to_string(rng.below(300)));
    const std::string day = std::to_string(10 + rng.below(18)), hour = std::to_string(10 + rng.below(9));
    visit.started_at = "20" + std::to_string(10 + rng.below(16)) + "-" + std::to_string(10 + rng.below(3)) + "-" + day + "T" + hour + ":00:00+01:00";
    visit.ended_at = visit.started_at;
    visit.ended_at[14] = static_cast<char>('1' + rng.below(5));
    for (int c = 0; c < kComments; ++c) {
      Answer answer;
      answer.comment = rng.chance(1) ? template_text + std::to_string(rng.below(90)) : comment(rng, words);
      visit.answers["item" + std::to_string(c)] = answer;
    }
    programme.visits.push_back(std::move(visit));
    VisitFacts facts;
    facts.visit = &programme.visits.back();
    facts.site_position = GeoPoint{43 + rng.uniform() * 6, rng.uniform() * 6};
    for (int p = 0; p < kPhotos; ++p) facts.photos.push_back({hexadecimal(rng), rng.next(), false});
    if (i > 0 && rng.chance(1)) facts.photos[0].dhash = *programme.facts.back().photos[0].dhash ^ 0x11;
    programme.facts.push_back(std::move(facts));
  }
  return programme;
}

template <class Step>
void time(const char* name, const Step& step) {
  const std::clock_t start = std::clock();
  const std::size_t found = step();
  std::printf("%-12s %7.2f s of processor time, %zu reasons\n", name, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, found);
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const Programme programme = programme_of(count);
  std::printf("%d visits, %d photos and %d comments each\n", count, kPhotos, kComments);
  time("itineraries", [&] { return itinerary_reasons(programme.facts).size(); });
  time("photos", [&] { return photo_reasons(programme.facts).size(); });
  time("comments", [&] { return comment_reasons(programme.facts).size(); });
  time("all", [&] {
    std::size_t reasons = 0;
    for (const VisitEvidence& visit : programme_evidence(programme.facts)) reasons += visit.reasons.size();
    return reasons;
  });
}
