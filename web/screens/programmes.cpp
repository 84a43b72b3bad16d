// The programmes of the organisation, searched and filtered.
#include <algorithm>
#include <vector>

#include "shared/review/comment_text.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/lists.hpp"
#include "web/screens/programmes.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr const char* kStatuses[] = {"open", "closed"};
constexpr std::size_t kRowsPage = 50;

bool fits(const app::ListedProgramme& programme, const app::Route& route, const std::u32string& wanted) {
  if (!route.status.empty() && (route.status == "open") != (programme.open_waves > 0)) return false;
  return wanted.empty() || normalised_comment(std::string(programme.title.in("fr")) + " " + std::string(programme.title.in("en"))).find(wanted) != std::u32string::npos;
}

void draw_rows(Ui& ui, App& app, const std::vector<const app::ListedProgramme*>& rows) {
  const std::string label(t(app, "programmes.title"));
  std::vector<ui::Column> columns{{t(app, "programmes.programme"), false, true, 1.8F}, {t(app, "programmes.waves"), true, false, 0.7F},
                                  {t(app, "programmes.open_waves"), true, false, 0.7F}, {t(app, "programmes.dates"), false, false, 1.3F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = rows.size();
  table.row_key = [&](std::size_t i) { return rows[i]->id; };
  table.href = [&](std::size_t i) { return app::programme_hash(rows[i]->id); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    cells.push_back({std::string(in(app, rows[i]->title))});
    cells.push_back({std::to_string(rows[i]->waves)});
    cells.push_back({std::to_string(rows[i]->open_waves)});
    cells.push_back({dates_text(app, rows[i]->from, rows[i]->to)});
  };
  ui.table("programmes", table);
}

}  // namespace

std::string dates_text(const App& app, const std::string& from, const std::string& to) {
  if (from.empty()) return "—";
  const std::string first = format_date(app.language(), from);
  return to.empty() || to == from ? t(app, "programmes.since", {first}) : t(app, "programmes.from_to", {first, format_date(app.language(), to)});
}

void draw_programmes(Ui& ui, App& app) {
  const State& state = app.state();
  const bool may_add = state.session && state.session->administers();
  begin_screen(ui, app, {.title = std::string(t(app, "programmes.title")), .back_href = "#/plan", .back_label = std::string(t(app, "plan.title")), .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "programmes.title"));
  ui.text("what", t(app, "programmes.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_admin_places(ui, app);
  if (may_add) {
    ui.link("new", t(app, "programmes.new"), "#/programmes/new", ui::Icon::add);
    ui.space(ui::Space::medium);
  }
  std::optional<std::string> wanted;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.admin.programmes.list)) {
    draw_freshness(ui, app, state.admin.programmes.list);
    draw_status_filter(ui, app, "programmes.status", {kStatuses[0], kStatuses[1]}, wanted);
    draw_list_search(ui, app, t(app, "programmes.search"));
    const std::u32string text = normalised_comment(state.route.text);
    std::vector<const app::ListedProgramme*> rows;
    for (const app::ListedProgramme& each : state.admin.programmes.list.value->programmes)
      if (fits(each, state.route, text)) rows.push_back(&each);
    if (rows.empty()) {
      ui.empty_state("none", ui::Icon::search, t(app, "programmes.none"), t(app, "programmes.none_what"));
    } else {
      ui.text("count", tn(app, "programmes.count", static_cast<std::int64_t>(rows.size())), ui::TextStyle::strong);
      ui.space(ui::Space::small);
      const ListPage shown = page_of(app, rows.size(), kRowsPage);
      draw_rows(ui, app, {rows.begin() + static_cast<std::ptrdiff_t>(shown.first), rows.begin() + static_cast<std::ptrdiff_t>(shown.last)});
      draw_admin_pages(ui, app, shown.pages, turned);
    }
  }
  end_screen(ui);
  if (wanted) app.admin().filter_list(*wanted);
  else if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
