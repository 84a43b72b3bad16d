// A new link to the report on screen: for how long, then the link itself, this once.
#include "web/app/format.hpp"
#include "web/screens/planning.hpp"
#include "web/screens/report_links.hpp"

namespace constat::screens {
namespace {

void draw_made(Ui& ui, App& app, const app::LinkForm& form) {
  ui.text("made-what", t(app, "links.made_what", {app::moment(app.language(), form.expires_at, app.state().zone)}));
  ui.space(ui::Space::small);
  // Native text: selected and copied by hand where the browser keeps its clipboard closed.
  ui.field("url", {.label = t(app, "links.link"), .value = form.url, .type = ui::FieldType::multiline});
  ui.space(ui::Space::small);
  if (ui.button("copy", {.label = t(app, form.copied ? "links.copied" : "links.copy"), .kind = ui::ButtonKind::primary,
                         .icon = form.copied ? ui::Icon::check : ui::Icon::none, .full_width = true}))
    app.report_links().copy();
  if (form.copy_failed) ui.text("copy-failed", t(app, "links.copy_failed"), ui::TextStyle::small, ui::Tone::warning);
  ui.space(ui::Space::small);
  ui.link("list", t(app, "links.list"), "#/links", ui::Icon::list);
}

void draw_days(Ui& ui, App& app, const app::LinkForm& form) {
  ui.text("what", t(app, "links.make_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  const std::string wrong = form.days_wrong ? t(app, "links.days_needed", {std::to_string(app::kMostLinkDays)}) : std::string();
  const auto days = ui.field("days", {.label = t(app, "links.days"), .value = form.days, .type = ui::FieldType::integer, .error = wrong, .max_length = 2, .required = true});
  if (days.value) app.report_links().type_days(*days.value);
  draw_refusal(ui, app, form.refusal);
  ui.space(ui::Space::medium);
}

}  // namespace

void draw_link_button(Ui& ui, App& app, const char* kind, const std::string& id, const std::string& wave) {
  ui.begin_row();
  if (ui.button("make-link", {.label = t(app, "links.make"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::send})) app.report_links().ask(kind, id, wave);
  ui.link("links", t(app, "links.list"), "#/links", ui::Icon::list);
  ui.end_row();
}

void draw_link_dialog(Ui& ui, App& app) {
  if (app.state().dialog != app::Dialog::make_link) return;
  const app::LinkForm& form = app.report_links().state().form;
  const bool made = !form.url.empty();
  if (!ui.begin_dialog("link-dialog", t(app, made ? "links.made" : "links.make"))) return;
  bool make = false;
  if (made) {
    draw_made(ui, app, form);
  } else {
    draw_days(ui, app, form);
    make = ui.button("make", {.label = t(app, form.busy ? "links.making" : "links.make"), .kind = ui::ButtonKind::primary,
                              .enabled = !form.busy && app.state().sync.online, .full_width = true});
  }
  ui.space(ui::Space::small);
  const bool no = ui.button("no", {.label = t(app, made ? "links.close" : "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !form.busy) app.close_dialog();
  if (make) app.report_links().make();
}

}  // namespace constat::screens
