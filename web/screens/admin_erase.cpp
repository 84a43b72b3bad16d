// What is held of a person: taken out as one file, or erased after a dialog that says what goes and what stays.
#include "web/app/format.hpp"
#include "web/screens/admin.hpp"

namespace constat::screens {

void draw_person_data(Ui& ui, App& app, const app::PersonDoc& doc) {
  const State& state = app.state();
  ui.heading("data", 2, t(app, "admin.data"));
  ui.text("data-what", t(app, "admin.data_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.link("data-export", t(app, "admin.data_export"), "/api/v1/people/" + app::encoded_part(doc.person.id) + "/export", ui::Icon::download);
  // Nobody erases themselves: the server would refuse.
  if (state.session && state.session->user_id == doc.person.id) return;
  ui.space(ui::Space::small);
  if (ui.button("erase", {.label = t(app, "admin.erase"), .kind = ui::ButtonKind::danger, .enabled = !state.admin.erasure.busy && state.sync.online}))
    app.admin().ask_erase();
}

void draw_erase_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::erase_person || !state.admin.person.value) return;
  const app::PersonErasure& erasure = state.admin.erasure;
  if (!ui.begin_dialog("erase-dialog", t(app, "admin.erase_title", {state.admin.person.value->person.name}))) return;
  if (is_ready(ui, app, erasure.counts)) {
    const app::ErasureCounts& counts = *erasure.counts.value;
    ui.text("goes", t(app, "admin.erase_goes"));
    ui.space(ui::Space::small);
    ui.text("stays", t(app, "admin.erase_stays"));
    ui.space(ui::Space::small);
    ui.text("counts", t(app, "admin.erase_counts", {count_text(app, counts.visits), count_text(app, counts.photos), count_text(app, counts.events),
                                                    count_text(app, counts.missions), count_text(app, counts.sessions)}), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
    ui.text("final", t(app, "admin.erase_final"), ui::TextStyle::body, ui::Tone::warning);
    draw_refusal(ui, app, erasure.refusal);
    ui.space(ui::Space::medium);
    if (ui.button("yes", {.label = t(app, erasure.busy ? "admin.erasing" : "admin.erase"), .kind = ui::ButtonKind::danger,
                          .enabled = !erasure.busy && state.sync.online, .full_width = true}))
      app.admin().erase_person();
    ui.space(ui::Space::small);
  }
  const bool no = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !erasure.busy) app.close_dialog();
}

void draw_erased(Ui& ui, App& app) {
  const app::PersonErasure& erasure = app.state().admin.erasure;
  if (erasure.pseudonym.empty()) return;
  ui.banner("erased", erasure.scrubbed ? ui::Tone::good : ui::Tone::warning, t(app, erasure.scrubbed ? "admin.erased" : "admin.erased_unfinished", {erasure.pseudonym}));
  ui.space(ui::Space::medium);
}

}  // namespace constat::screens
