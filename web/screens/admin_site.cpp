// One site: what it is called, where it lies, by what it is found, and when it is open.
#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::SiteForm;

void draw_text(Ui& ui, App& app, const char* id, std::string SiteForm::* member, ui::FieldSpec spec) {
  spec.value = app.state().admin.site_form.*member;
  const auto event = ui.field(id, spec);
  if (event.value) app.admin().change_site([&](SiteForm& form) { form.*member = *event.value; });
  ui.space(ui::Space::small);
}

// A row a day; what Monday says is soon said of the other working days.
void draw_hours(Ui& ui, App& app) {
  const SiteForm& form = app.state().admin.site_form;
  ui.heading("hours-title", 2, t(app, "admin.hours"));
  ui.text("hours-what", t(app, "admin.hours_what"), ui::TextStyle::small);
  ui.space(ui::Space::small);
  ui.begin_group("hours", ui::GroupRole::group, t(app, "admin.hours"));
  for (std::size_t day = 0; day < form.hours.size(); ++day) {
    const bool wrong = form.missing.count("hours." + std::to_string(day)) > 0;
    const auto problem = wrong ? app::hours_problem(form.hours[day]) : std::nullopt;
    const std::string error = problem ? app::sentence(text(app.language(), "problem." + problem->code, problem->args)) : std::string();
    const auto event = ui.field(ui::Key("day", static_cast<std::int64_t>(day)), {.label = t(app, "admin.day." + std::to_string(day)), .value = form.hours[day],
                                                                                 .hint = day == 0 ? t(app, "admin.hours_hint") : std::string_view(),
                                                                                 .error = error, .max_length = 120});
    if (event.value) app.admin().change_site([&](SiteForm& changed) { changed.hours[day] = *event.value; });
    if (day == 0) {
      ui.space(ui::Space::tight);
      if (ui.button("copy", {.label = t(app, "admin.hours_copy"), .kind = ui::ButtonKind::quiet, .enabled = !form.hours[0].empty()}))
        app.admin().change_site([](SiteForm& changed) { app::copy_to_weekdays(changed.hours); });
    }
    ui.space(ui::Space::small);
  }
  ui.end_group();
}

void draw_form(Ui& ui, App& app) {
  const SiteForm& form = app.state().admin.site_form;
  const auto error = [&](const char* field, const char* key) { return form.missing.count(field) > 0 ? t(app, key) : std::string_view(); };
  draw_text(ui, app, "name", &SiteForm::name, {.label = t(app, "admin.name"), .value = {}, .error = error("name", "admin.name_needed"), .max_length = 120, .required = true});
  draw_text(ui, app, "city", &SiteForm::city, {.label = t(app, "admin.city"), .value = {}, .max_length = 120});
  draw_text(ui, app, "region", &SiteForm::region, {.label = t(app, "admin.region"), .value = {}, .hint = t(app, "admin.region_hint"), .max_length = 120});
  draw_text(ui, app, "address", &SiteForm::address, {.label = t(app, "admin.address"), .value = {}, .max_length = 180});
  draw_text(ui, app, "tags", &SiteForm::tags, {.label = t(app, "admin.tags"), .value = {}, .hint = t(app, "admin.tags_hint"), .max_length = 400});
  ui.begin_columns(2, 220);
  draw_text(ui, app, "latitude", &SiteForm::latitude, {.label = t(app, "admin.latitude"), .value = {}, .hint = t(app, "admin.latitude_hint"),
                                                       .error = error("latitude", "admin.latitude_needed"), .max_length = 20});
  ui.next_column();
  draw_text(ui, app, "longitude", &SiteForm::longitude, {.label = t(app, "admin.longitude"), .value = {}, .hint = t(app, "admin.longitude_hint"),
                                                         .error = error("longitude", "admin.longitude_needed"), .max_length = 20});
  ui.end_columns();
  ui.text("position-what", t(app, "admin.position_what"), ui::TextStyle::small);
  ui.space(ui::Space::large);
  draw_hours(ui, app);
  ui.space(ui::Space::medium);
  draw_refusal(ui, app, form.refusal);
  const bool is_new = form.id.empty();
  if (ui.button("save", {.label = t(app, form.busy ? "admin.saving" : is_new ? "admin.add_site" : "admin.save"), .kind = ui::ButtonKind::primary,
                         .enabled = !form.busy && app.state().sync.online, .full_width = true}))
    app.admin().save_site();
}

}  // namespace

void draw_site_form(Ui& ui, App& app) {
  const State& state = app.state();
  const bool is_new = state.route.id.empty();
  begin_screen(ui, app, {.title = std::string(t(app, is_new ? "admin.new_site" : "admin.site")), .back_href = "#/sites", .back_label = std::string(t(app, "admin.sites"))});
  if (is_new) {
    ui.heading("title", 1, t(app, "admin.new_site"));
    ui.space(ui::Space::small);
    app.admin().begin_site();
    draw_form(ui, app);
  } else if (is_ready(ui, app, state.admin.site)) {
    const app::SiteDetails& details = *state.admin.site.value;
    ui.heading("title", 1, details.site.name);
    ui.text("id", t(app, "admin.site_id", {details.site.id}), ui::TextStyle::secondary);
    ui.link("figures", t(app, "admin.site_figures"), app::site_hash(details.site.id, {}), ui::Icon::compare);
    ui.space(ui::Space::medium);
    draw_freshness(ui, app, state.admin.site);
    app.admin().begin_site();
    if (state.admin.site_form.saved) {
      ui.banner("saved", ui::Tone::good, t(app, "admin.site_saved"));
      ui.space(ui::Space::medium);
    }
    draw_form(ui, app);
  }
  end_screen(ui);
}

}  // namespace constat::screens
