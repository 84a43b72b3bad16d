// What the visits of one site in one wave come down to: all that managers' pages show of what was answered there. It is made
// from the visits' bodies and adds up over sites and waves, so that pages cost by sites (kept_visit_sums.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "backend/insight/visit_source.hpp"
#include "shared/compare/percent_sums.hpp"
#include "shared/compare/visit_scores.hpp"

namespace constat::server {

// What visits and customers both speak of, in the order in which a customer meets it.
enum class Criterion : std::uint8_t { reception, responsiveness, service, after_sales };
inline constexpr std::size_t kCriteria = 4;
inline constexpr std::array<const char*, kCriteria> kCriterionNames{"reception", "responsiveness", "service", "after_sales"};

// Of these the lists of things that need attention are made; they are shorter.
inline constexpr std::size_t kMostForAttention = 50;

// A visit that words are taken from.
struct WordsOf {
  std::string started_at;
  VisitId visit;
  std::shared_ptr<const Checklist> checklist;
  bool is_newer_than(const WordsOf& other) const { return started_at != other.started_at ? started_at > other.started_at : visit.value < other.visit.value; }
};

// A question where it counted: it was asked, answered, and could give points.
struct QuestionSums {
  std::string item;
  std::int64_t earned = 0, possible = 0;  // thousandths of points
  std::int64_t asked = 0, lost = 0;       // visits; those that did not get all points
  std::shared_ptr<const WordsOf> newest;  // of them
};

enum class Rating : std::uint8_t { none, points_lost, all_points };

struct InvestigatorSums {
  UserId investigator;
  std::vector<double> scores;                   // percent
  std::array<PercentSums, kCriteria> criteria;  // percent of the points possible, one a visit where there were any
  std::vector<Rating> ratings;                  // of the newest visit, parallel to the questions
};

struct ChecklistSums {
  std::string checklist;
  std::shared_ptr<const Checklist> newest;  // version
  std::int64_t visits = 0;
  std::vector<QuestionSums> questions;      // by id, over all versions
  std::vector<InvestigatorSums> investigators;  // by id
};

struct CriticalVisit {
  VisitId visit;
  std::string started_at, status;
  UserId investigator;
  std::shared_ptr<const Checklist> checklist;
  std::vector<ItemId> items;
};

struct VisitSums {
  WaveId wave;
  SiteId site;
  std::int64_t waiting = 0;                      // received, and not official
  ScoreHistogram scores{};                       // of official visits
  std::int64_t judged = 0, not_passed = 0;       // against a pass mark
  std::int64_t critical = 0;                     // visits
  std::vector<CriticalVisit> latest_critical;    // newest first, kMostForAttention at most
  std::vector<ChecklistSums> checklists;         // by id
  // Of visits that are left out because it is not here or does not load; when it comes, these sums are no longer true.
  std::vector<std::pair<ChecklistId, std::int64_t>> missing;

  std::size_t bytes() const;  // about
};

// Everything but `waiting` and `scores` leaves out visits that `source` cannot load.
VisitSums sums_of_visits(Reader& reader, VisitSource& source, const WaveId& wave, const SiteId& site);

}  // namespace constat::server
