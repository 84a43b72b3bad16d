#include "backend/demo/visit_maker.hpp"

#include <cstdio>
#include <string_view>

#include "backend/demo/calendar.hpp"
#include "backend/demo/draw.hpp"
#include "backend/platform/clock.hpp"
#include "shared/scoring/score.hpp"

namespace constat::server::demo {
namespace {

constexpr double kVisitNoise = 0.07, kItemNoise = 0.24;
constexpr std::size_t kLongText = 40;  // bytes
constexpr double kWaitSpread = 0.55;  // of the logarithm: waits are log-normal

Tone tone_of(double level) { return level > 0.72 ? Tone::good : level > 0.4 ? Tone::middling : Tone::bad; }

// Draws the answers of one visit, item after item, since what is asked depends on what was answered.
class Answering {
 public:
  Answering(const Content& content, const VisitPlan& plan, Rng& rng, Visit& visit)
      : content_(content), plan_(plan), rng_(rng), visit_(visit), mood_(normal(rng) * kVisitNoise) {}

  void run() {
    const Checklist& checklist = plan_.checklist;
    std::size_t position = 0;
    for (std::size_t s = 0; s < checklist.sections.size(); ++s)
      for (std::size_t i = 0; i < checklist.sections[s].items.size(); ++i, ++position) {
        if (!visible_items(checklist, visit_)[position]) continue;
        const Item& item = checklist.sections[s].items[i];
        const auto area = static_cast<std::size_t>(checklist.sections[s].area);
        level_ = share(plan_.site.profile[area] + (plan_.later_wave ? plan_.site.drift : 0) +
                       plan_.investigator.leniency + mood_ + normal(rng_) * kItemNoise);
        area_ = area;
        if (item.na_allowed && rng_.chance(4)) visit_.answers[item.id.value] = {NotApplicable{}, {}};
        else answer(item);
      }
  }

 private:
  void put(const Item& item, AnswerValue value, std::string comment = {}) {
    visit_.answers[item.id.value] = {std::move(value), std::move(comment)};
  }
  std::string phrase(Tone tone, std::size_t area) {
    return pick_or(rng_, content_.comments[static_cast<std::size_t>(tone)][area], "-");
  }
  // People do not write the same long comment twice.
  std::string detailed(std::string text) {
    if (text.size() < kLongText || content_.remarks.empty()) return text;
    char time[16];
    std::snprintf(time, sizeof time, "%d h %02d", static_cast<int>(rng_.between(10, 18)), static_cast<int>(rng_.between(0, 59)));
    std::string remark = pick(rng_, content_.remarks);
    constexpr std::string_view kTime = "{time}";
    if (const auto at = remark.find(kTime); at != std::string::npos) remark.replace(at, kTime.size(), time);
    return text + " " + remark;
  }
  std::string comment(Tone tone) { return detailed(phrase(tone, area_)); }
  std::string summary(Tone tone) {
    const std::size_t areas = content_.comments[static_cast<std::size_t>(tone)].size(), area = rng_.below(areas);
    return detailed(pick_or(rng_, content_.summaries[static_cast<std::size_t>(tone)], "-") + " " + phrase(tone, area) + " " +
                    phrase(tone, (area + 1) % areas));
  }

  void answer(const Item& item) {
    switch (item.type) {
      case ItemType::choice: return answer_choice(item);
      case ItemType::multi_choice: return answer_multi_choice(item);
      case ItemType::scale: return answer_scale(item);
      case ItemType::duration: return put(item, NumberValue{std::to_string(duration(item))});
      case ItemType::number: return put(item, NumberValue{std::to_string(count(item))});
      case ItemType::text: return answer_text(item);
      case ItemType::date:
        return put(item, TextValue(date_of(day_number(visit_.started_at) - rng_.between(10, 200))));
      case ItemType::time: return put(item, TextValue(visit_.started_at.substr(11, 5)));
      default: return;  // evidence that needs a phone: photos, signatures, positions, codes
    }
  }

  void answer_choice(const Item& item) {
    double low = 0, high = 0;
    bool scored = false;
    for (const Choice& choice : item.choices) {
      if (!choice.points) continue;
      const auto points = static_cast<double>(choice.points->value);
      low = scored ? std::min(low, points) : points;
      high = scored ? std::max(high, points) : points;
      scored = true;
    }
    const Choice* chosen = &pick(rng_, item.choices);
    // What takes points away, and what fails a visit, is rare even at a weak site.
    const bool grave = item.role == ItemRole::malus || item.critical.has_value();
    const double wanted = grave ? share(level_ + 0.35) : level_;
    if (scored && high > low) {
      double best = 2;
      for (const Choice& choice : item.choices) {
        if (!choice.points) continue;
        const double at = (static_cast<double>(choice.points->value) - low) / (high - low);
        const double distance = at > wanted ? at - wanted : wanted - at;
        if (distance < best || (distance == best && rng_.chance(50))) {
          best = distance;
          chosen = &choice;
        }
      }
    }
    const bool weak = scored && high > low && chosen->points && static_cast<double>(chosen->points->value) == low;
    std::string said;
    if (chosen->comment_required || (weak && rng_.chance(25))) said = comment(weak ? Tone::bad : Tone::middling);
    else if (!weak && level_ > 0.9 && rng_.chance(8)) said = comment(Tone::good);
    put(item, TextValue(chosen->id.value), std::move(said));
  }

  void answer_multi_choice(const Item& item) {
    ListValue chosen;
    const Choice* none = nullptr;
    for (const Choice& choice : item.choices) {
      const bool adds = !choice.points || choice.points->value > 0;
      if (!adds) none = &choice;
      else if (rng_.uniform() < level_) chosen.push_back(choice.id.value);
    }
    if (chosen.empty()) chosen.push_back(none ? none->id.value : item.choices.front().id.value);
    put(item, std::move(chosen));
  }

  void answer_scale(const Item& item) {
    const double span = static_cast<double>(item.max - item.min);
    const auto step = static_cast<std::int64_t>(level_ * span + 0.5);
    put(item, NumberValue{std::to_string(item.reversed ? item.max - step : item.min + step)});
  }

  // Seconds. The median moves with the level: at 0.75 it lies at two thirds of the first threshold.
  std::int64_t duration(const Item& item) {
    const double threshold =
        !item.bands.empty() && item.bands.front().below ? static_cast<double>(item.bands.front().below->value) / 1000 : 120;
    const double median = threshold * 0.66 * exp_of((0.75 - level_) * 2.2);
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(median * exp_of(kWaitSpread * normal(rng_))), 5, 7200);
  }

  std::int64_t count(const Item& item) {
    if (item.bands.empty()) return rng_.between(1, 9);
    std::int64_t low = 0, high = 0;
    for (const Band& band : item.bands) {
      low = std::min(low, band.points.value);
      high = std::max(high, band.points.value);
    }
    double best = 2;
    std::int64_t from = 0, chosen = 0;
    for (const Band& band : item.bands) {
      const std::int64_t to = band.below ? (band.below->value + 999) / 1000 : from + std::max<std::int64_t>(from / 3, 2);
      const double at = high > low ? static_cast<double>(band.points.value - low) / static_cast<double>(high - low) : 1;
      const double distance = at > level_ ? at - level_ : level_ - at;
      if (distance < best && to > from) {
        best = distance;
        chosen = rng_.between(from, to - 1);
      }
      from = to;
    }
    return chosen;
  }

  void answer_text(const Item& item) {
    if (!item.required && !rng_.chance(30)) return;
    const bool sums_up = item.id.value.find("summary") != std::string::npos;
    put(item, TextValue(sums_up ? summary(tone_of(level_)) : detailed(pick_or(rng_, content_.quotes, "-"))));
  }

  const Content& content_;
  const VisitPlan& plan_;
  Rng& rng_;
  Visit& visit_;
  double mood_;
  double level_ = 0;      // 0 to 1, of the item at hand
  std::size_t area_ = 0;  // of the section at hand
};

struct Start {
  std::int64_t day = 0;
  int minute = 0;
};

// A moment within opening hours, half an hour before closing at the latest.
Start start_of(const VisitPlan& plan, Rng& rng) {
  for (std::int64_t day = plan.day; day < plan.day + 7; ++day) {
    const auto& hours = plan.site.hours[static_cast<std::size_t>(weekday_of(day))];
    if (hours.empty()) continue;
    const OpenHours& span = pick(rng, hours);
    return {day, static_cast<int>(rng.between(span.from, std::max(span.from, span.to - 40)))};
  }
  return {plan.day, 11 * 60};
}

}  // namespace

Visit make_visit(const Content& content, const VisitPlan& plan, Rng& rng) {
  const Start start = start_of(plan, rng);
  const int offset = paris_offset(start.day);
  const std::int64_t began = (start.day * 1440 + start.minute - offset) * 60'000 + rng.between(0, 59) * 1000;
  const std::int64_t ended = began + rng.between(9 * 60, 34 * 60) * 1000;
  unsigned char random[10];
  for (unsigned char& byte : random) byte = static_cast<unsigned char>(rng.below(256));

  Visit visit;
  visit.id = VisitId(make_uuid_v7(ended, random));
  visit.checklist = plan.checklist.id;
  visit.checklist_version = plan.checklist.version;
  visit.site = plan.site.site.id;
  visit.wave = plan.wave;
  visit.investigator = UserId(plan.investigator.id);
  visit.contact_mode = plan.contact_mode;
  visit.started_at = rfc3339(began, offset);
  visit.ended_at = rfc3339(ended, offset);
  Answering(content, plan, rng, visit).run();
  return visit;
}

}  // namespace constat::server::demo
