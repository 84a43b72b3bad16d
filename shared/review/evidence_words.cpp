#include "shared/review/evidence_words.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "shared/review/opening_hours_words.hpp"

namespace constat {
namespace {

class Words {
 public:
  Words(Language language, const EvidenceReason& reason, const EvidenceNames& names) : language_(language), reason_(reason), names_(names) {}

  std::string number(std::string_view name, int decimals = 0) const { return format_number(language_, reason_.number(name), decimals); }
  std::string other_visit() const { return named(names_.visit, reason_.text("other_visit")); }
  std::string item() const { return named(names_.item, reason_.text("item")); }
  std::string percent(double value, int decimals) const { return format_percent(language_, value, decimals); }

  std::string duration(std::string_view name) const {
    const double seconds = std::fabs(reason_.number(name));
    if (seconds < 86'400) return format_duration(language_, static_cast<std::int64_t>(seconds + 0.5));
    return text(language_, "evidence.days", {format_number(language_, seconds / 86'400, 1)});
  }
  std::string distance(std::string_view name) const {
    const double metres = reason_.number(name);
    if (metres < 1000) return text(language_, "evidence.metres", {format_number(language_, metres, 0)});
    return text(language_, "evidence.kilometres", {format_number(language_, metres / 1000, 1)});
  }
  std::string score(std::string_view name) const {
    return reason_.find(name) ? percent(reason_.number(name), 1) : std::string(text(language_, "evidence.no_score"));
  }
  // Date and time of the visit's own clock, as written: "2026-11-03T10:02:11+01:00" -> 3 Nov 2026, 10:02.
  std::string moment(std::string_view name) const {
    const std::string_view written = reason_.text(name);
    return written.size() < 16 ? std::string(written)
                               : text(language_, "evidence.moment", {format_date(language_, written), written.substr(11, 5)});
  }

  // From the visit's beginning to its end, where it has one: 3 Nov 2026 from 20:10 to 20:40.
  std::string span() const {
    const std::string_view from = reason_.text("started_at"), to = reason_.text("ended_at");
    if (from.size() < 16 || to.size() < 16) return moment("started_at");
    return text(language_, "evidence.span", {format_date(language_, from), from.substr(11, 5), to.substr(11, 5)});
  }

 private:
  std::string named(const std::function<std::string(Language, std::string_view)>& name_of, std::string_view id) const {
    const std::string name = name_of ? name_of(language_, id) : std::string();
    return name.empty() ? std::string(id) : name;
  }

  Language language_;
  const EvidenceReason& reason_;
  const EvidenceNames& names_;
};

// Of that day; a reason that says no hours is of a day without any.
bool is_closed(const EvidenceReason& reason) { return reason.text("hours").empty() || reason.text("hours") == "closed"; }

std::vector<std::string> arguments(Language language, const EvidenceReason& reason, const EvidenceNames& names) {
  const Words words(language, reason, names);
  switch (reason.code) {
    case EvidenceCode::straight_lining: return {words.number("run"), words.number("items")};
    case EvidenceCode::too_fast: return {words.duration("seconds"), words.duration("median_seconds"), words.number("robust_z", 1)};
    case EvidenceCode::ends_before_start: return {words.duration("seconds")};
    case EvidenceCode::overlapping_visits: return {words.duration("seconds"), words.other_visit()};
    case EvidenceCode::implausible_speed:
      return {words.distance("distance_metres"), words.duration("seconds"), words.number("kilometres_per_hour"), words.other_visit()};
    case EvidenceCode::far_from_site: return {words.distance("distance_metres"), words.distance("accuracy_metres")};
    case EvidenceCode::outside_opening_hours: {
      const EvidenceReason as_seconds{reason.code, reason.strength, {EvidenceFact::of("seconds", reason.number("minutes") * 60)}};
      const std::string away = Words(language, as_seconds, names).duration("seconds");
      if (is_closed(reason)) return {words.span(), away};
      return {words.span(), hours_words(language, reason.text("hours")), away};
    }
    case EvidenceCode::clock_moved: return {words.duration("seconds_ahead")};
    case EvidenceCode::same_photo: return {words.other_visit()};
    case EvidenceCode::similar_photo: return {words.other_visit(), words.number("bits")};
    case EvidenceCode::repeated_comment: return {words.item(), words.percent(100 * reason.number("similarity"), 0), words.other_visit()};
    case EvidenceCode::score_differs: return {words.score("phone_percent"), words.score("server_percent")};
    case EvidenceCode::photo_metadata: return {words.number("photos")};
  }
  return {};
}

std::string key(std::string_view kind, EvidenceCode code) { return "evidence." + std::string(kind) + "." + std::string(to_string(code)); }

}  // namespace

std::string evidence_title(Language language, EvidenceCode code) { return std::string(text(language, key("title", code))); }
std::string evidence_meaning(Language language, EvidenceCode code) { return std::string(text(language, key("meaning", code))); }

std::string evidence_visit_name(Language language, std::string_view started_at, const std::string& site) {
  return text(language, "evidence.visit", {format_date(language, started_at), site});
}

std::string evidence_fact(Language language, const EvidenceReason& reason, const EvidenceNames& names) {
  std::string sentence = key("fact", reason.code);
  if (reason.code == EvidenceCode::clock_moved) sentence += reason.number("seconds_ahead") > 0 ? ".ahead" : ".behind";
  if (reason.code == EvidenceCode::similar_photo && reason.number("same_site") == 1) sentence += ".same_site";
  else if (reason.code == EvidenceCode::similar_photo) sentence += ".other_site";
  if (reason.code == EvidenceCode::outside_opening_hours) sentence += is_closed(reason) ? ".closed" : ".open";
  if (reason.code == EvidenceCode::photo_metadata) sentence += reason.number("photos") == 1 ? ".one" : ".many";
  return text(language, sentence, arguments(language, reason, names));
}

}  // namespace constat
