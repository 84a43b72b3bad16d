// What a programme decides, in one form: what it leaves open is the organisation's.
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/programmes.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::ProgrammeForm;

std::string_view needed(const App& app, const std::string& field, const char* key) {
  return app.state().admin.programmes.form.missing.count(field) > 0 ? t(app, key) : std::string_view();
}

void draw_text(Ui& ui, App& app, const char* id, std::string ProgrammeForm::* member, ui::FieldSpec spec) {
  spec.value = app.state().admin.programmes.form.*member;
  const std::string date = spec.type == ui::FieldType::date && !spec.value.empty() ? format_date(app.language(), spec.value) : std::string();
  spec.display = date;
  const auto event = ui.field(id, spec);
  if (event.value) app.admin().change_programme([&](ProgrammeForm& form) { form.*member = *event.value; });
  ui.space(ui::Space::small);
}

void draw_flag(Ui& ui, App& app, const char* id, bool ProgrammeForm::* member, const char* label) {
  if (const auto on = ui.checkbox(id, t(app, label), app.state().admin.programmes.form.*member))
    app.admin().change_programme([&](ProgrammeForm& form) { form.*member = *on; });
}

void draw_index(Ui& ui, App& app, const ProgrammeForm& form) {
  ui.heading("index-title", 2, t(app, "programmes.index"));
  ui.text("index-what", t(app, "programmes.index_what"), ui::TextStyle::small);
  draw_flag(ui, app, "own-index", &ProgrammeForm::own_index, "programmes.own_index");
  if (!form.own_index) return ui.space(ui::Space::medium);
  ui.begin_columns(3, 200);
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    if (i > 0) ui.next_column();
    const std::string id = "weight-" + std::to_string(i), label = app::kpi_name(app.language(), to_string(static_cast<IndexPart>(i)));
    const auto event = ui.field(ui::Key("weight", static_cast<std::int64_t>(i)), {.label = label, .value = form.weights[i], .type = ui::FieldType::integer,
                                                                                  .error = needed(app, id, "programmes.percent_needed"), .unit = "%", .max_length = 3});
    if (event.value) app.admin().change_programme([&](ProgrammeForm& changed) { changed.weights[i] = *event.value; });
    ui.space(ui::Space::small);
  }
  ui.end_columns();
  if (form.missing.count("weights")) ui.text("weights-sum", t(app, "programmes.weights_sum"), ui::TextStyle::small, ui::Tone::bad);
  ui.space(ui::Space::medium);
}

void draw_rules(Ui& ui, App& app, const ProgrammeForm& form, const app::ProgrammeDoc& doc) {
  ui.heading("visits-title", 2, t(app, "programmes.visits_rules"));
  const std::string organisation = t(app, "programmes.of_organisation", {t(app, doc.organisation_review ? "programmes.review_required" : "programmes.review_none")});
  const std::vector<ui::Option> reviews{{"", organisation}, {"required", t(app, "programmes.review_required")}, {"none", t(app, "programmes.review_none")}};
  std::size_t selected = 0;
  for (std::size_t i = 0; i < reviews.size(); ++i)
    if (reviews[i].id == form.review) selected = i;
  const auto review = ui.choice("review", {.label = t(app, "programmes.review"), .options = &reviews, .selected = selected, .draw_label = true, .segmented = false});
  if (review) app.admin().change_programme([&](ProgrammeForm& changed) { changed.review = std::string(reviews[*review].id); });
  ui.space(ui::Space::medium);
  draw_text(ui, app, "appeal-days", &ProgrammeForm::appeal_days, {.label = t(app, "programmes.appeal_days"), .value = {}, .type = ui::FieldType::integer, .hint = t(app, "programmes.appeal_hint"),
                                                                  .error = needed(app, "appeal_days", "programmes.appeal_needed"), .unit = t(app, "programmes.days_unit"), .max_length = 3, .required = true});
  draw_flag(ui, app, "own-retention", &ProgrammeForm::own_retention, "programmes.own_retention");
  if (form.own_retention)
    draw_text(ui, app, "months", &ProgrammeForm::months, {.label = t(app, "programmes.retention"), .value = {}, .type = ui::FieldType::integer, .hint = t(app, "programmes.months_hint"),
                                                          .error = needed(app, "months", "programmes.months_needed"), .unit = t(app, "programmes.months_unit"), .max_length = 3, .required = true});
  ui.space(ui::Space::medium);
  ui.heading("missions-title", 2, t(app, "programmes.missions_rules"));
  ui.text("missions-what", t(app, "programmes.missions_what"), ui::TextStyle::small);
  draw_flag(ui, app, "live-score", &ProgrammeForm::live_score, "plan.live_score");
  draw_flag(ui, app, "discreet", &ProgrammeForm::discreet, "plan.discreet");
  ui.space(ui::Space::medium);
}

void draw_employees(Ui& ui, App& app, const ProgrammeForm& form) {
  ui.heading("employees-title", 2, t(app, "programmes.employees"));
  ui.text("employees-what", t(app, "programmes.employees_what"), ui::TextStyle::small);
  draw_flag(ui, app, "employees-named", &ProgrammeForm::employees_named, "programmes.employees_named");
  if (form.employees_named || !form.informed_on.empty() || !form.informed_how.empty()) {
    draw_text(ui, app, "informed-on", &ProgrammeForm::informed_on, {.label = t(app, "programmes.informed_on"), .value = {}, .type = ui::FieldType::date,
                                                                    .error = needed(app, "informed_on", "programmes.informed_on_needed"), .required = form.employees_named});
    draw_text(ui, app, "informed-how", &ProgrammeForm::informed_how, {.label = t(app, "programmes.informed_how"), .value = {}, .type = ui::FieldType::multiline, .hint = t(app, "programmes.informed_how_hint"),
                                                                      .error = needed(app, "informed_how", "programmes.informed_how_needed"), .max_length = 400, .required = form.employees_named});
  }
  ui.space(ui::Space::medium);
}

}  // namespace

void draw_programme_form(Ui& ui, App& app) {
  const State& state = app.state();
  const bool is_new = state.route.id.empty();
  begin_screen(ui, app, {.title = std::string(t(app, "programmes.programme")), .back_href = is_new ? "#/programmes" : app::programme_hash(state.route.id),
                         .back_label = std::string(t(app, is_new ? "programmes.title" : "programmes.programme"))});
  ui.heading("title", 1, t(app, is_new ? "programmes.new" : "programmes.edit"));
  if (is_ready(ui, app, state.admin.programmes.programme)) {
    app.admin().begin_programme();
    const ProgrammeForm& form = state.admin.programmes.form;
    ui.space(ui::Space::small);
    draw_text(ui, app, "title-fr", &ProgrammeForm::title_fr, {.label = t(app, "programmes.title_fr"), .value = {}, .error = needed(app, "title", "programmes.title_needed"), .max_length = 90, .required = true});
    draw_text(ui, app, "title-en", &ProgrammeForm::title_en, {.label = t(app, "programmes.title_en"), .value = {}, .hint = t(app, "programmes.title_en_hint"), .max_length = 90});
    ui.space(ui::Space::small);
    draw_index(ui, app, form);
    draw_rules(ui, app, form, *state.admin.programmes.programme.value);
    draw_employees(ui, app, form);
    if (!form.missing.empty()) ui.banner("mend", ui::Tone::bad, tn(app, "programmes.to_mend", static_cast<std::int64_t>(form.missing.size())));
    draw_refusal(ui, app, form.refusal);
    if (ui.button("save", {.label = t(app, form.busy ? "admin.saving" : is_new ? "programmes.add" : "admin.save"), .kind = ui::ButtonKind::primary,
                           .enabled = !form.busy && state.sync.online, .full_width = true}))
      app.admin().save_programme();
  }
  end_screen(ui);
}

}  // namespace constat::screens
