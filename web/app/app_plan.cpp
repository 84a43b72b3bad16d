// A programme's missions: looking through them, planning a wave, cancelling one.
#include "shared/base/calendar.hpp"
#include "web/app/app.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_planning.hpp"
#include "web/app/word_line.hpp"

namespace constat::app {
namespace {

constexpr std::int64_t kUsualPlan = 27;  // days after the first

std::int64_t whole(const std::string& text) {
  if (text.empty() || text.size() > 4) return 0;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

void find_missing(PlanForm& form) {
  form.missing.clear();
  const auto need = [&](const char* field, bool there) {
    if (!there) form.missing.insert(field);
  };
  need("title", !form.wave.empty() || !is_blank(form.title_fr));
  need("checklist", !form.checklist.empty());
  need("per_site", form.to_targets || whole(form.per_site) >= 1);
  need("days", whole(form.days) >= 1);
  const auto from = day_of_date(form.from), to = day_of_date(form.to);
  need("from", from.has_value());
  need("to", to && (!from || *to >= *from));
  need("people", form.open || !form.people.empty());
  need("fee", is_blank(form.fee) || cents_of(form.fee));
  need("expenses", is_blank(form.expenses) || cents_of(form.expenses));
}

Json in_two_languages(const std::string& french, const std::string& english) {
  Json both = Json::object();
  both.add("fr", Json::of_text(french)).add("en", Json::of_text(is_blank(english) ? french : english));
  return both;
}

Json body_of(const PlanForm& form, const PlanChoices& choices, bool dry_run) {
  Json body = Json::object();
  body.add("wave", Json::of_text(form.wave.empty() ? wave_id_of(form.title_fr, choices.waves) : form.wave));
  if (form.wave.empty()) body.add("wave_title", in_two_languages(form.title_fr, form.title_en));
  std::int64_t version = 1;
  for (const auto& checklist : choices.checklists)
    if (checklist.id == form.checklist) version = checklist.version;
  body.add("checklist", Json::of_text(form.checklist)).add("checklist_version", Json::of_integer(version));
  body.add("contact_mode", Json::of_text(form.contact_mode));
  Json sites = Json::array();
  for (const SiteDoc& site : choices.sites)
    if (form.regions.empty() || form.regions.count(site.region)) sites.push(Json::of_text(site.id));
  body.add("sites", std::move(sites));
  if (form.to_targets) body.add("to_targets", Json::of_bool(true));
  else body.add("per_site", Json::of_integer(whole(form.per_site)));
  body.add("days", Json::of_integer(whole(form.days)));
  body.add("from", Json::of_text(form.from)).add("to", Json::of_text(form.to));
  if (!form.open) {
    Json people = Json::array();
    for (const auto& person : choices.investigators)
      if (form.people.count(person.id)) people.push(Json::of_text(person.id));
    body.add("investigators", std::move(people));
  }
  if (!is_blank(form.scenario_fr) || !is_blank(form.scenario_en))
    body.add("scenario", in_two_languages(is_blank(form.scenario_fr) ? form.scenario_en : form.scenario_fr, form.scenario_en));
  if (const auto fee = cents_of(form.fee)) body.add("fee", Json::of_integer(*fee));
  if (!is_blank(form.skills)) body.add("skills", texts_json(words_of_line(form.skills)));
  if (const auto expenses = cents_of(form.expenses)) body.add("expenses_cap", Json::of_integer(*expenses));
  body.add("live_score", Json::of_bool(form.live_score)).add("discreet", Json::of_bool(form.discreet)).add("dry_run", Json::of_bool(dry_run));
  return body;
}

std::string board_path(const Route& route) {
  std::string query;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + encoded_part(value);
  };
  if (route.page == Page::plan) {
    add("wave", route.wave);
    add("status", route.status);
    add("text", route.text);
    add("page", std::to_string(route.section + 1));
  } else {
    add("id", route.id);
  }
  return "/api/v1/missions" + query;
}

}  // namespace

void App::load_board() {
  state_.admin.typed = state_.route.page == Page::plan ? state_.route.text : std::string();
  fetch(state_.board, board_path(state_.route), &read_mission_board);
}

void App::load_plan_choices() { fetch(state_.plan_choices, "/api/v1/missions/plan", &read_plan_choices); }

void App::filter_board(const std::string& wave, const std::string& status) {
  Route route = state_.route;
  route.wave = wave;
  route.status = status;
  route.section = 0;
  route.text = state_.admin.typed;
  go(route, true);
}

void App::begin_plan() {
  PlanForm& form = state_.plan_form;
  if (form.begun || !state_.plan_choices.value) return;
  const PlanChoices& choices = *state_.plan_choices.value;
  form = {};
  form.begun = true;
  for (const Wave& wave : choices.waves)
    if (choices.is_open(wave.id) && (form.wave != state_.route.wave || form.wave.empty())) form.wave = wave.id;
  if (choices.checklists.size() == 1) form.checklist = choices.checklists.front().id;
  if (const auto today = day_of_date(local_time(state_.now_ms, state_.zone).substr(0, 10))) {
    form.from = date_of_day(*today + 1);
    form.to = date_of_day(*today + 1 + kUsualPlan);
  }
  take_wave_terms();
}

// What the chosen wave says: its dates where they are still to come, its programme's usual terms, and its targets.
void App::take_wave_terms() {
  PlanForm& form = state_.plan_form;
  const auto found = state_.plan_choices.value->planned.find(form.wave);
  form.to_targets = false;
  if (found == state_.plan_choices.value->planned.end()) return;
  const PlanChoices::Planned& planned = found->second;
  const auto today = day_of_date(local_time(state_.now_ms, state_.zone).substr(0, 10));
  const auto first = day_of_date(planned.starts_on), last = day_of_date(planned.ends_on);
  if (first && today && *first > *today) {
    form.from = planned.starts_on;
    form.to = date_of_day(*first + kUsualPlan);
  }
  if (last && today && *last > *today) form.to = planned.ends_on;
  form.live_score = planned.live_score;
  form.discreet = planned.discreet;
  form.to_targets = planned.has_targets;
}

void App::change_plan(const std::function<void(PlanForm&)>& change) {
  if (state_.plan_form.busy) return;
  const std::string wave = state_.plan_form.wave;
  change(state_.plan_form);
  if (state_.plan_form.wave != wave && state_.plan_choices.value) take_wave_terms();
  state_.plan_form.preview.reset();
  state_.plan_form.refusal.reset();
  if (!state_.plan_form.missing.empty()) find_missing(state_.plan_form);
}

void App::send_plan(bool dry_run) {
  PlanForm& form = state_.plan_form;
  if (form.busy || !state_.plan_choices.value) return;
  find_missing(form);
  if (!form.missing.empty()) return;
  form.refusal.reset();
  form.busy = true;
  post_document("/api/v1/missions/plan", body_of(form, *state_.plan_choices.value, dry_run), [this, dry_run](std::optional<Refusal> refusal, const Json& answer) {
    PlanForm& sent = state_.plan_form;
    sent.busy = false;
    sent.refusal = std::move(refusal);
    if (sent.refusal) return;
    PlanMade made = read_plan_made(answer);
    if (dry_run) {
      sent.preview = std::move(made);
      return;
    }
    const std::string wave = made.wave;
    sent = {};
    go({.page = Page::plan, .wave = wave});
    state_.plan_made = std::move(made);
  });
}

void App::ask_cancel(const std::string& mission) {
  if (state_.cancelling.mission != mission) state_.cancelling = {};
  state_.cancelling.mission = mission;
  state_.cancelling.refusal.reset();
  open_dialog(Dialog::cancel_mission, mission);
}

void App::type_cancel(std::string text) {
  state_.cancelling.reason = std::move(text);
  state_.cancelling.reason_missing = false;
}

void App::cancel_mission() {
  Cancelling& form = state_.cancelling;
  if (form.busy) return;
  form.refusal.reset();
  form.reason_missing = is_blank(form.reason);
  if (form.reason_missing) return;
  form.busy = true;
  Json body = Json::object();
  body.add("reason", Json::of_text(form.reason));
  post_document("/api/v1/missions/" + encoded_part(form.mission) + "/cancel", std::move(body), [this](std::optional<Refusal> refusal, const Json&) {
    Cancelling& sent = state_.cancelling;
    sent.busy = false;
    sent.refusal = std::move(refusal);
    if (sent.refusal) return;
    if (state_.dialog == Dialog::cancel_mission) state_.dialog = Dialog::none;
    sent = {};
    load_board();
  });
}

}  // namespace constat::app
