// The checklists that the organisation has published, with their versions.
#include <algorithm>
#include <vector>

#include "shared/review/comment_text.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/lists.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kShelfPage = 20;

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
    ui.row(ui::Key("version", number), {.title = title, .subtitle = facts, .detail = visits, .badge = version.withdrawn_at.empty() ? i == 0 ? t(app, "admin.newest") : std::string_view() : t(app, "admin.withdrawn"),
                                        .badge_tone = version.withdrawn_at.empty() ? ui::Tone::accent : ui::Tone::warning, .icon = ui::Icon::list, .href = app::checklist_hash(kept.id, number)});
    if (i + 1 < kept.versions.size()) {
      const std::string before = std::to_string(kept.versions[i + 1].version);
      ui.link(ui::Key("changes", number), t(app, "admin.what_changed", {before, number}), app::checklist_changes_hash(kept.id, before, number), ui::Icon::compare);
    }
    ui.space(ui::Space::small);
  }
  ui.pop_key();
  ui.space(ui::Space::medium);
}

// Whether any version of it is of that kind, and its title has what was typed.
bool fits(const app::ChecklistShelf::Kept& kept, const std::string& status, const std::u32string& wanted) {
  const auto is_wanted = [&](const app::ChecklistShelf::Version& version) { return (status == "withdrawn") != version.withdrawn_at.empty(); };
  if (!status.empty() && std::none_of(kept.versions.begin(), kept.versions.end(), is_wanted)) return false;
  if (wanted.empty()) return true;
  return normalised_comment(kept.id + " " + std::string(kept.title.in("fr")) + " " + std::string(kept.title.in("en"))).find(wanted) != std::u32string::npos;
}

void draw_shelf(Ui& ui, App& app, const app::ChecklistShelf& shelf, std::optional<std::size_t>& turned) {
  const std::u32string wanted = normalised_comment(app.state().route.text);
  std::vector<const app::ChecklistShelf::Kept*> found;
  for (const auto& kept : shelf.checklists)
    if (fits(kept, app.state().route.status, wanted)) found.push_back(&kept);
  if (found.empty()) ui.empty_state("none-fits", ui::Icon::search, t(app, "admin.no_checklist"), t(app, "programmes.none_what"));
  const ListPage shown = page_of(app, found.size(), kShelfPage);
  for (std::size_t i = shown.first; i < shown.last; ++i) draw_kept(ui, app, *found[i]);
  draw_admin_pages(ui, app, shown.pages, turned);
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
  std::optional<std::string> wanted;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.admin.checklists)) {
    draw_freshness(ui, app, state.admin.checklists);
    const app::ChecklistShelf& shelf = *state.admin.checklists.value;
    if (shelf.checklists.empty()) ui.empty_state("none", ui::Icon::list, t(app, "admin.no_checklists"), t(app, may_publish ? "admin.no_checklists_what" : "admin.no_checklists_ask"));
    else {
      draw_status_filter(ui, app, "admin.checklists_status", {"usable", "withdrawn"}, wanted);
      draw_list_search(ui, app, t(app, "admin.checklists_search"));
      draw_shelf(ui, app, shelf, turned);
    }
  }
  end_screen(ui);
  if (wanted) app.admin().filter_list(*wanted);
  else if (turned) app.admin().turn_page(*turned);
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
    if (all.from_withdrawn) ui.banner("from-withdrawn", ui::Tone::warning, t(app, "admin.changes.withdrawn", {std::to_string(all.from)}));
    if (all.to_withdrawn) ui.banner("to-withdrawn", ui::Tone::warning, t(app, "admin.changes.withdrawn", {std::to_string(all.to)}));
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
