#include "web/screens/install_hint.hpp"

namespace constat::screens {

void draw_install_hint(Ui& ui, App& app) {
  const app::InstallOffer& offer = app.state().install;
  if (!offer.stands()) return;
  const bool by_hand = offer.way == app::InstallOffer::Way::share;
  ui.begin_group("install", ui::GroupRole::region, t(app, "install.title"));
  ui.begin_card(ui::Tone::accent);
  ui.heading("title", 2, t(app, "install.title"), 3);
  ui.text("why", t(app, "install.why"));
  if (by_hand) {
    ui.space(ui::Space::small);
    ui.text("how", t(app, "install.by_hand"), ui::TextStyle::strong);
  }
  ui.space(ui::Space::small);
  ui.begin_row();
  if (!by_hand && ui.button("install", {.label = t(app, "install.do"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::download})) app.install();
  if (ui.button("refuse", {.label = t(app, "install.refuse"), .kind = ui::ButtonKind::quiet})) app.refuse_install();
  ui.end_row();
  ui.end_card();
  ui.end_group();
  ui.space(ui::Space::medium);
}

}  // namespace constat::screens
