#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_language(Ui& ui, App& app) {
  ui.begin_row();
  for (const Language language : {Language::french, Language::english}) {
    const bool current = app.language() == language;
    if (ui.button(ui::Key("language", code_of(language)),
                  {.label = t(app, language == Language::french ? "app.language.fr" : "app.language.en"),
                   .kind = ui::ButtonKind::quiet,
                   .icon = current ? ui::Icon::check : ui::Icon::none,
                   .pressed = current}))
      app.set_language(language);
  }
  ui.end_row();
}

void draw_accounts(Ui& ui, App& app) {
  const app::Meta& meta = app.state().meta;
  if (meta.accounts.empty()) return;
  ui.space(ui::Space::large);
  ui.heading("demo-title", 2, t(app, "sign_in.demo_title"));
  ui.text("demo-what", t(app, "sign_in.demo_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  for (const app::DemoAccount& account : meta.accounts) {
    const std::string role = app::coded(app.language(), "app.role", account.role);
    if (ui.row(ui::Key("account", account.email),
               {.title = account.name.empty() ? std::string_view(role) : std::string_view(account.name),
                .subtitle = account.name.empty() ? std::string_view(account.email) : std::string_view(role),
                .icon = ui::Icon::person}))
      app.sign_in_as(account);
  }
}

}  // namespace

void draw_sign_in(Ui& ui, App& app) {
  const State& state = app.state();
  const app::SignInForm& form = state.sign_in;
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "sign_in.title"));
  ui.text("purpose", t(app, "sign_in.purpose"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (state.account_erased) {
    const std::int64_t unsent = *state.account_erased;
    ui.banner("erased", ui::Tone::warning, unsent == 0 ? std::string(t(app, "sign_in.account_erased")) : t(app, "sign_in.account_erased_unsent", {std::to_string(unsent)}));
    ui.space(ui::Space::medium);
  }
  if (state.session_lost) {
    ui.banner("lost", ui::Tone::warning, t(app, "sign_in.session_lost"));
    ui.space(ui::Space::medium);
  }
  if (!state.sync.online) {
    ui.banner("offline", ui::Tone::warning, t(app, "sign_in.offline"));
    ui.space(ui::Space::medium);
  }
  if (form.failure) {
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
    ui.space(ui::Space::medium);
  }
  const std::string_view needed = t(app, "sign_in.needed");
  const auto email = ui.field("email", {.label = t(app, "sign_in.email"),
                                        .value = form.email,
                                        .type = ui::FieldType::email,
                                        .error = form.missing == "email" ? needed : std::string_view(),
                                        .autocomplete = "username",
                                        .required = true});
  if (email.value) app.type_email(*email.value);
  ui.space(ui::Space::medium);
  const auto password = ui.field("password", {.label = t(app, "sign_in.password"),
                                              .value = form.password,
                                              .type = ui::FieldType::password,
                                              .error = form.missing == "password" ? needed : std::string_view(),
                                              .autocomplete = "current-password",
                                              .required = true});
  if (password.value) app.type_password(*password.value);
  ui.space(ui::Space::large);
  if (ui.button("submit", {.label = t(app, form.busy ? "sign_in.busy" : "sign_in.submit"),
                           .kind = ui::ButtonKind::primary,
                           .enabled = !form.busy,
                           .full_width = true}))
    app.sign_in();
  ui.space(ui::Space::medium);
  draw_language(ui, app);
  draw_accounts(ui, app);
  end_screen(ui);
}

}  // namespace constat::screens
