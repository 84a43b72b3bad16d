// One person: who they are, what they may do, of which regions and sites, and what an investigator can do.
#include <algorithm>
#include <set>
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/open_sessions.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::PersonForm;

constexpr std::size_t kSitesOffered = 8;

std::string_view needed(const App& app, const char* field, const char* key) {
  return app.state().admin.person_form.missing.count(field) > 0 ? t(app, key) : std::string_view();
}

void draw_identity(Ui& ui, App& app, const PersonForm& form) {
  const auto name = ui.field("name", {.label = t(app, "admin.name"), .value = form.name, .error = needed(app, "name", "admin.name_needed"),
                                      .max_length = 80, .required = true});
  if (name.value) app.admin().change_person([&](PersonForm& changed) { changed.name = *name.value; });
  ui.space(ui::Space::small);
  const auto email = ui.field("email", {.label = t(app, "admin.email"), .value = form.email, .type = ui::FieldType::email,
                                        .hint = t(app, "admin.email_hint"), .error = needed(app, "email", "admin.email_needed"),
                                        .max_length = 200, .required = true});
  if (email.value) app.admin().change_person([&](PersonForm& changed) { changed.email = *email.value; });
  ui.space(ui::Space::medium);
  const std::vector<ui::Option> languages{{"fr", t(app, "app.language.fr")}, {"en", t(app, "app.language.en")}};
  const auto language = ui.choice("language", {.label = t(app, "admin.language"), .options = &languages, .selected = form.language == "en" ? 1u : 0u, .draw_label = true});
  if (language) app.admin().change_person([&](PersonForm& changed) { changed.language = *language == 1 ? "en" : "fr"; });
  ui.space(ui::Space::medium);
}

void draw_role(Ui& ui, App& app, const PersonForm& form) {
  std::vector<std::string> names;
  for (const char* role : kRoles) names.push_back(app::coded(app.language(), "app.role", role));
  std::vector<ui::Option> options;
  std::optional<std::size_t> selected;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (form.role == kRoles[i]) selected = i;
    options.push_back({kRoles[i], names[i]});
  }
  const auto role = ui.choice("role", {.label = t(app, "admin.role"), .options = &options, .selected = selected, .draw_label = true, .segmented = false, .required = true});
  if (role) app.admin().change_person([&](PersonForm& changed) { changed.role = kRoles[*role]; });
  ui.space(ui::Space::tight);
  ui.text("role-what", app::coded(app.language(), "admin.role_what", form.role), ui::TextStyle::small);
  ui.space(ui::Space::medium);
}

// The sites that are found are also what the regions are known from.
void find_sites(App& app) {
  const auto& found = app.state().admin.found_sites;
  if (!found.value && !found.loading && !found.failure) app.admin().search_form_sites();
}

// Where an investigator works, or what a manager sees; none ticked: everywhere.
void draw_regions_of(Ui& ui, App& app, const PersonForm& form) {
  const bool limits = form.role == "manager";
  ui.heading("regions-title", 2, t(app, limits ? "admin.person_limits" : "admin.person_regions"));
  ui.text("regions-what", t(app, limits ? "admin.person_limits_what" : "admin.person_regions_what"), ui::TextStyle::secondary);
  find_sites(app);
  std::set<std::string, std::less<>> regions = form.regions;  // those that no site has any more can still be taken away
  const auto& found = app.state().admin.found_sites;
  if (found.value)
    for (const std::string& region : found.value->regions) regions.insert(region);
  if (found.value && regions.empty()) ui.text("no-regions", t(app, "admin.no_regions"), ui::TextStyle::small);
  // Below, the sites of a manager say it themselves.
  if (found.failure && !limits) ui.text("regions-failure", app::reason(app.language(), *found.failure), ui::TextStyle::small, ui::Tone::warning);
  ui.begin_group("regions", ui::GroupRole::group, t(app, "admin.region"));
  for (const std::string& region : regions)
    if (ui.checkbox(ui::Key("region", region), region, form.regions.count(region) > 0))
      app.admin().change_person([&](PersonForm& changed) {
        if (!changed.regions.erase(region)) changed.regions.insert(region);
      });
  ui.end_group();
  if (limits && form.regions.empty() && form.sites.empty()) ui.text("sees-all", t(app, "admin.sees_all"), ui::TextStyle::strong);
  ui.space(ui::Space::medium);
}

void draw_skills_of(Ui& ui, App& app, const PersonForm& form) {
  const auto skills = ui.field("skills", {.label = t(app, "admin.skills"), .value = form.skills, .hint = t(app, "admin.skills_hint"), .max_length = 400});
  if (skills.value) app.admin().change_person([&](PersonForm& changed) { changed.skills = *skills.value; });
  ui.space(ui::Space::medium);
}

void draw_sites_of(Ui& ui, App& app, const PersonForm& form) {
  ui.heading("sites-title", 2, t(app, form.role == "manager" ? "admin.limit_sites" : "admin.person_sites"));
  if (form.sites.empty()) ui.text("no-sites", t(app, form.role == "manager" ? "admin.limit_sites_what" : "admin.person_sites_what"), ui::TextStyle::secondary);
  std::optional<std::string> gone;
  for (const app::SiteDoc& site : form.sites) {
    ui.push_key(ui::Key("site", site.id));
    ui.begin_row();
    ui.text("name", site.name + (site.city.empty() ? "" : " · " + site.city));
    if (ui.button("take", {.label = t(app, "admin.take_site", {site.name}), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::close, .icon_only = true})) gone = site.id;
    ui.end_row();
    ui.pop_key();
  }
  ui.space(ui::Space::small);
  const auto search = ui.field("site-search", {.label = t(app, "admin.site_search"), .value = form.site_text, .type = ui::FieldType::search,
                                               .error = needed(app, "sites", "admin.sites_needed"), .max_length = 80});
  if (search.value) app.admin().change_person([&](PersonForm& changed) { changed.site_text = *search.value; });
  if (search.committed) app.admin().search_form_sites();
  find_sites(app);
  if (!is_ready(ui, app, app.state().admin.found_sites)) return;
  std::size_t offered = 0;
  std::optional<app::SiteDoc> added;
  ui.space(ui::Space::small);
  for (const app::SiteDetails& found : app.state().admin.found_sites.value->sites) {
    const bool has = std::any_of(form.sites.begin(), form.sites.end(), [&](const app::SiteDoc& site) { return site.id == found.site.id; });
    if (has || offered++ >= kSitesOffered) continue;
    const std::string line = site_line(found.site);
    if (ui.row(ui::Key("offer", found.site.id), {.title = found.site.name, .subtitle = line, .icon = ui::Icon::add})) added = found.site;
  }
  if (offered == 0) ui.text("none-found", t(app, "admin.no_site_found"), ui::TextStyle::secondary);
  if (app.state().admin.found_sites.value->count > static_cast<std::int64_t>(kSitesOffered)) ui.text("more-sites", t(app, "admin.more_sites"), ui::TextStyle::small);
  ui.space(ui::Space::medium);
  if (added) app.admin().change_person([&](PersonForm& changed) { changed.sites.push_back(*added); });
  if (gone)
    app.admin().change_person([&](PersonForm& changed) {
      changed.sites.erase(std::remove_if(changed.sites.begin(), changed.sites.end(), [&](const app::SiteDoc& site) { return site.id == *gone; }), changed.sites.end());
    });
}

void draw_form(Ui& ui, App& app) {
  const PersonForm& form = app.state().admin.person_form;
  draw_identity(ui, app, form);
  draw_role(ui, app, form);
  if (form.role == "manager" || form.role == "investigator") draw_regions_of(ui, app, form);
  if (form.role == "investigator") draw_skills_of(ui, app, form);
  if (form.role == "manager" || form.role == "site_manager") draw_sites_of(ui, app, form);
  draw_refusal(ui, app, form.refusal);
  ui.space(ui::Space::small);
  const bool is_new = form.id.empty();
  if (ui.button("save", {.label = t(app, form.busy ? "admin.saving" : is_new ? "admin.add_person" : "admin.save"), .kind = ui::ButtonKind::primary,
                         .enabled = !form.busy && app.state().sync.online, .full_width = true}))
    app.admin().save_person();
}

}  // namespace

void draw_person(Ui& ui, App& app) {
  const State& state = app.state();
  const bool is_new = state.route.id.empty();
  begin_screen(ui, app, {.title = std::string(t(app, is_new ? "admin.new_person" : "admin.person")), .back_href = "#/people", .back_label = std::string(t(app, "admin.people"))});
  if (is_new) {
    ui.heading("title", 1, t(app, "admin.new_person"));
    ui.text("what", t(app, "admin.new_person_what"), ui::TextStyle::secondary);
    ui.space(ui::Space::medium);
    app.admin().begin_person();
    draw_form(ui, app);
  } else if (is_ready(ui, app, state.admin.person)) {
    const app::PersonDoc& doc = *state.admin.person.value;
    ui.heading("title", 1, doc.person.name);
    ui.badge("status", app::coded(app.language(), "admin.status", doc.person.status), tone_of_person(doc.person.status));
    ui.space(ui::Space::medium);
    draw_freshness(ui, app, state.admin.person);
    app.admin().begin_person();
    if (state.admin.person_form.saved && !state.admin.access.made) {
      ui.banner("saved", ui::Tone::good, t(app, doc.person.status == "no_access" ? "admin.saved_now_link" : "admin.saved"));
      ui.space(ui::Space::medium);
    }
    draw_person_access(ui, app, doc);
    ui.space(ui::Space::large);
    ui.heading("details", 2, t(app, "admin.details"));
    draw_form(ui, app);
    ui.space(ui::Space::large);
    draw_person_tokens(ui, app, doc);
    ui.space(ui::Space::large);
    draw_open_sessions(ui, app, "admin.no_sessions", "admin.end_sessions");
    ui.space(ui::Space::large);
    draw_person_data(ui, app, doc);
  }
  end_screen(ui);
  draw_deactivate_dialog(ui, app);
  draw_erase_dialog(ui, app);
}

}  // namespace constat::screens
