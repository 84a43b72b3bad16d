// Somebody opened a link: whose it is, and the password that they choose.
#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_choosing(Ui& ui, App& app, const app::LinkOffer& offer) {
  const app::JoinForm& form = app.state().join;
  const bool invitation = offer.kind == "invitation";
  ui.heading("title", 1, invitation ? t(app, "admin.join.welcome", {offer.name}) : t(app, "admin.join.again", {offer.name}));
  ui.text("what", t(app, invitation ? "admin.join.what" : "admin.join.reset_what", {offer.organisation}));
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.fact("organisation", t(app, "settings.organisation"), offer.organisation);
  ui.fact("name", t(app, "settings.name"), offer.name);
  ui.fact("email", t(app, "settings.email"), offer.email);
  ui.end_card();
  ui.space(ui::Space::medium);
  if (app.state().session) {
    ui.banner("other", ui::Tone::warning, t(app, "admin.join.other", {app.state().session->name}));
    ui.space(ui::Space::medium);
  }
  if (form.failure) {
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
    ui.space(ui::Space::medium);
  }
  const std::string rule = t(app, "admin.join.rule", {std::to_string(offer.shortest_password)});
  const auto password = ui.field("password", {.label = t(app, "admin.join.password"),
                                              .value = form.password,
                                              .type = form.shown ? ui::FieldType::text : ui::FieldType::password,
                                              .hint = rule,
                                              .error = form.too_short ? std::string_view(rule) : std::string_view(),
                                              .autocomplete = "new-password",
                                              .max_length = 256,
                                              .required = true});
  if (password.value) app.admin().type_new_password(*password.value);
  if (const auto shown = ui.checkbox("shown", t(app, "admin.join.show"), form.shown)) app.admin().show_new_password(*shown);
  ui.space(ui::Space::large);
  if (ui.button("submit", {.label = t(app, form.busy ? "sign_in.busy" : invitation ? "admin.join.submit" : "admin.join.reset_submit"),
                           .kind = ui::ButtonKind::primary,
                           .enabled = !form.busy && app.state().sync.online,
                           .full_width = true}))
    app.admin().join();
}

bool is_over(const app::Failure& failure) {
  return failure.code == "link-used" || failure.code == "link-expired" || failure.code == "link-revoked" || failure.code == "link-unknown";
}

}  // namespace

void draw_join(Ui& ui, App& app) {
  const app::JoinForm& form = app.state().join;
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  if (form.offer.value) {
    draw_choosing(ui, app, *form.offer.value);
  } else if (form.offer.failure && is_over(*form.offer.failure)) {
    ui.space(ui::Space::section);
    const std::string title = app::coded(app.language(), "admin.join", form.offer.failure->code);
    if (ui.empty_state("over", ui::Icon::error, title, app::reason(app.language(), *form.offer.failure), t(app, "sign_in.title"))) app.go_home();
  } else {
    is_ready(ui, app, form.offer);
  }
  end_screen(ui);
}

}  // namespace constat::screens
