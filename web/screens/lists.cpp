#include "web/screens/lists.hpp"

#include <algorithm>

namespace constat::screens {

void draw_status_filter(Ui& ui, App& app, const char* prefix, std::initializer_list<const char*> statuses, std::optional<std::string>& wanted) {
  const std::string& chosen = app.state().route.status;
  ui.begin_group("statuses", ui::GroupRole::group, t(app, "programmes.show"));
  ui.begin_row();
  const auto offer = [&](const std::string& status, const std::string& label) {
    const bool on = chosen == status;
    if (ui.button(ui::Key("status", status), {.label = label, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on) wanted = status;
  };
  offer("", std::string(t(app, "programmes.all")));
  for (const char* status : statuses) offer(status, app::coded(app.language(), prefix, status));
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::small);
}

void draw_list_search(Ui& ui, App& app, std::string_view label) {
  const auto search = ui.field("search", {.label = label, .value = app.state().route.text, .type = ui::FieldType::search, .max_length = 80});
  if (search.value) app.admin().search_list(*search.value);
  ui.space(ui::Space::medium);
}

ListPage page_of(const App& app, std::size_t count, std::size_t per_page) {
  const std::size_t pages = std::max<std::size_t>(1, (count + per_page - 1) / per_page), page = std::min(app.state().route.section, pages - 1);
  return {page * per_page, std::min((page + 1) * per_page, count), static_cast<std::int64_t>(pages)};
}

}  // namespace constat::screens
