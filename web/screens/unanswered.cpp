#include "web/screens/filling.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {

void draw_unanswered(Ui& ui, App& app) {
  const app::OpenVisit* found = open_visit_or_explain(ui, app);
  if (!found) return;
  const app::OpenVisit& open = *found;
  begin_screen(ui, app, filling_screen(app, open, app::section_hash(open.visit.id.value, open.section)));
  ui.heading("title", 1, t(app, "fill.unanswered_title"));
  std::size_t count = 0;
  const std::vector<app::Missing>& missing = app::missing_of(open);
  for (const app::Missing& one : missing) count += one.what == app::Missing::What::answer;
  if (count == 0) {
    if (ui.empty_state("none", ui::Icon::check, t(app, "fill.unanswered_none"), t(app, "fill.unanswered_none_what"),
                       t(app, "fill.to_review")))
      app.go({.page = app::Page::visit_review, .id = open.visit.id.value});
  } else {
    ui.text("count", tn(app, "fill.unanswered_count", static_cast<std::int64_t>(count)), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
    ui.begin_group("list", ui::GroupRole::list, t(app, "fill.unanswered_title"));
    for (const app::Missing& one : missing)
      if (one.what == app::Missing::What::answer) draw_missing(ui, app, open, one);
    ui.end_group();
  }
  end_screen(ui);
}

}  // namespace constat::screens
