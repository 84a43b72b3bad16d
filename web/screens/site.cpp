// One site: its index and what brings it above or below the network, its figures, its visits.
#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/review/comment_text.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/figures.hpp"
#include "web/screens/index_why.hpp"
#include "web/screens/kpi_cells.hpp"
#include "web/screens/lists.hpp"
#include "web/screens/report_links.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/site_trend.hpp"
#include "web/screens/why.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kVisitsPage = 50;

void draw_index(Ui& ui, App& app, const app::SiteSummary& site) {
  const Language language = app.language();
  const auto number = [&](double value) { return format_number(language, value, 1); };
  const app::SiteRow& row = site.row;
  if (!row.index) {
    ui.banner("no-index", ui::Tone::neutral, t(app, "site.no_index"));
    return;
  }
  const app::IndexFigure& index = *row.index;
  ui.begin_card();
  ui.stat("index", t(app, "site.index"), number(index.value),
          t(app, "site.index_interval", {number(index.low), number(index.high)}));
  if (site.network_index) ui.fact("network", t(app, "site.network"), number(*site.network_index));
  ui.fact("rank", t(app, "compare.rank_title"), row.rank ? app::rank(language, *row.rank) : std::string(t(app, "compare.not_ranked")));
  ui.fact("coverage", t(app, "site.coverage"), format_percent(language, 100 * index.coverage, 0));
  if (index.coverage < 0.9995)
    ui.fact("bounds", t(app, "site.bounds"), t(app, "app.interval", {number(index.bound_low), number(index.bound_high)}));
  if (why_button(ui, app, "why-index", t(app, "site.index"))) ask_index(app, row, site.wave);
  ui.end_card();
  if (row.small_sample) {
    ui.space(ui::Space::small);
    ui.text("small", t(app, "site.small_sample"), ui::TextStyle::secondary);
  }
}

void draw_contributions(Ui& ui, App& app, const app::SiteSummary& site) {
  const Language language = app.language();
  std::vector<ui::ContributionBar> bars;
  for (const app::IndexPartFigure& part : site.row.parts) {
    if (!part.contribution || part.weight <= 0) continue;
    const std::string own = format_number(language, part.score, 1);
    bars.push_back({app::kpi_name(language, part.kpi), app::signed_number(language, *part.contribution, 1),
                    part.network ? t(app, "site.against", {own, format_number(language, *part.network, 1)}) : own,
                    *part.contribution});
  }
  if (bars.empty()) return;
  if (std::fabs(site.row.composition) >= 0.05)
    bars.push_back({std::string(t(app, "site.composition")), app::signed_number(language, site.row.composition, 1),
                    std::string(t(app, "site.composition_what")), site.row.composition});
  ui.next_column();
  ui.begin_card();
  ui::contribution_chart(ui, "parts", t(app, "site.contributions"), bars);
  ui.text("parts-what", t(app, "site.contributions_what"), ui::TextStyle::small);
  ui.end_card();
}

void draw_kpis(Ui& ui, App& app, const app::SiteSummary& site) {
  if (site.row.kpis.empty()) return;
  ui.space(ui::Space::large);
  ui.heading("kpis-title", 2, t(app, "site.kpis"));
  ui.begin_columns(3, 220);
  bool first = true;
  for (const std::string_view kpi : app::kKpis) {
    const auto figure = site.row.kpis.find(kpi);
    if (figure == site.row.kpis.end()) continue;
    if (!first) ui.next_column();
    first = false;
    const KpiText text = kpi_text(app, kpi, &figure->second);
    ui.begin_card();
    ui.stat(ui::Key("kpi", kpi), app::kpi_name(app.language(), kpi), text.value, text.detail(" · "));
    if (figure->second.rank) ui.text(ui::Key("rank", kpi), rank_text(app, figure->second.rank), ui::TextStyle::small);
    if (why_button(ui, app, ui::Key("why", kpi), app::kpi_name(app.language(), kpi))) ask_kpi(app, site.row, std::string(kpi), site.kpi_labels, site.wave);
    ui.end_card();
  }
  ui.end_columns();
}

// Pages that go on from here.
void draw_more(Ui& ui, App& app, const app::SiteSummary& site) {
  ui.space(ui::Space::medium);
  ui.begin_row();
  ui.link("items", t(app, "site.items"), app::to_hash({.page = app::Page::heatmap, .id = site.row.site.id, .wave = site.wave}), ui::Icon::list);
  ui.link("gaps", t(app, "site.gaps"), app::to_hash({.page = app::Page::gaps, .id = site.row.site.id, .wave = site.wave}), ui::Icon::visibility);
  ui.link("difference", t(app, "site.compare_with"), app::to_hash({.page = app::Page::difference, .id = site.row.site.id, .wave = site.wave}), ui::Icon::compare);
  ui.end_row();
}

void draw_visits_table(Ui& ui, App& app, const app::SiteSummary& site, std::optional<std::size_t>& turned) {
  ui.space(ui::Space::large);
  ui.heading("visits-title", 2, t(app, "site.visits"));
  if (site.visits.empty()) {
    ui.empty_state("no-visits", ui::Icon::visits, t(app, "site.no_visits"), t(app, "site.no_visits_what"));
    return;
  }
  draw_list_search(ui, app, t(app, "site.search"));
  const std::u32string wanted = normalised_comment(app.state().route.text);
  std::vector<const app::SiteVisit*> found;
  for (const app::SiteVisit& visit : site.visits)
    if (wanted.empty() || visit.words.find(wanted) != std::u32string::npos) found.push_back(&visit);
  if (found.empty()) return void(ui.empty_state("none-fits", ui::Icon::search, t(app, "reviewing.none_fits"), t(app, "quarantine.none_fits_what")));
  const ListPage shown = page_of(app, found.size(), kVisitsPage);
  // Those who are judged do not learn who came.
  const bool named = std::any_of(site.visits.begin(), site.visits.end(), [](const app::SiteVisit& visit) { return !visit.investigator.empty(); });
  std::vector<ui::Column> columns{{t(app, "site.visit_date"), false, true, 1.3f}, {t(app, "site.visit_checklist"), false, false, 2}};
  if (named) columns.push_back({t(app, "site.visit_investigator"), false, false, 1.2f});
  columns.push_back({t(app, "site.visit_score"), true});
  ui::TableSpec table;
  const std::string label(t(app, "site.visits"));
  table.label = label;
  table.columns = &columns;
  table.row_count = shown.last - shown.first;
  table.row_key = [&](std::size_t i) { return found[shown.first + i]->id; };
  table.href = [&](std::size_t i) { return app::result_hash(found[shown.first + i]->id); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::SiteVisit& visit = *found[shown.first + i];
    std::string detail = passed_text(app, visit.passed);
    if (visit.score_differs) detail += (detail.empty() ? "" : " · ") + std::string(t(app, "site.differs"));
    cells.clear();
    cells.push_back({app::moment(app.language(), visit.started_at, app.state().zone), app::coded(app.language(), "app.status", visit.status)});
    cells.push_back({std::string(in(app, visit.checklist_title))});
    if (named) cells.push_back({visit.investigator});
    cells.push_back({app::percent(app.language(), visit.score), detail, tone_of_passed(visit.passed)});
  };
  ui.table("visits", table);
  draw_admin_pages(ui, app, shown.pages, turned);
  if (turned) ui.scroll_to("visits-title");
}

}  // namespace

void draw_site(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "site.bar_title")), .back_href = app::compare_hash(state.route.wave),
                         .back_label = std::string(t(app, "site.back")), .width = ui::Width::wide});
  std::optional<std::string> wave;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.site)) {
    const app::SiteSummary& site = *state.site.value;
    ui.heading("title", 1, site.row.site.name);
    ui.text("place", site_line(site.row.site), ui::TextStyle::secondary);
    ui.space(ui::Space::medium);
    draw_freshness(ui, app, state.site);
    wave = draw_waves(ui, app, site.waves, site.wave);
    ui.begin_columns(2, 420);
    draw_index(ui, app, site);
    draw_contributions(ui, app, site);
    ui.end_columns();
    draw_kpis(ui, app, site);
    draw_more(ui, app, site);
    draw_site_trend(ui, app);
    draw_site_weaknesses(ui, app);
    draw_visits_table(ui, app, site, turned);
    if (state.session && state.session->takes_figures_home() && state.sync.online) {
      ui.link("scorecard", t(app, "site.scorecard"),
              app::download_of("/api/v1/sites/" + app::encoded_part(site.row.site.id) + "/scorecard.pdf", app.language(), site.wave), ui::Icon::download);
      draw_link_button(ui, app, "site", site.row.site.id, site.wave);
    }
  }
  end_screen(ui);
  draw_why_dialog(ui, app);
  draw_link_dialog(ui, app);
  const std::string id = state.route.id;
  if (wave) app.go({.page = app::Page::site, .id = id, .wave = *wave});
  else if (turned) app.admin().show_page(*turned);
}

}  // namespace constat::screens
