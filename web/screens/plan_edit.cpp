// One mission of a programme, to be changed: its phone hears of it with the next synchronisation.
#include <vector>

#include "web/screens/planning.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::MissionForm;

std::string_view needed(const App& app, const char* field, const char* key) {
  return app.state().mission_form.missing.count(field) ? t(app, key) : std::string_view();
}

void draw_text(Ui& ui, App& app, const char* id, std::string MissionForm::* member, ui::FieldSpec spec) {
  spec.value = app.state().mission_form.*member;
  const std::string date = spec.type == ui::FieldType::date && !spec.value.empty() ? format_date(app.language(), spec.value) : std::string();
  spec.display = date;
  const auto event = ui.field(id, spec);
  if (event.value) app.mission_form().change([&](MissionForm& form) { form.*member = *event.value; });
  ui.space(ui::Space::small);
}

void draw_flag(Ui& ui, App& app, const char* id, bool MissionForm::* member, const char* label) {
  if (const auto on = ui.checkbox(id, t(app, label), app.state().mission_form.*member))
    app.mission_form().change([&](MissionForm& form) { form.*member = *on; });
}

void draw_person(Ui& ui, App& app, const app::PlanChoices& choices, const app::ListedMission& mission) {
  const MissionForm& form = app.state().mission_form;
  if (choices.investigators.size() > app::kMostPeopleOffered)
    draw_text(ui, app, "search", &MissionForm::search, {.label = t(app, "plan.edit_search"), .value = {}, .type = ui::FieldType::search, .max_length = 80});
  const app::PeopleOffered offered = people_offered(choices, form, mission);
  std::vector<ui::Option> people = {{.id = "", .label = t(app, "plan.edit_open")}};
  for (const auto& person : offered.people) people.push_back({.id = person.id, .label = person.name});
  std::optional<std::size_t> selected;
  for (std::size_t i = 0; i < people.size(); ++i)
    if (people[i].id == form.person) selected = i;
  const auto chosen = ui.choice("person", {.label = t(app, "plan.who"), .options = &people, .selected = selected, .draw_label = true, .segmented = false, .folds = people.size() > kMostUnfolded, .prompt = t(app, "app.choose"), .required = true});
  if (chosen) app.mission_form().change([&](MissionForm& changed) { changed.person = std::string(people[*chosen].id); });
  if (offered.more > 0) ui.text("more", tn(app, "plan.edit_more", static_cast<std::int64_t>(offered.more)), ui::TextStyle::small);
  if (!mission.investigator_id.empty() && form.person != mission.investigator_id) {
    ui.space(ui::Space::small);
    ui.banner("moved", ui::Tone::warning, t(app, "plan.edit_moved", {mission.investigator}));
  }
}

void draw_when(Ui& ui, App& app) {
  ui.begin_columns(2, 220);
  draw_text(ui, app, "from", &MissionForm::from, {.label = t(app, "plan.from"), .value = {}, .type = ui::FieldType::date,
                                                  .error = needed(app, "from", "plan.date_needed"), .required = true});
  ui.next_column();
  draw_text(ui, app, "to", &MissionForm::to, {.label = t(app, "plan.to"), .value = {}, .type = ui::FieldType::date,
                                              .error = needed(app, "to", "plan.to_needed"), .required = true});
  ui.end_columns();
}

void draw_terms(Ui& ui, App& app) {
  ui.begin_columns(2, 220);
  draw_text(ui, app, "fee", &MissionForm::fee, {.label = t(app, "plan.fee"), .value = {}, .type = ui::FieldType::decimal,
                                                .error = needed(app, "fee", "plan.amount_needed"), .unit = "€", .max_length = 9});
  ui.next_column();
  draw_text(ui, app, "expenses", &MissionForm::expenses, {.label = t(app, "plan.expenses_cap"), .value = {}, .type = ui::FieldType::decimal,
                                                          .error = needed(app, "expenses", "plan.amount_needed"), .unit = "€", .max_length = 9});
  ui.end_columns();
  draw_text(ui, app, "skills", &MissionForm::skills, {.label = t(app, "plan.skills"), .value = {}, .hint = t(app, "plan.skills_hint"), .max_length = 400});
  draw_text(ui, app, "scenario-fr", &MissionForm::scenario_fr, {.label = t(app, "plan.scenario_fr"), .value = {}, .type = ui::FieldType::multiline,
                                                                .hint = t(app, "plan.scenario_hint"), .max_length = 4000});
  draw_text(ui, app, "scenario-en", &MissionForm::scenario_en, {.label = t(app, "plan.scenario_en"), .value = {}, .type = ui::FieldType::multiline, .max_length = 4000});
  draw_flag(ui, app, "live-score", &MissionForm::live_score, "plan.live_score");
  draw_flag(ui, app, "discreet", &MissionForm::discreet, "plan.discreet");
}

void draw_form(Ui& ui, App& app, const app::ListedMission& mission) {
  const State& state = app.state();
  app.mission_form().begin();
  ui.heading("title", 1, mission.site.name);
  ui.text("checklist", in(app, mission.checklist_title), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_person(ui, app, *state.plan_choices.value, mission);
  ui.space(ui::Space::medium);
  draw_when(ui, app);
  draw_terms(ui, app);
  draw_refusal(ui, app, state.mission_form.refusal);
  ui.space(ui::Space::medium);
  const bool busy = state.mission_form.busy;
  if (ui.button("save", {.label = t(app, busy ? "plan.saving" : "plan.save"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::check,
                         .enabled = !busy && state.sync.online, .full_width = true}))
    app.mission_form().save();
}

}  // namespace

void draw_plan_edit(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "plan.edit_title")), .back_href = app::plan_mission_hash(state.route.id),
                         .back_label = std::string(t(app, "mission.bar_title"))});
  if (is_ready(ui, app, state.board) && is_ready(ui, app, state.plan_choices)) {
    const app::ListedMission* mission = state.board.value->find(state.route.id);
    if (mission && !mission->is_closed()) draw_form(ui, app, *mission);
    else if (state.board.loading) ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
    else ui.empty_state("gone", ui::Icon::missions, t(app, "plan.gone"), t(app, mission ? "plan.edit_closed" : "plan.gone_what"));
  }
  end_screen(ui);
}

}  // namespace constat::screens
