#include "web/screens/open_missions.hpp"

#include "web/app/word_line.hpp"

namespace constat::screens {
namespace {

void draw_outcome(Ui& ui, App& app) {
  const app::Claiming& claiming = app.state().claiming;
  if (claiming.taken) ui.banner("taken", ui::Tone::good, t(app, "plan.claimed", {claiming.site}));
  if (!claiming.refusal) return;
  std::string words = app::reason(app.language(), claiming.refusal->failure);
  for (const std::string& problem : claiming.refusal->problems) words += " " + app::sentence(problem);
  ui.banner("refused", ui::Tone::bad, t(app, "plan.not_claimed", {claiming.site, words}));
}

void draw_one(Ui& ui, App& app, const app::ListedMission& mission) {
  const app::Claiming& claiming = app.state().claiming;
  ui.push_key(ui::Key("open-mission", mission.id));
  ui.begin_group("mission", ui::GroupRole::list_item);
  ui.begin_card();
  ui.heading("site", 3, mission.site.name);
  ui.text("checklist", in(app, mission.checklist_title), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.fact("dates", t(app, "mission.dates"), app::window(app.language(), mission.window_from, mission.window_to));
  if (!mission.contact_mode.empty()) ui.fact("mode", t(app, "mission.contact_mode"), contact_mode(app, mission.contact_mode));
  const std::string place = site_line(mission.site);
  if (!place.empty()) ui.fact("place", t(app, "mission.place"), place);
  if (!mission.skills.empty()) ui.fact("skills", t(app, "mission.skills"), app::line_of_words(mission.skills));
  if (mission.fee) ui.fact("fee", t(app, "plan.fee"), app::money(app.language(), *mission.fee));
  if (mission.expenses_cap) ui.fact("expenses", t(app, "plan.expenses"), t(app, "plan.up_to", {app::money(app.language(), *mission.expenses_cap)}));
  ui.space(ui::Space::small);
  const bool busy = claiming.busy == mission.id;
  if (ui.button("claim", {.label = t(app, busy ? "plan.claiming" : "plan.claim"), .icon = ui::Icon::add, .enabled = claiming.busy.empty(),
                          .full_width = true, .description = mission.site.name}))
    app.claim_mission(mission.id);
  ui.end_card();
  ui.end_group();
  ui.pop_key();
  ui.space(ui::Space::small);
}

// Those that ask for something else are not offered, and not hushed up.
void draw_others(Ui& ui, App& app, const app::MissionBoard& board) {
  if (board.not_eligible > 0) ui.text("open-others", tn(app, "missions.not_eligible", board.not_eligible), ui::TextStyle::small);
}

}  // namespace

void draw_open_missions(Ui& ui, App& app) {
  const State& state = app.state();
  if (!state.session || !state.session->is_investigator()) return;
  ui.space(ui::Space::large);
  ui.heading("open-title", 2, t(app, "plan.open_title"));
  draw_outcome(ui, app);
  const auto& slot = state.open_missions;
  const bool away = !state.sync.online || slot.stale || (slot.failure && slot.failure->code == "offline");
  if (away) return ui.text("open-offline", t(app, "plan.open_offline"), ui::TextStyle::small);
  if (slot.failure) {
    if (ui.banner("open-failure", ui::Tone::warning, app::reason(app.language(), *slot.failure), t(app, "app.try_again"))) app.refresh();
    return;
  }
  if (!slot.value) return ui.text("open-loading", t(app, "app.loading"), ui::TextStyle::small);
  const app::MissionBoard& board = *slot.value;
  if (board.missions.empty()) {
    ui.text("open-none", t(app, "plan.open_none"), ui::TextStyle::secondary);
    return draw_others(ui, app, board);
  }
  ui.text("open-what", board.claims_held > 0 ? t(app, "plan.claims_held", {std::to_string(board.claims_held), std::to_string(board.claims_limit)})
                                             : std::string(t(app, "plan.open_what")), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.begin_group("open-missions", ui::GroupRole::list, t(app, "plan.open_title"));
  for (const app::ListedMission& mission : board.missions) draw_one(ui, app, mission);
  ui.end_group();
  draw_others(ui, app, board);
}

}  // namespace constat::screens
