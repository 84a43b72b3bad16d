#include "backend/programmes/targets.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "backend/store/official.hpp"

namespace constat::server {

using Doc = nlohmann::json;

std::vector<TargetException> read_exceptions(JsonReader& reader, std::string_view name) {
  std::vector<TargetException> exceptions;
  const Json* list = reader.optional(name, JsonKind::array);
  if (!list) return exceptions;
  if (list->elements.size() > kMostExceptions) {
    reader.report(name, "too-many-exceptions", {std::to_string(kMostExceptions)});
    return exceptions;
  }
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    const std::string path = element_path(reader.path_of(name), i);
    JsonReader each(list->elements[i], path, reader.problems());
    TargetException exception;
    if (const Json* site = each.optional("site", JsonKind::string)) exception.site = site->text;
    if (const Json* tag = each.optional("tag", JsonKind::string)) exception.tag = tag->text;
    if (const Json* visits = each.required("visits"))
      exception.visits = read_integer(*visits, each.path_of("visits"), 0, kHighestTarget, reader.problems()).value_or(0);
    each.refuse_others();
    if (exception.site.empty() == exception.tag.empty()) reader.problems().push_back({path, "exception-of-what", {}});
    const bool twice = std::any_of(exceptions.begin(), exceptions.end(), [&](const TargetException& other) {
      return other.site == exception.site && other.tag == exception.tag;
    });
    if (twice) reader.problems().push_back({path, "named-twice", {exception.site + exception.tag}});
    exceptions.push_back(std::move(exception));
  }
  return exceptions;
}

std::string exceptions_json(const std::vector<TargetException>& exceptions) {
  if (exceptions.empty()) return {};
  Doc list = Doc::array();
  for (const TargetException& each : exceptions)
    list.push_back({{each.site.empty() ? "tag" : "site", each.site + each.tag}, {"visits", each.visits}});
  return list.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

// What the store holds was read by read_exceptions before.
std::vector<TargetException> exceptions_of(const Wave& wave) {
  std::vector<TargetException> exceptions;
  const Doc list = wave.exceptions.empty() ? Doc() : Doc::parse(wave.exceptions, nullptr, false);
  if (!list.is_array()) return exceptions;
  for (const Doc& each : list)
    if (each.is_object()) exceptions.push_back({each.value("site", std::string()), each.value("tag", std::string()), each.value("visits", std::int64_t{0})});
  return exceptions;
}

std::int64_t target_of(const Wave& wave, const std::vector<TargetException>& exceptions, const Site& site) {
  for (const TargetException& each : exceptions)
    if (each.site == site.id.value || (!each.tag.empty() && std::find(site.tags.begin(), site.tags.end(), each.tag) != site.tags.end()))
      return each.visits;
  return wave.visits_per_site;
}

std::map<std::string, Progress> progress_of(Reader& reader, const Wave& wave) {
  std::map<std::string, Progress> by_site;
  const auto exceptions = exceptions_of(wave);
  for (const Site& site : reader.sites())
    if (const std::int64_t target = target_of(wave, exceptions, site); target > 0) by_site[site.id.value].target = target;
  MissionFilter missions;
  missions.wave = wave.id;
  for (const Mission& mission : reader.missions(missions))
    if (mission.status == "open" || mission.status == "assigned") ++by_site[mission.site.value].to_make;
  const Organisation organisation = reader.organisation();
  VisitFilter visits;
  visits.wave = wave.id;
  for (const VisitRecord& visit : reader.visits(visits)) {
    if (visit.status == "quarantined" || visit.status == "rejected") continue;
    Progress& progress = by_site[visit.site.value];
    ++progress.made;
    progress.approved += is_official_status(visit.status, visit.wave, organisation) ? 1 : 0;
  }
  return by_site;
}

}  // namespace constat::server
