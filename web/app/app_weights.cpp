// Trying other weights (weights.hpp): what a finger on a slider does, and publishing them as the checklist's next version.
#include <cmath>

#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {

// The trial belongs to the material; another one begins anew.
void App::begin_weights() {
  if (!state_.weights.value || !state_.weights.value->checklist) return;
  if (state_.weight_trial.of != state_.weights.value->checklist) state_.weight_trial = begin_trial(*state_.weights.value);
}

void App::try_weights(const std::function<void(Checklist&)>& change, bool rests) {
  if (!state_.weights.value || !state_.weight_trial.of || state_.weight_trial.sending) return;
  change(state_.weight_trial.rules);
  state_.weight_trial.sent_version.reset();
  state_.weight_trial.refusal.reset();
  rescore(*state_.weights.value, state_.weight_trial, rests);
}

void App::open_weights(std::size_t section) { state_.weight_section = state_.weight_section == section ? SIZE_MAX : section; }

void App::reset_weights() {
  if (state_.weights.value && !state_.weight_trial.sending) state_.weight_trial = begin_trial(*state_.weights.value);
}

void App::publish_weights() {
  WeightTrial& trial = state_.weight_trial;
  if (!state_.weights.value || !trial.of || trial.sending || !trial.changed()) return;
  trial.refusal.reset();
  trial.sending = true;
  Json body = next_version(*state_.weights.value, trial);
  const std::int64_t version = integer_of(body, "version").value_or(0);
  post_document("/api/v1/checklists", std::move(body), [this, version](std::optional<Refusal> refusal, const Json&) {
    WeightTrial& sent = state_.weight_trial;
    sent.sending = false;
    sent.refusal = std::move(refusal);
    if (sent.refusal) return;
    sent.sent_version = version;
    if (state_.dialog == Dialog::publish_weights) state_.dialog = Dialog::none;
  });
}

}  // namespace constat::app
