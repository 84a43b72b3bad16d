// Withdrawing the version of a checklist that is on screen, after a look at the missions that go on with it.
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_planning.hpp"

namespace constat::app {
namespace {

std::string address_of(const PublishedChecklist& published, const char* what) {
  return "/api/v1/checklists/" + encoded_part(published.id) + "/" + std::to_string(published.version) + "/" + what;
}

}  // namespace

OpenMissions read_open_missions(const Json& body) {
  MissionBoard board = read_mission_board(body);
  return {std::move(board.missions), board.count};
}

void AdminActions::ask_withdraw() {
  if (!admin().checklist.value) return;
  admin().withdrawal = {};
  app_->fetch(admin().withdrawal.open, address_of(*admin().checklist.value, "missions"), &app::read_open_missions);
  app_->open_dialog(Dialog::withdraw_checklist);
}

void AdminActions::type_withdrawal(std::string reason) {
  admin().withdrawal.reason = std::move(reason);
  admin().withdrawal.reason_missing = false;
}

void AdminActions::withdraw_checklist(bool back) {
  ChecklistWithdrawal& form = admin().withdrawal;
  if (form.busy || !admin().checklist.value) return;
  form.reason_missing = !back && form.reason.find_first_not_of(" \n\t") == std::string::npos;
  if (form.reason_missing) return;
  form.busy = true;
  form.refusal.reset();
  Json body = Json::object();
  if (!back) body.add("reason", Json::of_text(form.reason));
  App* app = app_;
  app_->post_document(address_of(*admin().checklist.value, back ? "restore" : "withdraw"), std::move(body), [app](std::optional<Refusal> refusal, const Json& answer) {
    AdminState& state = app->state_.admin;
    state.withdrawal.busy = false;
    state.withdrawal.refusal = std::move(refusal);
    if (state.withdrawal.refusal) return;
    if (app->state_.dialog == Dialog::withdraw_checklist) app->state_.dialog = Dialog::none;
    state.withdrawal = {};
    if (!state.checklist.value) return;
    const Json* withdrawn = object_of(answer, "withdrawn");
    state.checklist.value->withdrawn_at = withdrawn ? text_of(*withdrawn, "at") : std::string();
    state.checklist.value->withdrawn_reason = withdrawn ? text_of(*withdrawn, "reason") : std::string();
  });
}

}  // namespace constat::app
