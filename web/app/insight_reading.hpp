// Pieces that several of the managers' documents are made of.
#pragma once

#include <cstdlib>

#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"
#include "web/app/parse_insight.hpp"

namespace constat::app {

inline Span read_span(const Json& json, std::string_view name, Span otherwise = {}) {
  const Json* pair = array_of(json, name);
  if (!pair || pair->elements.size() != 2) return otherwise;
  return {std::strtod(pair->elements[0].text.c_str(), nullptr), std::strtod(pair->elements[1].text.c_str(), nullptr)};
}

inline SiteDoc read_site_of(const Json& json) {
  const Json* site = object_of(json, "site");
  SiteDoc out = site ? read_site(*site) : SiteDoc{};
  if (out.name.empty()) out.name = out.id;
  return out;
}

inline std::int64_t count_of(const Json& json, std::string_view name) { return integer_of(json, name).value_or(0); }
inline double figure_of(const Json& json, std::string_view name) { return number_of(json, name).value_or(0); }

inline Move read_move(const Json& json) {
  Move out;
  out.site = read_site_of(json);
  out.before = figure_of(json, "before");
  out.after = figure_of(json, "after");
  out.difference = figure_of(json, "difference");
  out.interval = read_span(json, "interval");
  out.n_before = count_of(json, "n_before");
  out.n_after = count_of(json, "n_after");
  out.sure = bool_of(json, "sure");
  return out;
}

inline std::optional<Overview::Mean> read_mean(const Json& json) {
  const Json* mean = object_of(json, "mean");
  if (!mean) return std::nullopt;
  Overview::Mean out{figure_of(*mean, "value"), std::nullopt, count_of(*mean, "visits"), count_of(*mean, "sites")};
  if (array_of(*mean, "interval")) out.interval = read_span(*mean, "interval");
  return out;
}

template <class T>
std::vector<T> read_list(const Json& json, std::string_view name, T (*read)(const Json&)) {
  std::vector<T> out;
  if (const Json* list = array_of(json, name))
    for (const Json& entry : list->elements) out.push_back(read(entry));
  return out;
}

inline RepeatWeakness read_weakness(const Json& json) {
  RepeatWeakness out;
  out.site = read_site_of(json);
  out.checklist = localized_of(json, "checklist");
  out.question = localized_of(json, "question");
  out.lost = count_of(json, "lost");
  out.asked = count_of(json, "asked");
  out.share = figure_of(json, "share");
  return out;
}

}  // namespace constat::app
