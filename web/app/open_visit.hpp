// The visit that is open on screen, whole in memory: its checklist, answers, score, and what is on its way to the disk.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/visit.hpp"
#include "web/app/capture.hpp"
#include "web/app/discreet.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

enum class SaveState : std::uint8_t { untouched, saving, saved, failed };

// An answer is "saved" only after the store's reply. One save per item is on its way at a time; a change meanwhile
// marks it dirty and is sent after the reply, so that fast typing does not queue up writes.
struct SaveMark {
  SaveState state = SaveState::untouched;
  bool in_flight = false;
  bool dirty = false;
  std::size_t photos_in_flight = 0;  // photos on their way into or out of the answer: other changes wait for them
  Failure failure;
  Answer base;  // what the disk holds, as far as this tab knows; meant while a change is not saved
};

// An answer that this tab could not save before another one took the store. It goes back in as long as nobody answered
// that question otherwise meanwhile.
struct UnsavedAnswer {
  std::string visit, item;
  Answer answer, base;
};

// Wall-clock based, so that it survives sleep and a reload.
struct Stopwatch {
  std::optional<std::int64_t> started_at;  // unix ms; none: stopped
  std::int64_t accumulated_ms = 0;
  std::int64_t elapsed_ms(std::int64_t now_ms) const;
};

// What the last changes of answers replaced, for undoing them. Photos are not among it: they leave one by one.
struct Change {
  std::string item;
  Answer before;
  std::optional<Stopwatch> watch;
  std::optional<std::int64_t> judged;
  bool typed = false;  // changes of one text that follow each other are one
};
inline constexpr std::size_t kMostChanges = 50;

// Answers that contradict one another, and where that is told: once in each section that shows one of them.
struct Contradiction {
  std::size_t check = 0;  // in the checklist
  std::vector<ItemRef> places;
};

std::vector<Contradiction> contradictions_of(const Checklist& checklist, const Visit& visit, const std::vector<bool>& visible);

struct Progress {
  std::size_t answered = 0, total = 0;  // visible questions
};

struct Missing {
  enum class What : std::uint8_t { answer, comment, photo } what = What::answer;
  ItemRef ref;
};

// Counted once for each change of an answer, because every frame shows it.
struct Tally {
  Progress all;
  std::vector<Progress> sections;
  std::vector<std::size_t> numbers;  // of every item in reading order: how many visible ones there are up to it
  std::vector<Missing> missing;      // everything that a complete visit still lacks, in reading order
};

struct OpenVisit {
  Checklist checklist;
  Visit visit;
  std::int64_t revision = 1;
  bool live_score = false;
  bool submitted = false;
  std::optional<ReviewerSays> returned;  // why it came back, and what is to be answered again
  std::size_t section = 0;

  VisitScore score;
  std::vector<bool> visible;             // every item in reading order
  std::vector<Contradiction> contradictions;
  std::vector<std::size_t> first_item;   // of each section, in reading order
  Tally tally;

  std::map<std::string, SaveMark, std::less<>> marks;
  std::map<std::string, Stopwatch, std::less<>> stopwatches;
  std::map<std::string, std::string, std::less<>> typed;  // text of a number field that is no number yet
  std::set<std::string, std::less<>> open_help, open_comments, open_photos;
  std::optional<AwaitedPhoto> awaited;
  std::map<std::string, Capture, std::less<>> captures;
  PhotoFactsByFile photo_facts;
  Discreet discreet;
  SaveMark beside;                       // of what is saved beside the answers: section, stopwatches, discreet mode
  std::vector<Change> changes;           // the last one last

  bool is_visible(ItemRef ref) const { return visible[first_item[ref.section] + ref.item]; }
  const Answer* answer(std::string_view item) const { return visit.find(item); }
  bool section_has_questions(std::size_t index) const;
  std::optional<std::size_t> next_section(std::size_t from) const;
  std::optional<std::size_t> previous_section(std::size_t from) const;
};

OpenVisit make_open_visit(Checklist checklist, Visit visit);
void rescore(OpenVisit& open);

inline Progress progress_of(const OpenVisit& open) { return open.tally.all; }
inline Progress progress_of(const OpenVisit& open, std::size_t section) { return open.tally.sections[section]; }
inline const std::vector<Missing>& missing_of(const OpenVisit& open) { return open.tally.missing; }

// The first required question without an answer after `item` of the section, or from the section's beginning; past the
// end the search goes on at the visit's beginning. None when all are answered.
std::optional<ItemRef> next_unanswered(const OpenVisit& open, std::size_t section, std::string_view item);

// Contradictions that sending asks to confirm.
bool needs_confirmation(const OpenVisit& open);

// The state of the whole visit for the bottom bar: failed before saving before saved.
SaveState overall_save_state(const OpenVisit& open);

// What is kept beside the answers: section, stopwatches and discreet mode, as JSON for save_draft_state.
std::string write_draft_state(const OpenVisit& open);
void read_draft_state(std::string_view json, OpenVisit& open);

}  // namespace constat::app
