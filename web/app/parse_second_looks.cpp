#include <algorithm>

#include "web/app/insight_reading.hpp"
#include "web/app/second_looks.hpp"

namespace constat::app {
namespace {

LookedVisit read_waiting(const Json& json) {
  LookedVisit visit;
  visit.id = text_of(json, "id");
  visit.sha256 = text_of(json, "sha256");
  visit.revision = integer_of(json, "revision").value_or(1);
  visit.investigator = text_of(json, "investigator");
  visit.started_at = text_of(json, "started_at");
  visit.site = read_site_of(json);
  if (const Json* checklist = object_of(json, "checklist")) visit.checklist_title = localized_of(*checklist, "title");
  return visit;
}

LookWord read_word(const Json& json, std::string_view name) {
  const Json* word = object_of(json, name);
  return word ? LookWord{text_of(*word, "verdict"), text_of(*word, "text"), text_of(*word, "author"), text_of(*word, "at")} : LookWord{};
}

LooksApart read_apart(const Json& json) {
  return {text_of(json, "visit"), text_of(json, "started_at"), read_site_of(json), read_word(json, "first"), read_word(json, "second")};
}

std::optional<SecondLooks::Coefficient> read_coefficient(const Json& json, std::string_view name) {
  const Json* found = object_of(json, name);
  if (!found) return std::nullopt;
  return SecondLooks::Coefficient{figure_of(*found, "value"), read_span(*found, "interval")};
}

}  // namespace

const LookedVisit* SecondLooks::find(std::string_view id) const {
  for (const LookedVisit& visit : waiting)
    if (visit.id == id) return &visit;
  return nullptr;
}

SecondLooks read_second_looks(const Json& body) {
  SecondLooks out;
  out.share = count_of(body, "share");
  out.waiting = read_list(body, "waiting", &read_waiting);
  out.waiting_in_all = std::max(count_of(body, "waiting_in_all"), static_cast<std::int64_t>(out.waiting.size()));
  out.count = std::max(count_of(body, "count"), static_cast<std::int64_t>(out.waiting.size()));
  out.with_others = count_of(body, "with_others");
  out.apart = read_list(body, "apart", &read_apart);
  out.apart_in_all = count_of(body, "apart_in_all");
  const Json* agreement = object_of(body, "agreement");
  if (!agreement) return out;
  out.units = count_of(*agreement, "units");
  out.same = count_of(*agreement, "same");
  out.kappa = read_coefficient(*agreement, "kappa");
  out.alpha = read_coefficient(*agreement, "alpha");
  if (const Json* rows = array_of(*agreement, "counts"))
    for (std::size_t first = 0; first < rows->elements.size() && first < out.counts.size(); ++first)
      for (std::size_t second = 0; second < rows->elements[first].elements.size() && second < out.counts.size(); ++second)
        out.counts[first][second] = std::strtoll(rows->elements[first].elements[second].text.c_str(), nullptr, 10);
  return out;
}

}  // namespace constat::app
