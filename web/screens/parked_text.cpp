// A text that a phone could not deliver as a visit: who sent it, why it was refused, the text itself, and the decision.
#include <string>
#include <vector>

#include "web/screens/decision.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kShown = 4000;  // bytes; the whole of it is there to download

std::string beginning(const std::string& text) {
  if (text.size() <= kShown) return text;
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void draw_text(Ui& ui, App& app, const app::ParkedText& parked) {
  const State& state = app.state();
  ui.heading("title", 1, t(app, "quarantine.text_title", {parked.sender}));
  ui.banner("problem", ui::Tone::warning, t(app, "quarantine.text_problem", {app::refusal(app.language(), parked.problem)}));
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.fact("received", t(app, "quarantine.received_at"), app::moment(app.language(), parked.received_at, state.zone));
  ui.fact("size", t(app, "quarantine.size"), app::bytes(app.language(), parked.bytes));
  ui.fact("visit", t(app, "quarantine.visit_id"), parked.visit);
  ui.fact("note", t(app, "quarantine.note"), parked.note.empty() ? std::string(t(app, "quarantine.no_note")) : parked.note);
  ui.end_card();
  ui.space(ui::Space::medium);
  draw_decision_buttons(ui, app, Decides::text, parked.sha256);
  ui.space(ui::Space::small);
  ui.link("download", t(app, "quarantine.download"), "/api/v1/parked/" + parked.sha256, ui::Icon::download);
  ui.space(ui::Space::large);
  ui.heading("body-title", 2, t(app, "quarantine.text_body"));
  if (is_ready(ui, app, state.parked_body)) {
    ui.begin_card();
    ui.text("body", beginning(*state.parked_body.value), ui::TextStyle::small);
    ui.end_card();
  }
}

}  // namespace

void draw_parked_text(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "quarantine.bar_title")), .back_href = "#/quarantine",
                         .back_label = std::string(t(app, "quarantine.title"))});
  bool found = false;
  if (is_ready(ui, app, state.quarantine)) {
    const app::ParkedText* parked = state.quarantine.value->text(state.route.id);
    found = parked != nullptr;
    if (parked) draw_text(ui, app, *parked);
    else if (ui.empty_state("gone", ui::Icon::inbox, t(app, "quarantine.gone"), t(app, "quarantine.gone_text_what"), t(app, "quarantine.back")))
      app.go({.page = app::Page::quarantine}, true);
  }
  end_screen(ui);
  if (found) draw_decision_dialog(ui, app, Decides::text);
}

}  // namespace constat::screens
