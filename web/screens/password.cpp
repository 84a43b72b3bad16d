// Another password, by who knows the one of now.
#include "web/screens/planning.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {

void draw_password(Ui& ui, App& app) {
  const State& state = app.state();
  const app::PasswordForm& form = state.password;
  begin_screen(ui, app, {.title = std::string(t(app, "password.title")), .back_href = "#/settings", .back_label = std::string(t(app, "password.back"))});
  ui.heading("title", 1, t(app, "password.title"));
  ui.text("what", t(app, "password.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (form.done) {
    ui.banner("done", ui::Tone::good, t(app, "password.done"));
    ui.space(ui::Space::medium);
  }
  draw_refusal(ui, app, form.refusal);
  const ui::FieldType type = form.shown ? ui::FieldType::text : ui::FieldType::password;
  const auto old_password = ui.field("old", {.label = t(app, "password.old"), .value = form.old_password, .type = type,
                                             .error = form.old_missing ? t(app, "password.old_missing") : std::string_view(),
                                             .autocomplete = "current-password", .max_length = 256, .required = true});
  if (old_password.value) app.password().type_old(*old_password.value);
  const std::string rule = t(app, "password.rule", {std::to_string(app::kShortestPassword)});
  const auto new_password = ui.field("new", {.label = t(app, "password.new"), .value = form.new_password, .type = type, .hint = rule,
                                             .error = form.too_short ? std::string_view(rule) : std::string_view(),
                                             .autocomplete = "new-password", .max_length = 256, .required = true});
  if (new_password.value) app.password().type_new(*new_password.value);
  if (const auto shown = ui.checkbox("shown", t(app, "password.show"), form.shown)) app.password().show(*shown);
  ui.space(ui::Space::large);
  if (!state.sync.online) ui.text("offline", t(app, "quarantine.offline"), ui::TextStyle::secondary);
  if (ui.button("change", {.label = t(app, form.busy ? "reviewing.sending" : "password.change"), .kind = ui::ButtonKind::primary,
                           .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.password().change();
  end_screen(ui);
}

}  // namespace constat::screens
