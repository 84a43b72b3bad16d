// Every link to a report that one has made, or the organisation: searched, filtered and read page by page; one in a dialog, where it
// is revoked.
#include "web/screens/report_links.hpp"

#include <optional>
#include <vector>

#include "web/app/format.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/lists.hpp"

namespace constat::screens {
namespace {

ui::Tone tone_of(std::string_view status) {
  return status == "active" ? ui::Tone::good : status == "expired" ? ui::Tone::warning : ui::Tone::neutral;
}

std::string openings(const App& app, const app::ReportLink& link) {
  if (link.opened == 0) return std::string(t(app, "links.never"));
  const std::string key = link.opened == 1 ? "links.times.one" : "links.times.other";
  return t(app, key, {std::to_string(link.opened), format_date(app.language(), link.opened_on)});
}

void draw_rows(Ui& ui, App& app, const app::ReportLinkPage& page, std::string& shown) {
  const std::string label(t(app, "links.title"));
  std::vector<ui::Column> columns{{t(app, "links.report"), false, true, 1.8F}, {t(app, "admin.status"), false, false, 0.8F}, {t(app, "links.until"), false, false, 1.0F},
                                  {t(app, "links.opened"), false, false, 1.2F}};
  if (page.everybody) columns.insert(columns.begin() + 1, {t(app, "links.maker"), false, false, 1.1F});
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = page.links.size();
  table.row_key = [&](std::size_t i) { return page.links[i].id; };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::ReportLink& link = page.links[i];
    cells.push_back({app::coded(app.language(), "links.kind", link.report.kind), report_words(app, link.report)});
    if (page.everybody) cells.push_back({link.maker});
    cells.push_back({app::coded(app.language(), "links.status", link.status), {}, tone_of(link.status)});
    cells.push_back({app::moment(app.language(), link.expires_at, app.state().zone)});
    cells.push_back({openings(app, link)});
  };
  if (const auto pressed = ui.table("links", table)) shown = page.links[*pressed].id;
}

void draw_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  const app::LinksState& links = app.report_links().state();
  if (state.dialog != app::Dialog::report_link || !links.all.value) return;
  const app::ReportLink* link = links.all.value->find(links.shown);
  if (!link) return;
  if (!ui.begin_dialog("report-link-dialog", app::coded(app.language(), "links.kind", link->report.kind))) return;
  ui.fact("report", t(app, "links.shared.about"), report_words(app, link->report));
  ui.fact("status", t(app, "admin.status"), app::coded(app.language(), "links.status", link->status));
  ui.fact("maker", t(app, "links.maker"), link->maker);
  ui.fact("made", t(app, "links.made_at"), app::moment(app.language(), link->made_at, state.zone));
  ui.fact("until", t(app, "links.until"), app::moment(app.language(), link->expires_at, state.zone));
  ui.fact("opened", t(app, "links.opened"), openings(app, *link));
  if (!link->revoked_at.empty()) ui.fact("revoked", t(app, "links.revoked_at"), app::moment(app.language(), link->revoked_at, state.zone));
  draw_refusal(ui, app, links.refusal);
  ui.space(ui::Space::medium);
  bool revoke = false;
  if (link->status == "active") {
    ui.text("what", t(app, "links.revoke_what"), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
    revoke = ui.button("revoke", {.label = t(app, "links.revoke"), .kind = ui::ButtonKind::danger, .enabled = !links.busy && state.sync.online, .full_width = true});
    ui.space(ui::Space::small);
  }
  const bool no = ui.button("no", {.label = t(app, "links.close"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !links.busy) app.close_dialog();
  if (revoke) app.report_links().revoke();
}

void draw_empty(Ui& ui, App& app) {
  ui.empty_state("empty", ui::Icon::send, t(app, "links.empty"), t(app, "links.empty_what"));
  const bool compares = app.state().session && app.state().session->takes_figures_home();
  ui.link("begin", t(app, compares ? "links.to_compare" : "links.to_queue"), compares ? "#/compare" : "#/review", compares ? ui::Icon::compare : ui::Icon::list);
}

}  // namespace

std::string report_words(const App& app, const app::LinkedReport& report) {
  const bool french = app.language() == Language::french;
  const std::string wave = report.wave == "all" ? std::string(t(app, "links.all_waves"))
                           : report.wave.empty() ? std::string(t(app, "links.latest"))
                                                 : french ? report.wave_title : report.wave_title_en;
  if (report.kind == "network") return wave;
  const std::string site = report.site.empty() ? report.id : report.city.empty() || report.site.find(report.city) != std::string::npos ? report.site : t(app, "links.site_of", {report.site, report.city});
  if (report.kind == "site") return t(app, "links.site_of", {site, wave});
  return report.visit_on.empty() ? site : t(app, "links.visit_of", {site, format_date(app.language(), report.visit_on)});
}

void draw_report_links(Ui& ui, App& app) {
  const State& state = app.state();
  const app::Route& route = state.route;
  begin_screen(ui, app, {.title = std::string(t(app, "links.title")), .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "links.title"));
  ui.text("what", t(app, "links.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_admin_places(ui, app);
  std::optional<std::string> wanted;
  std::optional<std::size_t> turned;
  std::string shown;
  const auto& all = app.report_links().state().all;
  if (is_ready(ui, app, all)) {
    draw_freshness(ui, app, all);
    const app::ReportLinkPage& page = *all.value;
    if (page.count == 0 && route.status.empty() && route.text.empty()) {
      draw_empty(ui, app);
    } else {
      draw_admin_search(ui, app, page.everybody ? "links.search" : "links.search_own");
      draw_status_filter(ui, app, "links.status", {"active", "expired", "revoked"}, wanted);
      if (page.links.empty()) {
        ui.empty_state("none", ui::Icon::search, t(app, "links.none"), t(app, "links.none_what"));
      } else {
        ui.text("count", tn(app, "links.count", page.count), ui::TextStyle::strong);
        ui.text("hint", t(app, "links.row_hint"), ui::TextStyle::small);
        ui.space(ui::Space::small);
        draw_rows(ui, app, page, shown);
      }
    }
    draw_admin_pages(ui, app, page.pages(), turned);
  }
  end_screen(ui);
  draw_dialog(ui, app);
  // Last: another page takes away the list that was just drawn.
  if (!shown.empty()) app.report_links().show(shown);
  else if (wanted) app.admin().filter_list(*wanted);
  else if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
