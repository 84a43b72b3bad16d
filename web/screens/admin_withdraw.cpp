// A version of a checklist that is withdrawn from new missions, or about to be.
#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kShown = 20;

void draw_open(Ui& ui, App& app, const app::OpenMissions& open) {
  if (open.count == 0) return ui.text("none-open", t(app, "admin.withdraw_none_open"), ui::TextStyle::secondary);
  ui.text("open", tn(app, "admin.withdraw_open", open.count), ui::TextStyle::strong);
  const std::size_t shown = std::min(open.missions.size(), kShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const app::ListedMission& mission = open.missions[i];
    const std::string who = mission.investigator.empty() ? std::string(t(app, "plan.nobody")) : mission.investigator;
    ui.fact(ui::Key("mission", mission.id), mission.site.name, app::window(app.language(), mission.window_from, mission.window_to) + " · " + who);
  }
  if (open.count > static_cast<std::int64_t>(shown)) ui.text("more", t(app, "admin.withdraw_more", {std::to_string(open.count - static_cast<std::int64_t>(shown))}), ui::TextStyle::small);
}

}  // namespace

void draw_withdrawal(Ui& ui, App& app, const app::PublishedChecklist& published) {
  const State& state = app.state();
  const bool may = state.session && state.session->administers();
  if (!published.withdrawn_at.empty()) {
    ui.banner("withdrawn", ui::Tone::warning, t(app, "admin.withdrawn_of", {format_date(app.language(), published.withdrawn_at.substr(0, 10)), published.withdrawn_reason}));
    ui.text("withdrawn-what", t(app, "admin.withdrawn_what"), ui::TextStyle::small);
    ui.space(ui::Space::small);
  }
  if (!may) return;
  const app::ChecklistWithdrawal& form = state.admin.withdrawal;
  if (published.withdrawn_at.empty()) {
    if (ui.button("withdraw", {.label = t(app, "admin.withdraw"), .icon = ui::Icon::close, .enabled = state.sync.online})) app.admin().ask_withdraw();
  } else {
    draw_refusal(ui, app, form.refusal);
    if (ui.button("restore", {.label = t(app, form.busy ? "admin.saving" : "admin.restore"), .icon = ui::Icon::undo, .enabled = !form.busy && state.sync.online}))
      app.admin().withdraw_checklist(true);
  }
  ui.space(ui::Space::medium);
}

void draw_withdraw_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  const app::ChecklistWithdrawal& form = state.admin.withdrawal;
  if (state.dialog != app::Dialog::withdraw_checklist || !state.admin.checklist.value) return;
  if (!ui.begin_dialog("withdraw-dialog", t(app, "admin.withdraw_title", {std::to_string(state.admin.checklist.value->version)}))) return;
  ui.text("what", t(app, "admin.withdraw_what"));
  ui.space(ui::Space::small);
  if (is_ready(ui, app, form.open)) draw_open(ui, app, *form.open.value);
  ui.space(ui::Space::small);
  const auto reason = ui.field("reason", {.label = t(app, "admin.withdraw_reason"), .value = form.reason, .type = ui::FieldType::multiline,
                                          .error = form.reason_missing ? t(app, "admin.withdraw_reason_needed") : std::string_view(), .max_length = 800, .required = true});
  if (reason.value) app.admin().type_withdrawal(*reason.value);
  draw_refusal(ui, app, form.refusal);
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, form.busy ? "admin.saving" : "admin.withdraw"), .kind = ui::ButtonKind::danger, .enabled = !form.busy && form.open.value && state.sync.online, .full_width = true}))
    app.admin().withdraw_checklist(false);
  ui.space(ui::Space::small);
  const bool no = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !form.busy) app.close_dialog();
}

}  // namespace constat::screens
