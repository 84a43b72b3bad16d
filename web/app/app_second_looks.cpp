// Second looks at reviewed visits, and the share of the visits that gets one.
#include "web/app/app.hpp"
#include "web/app/event_id.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_comparison.hpp"

namespace constat::app {
namespace {

constexpr std::int64_t kMostShare = 100;

std::optional<std::int64_t> share_of(const std::string& text) {
  if (text.empty() || text.size() > 3 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const std::int64_t share = std::strtoll(text.c_str(), nullptr, 10);
  return share <= kMostShare ? std::optional<std::int64_t>(share) : std::nullopt;
}

}  // namespace

void LookActions::load() {
  State& state = app_->state_;
  std::string path = "/api/v1/second-looks";
  if (state.route.page == Page::second_look) {
    path += "?visit=" + encoded_part(state.route.id);
  } else {
    state.admin.typed = state.route.text;
    path += "?page=" + std::to_string(state.route.section + 1);
    if (!state.route.text.empty()) path += "&text=" + encoded_part(state.route.text);
  }
  app_->fetch(state.second_looks.all, std::move(path), &read_second_looks);
}

void LookActions::load_visit() {
  State& state = app_->state_;
  if (state.result.value && state.result.value->id != state.route.id) {
    state.result = {};
    state.explanation.reset();
  }
  app_->fetch(state.result, "/api/v1/visits/" + encoded_part(state.route.id), &read_result);
  const auto& all = state.second_looks.all;
  if (!all.loading && (!all.value || !all.value->find(state.route.id))) load();
}

void LookActions::ask() {
  State& state = app_->state_;
  if (!state.result.value) return;
  const VisitResult& result = *state.result.value;
  LookForm& form = state.second_looks.form;
  // What was written about this visit is not lost by a look elsewhere.
  if (form.visit != result.id || form.sha256 != result.sha256) {
    form = {};
    form.visit = result.id;
    form.sha256 = result.sha256;
    form.revision = result.revision;
    form.id = event_id(state.session ? state.session->user_id : std::string(), "second look " + result.id, state.now_ms);
  }
  form.failure.reset();
  app_->open_dialog(Dialog::second_look, result.id);
}

void LookActions::choose(std::size_t verdict) {
  app_->state_.second_looks.form.verdict = verdict;
  app_->state_.second_looks.form.verdict_missing = false;
}

void LookActions::type(std::string text) {
  app_->state_.second_looks.form.text = std::move(text);
  app_->state_.second_looks.form.text_missing = false;
}

void LookActions::send() {
  LookForm& form = app_->state_.second_looks.form;
  if (form.busy) return;
  form.failure.reset();
  form.verdict_missing = !form.verdict;
  const bool approves = form.verdict && kLookVerdicts[*form.verdict] == ReviewStep::approved;
  form.text_missing = form.verdict && !approves && form.text.find_first_not_of(" \n\t") == std::string::npos;
  if (form.verdict_missing || form.text_missing) return;
  Json body = Json::object();
  body.add("id", Json::of_text(form.id))
      .add("type", Json::of_text("second_look"))
      .add("revision", Json::of_integer(form.revision))
      .add("sha256", Json::of_text(form.sha256))
      .add("verdict", Json::of_text(std::string(to_string(kLookVerdicts[*form.verdict]))))
      .add("text", Json::of_text(form.text));
  form.busy = true;
  App* app = app_;
  app->post_document("/api/v1/visits/" + encoded_part(form.visit) + "/second-look", std::move(body), [app](std::optional<Refusal> refusal, const Json&) {
    SecondLookState& looks = app->state_.second_looks;
    looks.form.busy = false;
    if (refusal) {
      looks.form.failure = refusal->failure;
      return;
    }
    looks.said_of = looks.form.visit;
    looks.form = {};
    app->state_.dialog = Dialog::none;
    app->go({.page = Page::second_looks});
  });
}

void LookActions::type_share(std::string text) {
  ShareForm& form = app_->state_.second_looks.share;
  form.typed = std::move(text);
  form.wrong = form.saved = false;
}

void LookActions::save_share() {
  ShareForm& form = app_->state_.second_looks.share;
  if (form.busy || !form.typed) return;
  const auto share = share_of(*form.typed);
  form.wrong = !share;
  form.failure.reset();
  if (!share) return;
  Json body = Json::object();
  body.add("share", Json::of_integer(*share));
  form.busy = true;
  App* app = app_;
  app->post_document("/api/v1/second-looks/share", std::move(body), [app](std::optional<Refusal> refusal, const Json&) {
    ShareForm& saved = app->state_.second_looks.share;
    saved.busy = false;
    if (refusal) saved.failure = refusal->failure;
    else {
      saved = {};
      saved.saved = true;
      LookActions(*app).load();
    }
  });
}

}  // namespace constat::app
