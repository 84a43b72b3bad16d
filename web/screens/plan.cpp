// A programme's missions: who makes which, when, and how far it is.
#include <algorithm>
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr const char* kStatuses[] = {"open", "assigned", "done", "cancelled"};

void draw_filters(Ui& ui, App& app, std::optional<std::pair<std::string, std::string>>& wanted) {
  const app::Route& route = app.state().route;
  if (app.state().plan_choices.value) {
    std::vector<ui::Option> waves{{"", t(app, "compare.all_waves")}};
    std::size_t selected = 0;
    for (const app::Wave& wave : app.state().plan_choices.value->waves) {
      if (wave.id == route.wave) selected = waves.size();
      waves.push_back({wave.id, in(app, wave.title)});
    }
    if (waves.size() > 2 || selected > 0) {
      const auto chosen = ui.choice("wave", {.label = t(app, "compare.wave"), .options = &waves, .selected = selected, .draw_label = true, .folds = true});
      if (chosen && *chosen != selected) wanted = {std::string(waves[*chosen].id), route.status};
      ui.space(ui::Space::small);
    }
  }
  ui.begin_group("statuses", ui::GroupRole::group, t(app, "plan.status"));
  ui.begin_row();
  const auto offer = [&](const std::string& status, std::string_view label) {
    const bool on = route.status == status;
    if (ui.button(ui::Key("status", status), {.label = label, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      wanted = {route.wave, status};
  };
  offer("", t(app, "plan.status_all"));
  for (const char* status : kStatuses) offer(status, app::coded(app.language(), "plan.status_plural", status));
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::small);
  draw_admin_search(ui, app, "plan.search");
}

void draw_rows(Ui& ui, App& app, const std::vector<app::ListedMission>& rows) {
  const Language language = app.language();
  std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.6F}, {t(app, "mission.dates"), false, false, 1.4F},
                                  {t(app, "plan.who"), false, false, 1.2F}, {t(app, "plan.status"), false, false, 0.9F},
                                  {t(app, "plan.fee"), true, false, 0.8F}};
  ui::TableSpec table;
  const std::string label(t(app, "plan.title"));
  table.label = label;
  table.columns = &columns;
  table.row_count = rows.size();
  table.row_key = [&](std::size_t i) { return rows[i].id; };
  table.href = [&](std::size_t i) { return app::plan_mission_hash(rows[i].id); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::ListedMission& mission = rows[i];
    cells.push_back({mission.site.name, std::string(in(app, mission.checklist_title))});
    cells.push_back({app::window(language, mission.window_from, mission.window_to), contact_mode(app, mission.contact_mode)});
    cells.push_back({mission.investigator.empty() ? std::string(t(app, "plan.nobody")) : mission.investigator,
                     mission.claimed ? std::string(t(app, "plan.by_claim")) : std::string()});
    cells.push_back({app::coded(language, "plan.status", mission.status), {}, tone_of_status(mission.status)});
    cells.push_back({mission.fee ? app::money(language, *mission.fee) : std::string("—")});
  };
  ui.table("missions", table);
}

void draw_list(Ui& ui, App& app, const app::MissionBoard& board, std::optional<std::size_t>& turned) {
  if (board.missions.empty()) {
    ui.empty_state("none-found", ui::Icon::search, t(app, "plan.none_found"), t(app, "plan.none_found_what"));
  } else {
    ui.text("count", tn(app, "plan.count", board.count), ui::TextStyle::strong);
    ui.space(ui::Space::small);
    draw_rows(ui, app, board.missions);
  }
  draw_admin_pages(ui, app, board.pages(), turned);
}

}  // namespace

ui::Tone tone_of_status(std::string_view status) {
  if (status == "open") return ui::Tone::accent;
  if (status == "done") return ui::Tone::good;
  return status == "cancelled" ? ui::Tone::bad : ui::Tone::neutral;
}

void draw_refusal(Ui& ui, App& app, const std::optional<app::Refusal>& refusal) {
  if (!refusal) return;
  ui.banner("refusal", ui::Tone::bad, app::reason(app.language(), refusal->failure));
  std::int64_t index = 0;
  for (const std::string& problem : refusal->problems) ui.text(ui::Key("problem", index++), app::sentence(problem), ui::TextStyle::secondary);
}

void draw_plan(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name")), .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "plan.title"));
  if (state.plan_made) {
    ui.banner("made", ui::Tone::good, tn(app, "plan.made", static_cast<std::int64_t>(state.plan_made->missions.size())));
    if (!state.plan_made->unassigned.empty())
      ui.banner("left", ui::Tone::warning, tn(app, "plan.left", static_cast<std::int64_t>(state.plan_made->unassigned.size())));
    ui.space(ui::Space::medium);
  }
  ui.begin_row();
  if (ui.button("new", {.label = t(app, "plan.new"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::add, .enabled = state.sync.online}))
    app.go({.page = app::Page::plan_new});
  ui.link("programmes", t(app, "programmes.title"), "#/programmes", ui::Icon::missions);
  ui.link("payments", t(app, "payment.title"), "#/payments", ui::Icon::list);
  ui.end_row();
  ui.space(ui::Space::medium);
  std::optional<std::pair<std::string, std::string>> wanted;
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.board)) {
    draw_freshness(ui, app, state.board);
    const app::MissionBoard& board = *state.board.value;
    const bool filtered = !state.route.wave.empty() || !state.route.status.empty() || !state.route.text.empty() || state.route.section > 0;
    if (board.missions.empty() && !filtered) {
      ui.empty_state("none", ui::Icon::calendar, t(app, "plan.none"), t(app, "plan.none_what"));
    } else {
      draw_filters(ui, app, wanted);
      draw_list(ui, app, board, turned);
    }
  }
  end_screen(ui);
  // Last: another filter takes away the list that was just drawn.
  if (wanted) app.filter_board(wanted->first, wanted->second);
  else if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
