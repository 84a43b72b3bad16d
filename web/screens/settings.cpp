#include <algorithm>
#include <vector>

#include "web/screens/common.hpp"
#include "web/screens/install_hint.hpp"
#include "web/screens/open_sessions.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_appearance(Ui& ui, App& app) {
  const State& state = app.state();
  const std::vector<ui::Option> languages{{"fr", t(app, "app.language.fr")}, {"en", t(app, "app.language.en")}};
  const auto language = ui.choice("language", {.label = t(app, "settings.language"), .options = &languages,
                                               .selected = app.language() == Language::french ? 0u : 1u, .draw_label = true});
  ui.space(ui::Space::medium);
  const std::vector<ui::Option> themes{{"auto", t(app, "settings.theme_auto")}, {"light", t(app, "settings.theme_light"), ui::Tone::neutral, ui::Icon::light_mode},
                                       {"dark", t(app, "settings.theme_dark"), ui::Tone::neutral, ui::Icon::dark_mode}};
  const auto theme = ui.choice("theme", {.label = t(app, "settings.theme"), .options = &themes,
                                         .selected = static_cast<std::size_t>(state.theme), .draw_label = true});
  if (language) app.set_language(*language == 0 ? Language::french : Language::english);
  if (theme) app.set_theme(static_cast<app::Theme>(*theme));
}

void draw_phone(Ui& ui, App& app) {
  const State& state = app.state();
  ui.heading("phone-title", 2, t(app, "settings.phone"));
  ui.begin_card();
  ui.fact("network", t(app, "settings.network"), t(app, state.sync.online ? "settings.online" : "app.offline"));
  ui.fact("unsent", t(app, "settings.unsent"),
          state.sync.unsent == 0 ? std::string(t(app, "settings.unsent_none")) : tn(app, "settings.unsent_count", state.sync.unsent));
  ui.fact("persisted", t(app, "settings.storage"), t(app, state.storage.persisted ? "settings.persisted" : "settings.not_persisted"));
  if (state.storage.usage) ui.fact("usage", t(app, "settings.usage"), app::bytes(app.language(), *state.storage.usage));
  if (!state.sync.last_error.empty())
    ui.fact("last-error", t(app, "settings.last_error"), app::reason(app.language(), {state.sync.last_error, {}, {}}));
  ui.end_card();
  if (!state.storage.persisted) ui.text("persist-what", t(app, "settings.not_persisted_what"), ui::TextStyle::small);
  ui.space(ui::Space::small);
  if (state.session) ui.row("storage", {.title = t(app, "storage.title"), .subtitle = t(app, "storage.settings_row"), .icon = ui::Icon::phone, .href = "#/storage"});
  ui.begin_row();
  if (ui.button("sync", {.label = t(app, state.sync.busy ? "settings.syncing" : "settings.sync"), .icon = ui::Icon::sync,
                         .enabled = state.sync.online && !state.sync.busy && state.session.has_value()}))
    app.sync_now();
  ui.end_row();
}

void draw_account(Ui& ui, App& app) {
  const State& state = app.state();
  if (!state.session) {
    ui.link("sign-in", t(app, "sign_in.title"), "#/sign-in", ui::Icon::person);
    return;
  }
  ui.heading("account-title", 2, t(app, "settings.account"));
  ui.begin_card();
  ui.fact("name", t(app, "settings.name"), state.session->name);
  ui.fact("email", t(app, "settings.email"), state.session->email);
  ui.fact("role", t(app, "settings.role"), app::coded(app.language(), "app.role", state.session->role));
  if (!state.session->organisation.empty()) ui.fact("organisation", t(app, "settings.organisation"), state.session->organisation);
  ui.end_card();
  ui.space(ui::Space::small);
  if (state.session->administers()) {
    ui.row("people", {.title = t(app, "admin.people"), .subtitle = t(app, "admin.people_row"), .icon = ui::Icon::person, .href = "#/people"});
    ui.row("sites", {.title = t(app, "admin.sites"), .subtitle = t(app, "admin.sites_row"), .icon = ui::Icon::store, .href = "#/sites"});
    ui.row("programmes", {.title = t(app, "admin.programmes"), .subtitle = t(app, "admin.programmes_row"), .icon = ui::Icon::missions, .href = "#/programmes"});
  }
  if (state.session->decides())
    ui.row("checklists", {.title = t(app, "admin.checklists"), .subtitle = t(app, "admin.checklists_row"), .icon = ui::Icon::list, .href = "#/checklists"});
  if (state.session->administers())
    ui.row("audit", {.title = t(app, "audit.title"), .subtitle = t(app, "audit.settings_row"), .icon = ui::Icon::shield, .href = "#/audit"});
  ui.link("password", t(app, "settings.password"), "#/password", ui::Icon::shield);
  if (ui.button("sign-out", {.label = t(app, "settings.sign_out"), .icon = ui::Icon::logout})) app.open_dialog(app::Dialog::sign_out);
}

void draw_sign_out_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::sign_out) return;
  const bool unsent = state.sync.unsent > 0 || (state.action_failure && state.action_failure->code == "unsent-visits");
  if (!ui.begin_dialog("sign-out-dialog", t(app, "settings.sign_out_title"))) return;
  ui.text("what", unsent ? tn(app, "settings.sign_out_unsent", std::max<std::int64_t>(1, state.sync.unsent))
                         : std::string(t(app, "settings.sign_out_what")));
  if (state.action_failure && state.action_failure->code != "unsent-visits")
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, unsent ? "settings.sign_out_anyway" : "settings.sign_out"),
                        .kind = unsent ? ui::ButtonKind::danger : ui::ButtonKind::primary,
                        .enabled = !state.action_busy, .full_width = true}))
    app.sign_out(unsent);
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

}  // namespace

void draw_settings(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "settings.title"));
  draw_appearance(ui, app);
  ui.space(ui::Space::large);
  draw_phone(ui, app);
  ui.space(ui::Space::medium);
  draw_install_hint(ui, app);
  ui.space(ui::Space::large);
  draw_account(ui, app);
  ui.space(ui::Space::large);
  if (state.session) {
    draw_open_sessions(ui, app, nullptr, "settings.sessions_end");
    ui.space(ui::Space::large);
  }
  ui.heading("about-title", 2, t(app, "settings.about"));
  ui.text("about", t(app, "settings.about_what"), ui::TextStyle::secondary);
  if (!state.meta.version.empty()) ui.text("version", t(app, "settings.version", {state.meta.version}), ui::TextStyle::secondary);
  end_screen(ui);
  draw_sign_out_dialog(ui, app);
}

}  // namespace constat::screens
