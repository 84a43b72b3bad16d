#include "web/screens/plan_preview.hpp"

#include <algorithm>
#include <map>

#include "web/screens/planning.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kShown = 50, kLeftShown = 20;

void draw_shares(Ui& ui, App& app, const app::PlanMade& plan) {
  std::map<std::string, std::int64_t> by_person;
  for (const app::ListedMission& mission : plan.missions)
    if (!mission.investigator.empty()) ++by_person[mission.investigator];
  if (by_person.empty()) return;
  ui.begin_card();
  for (const auto& [name, count] : by_person) ui.fact(ui::Key("share", name), name, tn(app, "plan.count", count));
  ui.end_card();
  ui.space(ui::Space::medium);
}

void draw_left(Ui& ui, App& app, const app::PlanMade& plan) {
  if (plan.unassigned.empty()) return;
  ui.banner("left", ui::Tone::warning, tn(app, "plan.left", static_cast<std::int64_t>(plan.unassigned.size())));
  ui.begin_group("left-list", ui::GroupRole::list, t(app, "plan.left_title"));
  const std::size_t shown = std::min(plan.unassigned.size(), kLeftShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& left = plan.unassigned[i];
    ui.push_key(ui::Key("left", static_cast<std::int64_t>(i)));
    ui.begin_group("left", ui::GroupRole::list_item);
    ui.text("where", left.site.name + " · " + app::window(app.language(), left.from, left.to), ui::TextStyle::strong);
    std::int64_t index = 0;
    for (const auto& why : left.why) ui.text(ui::Key("why", index++), why.id.empty() ? app::sentence(why.name) : t(app, "plan.left_why", {why.id, app::sentence(why.name)}), ui::TextStyle::small);
    ui.end_group();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  ui.end_group();
}

void draw_plan(Ui& ui, App& app, const app::PlanMade& plan) {
  ui.space(ui::Space::medium);
  ui.heading("preview-title", 2, t(app, "plan.preview"));
  ui.text("total", tn(app, "plan.would_make", static_cast<std::int64_t>(plan.missions.size())), ui::TextStyle::strong);
  if (plan.already > 0) ui.text("already", tn(app, "plan.already", plan.already), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  draw_left(ui, app, plan);
  draw_shares(ui, app, plan);
  if (plan.missions.empty()) return;
  ui.begin_card();
  for (std::size_t i = 0; i < std::min(plan.missions.size(), kShown); ++i) {
    const app::ListedMission& mission = plan.missions[i];
    const std::string when = app::window(app.language(), mission.window_from, mission.window_to);
    ui.fact(ui::Key("mission", mission.id), mission.site.name, mission.investigator.empty() ? when : when + " · " + mission.investigator);
  }
  ui.end_card();
  if (plan.missions.size() > kShown) ui.text("more", t(app, "plan.cut", {count_text(app, kShown), count_text(app, plan.missions.size())}), ui::TextStyle::small);
}

}  // namespace

void draw_plan_preview(Ui& ui, App& app) {
  const State& state = app.state();
  const app::PlanForm& form = state.plan_form;
  if (!state.sync.online) ui.text("offline", t(app, "quarantine.offline"), ui::TextStyle::secondary);
  if (!form.missing.empty()) ui.banner("missing", ui::Tone::bad, t(app, "plan.mend"));
  draw_refusal(ui, app, form.refusal);
  const bool shown = form.preview.has_value();
  if (ui.button("preview", {.label = t(app, form.busy && !shown ? "plan.previewing" : "plan.show"), .kind = shown ? ui::ButtonKind::secondary : ui::ButtonKind::primary,
                            .icon = ui::Icon::visibility, .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.send_plan(true);
  if (!form.preview) return;
  draw_plan(ui, app, *form.preview);
  if (form.preview->missions.empty()) return;
  ui.space(ui::Space::medium);
  if (ui.button("make", {.label = form.busy ? std::string_view(t(app, "plan.making")) : std::string_view(t(app, "plan.make")), .kind = ui::ButtonKind::primary,
                         .icon = ui::Icon::check, .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.send_plan(false);
}

}  // namespace constat::screens
