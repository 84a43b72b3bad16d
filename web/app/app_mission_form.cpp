// Changing one mission of a programme.
#include "shared/base/calendar.hpp"
#include "shared/review/comment_text.hpp"
#include "web/app/app.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"
#include "web/app/word_line.hpp"

namespace constat::app {
namespace {

constexpr std::size_t kDate = 10;  // characters

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

std::string typed(Language language, const std::optional<std::int64_t>& cents) {
  if (!cents) return {};
  const std::string rest = std::to_string(*cents % 100);
  const char* mark = language == Language::french ? "," : ".";
  return std::to_string(*cents / 100) + (*cents % 100 == 0 ? "" : mark + (rest.size() < 2 ? "0" + rest : rest));
}

void find_missing(MissionForm& form) {
  form.missing.clear();
  const auto need = [&](const char* field, bool there) {
    if (!there) form.missing.insert(field);
  };
  const auto from = day_of_date(form.from), to = day_of_date(form.to);
  need("from", from.has_value());
  need("to", to && (!from || *to >= *from));
  need("fee", is_blank(form.fee) || cents_of(form.fee));
  need("expenses", is_blank(form.expenses) || cents_of(form.expenses));
}

// A day that was not changed keeps its hour.
std::string moment_of(const std::string& day, const std::string& before) { return before.substr(0, kDate) == day ? before : day; }

Json body_of(const MissionForm& form, const ListedMission& mission) {
  Json checklist = Json::object(), window = Json::object(), scenario = Json::object(), body = Json::object();
  checklist.add("id", Json::of_text(mission.checklist)).add("version", Json::of_integer(mission.checklist_version));
  window.add("from", Json::of_text(moment_of(form.from, mission.window_from))).add("to", Json::of_text(moment_of(form.to, mission.window_to)));
  scenario.add("fr", Json::of_text(form.scenario_fr)).add("en", Json::of_text(form.scenario_en));
  body.add("site", Json::of_text(mission.site.id)).add("checklist", std::move(checklist)).add("wave", Json::of_text(mission.wave));
  body.add("contact_mode", Json::of_text(mission.contact_mode)).add("window", std::move(window)).add("scenario", std::move(scenario));
  body.add("live_score", Json::of_bool(form.live_score)).add("discreet", Json::of_bool(form.discreet));
  if (!form.person.empty()) body.add("investigator", Json::of_text(form.person));
  if (const auto fee = cents_of(form.fee)) body.add("fee", Json::of_integer(*fee));
  if (const auto expenses = cents_of(form.expenses)) body.add("expenses_cap", Json::of_integer(*expenses));
  if (!is_blank(form.skills)) body.add("skills", texts_json(words_of_line(form.skills)));
  return body;
}

}  // namespace

PeopleOffered people_offered(const PlanChoices& choices, const MissionForm& form, const ListedMission& mission) {
  PeopleOffered offered;
  const auto wanted = normalised_comment(form.search);
  bool chosen = form.person.empty();
  for (const PlanChoices::Investigator& person : choices.investigators) {
    const bool is_chosen = person.id == form.person;
    chosen = chosen || is_chosen;
    if (!is_chosen && normalised_comment(person.name).find(wanted) == std::u32string::npos) continue;
    if (!is_chosen && offered.people.size() >= kMostPeopleOffered) ++offered.more;
    else offered.people.push_back({person.id, person.name});
  }
  // Somebody who could not be chosen today keeps what they have.
  if (!chosen) offered.people.push_back({form.person, mission.investigator});
  return offered;
}

void MissionActions::begin() {
  State& state = app_->state_;
  MissionForm& form = state.mission_form;
  const ListedMission* mission = state.board.value ? state.board.value->find(state.route.id) : nullptr;
  if (!mission || form.mission == mission->id) return;
  form = {};
  form.mission = mission->id;
  form.person = mission->investigator_id;
  form.from = mission->window_from.substr(0, kDate);
  form.to = mission->window_to.substr(0, kDate);
  form.fee = typed(app_->language(), mission->fee);
  form.expenses = typed(app_->language(), mission->expenses_cap);
  form.skills = line_of_words(mission->skills);
  form.scenario_fr = std::string(mission->scenario.in("fr"));
  form.scenario_en = std::string(mission->scenario.in("en"));
  form.live_score = mission->live_score;
  form.discreet = mission->discreet;
}

void MissionActions::change(const std::function<void(MissionForm&)>& change) {
  MissionForm& form = app_->state_.mission_form;
  if (form.busy) return;
  change(form);
  if (!form.missing.empty()) find_missing(form);
}

void MissionActions::save() {
  State& state = app_->state_;
  MissionForm& form = state.mission_form;
  const ListedMission* mission = state.board.value ? state.board.value->find(form.mission) : nullptr;
  if (form.busy || !mission) return;
  form.refusal.reset();
  find_missing(form);
  if (!form.missing.empty()) return;
  form.busy = true;
  App* app = app_;
  app->put_document("/api/v1/missions/" + encoded_part(form.mission), body_of(form, *mission), [app](std::optional<Refusal> refusal, const Json&) {
    MissionForm& sent = app->state_.mission_form;
    sent.busy = false;
    sent.refusal = std::move(refusal);
    if (sent.refusal) return;
    const std::string saved = sent.mission;
    app->go({.page = Page::plan_mission, .id = saved}, true);
    app->state_.mission_saved = saved;
    app->load_board();
  });
}

}  // namespace constat::app
