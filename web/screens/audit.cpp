// Who did what, when, to what and from where: searched, filtered and read page by page.
#include <optional>
#include <vector>

#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr const char* kGroups[] = {"session", "visit", "mission", "payment", "export", "user", "token", "link", "site", "programme", "checklist", "data"};

struct Filter {
  std::string group, person;
};

void draw_filters(Ui& ui, App& app, std::optional<Filter>& wanted) {
  const app::Route& route = app.state().route;
  if (!route.person.empty() && app.state().audit.value) {
    ui.begin_row();
    ui.text("only", t(app, "audit.only", {app.state().audit.value->name_of(route.person)}), ui::TextStyle::strong);
    if (ui.button("everybody", {.label = t(app, "audit.everybody"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::close})) wanted = Filter{route.status, {}};
    ui.end_row();
    ui.space(ui::Space::small);
  }
  ui.begin_group("groups", ui::GroupRole::group, t(app, "audit.action"));
  ui.begin_row();
  const auto offer = [&](const std::string& group, std::string_view label) {
    const bool on = route.status == group;
    if (ui.button(ui::Key("group", group), {.label = label, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      wanted = Filter{group, route.person};
  };
  offer("", t(app, "audit.group_all"));
  for (const char* group : kGroups) offer(group, app::coded(app.language(), "audit.group", group));
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::small);
  const auto search = ui.field("search", {.label = t(app, "audit.search"), .value = app.state().audit_text, .type = ui::FieldType::search, .max_length = 80});
  if (search.value) app.type_audit(*search.value);
  if (search.committed) app.search_audit();
  ui.space(ui::Space::medium);
}

std::string object_text(const app::AuditEntry& entry) { return entry.object_name.empty() ? entry.object_id : entry.object_name; }

std::string details_text(const app::AuditEntry& entry) {
  std::string words;
  for (const auto& [name, value] : entry.details) words += (words.empty() ? "" : " · ") + name + " " + value;
  return words;
}

void draw_rows(Ui& ui, App& app, const app::AuditLog& log, std::optional<Filter>& wanted) {
  const std::string label(t(app, "audit.title"));
  std::vector<ui::Column> columns{{t(app, "audit.when"), false, false, 1.1F}, {t(app, "audit.who"), false, true, 1.2F},
                                  {t(app, "audit.action"), false, false, 1.3F}, {t(app, "audit.object"), false, false, 1.2F},
                                  {t(app, "audit.details"), false, false, 1.6F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = log.entries.size();
  table.row_key = [&](std::size_t i) { return std::to_string(log.entries[i].number); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::AuditEntry& entry = log.entries[i];
    cells.push_back({app::moment(app.language(), entry.at, app.state().zone)});
    cells.push_back({entry.actor.empty() ? std::string(t(app, "audit.nobody")) : entry.actor, entry.address});
    cells.push_back({app::coded(app.language(), "audit.did", entry.action), {},
                     entry.action == "session-refused" ? ui::Tone::warning : ui::Tone::neutral});
    const std::string object = object_text(entry);
    cells.push_back({object.empty() ? std::string("—") : object});
    const std::string details = details_text(entry);
    cells.push_back({details.empty() ? std::string("—") : details});
  };
  if (const auto pressed = ui.table("entries", table); pressed && !log.entries[*pressed].actor_id.empty())
    wanted = Filter{app.state().route.status, log.entries[*pressed].actor_id};
}

void draw_pages(Ui& ui, App& app, const app::AuditLog& log, std::optional<std::size_t>& turned) {
  const std::size_t page = app.state().route.section;
  if (log.pages() <= 1 && page == 0) return;
  ui.space(ui::Space::small);
  ui.text("page", t(app, "audit.page", {std::to_string(page + 1), std::to_string(log.pages())}), ui::TextStyle::secondary);
  ui.begin_row();
  if (ui.button("newer", {.label = t(app, "audit.newer"), .icon = ui::Icon::back, .enabled = page > 0})) turned = page - 1;
  if (ui.button("older", {.label = t(app, "audit.older"), .icon = ui::Icon::chevron_right, .enabled = static_cast<std::int64_t>(page) + 1 < log.pages()}))
    turned = page + 1;
  ui.end_row();
}

}  // namespace

void draw_audit(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "audit.title")), .back_href = "#/settings", .back_label = std::string(t(app, "settings.title")),
                         .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "audit.title"));
  ui.text("what", t(app, "audit.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  std::optional<Filter> wanted;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.audit)) {
    draw_freshness(ui, app, state.audit);
    const app::AuditLog& log = *state.audit.value;
    const bool filtered = !state.route.status.empty() || !state.route.person.empty() || !state.route.text.empty();
    if (log.count == 0 && !filtered) {
      ui.empty_state("empty", ui::Icon::list, t(app, "audit.empty"), t(app, "audit.empty_what"));
    } else {
      draw_filters(ui, app, wanted);
      if (log.entries.empty()) {
        ui.empty_state("none", ui::Icon::search, t(app, "audit.none"), t(app, "audit.none_what"));
      } else {
        ui.text("count", tn(app, "audit.count", log.count), ui::TextStyle::strong);
        ui.text("hint", t(app, "audit.row_hint"), ui::TextStyle::small);
        ui.space(ui::Space::small);
        draw_rows(ui, app, log, wanted);
      }
      draw_pages(ui, app, log, turned);
    }
  }
  end_screen(ui);
  // Last: another page takes away the list that was just drawn.
  if (wanted) app.filter_audit(wanted->group, wanted->person);
  else if (turned) app.turn_audit(*turned);
}

}  // namespace constat::screens
