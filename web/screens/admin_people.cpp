// Everybody who may sign in: searched, filtered and read page by page.
#include <optional>
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr const char* kStatuses[] = {"active", "invited", "no_access", "deactivated"};

struct Filter {
  std::string role, status;
};

void draw_filters(Ui& ui, App& app, const app::PeoplePage& page, std::optional<Filter>& wanted) {
  const app::Route& route = app.state().route;
  draw_admin_search(ui, app, "admin.people_search");
  std::string chosen = route.status.empty() ? std::string() : app::coded(app.language(), "admin.status", route.status);
  if (!route.part.empty()) chosen += (chosen.empty() ? "" : ", ") + app::coded(app.language(), "app.role", route.part);
  if (!shows_filters(ui, app, chosen)) return;
  ui.begin_group("statuses", ui::GroupRole::group, t(app, "admin.status"));
  ui.begin_row();
  const auto offer = [&](const std::string& status, const std::string& label) {
    const bool on = route.status == status;
    if (ui.button(ui::Key("status", status), {.label = label, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      wanted = Filter{route.part, status};
  };
  offer("", std::string(t(app, "admin.status_all")));
  for (const char* status : kStatuses)
    offer(status, t(app, "admin.status_count", {app::coded(app.language(), "admin.status", status), count_text(app, page.of_status(status))}));
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::small);
  ui.begin_group("roles", ui::GroupRole::group, t(app, "admin.role"));
  ui.begin_row();
  const auto offer_role = [&](const std::string& role, const std::string& label) {
    const bool on = route.part == role;
    if (ui.button(ui::Key("role", role), {.label = label, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      wanted = Filter{role, route.status};
  };
  offer_role("", std::string(t(app, "admin.role_all")));
  for (const char* role : kRoles) offer_role(role, app::coded(app.language(), "app.role", role));
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::medium);
}

void draw_rows(Ui& ui, App& app, const app::PeoplePage& page) {
  const std::string label(t(app, "admin.people"));
  std::vector<ui::Column> columns{{t(app, "admin.name"), false, true, 1.6F}, {t(app, "admin.role"), false, false, 1.2F}, {t(app, "admin.status"), false, false, 1.0F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = page.people.size();
  table.row_key = [&](std::size_t i) { return page.people[i].id; };
  table.href = [&](std::size_t i) { return app::person_hash(page.people[i].id); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::Person& person = page.people[i];
    cells.push_back({person.name, person.email});
    cells.push_back({app::coded(app.language(), "app.role", person.role)});
    cells.push_back({app::coded(app.language(), "admin.status", person.status), {}, tone_of_person(person.status)});
  };
  ui.table("people", table);
}

}  // namespace

ui::Tone tone_of_person(std::string_view status) {
  if (status == "active") return ui::Tone::good;
  return status == "invited" ? ui::Tone::accent : status == "no_access" ? ui::Tone::warning : ui::Tone::neutral;
}

void draw_admin_places(Ui& ui, App& app) {
  if (!app.state().session || !app.state().session->administers()) return;
  using app::Page;
  const Page page = app.state().route.page;
  ui.begin_row();
  if (page != Page::people) ui.link("to-people", t(app, "admin.people"), "#/people", ui::Icon::person);
  if (page != Page::tokens) ui.link("to-tokens", t(app, "tokens.title"), "#/tokens", ui::Icon::shield);
  if (page != Page::links) ui.link("to-links", t(app, "links.title"), "#/links", ui::Icon::send);
  if (page != Page::sites) ui.link("to-sites", t(app, "admin.sites"), "#/sites", ui::Icon::store);
  if (page != Page::programmes) ui.link("to-programmes", t(app, "programmes.title"), "#/programmes", ui::Icon::missions);
  if (page != Page::checklists) ui.link("to-checklists", t(app, "admin.checklists"), "#/checklists", ui::Icon::list);
  ui.end_row();
  ui.space(ui::Space::medium);
}

void draw_admin_search(Ui& ui, App& app, const char* label) {
  const auto search = ui.field("search", {.label = t(app, label), .value = app.state().admin.typed, .type = ui::FieldType::search, .max_length = 80});
  if (search.value) app.admin().type_search(*search.value);
  if (search.committed) app.admin().search();
  ui.space(ui::Space::medium);
}

// A phone has no room for all of them above the list.
bool shows_filters(Ui& ui, App& app, const std::string& chosen) {
  if (!ui.is_compact()) return true;
  const bool open = app.state().filters_open;
  if (ui.disclosure("filters", chosen.empty() ? std::string(t(app, "admin.filters")) : t(app, "admin.filtered", {chosen}), open)) app.toggle_filters();
  ui.space(ui::Space::small);
  return open;
}

void draw_admin_pages(Ui& ui, App& app, std::int64_t pages, std::optional<std::size_t>& turned) {
  const std::size_t page = app.state().route.section;
  if (pages <= 1 && page == 0) return;
  ui.space(ui::Space::small);
  ui.text("page", t(app, "audit.page", {std::to_string(page + 1), std::to_string(pages)}), ui::TextStyle::secondary);
  ui.begin_row();
  if (ui.button("before", {.label = t(app, "admin.page_before"), .icon = ui::Icon::back, .enabled = page > 0})) turned = page - 1;
  if (ui.button("after", {.label = t(app, "admin.page_after"), .icon = ui::Icon::chevron_right, .enabled = static_cast<std::int64_t>(page) + 1 < pages}))
    turned = page + 1;
  ui.end_row();
}

void draw_people(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "admin.people")), .back_href = "#/settings", .back_label = std::string(t(app, "settings.title")),
                         .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "admin.people"));
  ui.text("what", t(app, "admin.people_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_admin_places(ui, app);
  draw_erased(ui, app);
  std::optional<Filter> wanted;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.admin.people)) {
    draw_freshness(ui, app, state.admin.people);
    const app::PeoplePage& page = *state.admin.people.value;
    ui.link("new", t(app, "admin.new_person"), "#/people/new", ui::Icon::add);
    ui.space(ui::Space::medium);
    draw_filters(ui, app, page, wanted);
    if (page.people.empty()) {
      ui.empty_state("none", ui::Icon::search, t(app, "admin.nobody"), t(app, "admin.nobody_what"));
    } else {
      ui.text("count", tn(app, "admin.people_count", page.count), ui::TextStyle::strong);
      ui.space(ui::Space::small);
      draw_rows(ui, app, page);
    }
    draw_admin_pages(ui, app, page.pages(), turned);
  }
  end_screen(ui);
  // Last: another page takes away the list that was just drawn.
  if (wanted) app.admin().filter_people(wanted->role, wanted->status);
  else if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
