// One wave: its dates, what it wants at each site and how far it is, as a chart and as a list that is searched.
#include <vector>

#include "shared/review/comment_text.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/lists.hpp"
#include "web/screens/programmes.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::WavePage;

constexpr std::size_t kRowsPage = 50;

bool fits(const WavePage::Row& row, const app::Route& route, const std::u32string& wanted) {
  if (route.status == "missing" && row.progress.missing == 0) return false;
  if (route.status == "reached" && (row.progress.target == 0 || row.progress.made < row.progress.target)) return false;
  return wanted.empty() || row.words.find(wanted) != std::u32string::npos;
}

ui::ShareBar bar_of(const App& app, std::string_view label, std::int64_t part, std::int64_t whole, ui::Tone tone) {
  ui::ShareBar bar;
  bar.label = label;
  bar.value_text = t(app, "programmes.of", {std::to_string(part), std::to_string(whole)});
  if (whole > 0) bar.share = static_cast<double>(part) / static_cast<double>(whole);
  bar.tone = tone;
  return bar;
}

// Against the target; without one, against everything that is planned.
void draw_chart(Ui& ui, App& app, const app::WaveDoc& wave) {
  const app::WaveProgress& progress = wave.progress;
  const std::int64_t planned = progress.made + progress.to_make, whole = wave.has_targets() ? progress.target : planned;
  if (whole == 0) return;
  std::vector<ui::ShareBar> bars;
  if (wave.has_targets()) bars.push_back(bar_of(app, t(app, "programmes.planned"), planned, whole, ui::Tone::neutral));
  bars.push_back(bar_of(app, t(app, "programmes.made"), progress.made, whole, ui::Tone::accent));
  bars.push_back(bar_of(app, t(app, "programmes.approved"), progress.approved, whole, ui::Tone::good));
  ui::share_chart(ui, "progress", t(app, wave.has_targets() ? "programmes.against_target" : "programmes.against_plan"), bars);
  ui.space(ui::Space::medium);
}

void draw_rows(Ui& ui, App& app, const std::vector<const WavePage::Row*>& rows) {
  const std::string label(t(app, "programmes.by_site"));
  std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.8F},           {t(app, "programmes.target"), true, false, 0.7F},
                                  {t(app, "programmes.to_make"), true, false, 0.7F},     {t(app, "programmes.made"), true, false, 0.7F},
                                  {t(app, "programmes.approved"), true, false, 0.7F},    {t(app, "programmes.missing"), true, false, 0.7F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = rows.size();
  table.row_key = [&](std::size_t i) { return rows[i]->site.id; };
  table.href = [&](std::size_t i) { return app::site_hash(rows[i]->site.id, app.state().route.id); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::WaveProgress& progress = rows[i]->progress;
    cells.push_back({rows[i]->site.name, site_line(rows[i]->site)});
    cells.push_back({progress.target == 0 ? std::string("—") : std::to_string(progress.target)});
    cells.push_back({std::to_string(progress.to_make)});
    cells.push_back({std::to_string(progress.made), {}, progress.target > 0 && progress.made >= progress.target ? ui::Tone::good : ui::Tone::neutral});
    cells.push_back({std::to_string(progress.approved)});
    cells.push_back({std::to_string(progress.missing), {}, progress.missing > 0 ? ui::Tone::warning : ui::Tone::neutral});
  };
  ui.table("sites", table);
}

void draw_sites_of(Ui& ui, App& app, const WavePage& page, std::optional<std::string>& wanted, std::optional<std::size_t>& turned) {
  ui.heading("sites-title", 2, t(app, "programmes.by_site"));
  if (page.sites.empty()) return void(ui.empty_state("no-sites", ui::Icon::store, t(app, "programmes.no_sites"), t(app, "programmes.no_sites_what")));
  draw_status_filter(ui, app, "programmes.wave_status", {"missing", "reached"}, wanted);
  draw_list_search(ui, app, t(app, "programmes.search_site"));
  const app::Route& route = app.state().route;
  const std::u32string text = normalised_comment(route.text);
  std::vector<const WavePage::Row*> rows;
  for (const WavePage::Row& row : page.sites)
    if (fits(row, route, text)) rows.push_back(&row);
  if (rows.empty()) return void(ui.empty_state("none", ui::Icon::search, t(app, "programmes.no_site_fits"), t(app, "programmes.none_what")));
  ui.text("count", tn(app, "programmes.sites_count", static_cast<std::int64_t>(rows.size())), ui::TextStyle::strong);
  ui.space(ui::Space::small);
  const ListPage shown = page_of(app, rows.size(), kRowsPage);
  draw_rows(ui, app, {rows.begin() + static_cast<std::ptrdiff_t>(shown.first), rows.begin() + static_cast<std::ptrdiff_t>(shown.last)});
  draw_admin_pages(ui, app, shown.pages, turned);
  if (turned) ui.scroll_to("sites-title");
}

}  // namespace

void draw_wave(Ui& ui, App& app) {
  const State& state = app.state();
  const auto& slot = state.admin.programmes.wave;
  const std::string back = slot.value ? app::programme_hash(slot.value->wave.programme) : std::string("#/programmes");
  begin_screen(ui, app, {.title = std::string(t(app, "programmes.wave")), .back_href = back, .back_label = std::string(t(app, "programmes.programme")), .width = ui::Width::wide});
  std::optional<std::string> wanted;
  std::optional<std::size_t> turned;
  bool planned = false;
  if (is_ready(ui, app, slot)) {
    const WavePage& page = *slot.value;
    const app::WaveDoc& wave = page.wave;
    ui.heading("title", 1, in(app, wave.title));
    ui.text("dates", dates_text(app, wave.starts_on, wave.ends_on), ui::TextStyle::secondary);
    draw_freshness(ui, app, slot);
    ui.space(ui::Space::small);
    if (state.admin.programmes.saved) ui.banner("saved", ui::Tone::good, t(app, "programmes.wave_saved"));
    if (wave.closed) ui.banner("closed", ui::Tone::neutral, t(app, "programmes.closed_what"));
    ui.begin_row();
    if (!wave.closed) {
      const std::string label = wave.progress.missing > 0 ? tn(app, "programmes.plan_missing", wave.progress.missing) : std::string(t(app, "programmes.plan"));
      planned = ui.button("plan", {.label = label, .kind = ui::ButtonKind::primary, .icon = ui::Icon::calendar, .enabled = state.sync.online});
    }
    ui.link("missions", t(app, "programmes.missions"), app::plan_hash(wave.id), ui::Icon::missions);
    ui.link("compare", t(app, "programmes.compare"), app::compare_hash(wave.id), ui::Icon::compare);
    ui.link("edit", t(app, "programmes.edit_wave"), app::wave_page_hash(wave.id) + "/edit", ui::Icon::edit);
    ui.end_row();
    ui.space(ui::Space::medium);
    ui.begin_columns(4, 140);
    ui.stat("target", t(app, "programmes.target"), wave.has_targets() ? std::to_string(wave.progress.target) : std::string("—"));
    ui.next_column();
    ui.stat("to-make", t(app, "programmes.to_make"), std::to_string(wave.progress.to_make));
    ui.next_column();
    ui.stat("made", t(app, "programmes.made"), std::to_string(wave.progress.made));
    ui.next_column();
    ui.stat("approved", t(app, "programmes.approved"), std::to_string(wave.progress.approved));
    ui.end_columns();
    ui.space(ui::Space::medium);
    draw_chart(ui, app, wave);
    draw_sites_of(ui, app, page, wanted, turned);
  }
  end_screen(ui);
  // Last: another page takes away the list that was just drawn.
  if (planned) app.admin().plan_wave(slot.value->wave.id);
  else if (wanted) app.admin().filter_list(*wanted);
  else if (turned) app.admin().show_page(*turned);
}

}  // namespace constat::screens
