// The gallery's messages, lists, tables and charts.
#include <vector>

#include "web/screens/gallery.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

struct SiteSample {
  const char* name;
  double value, half;  // the index and half its interval
  bool small;
};
constexpr SiteSample kSites[] = {{"Lyon", 74.2, 2.1, false}, {"Marseille", 71.8, 6.4, true}, {"Brest", 66.3, 3.2, false}};
constexpr std::string_view kKpis[] = {"audit", "nps", "csat"};

std::string number(const App& app, double value) { return format_number(app.language(), value, 1); }
std::string interval(const App& app, const SiteSample& site) {
  return t(app, "app.interval", {number(app, site.value - site.half), number(app, site.value + site.half)});
}

}  // namespace

void draw_gallery_messages(Ui& ui, App& app) {
  std::int64_t index = 0;
  for (const ui::Tone tone : {ui::Tone::neutral, ui::Tone::good, ui::Tone::warning, ui::Tone::bad}) {
    const bool acts = tone == ui::Tone::warning || tone == ui::Tone::bad;
    ui.banner(ui::Key("banner", index++), tone, t(app, acts ? "gallery.long" : "gallery.short"), acts ? t(app, "app.try_again") : std::string_view());
    ui.space(ui::Space::small);
  }
  ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.progress("progress", t(app, "fill.progress", {"12", "30"}), 12, 30);
  ui.empty_state("empty", ui::Icon::missions, t(app, "missions.none"), t(app, "missions.none_what"), t(app, "missions.pull"));
  draw_failure(ui, app, {"offline", {}, {}});
}

void draw_gallery_lists(Ui& ui, App& app) {
  const std::string percent = app::percent(app.language(), MicroPercent{72450000});
  ui.begin_group("list", ui::GroupRole::list, t(app, "gallery.lists"));
  ui.row("link", {.title = t(app, "gallery.site"), .subtitle = t(app, "gallery.grid"), .detail = t(app, "gallery.short"), .badge = t(app, "visits.received"),
                  .badge_tone = ui::Tone::good, .icon = ui::Icon::cloud_done, .trailing = percent, .href = "#/gallery/lists"});
  ui.row("long", {.title = t(app, "gallery.long"), .subtitle = t(app, "gallery.grid"), .badge = t(app, "visits.parked"), .badge_tone = ui::Tone::bad,
                  .icon = ui::Icon::error, .href = "#/gallery/lists"});
  ui.row("button", {.title = t(app, "gallery.short"), .icon = ui::Icon::person});
  ui.end_group();
}

void draw_gallery_tables(Ui& ui, App& app) {
  const std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.7F}, {t(app, "gallery.figure"), true}, {t(app, "gallery.range"), true},
                                        {t(app, "visits.one_title"), false, false, 2}};
  const auto cells = [&](std::size_t row, std::vector<ui::Cell>& out) {
    const SiteSample& site = kSites[row];
    out = {{site.name, std::string(t(app, "gallery.grid"))}, {number(app, site.value), {}, site.small ? ui::Tone::warning : ui::Tone::neutral},
           {interval(app, site)}, {std::string(t(app, row == 1 ? "gallery.long" : "gallery.short"))}};
  };
  ui.table("links", {.label = t(app, "gallery.tables"), .columns = &columns, .row_count = std::size(kSites), .cells = cells,
                     .href = [](std::size_t) { return std::string("#/gallery/tables"); }});
  ui.space(ui::Space::medium);
  ui.table("plain", {.label = t(app, "gallery.short"), .columns = &columns, .row_count = std::size(kSites), .cells = cells});
}

void draw_gallery_charts(Ui& ui, App& app) {
  std::vector<ui::IntervalRow> rows;
  std::vector<ui::ContributionBar> bars;
  std::vector<ui::ShareBar> shares;
  for (const SiteSample& site : kSites) {
    rows.push_back({site.name, number(app, site.value), interval(app, site), site.value, site.value - site.half, site.value + site.half, site.small,
                    "#/gallery/charts"});
    const double against = site.value - 71;
    const std::string kpi = app::kpi_name(app.language(), kKpis[bars.size()]);
    bars.push_back({kpi, app::signed_number(app.language(), against, 1), t(app, "site.against", {number(app, site.value), number(app, 71)}), against});
    const double share = site.small ? 0 : site.value / 100;
    shares.push_back({kpi, site.small ? std::string(t(app, "compare.no_data")) : format_percent(app.language(), site.value, 0),
                      site.small ? std::nullopt : std::optional(share), site.half > 3 ? ui::Tone::bad : ui::Tone::good});
  }
  ui.begin_card();
  ui::interval_chart(ui, "intervals", t(app, "compare.chart_title"), t(app, "gallery.figure"), t(app, "gallery.range"), rows, 60, 80, 71.0,
                     t(app, "gallery.network"));
  ui.end_card();
  ui.space(ui::Space::medium);
  ui.begin_columns(2, 420);
  ui.begin_card();
  ui::contribution_chart(ui, "parts", t(app, "site.contributions"), bars);
  ui.end_card();
  ui.next_column();
  ui.begin_card();
  ui::share_chart(ui, "shares", t(app, "gallery.short"), shares);
  ui.end_card();
  ui.end_columns();
  ui.space(ui::Space::medium);
  draw_gallery_figures(ui, app);
}

}  // namespace constat::screens
