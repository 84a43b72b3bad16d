// {"section":2,"stopwatches":{"wait":{"started_at":1790000000000,"accumulated_ms":0}},
//  "discreet":{"on":true,"covered":false,"from":1790000000000,"to":null,"notes":"","cover":"","judged":{"wait":1790000000000}}}
#include <algorithm>

#include "web/app/json_access.hpp"
#include "web/app/open_visit.hpp"

namespace constat::app {
namespace {

Json json_of(const Discreet& discreet) {
  Json judged = Json::object();
  for (const auto& [item, at] : discreet.judged) judged.add(item, Json::of_integer(at));
  Json out = Json::object();
  out.add("on", Json::of_bool(discreet.on));
  out.add("covered", Json::of_bool(discreet.covered));
  if (discreet.from) out.add("from", Json::of_integer(*discreet.from));
  if (discreet.to) out.add("to", Json::of_integer(*discreet.to));
  out.add("notes", Json::of_text(discreet.notes));
  out.add("cover", Json::of_text(discreet.cover));
  out.add("judged", std::move(judged));
  return out;
}

Discreet discreet_of(const Json& json, const Checklist& checklist) {
  Discreet out;
  out.on = bool_of(json, "on");
  out.covered = out.on && bool_of(json, "covered");
  out.from = integer_of(json, "from");
  out.to = integer_of(json, "to");
  out.notes = text_of(json, "notes");
  out.cover = text_of(json, "cover");
  if (const Json* judged = object_of(json, "judged"))
    for (const JsonMember& entry : judged->members)
      if (const auto at = integer_of(*judged, entry.name); at && checklist.find(entry.name)) out.judged[entry.name] = *at;
  return out;
}

}  // namespace

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
  if (open.discreet.from) state.add("discreet", json_of(open.discreet));
  return write_json(state);
}

void read_draft_state(std::string_view json, OpenVisit& open) {
  const auto state = parse_json(json);
  if (!state) return;
  const std::int64_t last = static_cast<std::int64_t>(open.checklist.sections.size()) - 1;
  const std::int64_t section = integer_of(*state, "section").value_or(0);
  open.section = static_cast<std::size_t>(std::max<std::int64_t>(0, std::min(section, last)));
  if (const Json* discreet = object_of(*state, "discreet")) open.discreet = discreet_of(*discreet, open.checklist);
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
