#include "shared/review/visit_reasons.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "shared/base/math.hpp"
#include "shared/review/local_time.hpp"
#include "shared/review/opening_hours_text.hpp"

namespace constat {
namespace {

constexpr double kMadToDeviation = 1.4826;  // 1 / the normal quantile of 3/4
constexpr double kCertainFastZ = -6, kCertainFarMetres = 1500, kCertainMinutesOutside = 240, kCertainClockSeconds = 24 * 3600.0;

constexpr std::int64_t kNotApplicablePlace = -1;

// Which place of its list a choice or a step of a scale has; none for a blank, for other types and for what does not fit.
std::optional<std::int64_t> place_of(const Item& item, const Answer& answer) {
  if (item.type != ItemType::choice && item.type != ItemType::scale) return std::nullopt;
  if (answer.is_not_applicable()) return kNotApplicablePlace;
  if (item.type == ItemType::choice) {
    const TextValue* id = std::get_if<TextValue>(&answer.value);
    if (id == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < item.choices.size(); ++i)
      if (item.choices[i].id.value == *id) return static_cast<std::int64_t>(i);
    return std::nullopt;
  }
  const NumberValue* number = std::get_if<NumberValue>(&answer.value);
  const std::optional<Thousandths> value = number ? parse_thousandths(number->decimal) : std::nullopt;
  if (!value || value->value % 1000 != 0) return std::nullopt;
  return value->value / 1000 - item.min;
}

double median_of_sorted(const std::vector<double>& sorted) {
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

// Under a second there is nothing to measure, and no logarithm of 0.
double log_seconds(double seconds) { return log_of(std::max(1.0, seconds)); }

}  // namespace

std::optional<EvidenceReason> straight_lining(const VisitFacts& facts) {
  if (facts.checklist == nullptr) return std::nullopt;
  std::int64_t items = 0, run = 0, longest = 0;
  std::optional<std::int64_t> previous;
  for (const Section& section : facts.checklist->sections) {
    for (const Item& item : section.items) {
      const Answer* answer = facts.visit->find(item.id.value);
      const std::optional<std::int64_t> place = answer ? place_of(item, *answer) : std::nullopt;
      if (!place) continue;
      ++items;
      run = place == previous ? run + 1 : 1;
      longest = std::max(longest, run);
      previous = place;
    }
  }
  if (items < kStraightLineItems || longest * 100 < items * kStraightLinePercent) return std::nullopt;
  const double share = static_cast<double>(longest) / static_cast<double>(items);
  return EvidenceReason{EvidenceCode::straight_lining, strength_between(share, kStraightLinePercent / 100.0, 1),
                        {EvidenceFact::of("run", static_cast<double>(longest)), EvidenceFact::of("items", static_cast<double>(items))}};
}

std::optional<UsualDuration> usual_duration(std::vector<double> seconds) {
  if (seconds.size() < kFewestDurations) return std::nullopt;
  for (double& value : seconds) value = log_seconds(value);
  std::sort(seconds.begin(), seconds.end());
  UsualDuration usual;
  usual.median_log_seconds = median_of_sorted(seconds);
  for (double& value : seconds) value = std::fabs(value - usual.median_log_seconds);
  std::sort(seconds.begin(), seconds.end());
  usual.spread = kMadToDeviation * median_of_sorted(seconds);
  if (!(usual.spread > 0)) return std::nullopt;
  return usual;
}

std::optional<double> duration_seconds(const Visit& visit) {
  const std::optional<std::int64_t> start = started_at_ms(visit), end = ended_at_ms(visit);
  if (!start || !end) return std::nullopt;
  return static_cast<double>(*end - *start) / 1000;
}

std::optional<EvidenceReason> too_fast(const VisitFacts& facts, const UsualDuration& usual) {
  const std::optional<double> seconds = duration_seconds(*facts.visit);
  if (!seconds || *seconds < 0) return std::nullopt;
  const double z = (log_seconds(*seconds) - usual.median_log_seconds) / usual.spread;
  if (!(z < kFastRobustZ)) return std::nullopt;
  return EvidenceReason{EvidenceCode::too_fast, strength_between(z, kFastRobustZ, kCertainFastZ),
                        {EvidenceFact::of("seconds", *seconds), EvidenceFact::of("median_seconds", exp_of(usual.median_log_seconds)),
                         EvidenceFact::of("robust_z", z)}};
}

std::optional<EvidenceReason> ends_before_start(const VisitFacts& facts) {
  const std::optional<double> seconds = duration_seconds(*facts.visit);
  if (!seconds || *seconds >= 0) return std::nullopt;
  return EvidenceReason{EvidenceCode::ends_before_start, 1, {EvidenceFact::of("seconds", -*seconds)}};
}

std::optional<EvidenceReason> far_from_site(const VisitFacts& facts) {
  if (!facts.site_position) return std::nullopt;
  const LocationValue* nearest = nullptr;
  double distance = 0;
  for (const auto& [item, answer] : facts.visit->answers) {
    const LocationValue* location = std::get_if<LocationValue>(&answer.value);
    if (location == nullptr) continue;
    const double away = distance_metres({location->latitude, location->longitude}, *facts.site_position);
    if (nearest != nullptr && away - location->accuracy >= distance - nearest->accuracy) continue;
    nearest = location;
    distance = away;
  }
  if (nearest == nullptr || !(distance - nearest->accuracy > kFarMetres)) return std::nullopt;
  return EvidenceReason{EvidenceCode::far_from_site, strength_between(distance - nearest->accuracy, kFarMetres, kCertainFarMetres),
                        {EvidenceFact::of("distance_metres", distance), EvidenceFact::of("accuracy_metres", nearest->accuracy)}};
}

std::optional<EvidenceReason> outside_opening_hours(const VisitFacts& facts) {
  if (facts.opening_hours == nullptr) return std::nullopt;
  const std::optional<LocalMoment> start = local_moment(facts.visit->started_at);
  if (!start) return std::nullopt;
  const double lasted = std::max(0.0, duration_seconds(*facts.visit).value_or(0));
  const std::optional<std::int64_t> minutes =
      minutes_outside(*facts.opening_hours, start->weekday, start->milliseconds, static_cast<std::int64_t>(lasted * 1000));
  if (!minutes || *minutes == 0) return std::nullopt;
  EvidenceReason reason{EvidenceCode::outside_opening_hours, strength_between(static_cast<double>(*minutes), 0, kCertainMinutesOutside),
                        {EvidenceFact::of("minutes", static_cast<double>(*minutes)), EvidenceFact::of("started_at", facts.visit->started_at),
                         EvidenceFact::of("weekday", static_cast<double>(start->weekday)),
                         EvidenceFact::of("hours", day_text(facts.opening_hours->days[static_cast<std::size_t>(start->weekday)]))}};
  if (lasted > 0) reason.facts.push_back(EvidenceFact::of("ended_at", facts.visit->ended_at));
  return reason;
}

std::optional<EvidenceReason> clock_moved(const VisitFacts& facts) {
  if (!facts.clock) return std::nullopt;
  const std::int64_t ahead = facts.clock->phone_ms - facts.clock->server_ms;
  if (std::llabs(ahead) <= facts.clock->bound_ms) return std::nullopt;
  const double bound = static_cast<double>(facts.clock->bound_ms) / 1000, seconds = static_cast<double>(ahead) / 1000;
  return EvidenceReason{EvidenceCode::clock_moved, strength_between(std::fabs(seconds), bound, std::max(bound + 1, kCertainClockSeconds)),
                        {EvidenceFact::of("seconds_ahead", seconds), EvidenceFact::of("bound_seconds", bound)}};
}

std::optional<EvidenceReason> score_differs(const VisitFacts& facts) {
  if (!facts.scores || facts.scores->phone == facts.scores->server) return std::nullopt;
  EvidenceReason reason{EvidenceCode::score_differs, 1, {}};
  const auto add = [&](std::string_view name, std::optional<MicroPercent> score) {
    if (score) reason.facts.push_back(EvidenceFact::of(name, static_cast<double>(score->value) / 1e6));
  };
  add("phone_percent", facts.scores->phone);
  add("server_percent", facts.scores->server);
  return reason;
}

std::optional<EvidenceReason> photo_metadata(const VisitFacts& facts) {
  std::int64_t count = 0;
  const std::string* first = nullptr;
  for (const PhotoTrace& photo : facts.photos) {
    if (!photo.has_metadata.value_or(false)) continue;
    ++count;
    if (first == nullptr || photo.sha256 < *first) first = &photo.sha256;
  }
  if (count == 0) return std::nullopt;
  return EvidenceReason{EvidenceCode::photo_metadata, 1, {EvidenceFact::of("photos", static_cast<double>(count)), EvidenceFact::of("photo", *first)}};
}

}  // namespace constat
