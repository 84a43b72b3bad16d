// A new API token for a person: what it is for, for how long, what it may do; then the token itself, this once.
#include "web/app/format.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/tokens.hpp"

namespace constat::screens {
namespace {

std::string_view needed(const App& app, const char* field, const char* key) {
  return app.state().admin.tokens.form.missing.count(field) > 0 ? t(app, key) : std::string_view();
}

void draw_made(Ui& ui, App& app, const app::TokenForm& form) {
  ui.begin_card(ui::Tone::accent);
  ui.heading("made", 2, t(app, "tokens.made"));
  ui.text("made-what", t(app, "tokens.made_what"));
  ui.space(ui::Space::small);
  // Native text: selected and copied by hand where the browser keeps its clipboard closed.
  ui.field("token", {.label = t(app, "tokens.token"), .value = form.made, .type = ui::FieldType::multiline});
  ui.space(ui::Space::small);
  if (ui.button("copy", {.label = t(app, form.copied ? "admin.copied" : "tokens.copy"), .kind = ui::ButtonKind::primary,
                         .icon = form.copied ? ui::Icon::check : ui::Icon::none, .full_width = true}))
    app.tokens().copy();
  if (form.copy_failed) ui.text("copy-failed", t(app, "tokens.copy_failed"), ui::TextStyle::small, ui::Tone::warning);
  ui.end_card();
  ui.space(ui::Space::medium);
  ui.text("how", t(app, "tokens.how"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.link("list", t(app, "tokens.of_person"), app::tokens_hash(form.person), ui::Icon::list);
}

void draw_form(Ui& ui, App& app, const app::TokenForm& form, const app::TokenPage& page) {
  const auto name = ui.field("name", {.label = t(app, "tokens.name"), .value = form.name, .hint = t(app, "tokens.name_hint"),
                                      .error = needed(app, "name", "tokens.name_needed"), .max_length = 80, .required = true});
  if (name.value) app.tokens().change(*name.value, form.days);
  ui.space(ui::Space::small);
  const std::string days_needed = form.missing.count("days") > 0 ? t(app, "tokens.days_needed", {std::to_string(page.most_days)}) : std::string();
  const auto days = ui.field("days", {.label = t(app, "tokens.days"), .value = form.days, .type = ui::FieldType::integer, .error = days_needed, .max_length = 3, .required = true});
  if (days.value) app.tokens().change(form.name, *days.value);
  ui.space(ui::Space::medium);
  ui.heading("scopes-title", 2, t(app, "tokens.scopes"));
  ui.text("scopes-what", t(app, "tokens.scopes_what"), ui::TextStyle::secondary);
  if (const auto missing = needed(app, "scopes", "tokens.scopes_needed"); !missing.empty()) ui.text("scopes-missing", missing, ui::TextStyle::small, ui::Tone::bad);
  ui.begin_group("scopes", ui::GroupRole::group, t(app, "tokens.scopes"));
  std::string pressed;
  for (const std::string& scope : page.scopes)
    if (ui.checkbox(ui::Key("scope", scope), t(app, "tokens.scope_line", {app::coded(app.language(), "tokens.scope", scope), scope}), form.scopes.count(scope) > 0)) pressed = scope;
  ui.end_group();
  ui.space(ui::Space::medium);
  draw_refusal(ui, app, form.refusal);
  if (ui.button("make", {.label = t(app, form.busy ? "admin.saving" : "tokens.make"), .kind = ui::ButtonKind::primary,
                         .enabled = !form.busy && app.state().sync.online, .full_width = true}))
    app.tokens().make();
  if (!pressed.empty()) app.tokens().toggle(pressed);
}

}  // namespace

void draw_token_form(Ui& ui, App& app) {
  const State& state = app.state();
  const app::TokensState& tokens = state.admin.tokens;
  begin_screen(ui, app, {.title = std::string(t(app, "tokens.new")), .back_href = state.route.person.empty() ? "#/people" : app::person_hash(state.route.person),
                         .back_label = std::string(t(app, "admin.person"))});
  ui.heading("title", 1, t(app, "tokens.new"));
  if (state.route.person.empty()) {
    ui.empty_state("nobody", ui::Icon::person, t(app, "tokens.nobody"), t(app, "tokens.empty_what"));
    ui.link("people", t(app, "admin.people"), "#/people", ui::Icon::person);
  } else if (!tokens.form.made.empty()) {
    draw_made(ui, app, tokens.form);
  } else {
    // Whoever comes from the person's page reads the name; an address that was opened by itself has the id alone.
    const auto& person = state.admin.person.value;
    const std::string& whose = person && person->person.id == state.route.person ? person->person.name : state.route.person;
    ui.text("what", t(app, "tokens.new_what", {whose}), ui::TextStyle::secondary);
    ui.space(ui::Space::medium);
    if (is_ready(ui, app, tokens.all)) {
      app.tokens().begin_form();
      draw_form(ui, app, tokens.form, *tokens.all.value);
    }
  }
  end_screen(ui);
}

}  // namespace constat::screens
