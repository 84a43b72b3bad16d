#include "web/screens/second_look.hpp"

namespace constat::screens {

void draw_second_look_panel(Ui& ui, App& app, const app::VisitResult& result) {
  const State& state = app.state();
  if (!state.session || !state.session->decides() || !state.second_looks.all.value) return;
  ui.space(ui::Space::medium);
  ui.begin_group("second-look", ui::GroupRole::group, t(app, "looks.panel"));
  ui.begin_card(ui::Tone::accent);
  ui.heading("look-title", 2, t(app, "looks.panel"), 3);
  if (!state.second_looks.all.value->find(result.id)) {
    ui.text("closed", t(app, "looks.closed"));
    ui.link("open", t(app, "looks.see_decision"), app::result_hash(result.id), ui::Icon::check);
  } else {
    ui.text("what", t(app, "looks.panel_what"), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
    if (!state.sync.online) ui.text("offline", t(app, "quarantine.offline"), ui::TextStyle::secondary);
    if (ui.button("look", {.label = t(app, "looks.give"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::check, .enabled = state.sync.online}))
      app.looks().ask();
  }
  ui.end_card();
  ui.end_group();
}

void draw_second_look_dialog(Ui& ui, App& app, const app::VisitResult& result) {
  const State& state = app.state();
  const app::LookForm& form = state.second_looks.form;
  if (state.dialog != app::Dialog::second_look || form.visit != result.id) return;
  if (!ui.begin_dialog("second-look-dialog", t(app, "looks.dialog_title"))) return;
  ui.text("what", t(app, "looks.dialog_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  std::vector<ui::Option> options;
  std::vector<std::string> ids, labels;
  for (const ReviewStep step : app::kLookVerdicts) {
    ids.emplace_back(to_string(step));
    labels.push_back(app::coded(app.language(), "looks.verdict", to_string(step)));
  }
  for (std::size_t i = 0; i < ids.size(); ++i) options.push_back({.id = ids[i], .label = labels[i]});
  if (const auto chosen = ui.choice("verdict", {.label = t(app, "looks.verdict"), .options = &options, .selected = form.verdict, .draw_label = true,
                                                .segmented = false, .required = true}))
    app.looks().choose(*chosen);
  if (form.verdict_missing) ui.banner("verdict-missing", ui::Tone::bad, t(app, "looks.verdict_needed"));
  ui.space(ui::Space::medium);
  const auto text = ui.field("text", {.label = t(app, "looks.text"), .value = form.text, .type = ui::FieldType::multiline, .hint = t(app, "looks.text_hint"),
                                      .error = form.text_missing ? t(app, "reviewing.text_needed") : std::string_view(), .max_length = 1000});
  if (text.value) app.looks().type(*text.value);
  if (form.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, form.busy ? "reviewing.sending" : "looks.send"), .kind = ui::ButtonKind::primary,
                        .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.looks().send();
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

}  // namespace constat::screens
