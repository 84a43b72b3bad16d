// The sites of the organisation: searched, filtered and read page by page.
#include <optional>
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kOffered = 12;  // regions or tags as buttons; more are found by the search

struct Filter {
  std::string region, tag;
};

void draw_one_filter(Ui& ui, App& app, const char* id, std::string_view label, std::string_view all, const std::vector<std::string>& values,
                     const std::string& chosen, const std::function<void(const std::string&)>& choose) {
  if (values.empty()) return;
  ui.begin_group(id, ui::GroupRole::group, label);
  ui.begin_row();
  const auto offer = [&](const std::string& value, std::string_view name) {
    const bool on = chosen == value;
    if (ui.button(ui::Key(id, value), {.label = name, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on) choose(value);
  };
  offer("", all);
  for (std::size_t i = 0; i < values.size() && i < kOffered; ++i) offer(values[i], values[i]);
  ui.end_row();
  ui.end_group();
  if (values.size() > kOffered) ui.text(ui::Key("more", id), t(app, "admin.more_filters", {std::to_string(values.size() - kOffered)}), ui::TextStyle::small);
  ui.space(ui::Space::small);
}

void draw_rows(Ui& ui, App& app, const app::SitesPage& page, bool may_change) {
  const std::string label(t(app, "admin.sites"));
  std::vector<ui::Column> columns{{t(app, "admin.name"), false, true, 1.6F}, {t(app, "admin.city"), false, false, 1.0F}, {t(app, "admin.region"), false, false, 1.0F},
                                  {t(app, "admin.tags"), false, false, 1.0F}, {t(app, "admin.position"), false, false, 0.8F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = page.sites.size();
  table.row_key = [&](std::size_t i) { return page.sites[i].site.id; };
  table.href = [&](std::size_t i) { return may_change ? app::site_form_hash(page.sites[i].site.id) : app::site_hash(page.sites[i].site.id, {}); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::SiteDetails& details = page.sites[i];
    std::string tags;
    for (const std::string& tag : details.tags) tags += (tags.empty() ? "" : ", ") + tag;
    const auto or_dash = [](const std::string& text) { return text.empty() ? std::string("—") : text; };
    cells.push_back({details.site.name, details.site.address});
    cells.push_back({or_dash(details.site.city)});
    cells.push_back({or_dash(details.site.region)});
    cells.push_back({or_dash(tags)});
    cells.push_back({std::string(t(app, details.latitude.empty() ? "admin.no_position" : "admin.has_position"))});
  };
  ui.table("sites", table);
}

}  // namespace

void draw_sites(Ui& ui, App& app) {
  const State& state = app.state();
  const bool may_change = state.session && state.session->administers();
  begin_screen(ui, app, {.title = std::string(t(app, "admin.sites")), .back_href = "#/settings", .back_label = std::string(t(app, "settings.title")),
                         .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "admin.sites"));
  ui.text("what", t(app, "admin.sites_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_admin_places(ui, app);
  std::optional<Filter> wanted;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.admin.sites)) {
    draw_freshness(ui, app, state.admin.sites);
    const app::SitesPage& page = *state.admin.sites.value;
    if (may_change) {
      ui.begin_row();
      ui.link("new", t(app, "admin.new_site"), "#/sites/new", ui::Icon::add);
      ui.link("import", t(app, "admin.import.title"), "#/sites/import", ui::Icon::list);
      ui.end_row();
      ui.space(ui::Space::medium);
    }
    if (page.all == 0) {
      ui.empty_state("empty", ui::Icon::store, t(app, "admin.no_sites"), t(app, "admin.no_sites_what"));
    } else {
      const app::Route& route = state.route;
      draw_admin_search(ui, app, "admin.sites_search");
      const bool both = !route.region.empty() && !route.tag.empty();
      if (shows_filters(ui, app, route.region + (both ? ", " : "") + route.tag)) {
        draw_one_filter(ui, app, "regions", t(app, "admin.region"), t(app, "admin.region_all"), page.regions, route.region,
                        [&](const std::string& region) { wanted = Filter{region, route.tag}; });
        draw_one_filter(ui, app, "tags", t(app, "admin.tags"), t(app, "admin.tag_all"), page.tags, route.tag,
                        [&](const std::string& tag) { wanted = Filter{route.region, tag}; });
      }
      if (page.sites.empty()) {
        ui.empty_state("none", ui::Icon::search, t(app, "admin.no_site"), t(app, "admin.no_site_what"));
      } else {
        ui.text("count", tn(app, "admin.sites_count", page.count), ui::TextStyle::strong);
        ui.space(ui::Space::small);
        draw_rows(ui, app, page, may_change);
      }
      draw_admin_pages(ui, app, page.pages(), turned);
    }
  }
  end_screen(ui);
  // Last: another page takes away the list that was just drawn.
  if (wanted) app.admin().filter_sites(wanted->region, wanted->tag);
  else if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
