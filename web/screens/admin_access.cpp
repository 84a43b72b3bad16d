// The link by which a person chooses a password, and the switch that takes their access away.
#include "web/screens/admin.hpp"

namespace constat::screens {
namespace {

// Nothing is sent from here: the administrator hands the link on, by whatever way they trust.
void draw_made(Ui& ui, App& app, const app::PersonAccess& access) {
  const app::MadeLink& made = *access.made;
  ui.begin_card(ui::Tone::accent);
  ui.heading("made", 3, t(app, made.kind == "invitation" ? "admin.link_made" : "admin.reset_made"));
  ui.text("made-what", t(app, "admin.link_made_what", {app::date_time(app.language(), made.expires_at)}));
  ui.space(ui::Space::small);
  // Native text: selected and copied by hand where the browser keeps its clipboard closed.
  ui.field("url", {.label = t(app, "admin.link"), .value = made.url, .type = ui::FieldType::multiline});
  ui.space(ui::Space::small);
  if (ui.button("copy", {.label = t(app, access.copied ? "admin.copied" : "admin.copy"), .kind = ui::ButtonKind::primary,
                         .icon = access.copied ? ui::Icon::check : ui::Icon::none, .full_width = true}))
    app.admin().copy_link();
  if (access.copy_failed) ui.text("copy-failed", t(app, "admin.copy_failed"), ui::TextStyle::small, ui::Tone::warning);
  ui.end_card();
  ui.space(ui::Space::medium);
}

void draw_link_facts(Ui& ui, App& app, const app::PersonDoc::Link& link) {
  const Language language = app.language();
  const std::string zone = app.state().zone;
  ui.begin_card();
  ui.fact("state", t(app, link.kind == "invitation" ? "admin.invitation" : "admin.reset"), app::coded(language, "admin.link_state", link.state));
  ui.fact("made-at", t(app, "admin.link_by"), t(app, "admin.by_at", {link.made_by, app::moment(language, link.made_at, zone)}));
  if (link.state == "open") ui.fact("expires", t(app, "admin.link_until"), app::moment(language, link.expires_at, zone));
  if (link.state == "used") ui.fact("used", t(app, "admin.link_used_at"), app::moment(language, link.used_at, zone));
  ui.end_card();
  ui.space(ui::Space::small);
}

}  // namespace

void draw_person_access(Ui& ui, App& app, const app::PersonDoc& doc) {
  const State& state = app.state();
  const app::PersonAccess& access = state.admin.access;
  const std::string& status = doc.person.status;
  const bool may = !access.busy && state.sync.online;
  ui.heading("access", 2, t(app, "admin.access"));
  ui.text("access-what", app::coded(app.language(), "admin.access_what", status), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  if (access.made) draw_made(ui, app, access);
  else if (doc.link) draw_link_facts(ui, app, *doc.link);
  if (state.dialog != app::Dialog::deactivate_person) draw_refusal(ui, app, access.refusal);
  const bool open = doc.link && doc.link->state == "open";
  ui.begin_row();
  if (status == "deactivated") {
    if (ui.button("reactivate", {.label = t(app, "admin.reactivate"), .kind = ui::ButtonKind::primary, .enabled = may})) app.admin().set_active(true);
  } else {
    const char* label = status == "active" ? (open ? "admin.reset_again" : "admin.make_reset") : open ? "admin.link_again" : "admin.make_link";
    const bool first = status == "no_access" || (status == "invited" && !access.made);
    if (ui.button("link", {.label = t(app, label), .kind = first ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .icon = ui::Icon::send, .enabled = may}))
      app.admin().make_link();
    if (open && ui.button("revoke", {.label = t(app, "admin.revoke"), .kind = ui::ButtonKind::quiet, .enabled = may})) app.admin().revoke_link();
    if (ui.button("deactivate", {.label = t(app, "admin.deactivate"), .kind = ui::ButtonKind::quiet, .enabled = may})) app.admin().ask_deactivate();
  }
  ui.end_row();
}

void draw_person_tokens(Ui& ui, App& app, const app::PersonDoc& doc) {
  ui.heading("tokens", 2, t(app, "tokens.title"));
  ui.text("tokens-what", t(app, "tokens.person_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.begin_row();
  if (doc.person.status != "deactivated") ui.link("new-token", t(app, "tokens.new"), app::token_form_hash(doc.person.id), ui::Icon::add);
  ui.link("list-tokens", t(app, "tokens.of_person"), app::tokens_hash(doc.person.id), ui::Icon::list);
  ui.end_row();
}

void draw_deactivate_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::deactivate_person || !state.admin.person.value) return;
  const app::PersonAccess& access = state.admin.access;
  if (!ui.begin_dialog("deactivate-dialog", t(app, "admin.deactivate_title", {state.admin.person.value->person.name}))) return;
  ui.text("what", t(app, "admin.deactivate_what"));
  draw_refusal(ui, app, access.refusal);
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, access.busy ? "admin.saving" : "admin.deactivate"), .kind = ui::ButtonKind::danger,
                        .enabled = !access.busy && state.sync.online, .full_width = true}))
    app.admin().set_active(false);
  ui.space(ui::Space::small);
  const bool no = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !access.busy) app.close_dialog();
}

}  // namespace constat::screens
