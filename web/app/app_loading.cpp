// Asking the store for what a screen shows.
#include <type_traits>

#include "web/app/app.hpp"
#include "web/app/calendar_file.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_comparison.hpp"
#include "web/app/parse_documents.hpp"
#include "web/app/parse_planning.hpp"
#include "web/app/parse_queue.hpp"

namespace constat::app {
namespace {

std::string with_wave(std::string path, const std::string& wave) {
  return wave.empty() ? path : path + "?wave=" + encoded_part(wave);
}

std::string one_text(std::string_view name, const std::string& value) {
  Json payload = Json::object();
  payload.add(name, Json::of_text(value));
  return write_json(payload);
}

// Puts a list of the store into its slot; the old one stays on screen when the new one failed.
template <class T>
void settle(Loadable<T>& slot, StoreReply& reply, T (*read)(const Json&)) {
  slot.loading = false;
  slot.failure.reset();
  if (reply.ok) slot.value = read(reply.result);
  else slot.failure = reply.failure;
}

}  // namespace

void App::load_missions() {
  state_.missions.loading = true;
  send("list_missions", "{}", [this](StoreReply& reply) { settle(state_.missions, reply, &read_missions); });
}

void App::load_visits() {
  state_.visits.loading = true;
  send("list_visits", "{}", [this](StoreReply& reply) { settle(state_.visits, reply, &read_visits); });
}

void App::load_meta() {
  send("meta", "{}", [this](StoreReply& reply) {
    if (reply.ok && reply.result.is(JsonKind::object)) state_.meta = read_meta(reply.result);
  });
}

void App::adopt_open(Loadable<OpenVisit>& slot, StoreReply& reply) {
  slot.loading = false;
  slot.failure.reset();
  if (!reply.ok) {
    slot.failure = reply.failure;
    return;
  }
  auto visit = read_open_visit(reply.result);
  if (visit) slot.value = std::move(*visit);
  else slot.failure = Failure{"unreadable-answers", {describe(state_.language, visit.error().front())}, {}};
}

void App::load_open(const std::string& visit) {
  state_.open = {};
  state_.open.loading = true;
  state_.open_id = visit;
  send("open_visit", one_text("visit", visit), [this, visit](StoreReply& reply) {
    if (state_.open_id != visit) return;
    adopt_open(state_.open, reply);
    if (!state_.open.value || state_.route.id != visit) return;
    resume_awaited_photo();
    enter();
  });
}

void App::load_shown(const std::string& visit) {
  if (state_.shown_id != visit) state_.shown = {};
  state_.shown_id = visit;
  state_.shown.loading = true;
  send("open_visit", one_text("visit", visit), [this, visit](StoreReply& reply) {
    if (state_.shown_id == visit) adopt_open(state_.shown, reply);
  });
}

template <class T>
void App::fetch(Loadable<T>& slot, std::string path, T (*read)(const Json&)) {
  const std::uint32_t serial = ++fetch_serial_[&slot];
  slot.loading = true;
  send("fetch", one_text("path", path), [this, &slot, read, serial](StoreReply& reply) {
    if (serial != fetch_serial_[&slot]) return;
    slot.loading = false;
    slot.failure.reset();
    if (!reply.ok) {
      slot.failure = reply.failure;
      return;
    }
    const Fetched fetched = read_fetched(reply.result);
    slot.fetched_at = fetched.fetched_at;
    slot.stale = fetched.stale;
    if (fetched.body) slot.value = read(*fetched.body);
    else slot.failure = fetched.failure;
    if constexpr (std::is_same_v<T, VisitResult>) state_.explanation = slot.value ? explain(*slot.value) : std::nullopt;
    if (fetched.status == 401) leave_session(true);
  });
}

// Those of other files.
template void App::fetch(Loadable<Comparison>& slot, std::string path, Comparison (*read)(const Json&));
template void App::fetch(Loadable<Overview>& slot, std::string path, Overview (*read)(const Json&));
template void App::fetch(Loadable<GroupReport>& slot, std::string path, GroupReport (*read)(const Json&));
template void App::fetch(Loadable<HeatMap>& slot, std::string path, HeatMap (*read)(const Json&));
template void App::fetch(Loadable<DriverReport>& slot, std::string path, DriverReport (*read)(const Json&));
template void App::fetch(Loadable<GapReport>& slot, std::string path, GapReport (*read)(const Json&));
template void App::fetch(Loadable<InvestigatorReport>& slot, std::string path, InvestigatorReport (*read)(const Json&));
template void App::fetch(Loadable<SiteTrend>& slot, std::string path, SiteTrend (*read)(const Json&));
template void App::fetch(Loadable<DifferenceReport>& slot, std::string path, DifferenceReport (*read)(const Json&));
template void App::fetch(Loadable<std::shared_ptr<const IndexMaterial>>& slot, std::string path, std::shared_ptr<const IndexMaterial> (*read)(const Json&));
template void App::fetch(Loadable<WeightMaterial>& slot, std::string path, WeightMaterial (*read)(const Json&));
template void App::fetch(Loadable<FigureVisits>& slot, std::string path, FigureVisits (*read)(const Json&));
template void App::fetch(Loadable<Quarantine>& slot, std::string path, Quarantine (*read)(const Json&));
template void App::fetch(Loadable<ReviewQueue>& slot, std::string path, ReviewQueue (*read)(const Json&));
template void App::fetch(Loadable<MissionBoard>& slot, std::string path, MissionBoard (*read)(const Json&));
template void App::fetch(Loadable<PeoplePage>& slot, std::string path, PeoplePage (*read)(const Json&));
template void App::fetch(Loadable<PersonDoc>& slot, std::string path, PersonDoc (*read)(const Json&));
template void App::fetch(Loadable<ErasureCounts>& slot, std::string path, ErasureCounts (*read)(const Json&));
template void App::fetch(Loadable<SitesPage>& slot, std::string path, SitesPage (*read)(const Json&));
template void App::fetch(Loadable<SiteDetails>& slot, std::string path, SiteDetails (*read)(const Json&));
template void App::fetch(Loadable<ChecklistShelf>& slot, std::string path, ChecklistShelf (*read)(const Json&));
template void App::fetch(Loadable<PublishedChecklist>& slot, std::string path, PublishedChecklist (*read)(const Json&));
template void App::fetch(Loadable<ChecklistChanges>& slot, std::string path, ChecklistChanges (*read)(const Json&));
template void App::fetch(Loadable<ProgrammeList>& slot, std::string path, ProgrammeList (*read)(const Json&));
template void App::fetch(Loadable<ProgrammeDoc>& slot, std::string path, ProgrammeDoc (*read)(const Json&));
template void App::fetch(Loadable<WavePage>& slot, std::string path, WavePage (*read)(const Json&));
template void App::fetch(Loadable<OpenMissions>& slot, std::string path, OpenMissions (*read)(const Json&));
template void App::fetch(Loadable<AuditLog>& slot, std::string path, AuditLog (*read)(const Json&));
template void App::fetch(Loadable<PaymentLedger>& slot, std::string path, PaymentLedger (*read)(const Json&));
template void App::fetch(Loadable<PlanChoices>& slot, std::string path, PlanChoices (*read)(const Json&));
template void App::fetch(Loadable<OpenSessions>& slot, std::string path, OpenSessions (*read)(const Json&));
template void App::fetch(Loadable<ReportLinkPage>& slot, std::string path, ReportLinkPage (*read)(const Json&));
template void App::fetch(Loadable<TokenPage>& slot, std::string path, TokenPage (*read)(const Json&));
template void App::fetch(Loadable<SecondLooks>& slot, std::string path, SecondLooks (*read)(const Json&));
template void App::fetch(Loadable<VisitResult>& slot, std::string path, VisitResult (*read)(const Json&));
template void App::fetch(Loadable<VisitEvents>& slot, std::string path, VisitEvents (*read)(const Json&));

void App::load_comparison() {
  const Route& route = state_.route;
  // Another wave's or other sites' figures must not stand under this one's name.
  if (state_.comparison.value && ((!route.wave.empty() && state_.comparison.value->wave != route.wave) ||
                                  state_.comparison.value->region != route.region || state_.comparison.value->tag != route.tag))
    state_.comparison.value.reset();
  std::string path = with_wave("/api/v1/comparison", route.wave);
  if (!route.region.empty()) path += (route.wave.empty() ? "?region=" : "&region=") + encoded_part(route.region);
  if (!route.tag.empty()) path += (path.find('?') == std::string::npos ? "?tag=" : "&tag=") + encoded_part(route.tag);
  fetch(state_.comparison, std::move(path), &read_comparison);
}

void App::load_site() {
  if (state_.site.value && (state_.site.value->row.site.id != state_.route.id ||
                            (!state_.route.wave.empty() && state_.site.value->wave != state_.route.wave)))
    state_.site = {};
  fetch(state_.site, with_wave("/api/v1/sites/" + encoded_part(state_.route.id) + "/summary", state_.route.wave),
        &read_site_summary);
}

void App::load_result() {
  if (state_.result.value && state_.result.value->id != state_.route.id) {
    state_.result = {};
    state_.explanation.reset();
  }
  fetch(state_.result, "/api/v1/visits/" + encoded_part(state_.route.id), &read_result);
  load_events(state_.route.id);
}

void App::load_quarantine() { fetch(state_.quarantine, "/api/v1/quarantine", &read_quarantine); }

void App::load_events(const std::string& visit) {
  if (state_.events_of != visit) state_.events = {};
  state_.events_of = visit;
  fetch(state_.events, "/api/v1/visits/" + encoded_part(visit) + "/events", &read_events);
}

void App::post_document(std::string_view path, Json body, std::function<void(std::optional<Refusal>, const Json& answer)> done) {
  send_document({}, path, std::move(body), std::move(done));
}

void App::put_document(std::string_view path, Json body, std::function<void(std::optional<Refusal>, const Json& answer)> done) {
  send_document("PUT", path, std::move(body), std::move(done));
}

void App::send_document(std::string_view method, std::string_view path, Json body, std::function<void(std::optional<Refusal>, const Json& answer)> done) {
  Json payload = Json::object();
  payload.add("path", Json::of_text(path)).add("body", std::move(body));
  if (!method.empty()) payload.add("method", Json::of_text(method));
  send("post", write_json(payload), [this, done = std::move(done)](StoreReply& reply) {
    const auto status = reply.ok ? integer_of(reply.result, "status").value_or(0) : 0;
    const Json none;
    if (status >= 200 && status < 300) {
      const Json* answer = object_of(reply.result, "body");
      return done(std::nullopt, answer ? *answer : none);
    }
    done(reply.ok ? read_refusal(reply.result) : Refusal{reply.failure, {}}, none);
    if (status == 401) leave_session(true);
  });
}

// The visit that an action has opened is the one on screen; false after its failure was noted.
bool App::take_opened(StoreReply& reply) {
  state_.action_busy = false;
  Loadable<OpenVisit> slot;
  adopt_open(slot, reply);
  if (!slot.value) {
    state_.action_failure = slot.failure;
    return false;
  }
  state_.open_id = slot.value->visit.id.value;
  state_.open = std::move(slot);
  return true;
}

void App::start_mission(const std::string& mission, bool discreet) {
  if (state_.action_busy) return;
  state_.action_busy = true;
  state_.action_failure.reset();
  send("start_visit", one_text("mission", mission), [this, discreet](StoreReply& reply) {
    if (!take_opened(reply)) return;
    load_missions();
    if (discreet) return enter_discreet();
    go({.page = Page::visit_section, .id = state_.open_id, .section = open()->section});
    resume_awaited_photo();
  });
}

void App::put_in_calendar(const std::string& mission) {
  const Mission* found = state_.missions.value ? state_.missions.value->find(mission) : nullptr;
  const std::string file = found ? calendar_file(language(), *found, state_.now_ms) : std::string();
  if (file.empty()) return;
  Json payload = Json::object();
  payload.add("name", Json::of_text(text(language(), "mission.calendar_file"))).add("type", Json::of_text("text/calendar")).add("text", Json::of_text(file));
  ask_device("save_file", write_json(payload), [](StoreReply&) {});
}

void App::discard_visit(const std::string& visit) {
  if (state_.action_busy) return;
  state_.action_busy = true;
  send("discard_visit", one_text("visit", visit), [this, visit](StoreReply& reply) {
    state_.action_busy = false;
    if (!reply.ok) {
      state_.action_failure = reply.failure;
      return;
    }
    state_.dialog = Dialog::none;
    if (state_.open_id == visit) {
      state_.open = {};
      state_.open_id.clear();
    }
    go({.page = Page::missions}, true);
  });
}

}  // namespace constat::app
