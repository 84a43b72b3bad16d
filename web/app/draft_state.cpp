// {"section":2,"stopwatches":{"wait":{"started_at":1790000000000,"accumulated_ms":0}}}
#include <algorithm>

#include "web/app/json_access.hpp"
#include "web/app/open_visit.hpp"

namespace constat::app {

std::string write_draft_state(const OpenVisit& open) {
  Json stopwatches = Json::object();
  for (const auto& [item, watch] : open.stopwatches) {
    Json entry = Json::object();
    if (watch.started_at) entry.add("started_at", Json::of_integer(*watch.started_at));
    entry.add("accumulated_ms", Json::of_integer(watch.accumulated_ms));
    stopwatches.add(item, std::move(entry));
  }
  Json state = Json::object();
  state.add("section", Json::of_integer(static_cast<std::int64_t>(open.section)));
  state.add("stopwatches", std::move(stopwatches));
  return write_json(state);
}

void read_draft_state(std::string_view json, OpenVisit& open) {
  const auto state = parse_json(json);
  if (!state) return;
  const std::int64_t last = static_cast<std::int64_t>(open.checklist.sections.size()) - 1;
  const std::int64_t section = integer_of(*state, "section").value_or(0);
  open.section = static_cast<std::size_t>(std::max<std::int64_t>(0, std::min(section, last)));
  const Json* stopwatches = object_of(*state, "stopwatches");
  if (!stopwatches) return;
  for (const JsonMember& entry : stopwatches->members) {
    if (!open.checklist.find(entry.name)) continue;
    Stopwatch watch;
    watch.started_at = integer_of(entry.value, "started_at");
    watch.accumulated_ms = std::max<std::int64_t>(0, integer_of(entry.value, "accumulated_ms").value_or(0));
    open.stopwatches[entry.name] = watch;
  }
}

}  // namespace constat::app
