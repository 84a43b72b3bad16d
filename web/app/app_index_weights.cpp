// Trying other weights of the index (index_weights.hpp), and publishing them in the wave's programme.
#include "web/app/app.hpp"
#include "web/app/insight_reading.hpp"
#include "web/app/json_access.hpp"
#include "web/app/store_reply.hpp"

namespace constat::app {
namespace {

std::string asked_for(const std::string& path) {
  Json payload = Json::object();
  payload.add("path", Json::of_text(path));
  return write_json(payload);
}

// What the server said just now. A copy of earlier does not do: the programme is sent back whole.
tl::expected<Json, Refusal> fresh(StoreReply& reply) {
  if (!reply.ok) return tl::unexpected(Refusal{reply.failure, {}});
  Fetched fetched = read_fetched(reply.result);
  if (!fetched.body) return tl::unexpected(Refusal{fetched.failure, {}});
  if (fetched.stale) return tl::unexpected(Refusal{Failure{"offline", {}, {}}, {}});
  return std::move(*fetched.body);
}

}  // namespace

// The trial belongs to the comparison; another one begins anew.
void IndexWeightActions::begin() {
  State& state = app_->state_;
  if (!state.index_weights.value || (*state.index_weights.value)->unreadable) return;
  if (state.index_trial.of == *state.index_weights.value) return;
  std::string published = std::move(state.index_trial.published);
  state.index_trial = begin_index_trial(*state.index_weights.value);
  if (state.index_trial.of->scope.wave == published) state.index_trial.published = std::move(published);
}

void IndexWeightActions::weigh(IndexPart part, double weight, bool rests) {
  IndexTrial& trial = app_->state_.index_trial;
  if (!trial.of || trial.sending) return;
  trial.rules.weights[static_cast<std::size_t>(part)] = weight;
  trial.published.clear();
  trial.refusal.reset();
  reweigh_trial(trial, rests);
}

void IndexWeightActions::reset() {
  IndexTrial& trial = app_->state_.index_trial;
  if (trial.of && !trial.sending) trial = begin_index_trial(trial.of);
}

void IndexWeightActions::publish() {
  App* app = app_;
  IndexTrial& trial = app->state_.index_trial;
  if (!trial.of || trial.sending || !trial.changed() || trial.is_empty() || !trial.of->is_of_wave()) return;
  trial.refusal.reset();
  trial.sending = true;
  const auto refuse = [app](std::optional<Refusal> refusal) {
    IndexTrial& now = app->state_.index_trial;
    now.sending = false;
    now.refusal = std::move(refusal);
  };
  const IndexRules rules = trial.rules;
  const std::string wave_id = trial.of->scope.wave;
  // A wave names its programme, the programme has all that is sent back with the weights.
  app->send("fetch", asked_for("/api/v1/waves/" + encoded_part(wave_id)), [app, refuse, rules, wave_id](StoreReply& reply) {
    const auto wave = fresh(reply);
    if (!wave) return refuse(wave.error());
    const std::string path = "/api/v1/programmes/" + encoded_part(text_of(*wave, "programme"));
    app->send("fetch", asked_for(path), [app, refuse, rules, wave_id, path](StoreReply& answer) {
      const auto programme = fresh(answer);
      if (!programme) return refuse(programme.error());
      app->post_document(path, programme_with_weights(*programme, rules), [app, refuse, wave_id](std::optional<Refusal> refusal, const Json&) {
        const bool done = !refusal;
        refuse(std::move(refusal));
        if (!done) return;
        app->state_.index_trial.published = wave_id;
        if (app->state_.dialog == Dialog::publish_weights) app->state_.dialog = Dialog::none;
        if (app->state_.route.page == Page::weights) app->load_figures();  // compared by them from now on
      });
    });
  });
}

}  // namespace constat::app
