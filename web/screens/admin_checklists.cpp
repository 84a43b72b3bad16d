// The checklists that the organisation has published, with their versions.
#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_kept(Ui& ui, App& app, const app::ChecklistShelf::Kept& kept) {
  ui.push_key(ui::Key("checklist", kept.id));
  ui.heading("title", 2, in(app, kept.title));
  ui.text("id", t(app, "admin.site_id", {kept.id}), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  for (std::size_t i = 0; i < kept.versions.size(); ++i) {
    const auto& version = kept.versions[i];
    const std::string number = std::to_string(version.version);
    const std::string title = t(app, "admin.version", {number});
    const std::string facts = tn(app, "admin.questions", version.items) + " · " + tn(app, "admin.sections_count", version.sections);
    const std::string visits = version.visits == 0 ? std::string(t(app, "admin.never_used")) : tn(app, "admin.visits_count", version.visits);
    ui.row(ui::Key("version", number), {.title = title, .subtitle = facts, .detail = visits, .badge = i == 0 ? t(app, "admin.newest") : std::string_view(),
                                        .badge_tone = ui::Tone::accent, .icon = ui::Icon::list, .href = app::checklist_hash(kept.id, number)});
    if (i + 1 < kept.versions.size()) {
      const std::string before = std::to_string(kept.versions[i + 1].version);
      ui.link(ui::Key("changes", number), t(app, "admin.what_changed", {before, number}), app::checklist_changes_hash(kept.id, before, number), ui::Icon::compare);
    }
    ui.space(ui::Space::small);
  }
  ui.pop_key();
  ui.space(ui::Space::medium);
}

}  // namespace

void draw_checklists(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "admin.checklists")), .back_href = "#/settings", .back_label = std::string(t(app, "settings.title"))});
  ui.heading("title", 1, t(app, "admin.checklists"));
  ui.text("what", t(app, "admin.checklists_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_admin_places(ui, app);
  const bool may_publish = state.session && state.session->administers();
  if (may_publish) {
    ui.link("new", t(app, "admin.upload.title"), "#/checklists/new", ui::Icon::add);
    ui.space(ui::Space::medium);
  }
  if (is_ready(ui, app, state.admin.checklists)) {
    draw_freshness(ui, app, state.admin.checklists);
    const app::ChecklistShelf& shelf = *state.admin.checklists.value;
    if (shelf.checklists.empty()) ui.empty_state("none", ui::Icon::list, t(app, "admin.no_checklists"), t(app, may_publish ? "admin.no_checklists_what" : "admin.no_checklists_ask"));
    for (const auto& kept : shelf.checklists) draw_kept(ui, app, kept);
  }
  end_screen(ui);
}

void draw_checklist_changes(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "admin.changes.title")), .back_href = "#/checklists", .back_label = std::string(t(app, "admin.checklists"))});
  ui.heading("title", 1, t(app, "admin.changes.title"));
  if (is_ready(ui, app, state.admin.changes)) {
    const app::ChecklistChanges& all = *state.admin.changes.value;
    ui.text("of", t(app, "admin.changes.of", {in(app, all.title), std::to_string(all.from), std::to_string(all.to)}), ui::TextStyle::strong);
    ui.space(ui::Space::medium);
    draw_freshness(ui, app, state.admin.changes);
    if (all.changes.empty()) ui.empty_state("same", ui::Icon::check, t(app, "admin.changes.none"), t(app, "admin.changes.none_what"));
    std::int64_t index = 0;
    for (const auto& change : all.changes) {
      ui.push_key(ui::Key("change", index++));
      ui.begin_card(change.kind == "added" ? ui::Tone::good : change.kind == "removed" ? ui::Tone::bad : ui::Tone::accent);
      ui.badge("kind", app::coded(app.language(), "admin.changes", change.kind), change.kind == "added" ? ui::Tone::good : change.kind == "removed" ? ui::Tone::bad : ui::Tone::accent);
      ui.text("place", change.place, ui::TextStyle::strong);
      std::int64_t line = 0;
      for (const std::string& sentence : change.what) ui.text(ui::Key("what", line++), app::sentence(sentence));
      ui.end_card();
      ui.pop_key();
      ui.space(ui::Space::small);
    }
  }
  end_screen(ui);
}

}  // namespace constat::screens
