#include "web/screens/rescue.hpp"

namespace constat::screens {
namespace {

struct StrengthWords {
  const char* key;
  ui::Tone tone;
};

StrengthWords words_of(app::Strength strength) {
  switch (strength) {
    case app::Strength::too_short: return {"storage.strength_short", ui::Tone::warning};
    case app::Strength::weak: return {"storage.strength_weak", ui::Tone::warning};
    case app::Strength::fair: return {"storage.strength_fair", ui::Tone::good};
    case app::Strength::strong: break;
  }
  return {"storage.strength_strong", ui::Tone::good};
}

void draw_save(Ui& ui, App& app) {
  const app::RescueForm& form = app.state().rescue;
  if (form.saved) {
    const app::RescueSaved& saved = *form.saved;
    ui.banner("saved", ui::Tone::good,
              tn(app, "storage.rescue_done", saved.visits, {saved.name, app::bytes(app.language(), saved.bytes)}));
    if (saved.missing > 0) ui.banner("saved-missing", ui::Tone::warning, tn(app, "storage.rescue_missing", saved.missing));
    ui.space(ui::Space::small);
  }
  if (!form.open) {
    if (ui.button("open-rescue", {.label = t(app, "storage.rescue_make"), .icon = ui::Icon::download})) app.open_rescue(true);
    return;
  }
  ui.begin_card();
  ui.text("passphrase-what", t(app, "storage.passphrase_what"));
  ui.space(ui::Space::small);
  const auto first = ui.field("passphrase", {.label = t(app, "storage.passphrase"), .value = form.passphrase,
                                             .type = ui::FieldType::password,
                                             .hint = t(app, "storage.passphrase_hint"),
                                             .error = form.wrong == "short" ? t(app, "storage.passphrase_short") : std::string_view(),
                                             .autocomplete = "new-password", .required = true});
  if (first.value) app.type_passphrase(*first.value);
  if (!form.passphrase.empty()) {
    const StrengthWords strength = words_of(app::strength_of(form.passphrase));
    ui.badge("strength", t(app, strength.key), strength.tone, strength.tone == ui::Tone::good ? ui::Icon::check : ui::Icon::warning);
  }
  ui.space(ui::Space::small);
  const auto second = ui.field("again", {.label = t(app, "storage.passphrase_again"), .value = form.again,
                                         .type = ui::FieldType::password,
                                         .error = form.wrong == "differs" ? t(app, "storage.passphrase_differs") : std::string_view(),
                                         .autocomplete = "new-password", .required = true});
  if (second.value) app.type_passphrase_again(*second.value);
  ui.space(ui::Space::small);
  if (const auto all = ui.checkbox("all", t(app, "storage.rescue_all"), form.all)) app.rescue_everything(*all);
  if (form.failure) ui.banner("rescue-failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  ui.space(ui::Space::small);
  if (ui.button("save-rescue", {.label = t(app, form.busy ? "storage.rescue_busy" : "storage.rescue_save"),
                                .kind = ui::ButtonKind::primary, .icon = ui::Icon::download, .enabled = !form.busy, .full_width = true}))
    app.save_rescue();
  ui.space(ui::Space::small);
  if (ui.button("close-rescue", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .enabled = !form.busy, .full_width = true}))
    app.open_rescue(false);
  ui.end_card();
}

void draw_read(Ui& ui, App& app) {
  const app::RescueReadForm& form = app.state().rescue_read;
  if (form.read) {
    const app::RescueRead& read = *form.read;
    if (read.visits + read.known > 0 || read.unreadable == 0)
      ui.banner("read", ui::Tone::good,
                tn(app, read.known > 0 ? "storage.rescue_read_done" : "storage.rescue_added", read.visits, {std::to_string(read.known)}));
    if (read.unreadable > 0) {
      ui.space(ui::Space::small);
      ui.banner("unreadable", ui::Tone::warning, tn(app, "storage.rescue_unreadable", read.unreadable));
    }
    ui.space(ui::Space::small);
  }
  if (!form.open) {
    if (ui.button("open-read", {.label = t(app, "storage.rescue_read"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::phone}))
      app.open_rescue_read(true);
    return;
  }
  ui.begin_card();
  ui.text("read-what", t(app, "storage.rescue_read_what"));
  ui.space(ui::Space::small);
  const auto typed = ui.field("read-passphrase", {.label = t(app, "storage.passphrase_of_copy"), .value = form.passphrase,
                                                  .type = ui::FieldType::password,
                                                  .error = form.missing ? t(app, "sign_in.needed") : std::string_view(),
                                                  .autocomplete = "off", .required = true});
  if (typed.value) app.type_read_passphrase(*typed.value);
  if (form.failure) ui.banner("read-failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  ui.space(ui::Space::small);
  if (ui.button("read-rescue", {.label = t(app, form.busy ? "storage.rescue_read_busy" : "storage.rescue_choose"),
                                .kind = ui::ButtonKind::primary, .enabled = !form.busy, .full_width = true}))
    app.read_rescue();
  ui.space(ui::Space::small);
  if (ui.button("close-read", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .enabled = !form.busy, .full_width = true}))
    app.open_rescue_read(false);
  ui.end_card();
}

}  // namespace

void draw_rescue(Ui& ui, App& app) {
  ui.heading("rescue-title", 2, t(app, "storage.rescue"));
  ui.text("rescue-what", t(app, "storage.rescue_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  draw_save(ui, app);
  ui.space(ui::Space::medium);
  draw_read(ui, app);
}

}  // namespace constat::screens
