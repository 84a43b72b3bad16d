// A wave planned at once: what, where, when and by whom; then what that would make, before it is made.
#include <vector>

#include "web/app/word_line.hpp"
#include "web/screens/planning.hpp"
#include "web/screens/plan_preview.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::PlanForm;

constexpr const char* kModes[] = {"visit", "phone", "email", "chat"};

std::string_view needed(const App& app, const char* field, const char* key) {
  return app.state().plan_form.missing.count(field) ? t(app, key) : std::string_view();
}

void draw_text(Ui& ui, App& app, const char* id, std::string PlanForm::* member, ui::FieldSpec spec) {
  spec.value = app.state().plan_form.*member;
  const std::string date = spec.type == ui::FieldType::date && !spec.value.empty() ? format_date(app.language(), spec.value) : std::string();
  spec.display = date;
  const auto event = ui.field(id, spec);
  if (event.value) app.change_plan([&](PlanForm& form) { form.*member = *event.value; });
  ui.space(ui::Space::small);
}

void draw_flag(Ui& ui, App& app, const char* id, bool PlanForm::* member, const char* label) {
  if (const auto on = ui.checkbox(id, t(app, label), app.state().plan_form.*member))
    app.change_plan([&](PlanForm& form) { form.*member = *on; });
}

void draw_one_of(Ui& ui, App& app, const char* id, std::string PlanForm::* member, std::string_view label, const std::vector<ui::Option>& options) {
  std::optional<std::size_t> selected;
  for (std::size_t i = 0; i < options.size(); ++i)
    if (options[i].id == app.state().plan_form.*member) selected = i;
  const auto chosen = ui.choice(id, {.label = label, .options = &options, .selected = selected, .draw_label = true, .folds = options.size() > kMostUnfolded, .prompt = t(app, "app.choose"), .required = true});
  if (chosen) app.change_plan([&](PlanForm& form) { form.*member = std::string(options[*chosen].id); });
  ui.space(ui::Space::medium);
}

void draw_what(Ui& ui, App& app, const app::PlanChoices& choices) {
  const PlanForm& form = app.state().plan_form;
  std::vector<ui::Option> waves;
  for (const app::Wave& wave : choices.waves)
    if (choices.is_open(wave.id)) waves.push_back({wave.id, in(app, wave.title)});
  waves.push_back({"", t(app, "plan.new_wave")});
  draw_one_of(ui, app, "wave", &PlanForm::wave, t(app, "compare.wave"), waves);
  if (form.wave.empty()) {
    draw_text(ui, app, "title-fr", &PlanForm::title_fr, {.label = t(app, "plan.wave_title"), .value = {}, .hint = t(app, "plan.wave_title_hint"),
                                                         .error = needed(app, "title", "plan.needed"), .max_length = 80, .required = true});
    draw_text(ui, app, "title-en", &PlanForm::title_en, {.label = t(app, "plan.wave_title_en"), .value = {}, .max_length = 80});
  }
  std::vector<ui::Option> checklists, modes;
  for (const auto& checklist : choices.checklists) checklists.push_back({checklist.id, in(app, checklist.title)});
  draw_one_of(ui, app, "checklist", &PlanForm::checklist, t(app, "plan.checklist"), checklists);
  if (form.missing.count("checklist")) ui.text("checklist-needed", t(app, "plan.checklist_needed"), ui::TextStyle::small, ui::Tone::bad);
  std::vector<std::string> labels;
  for (const char* mode : kModes) labels.push_back(contact_mode(app, mode));
  for (std::size_t i = 0; i < labels.size(); ++i) modes.push_back({kModes[i], labels[i]});
  draw_one_of(ui, app, "mode", &PlanForm::contact_mode, t(app, "mission.contact_mode"), modes);
}

// A wave that has targets knows how many visits are missing.
void draw_to_targets(Ui& ui, App& app, const app::PlanChoices& choices) {
  const PlanForm& form = app.state().plan_form;
  const auto planned = choices.planned.find(form.wave);
  if (planned == choices.planned.end() || !planned->second.has_targets) return;
  const std::vector<ui::Option> ways{{"targets", t(app, "plan.to_targets")}, {"number", t(app, "plan.by_number")}};
  const auto chosen = ui.choice("to-targets", {.label = t(app, "plan.number_of_visits"), .options = &ways, .selected = form.to_targets ? 0u : 1u, .draw_label = true});
  if (chosen) app.change_plan([&](PlanForm& changed) { changed.to_targets = *chosen == 0; });
  ui.space(ui::Space::small);
  if (!form.to_targets) return;
  std::int64_t missing = 0;
  for (const app::SiteDoc& site : choices.sites)
    if (form.regions.empty() || form.regions.count(site.region) > 0) missing += planned->second.missing_at(site.id);
  ui.text("missing", tn(app, "plan.to_targets_what", missing), ui::TextStyle::strong);
  ui.space(ui::Space::small);
}

void draw_where(Ui& ui, App& app, const app::PlanChoices& choices) {
  const PlanForm& form = app.state().plan_form;
  ui.heading("where", 2, t(app, "plan.where"));
  const auto regions = choices.regions();
  if (regions.size() > 1) {
    ui.begin_group("regions", ui::GroupRole::group, t(app, "plan.regions"));
    const auto all = ui.checkbox("all", tn(app, "plan.all_sites", static_cast<std::int64_t>(choices.sites.size())), form.regions.empty());
    if (all && *all) app.change_plan([](PlanForm& changed) { changed.regions.clear(); });
    for (const std::string& region : regions) {
      const std::string label = t(app, "plan.region_sites", {region, count_text(app, choices.sites_in({region}))});
      if (ui.checkbox(ui::Key("region", region), label, form.regions.count(region) > 0))
        app.change_plan([&](PlanForm& changed) {
          if (!changed.regions.erase(region)) changed.regions.insert(region);
        });
    }
    ui.end_group();
    ui.space(ui::Space::small);
  } else {
    ui.text("all-sites", tn(app, "plan.all_sites", static_cast<std::int64_t>(choices.sites.size())));
  }
  draw_to_targets(ui, app, choices);
  if (form.to_targets) return;
  draw_text(ui, app, "per-site", &PlanForm::per_site, {.label = t(app, "plan.per_site"), .value = {}, .type = ui::FieldType::integer,
                                                       .hint = t(app, "plan.per_site_hint"),
                                                       .error = needed(app, "per_site", "plan.number_needed"), .max_length = 2, .required = true});
}

void draw_when(Ui& ui, App& app) {
  ui.heading("when", 2, t(app, "plan.when"));
  ui.begin_columns(2, 220);
  draw_text(ui, app, "from", &PlanForm::from, {.label = t(app, "plan.from"), .value = {}, .type = ui::FieldType::date,
                                               .error = needed(app, "from", "plan.date_needed"), .required = true});
  ui.next_column();
  draw_text(ui, app, "to", &PlanForm::to, {.label = t(app, "plan.to"), .value = {}, .type = ui::FieldType::date,
                                           .error = needed(app, "to", "plan.to_needed"), .required = true});
  ui.end_columns();
  draw_text(ui, app, "days", &PlanForm::days, {.label = t(app, "plan.days"), .value = {}, .type = ui::FieldType::integer, .hint = t(app, "plan.days_hint"),
                                               .error = needed(app, "days", "plan.number_needed"), .max_length = 2, .required = true});
}

// Of somebody who is chosen: what they can do and where they work, and what the plan asks for besides.
void draw_abilities(Ui& ui, App& app, const app::PlanChoices::Investigator& person) {
  const PlanForm& form = app.state().plan_form;
  if (form.people.count(person.id) == 0) return;
  std::string line = app::line_of_words(person.skills);
  if (!person.regions.empty()) line += (line.empty() ? "" : " · ") + app::line_of_words(person.regions);
  if (!line.empty()) ui.text(ui::Key("abilities", person.id), line, ui::TextStyle::small);
  const auto missing = app::missing_skills(person, form);
  if (!missing.empty())
    ui.text(ui::Key("lacks", person.id), t(app, "plan.person_lacks", {person.name, app::line_of_words(missing)}), ui::TextStyle::small, ui::Tone::warning);
}

void draw_who(Ui& ui, App& app, const app::PlanChoices& choices) {
  const PlanForm& form = app.state().plan_form;
  ui.heading("who", 2, t(app, "plan.who"));
  const std::vector<ui::Option> ways{{"open", t(app, "plan.by_claiming")}, {"people", t(app, "plan.by_turns")}};
  const auto chosen = ui.choice("way", {.label = t(app, "plan.how"), .options = &ways, .selected = form.open ? 0u : 1u});
  if (chosen) app.change_plan([&](PlanForm& changed) { changed.open = *chosen == 0; });
  ui.space(ui::Space::small);
  draw_text(ui, app, "skills", &PlanForm::skills, {.label = t(app, "plan.skills"), .value = {}, .hint = t(app, "plan.skills_hint"), .max_length = 400});
  ui.text("way-what", t(app, form.open ? "plan.by_claiming_what" : "plan.by_turns_what"), ui::TextStyle::small);
  if (form.open) return;
  ui.begin_group("people", ui::GroupRole::group, t(app, "plan.people"));
  const bool everybody = !choices.investigators.empty() && form.people.size() == choices.investigators.size();
  if (const auto all = ui.checkbox("everybody", tn(app, "plan.everybody", static_cast<std::int64_t>(choices.investigators.size())), everybody))
    app.change_plan([&](PlanForm& changed) {
      changed.people.clear();
      if (*all)
        for (const auto& person : choices.investigators) changed.people.insert(person.id);
    });
  for (const auto& person : choices.investigators) {
    if (ui.checkbox(ui::Key("person", person.id), person.name, form.people.count(person.id) > 0))
      app.change_plan([&](PlanForm& changed) {
        if (!changed.people.erase(person.id)) changed.people.insert(person.id);
      });
    draw_abilities(ui, app, person);
  }
  ui.end_group();
  if (form.missing.count("people")) ui.text("people-needed", t(app, "plan.people_needed"), ui::TextStyle::small, ui::Tone::bad);
}

void draw_terms(Ui& ui, App& app) {
  ui.heading("terms", 2, t(app, "plan.terms"));
  ui.begin_columns(2, 220);
  draw_text(ui, app, "fee", &PlanForm::fee, {.label = t(app, "plan.fee"), .value = {}, .type = ui::FieldType::decimal,
                                             .error = needed(app, "fee", "plan.amount_needed"), .unit = "€", .max_length = 9});
  ui.next_column();
  draw_text(ui, app, "expenses", &PlanForm::expenses, {.label = t(app, "plan.expenses_cap"), .value = {}, .type = ui::FieldType::decimal,
                                                       .error = needed(app, "expenses", "plan.amount_needed"), .unit = "€", .max_length = 9});
  ui.end_columns();
  draw_text(ui, app, "scenario-fr", &PlanForm::scenario_fr, {.label = t(app, "plan.scenario_fr"), .value = {}, .type = ui::FieldType::multiline,
                                                             .hint = t(app, "plan.scenario_hint"), .max_length = 4000});
  draw_text(ui, app, "scenario-en", &PlanForm::scenario_en, {.label = t(app, "plan.scenario_en"), .value = {}, .type = ui::FieldType::multiline, .max_length = 4000});
  draw_flag(ui, app, "live-score", &PlanForm::live_score, "plan.live_score");
  draw_flag(ui, app, "discreet", &PlanForm::discreet, "plan.discreet");
}

}  // namespace

void draw_plan_form(Ui& ui, App& app) {
  begin_screen(ui, app, {.title = std::string(t(app, "plan.bar_title")), .back_href = "#/plan", .back_label = std::string(t(app, "plan.title"))});
  ui.heading("title", 1, t(app, "plan.new_title"));
  if (is_ready(ui, app, app.state().plan_choices)) {
    app.begin_plan();
    const app::PlanChoices& choices = *app.state().plan_choices.value;
    if (choices.sites.empty() || choices.checklists.empty()) {
      ui.empty_state("nothing", ui::Icon::store, t(app, "plan.nothing_to_plan"), t(app, "plan.nothing_to_plan_what"));
    } else {
      draw_what(ui, app, choices);
      draw_where(ui, app, choices);
      ui.space(ui::Space::medium);
      draw_when(ui, app);
      ui.space(ui::Space::medium);
      draw_who(ui, app, choices);
      ui.space(ui::Space::large);
      draw_terms(ui, app);
      ui.space(ui::Space::large);
      draw_plan_preview(ui, app);
    }
  }
  end_screen(ui);
}

}  // namespace constat::screens
