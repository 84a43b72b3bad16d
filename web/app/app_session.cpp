// Signing in and out.
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {

void App::type_email(std::string text) {
  state_.sign_in.email = std::move(text);
  state_.sign_in.missing.clear();
}

void App::type_password(std::string text) {
  state_.sign_in.password = std::move(text);
  state_.sign_in.missing.clear();
}

void App::sign_in_as(const DemoAccount& account) {
  if (state_.sign_in.busy) return;
  state_.sign_in.email = account.email;
  state_.sign_in.password = account.password;
  sign_in();
}

void App::sign_in() {
  SignInForm& form = state_.sign_in;
  if (form.busy) return;
  form.failure.reset();
  form.missing = form.email.empty() ? "email" : form.password.empty() ? "password" : "";
  if (!form.missing.empty()) return;
  form.busy = true;
  Json payload = Json::object();
  payload.add("email", Json::of_text(form.email));
  payload.add("password", Json::of_text(form.password));
  send("sign_in", write_json(payload), [this](StoreReply& reply) {
    state_.sign_in.busy = false;
    const Json* session = reply.ok ? object_of(reply.result, "session") : nullptr;
    auto read = session ? read_session(*session) : std::nullopt;
    if (!read) {
      state_.sign_in.failure = reply.ok ? Failure{"unknown", {}, {}} : reply.failure;
      return;
    }
    begin_session(std::move(*read), wanted_.value_or(Route{}));
  });
}

void App::begin_session(Session session, Route next) {
  state_.sign_in = {};
  state_.session = std::move(session);
  state_.session_lost = false;
  state_.account_erased.reset();
  wanted_.reset();
  if (next.page == Page::home || next.page == Page::sign_in || next.page == Page::join || next.page == Page::not_found) next = home();
  go(next, true);
  sync_now();
}

void App::sign_out(bool even_unsent) {
  if (state_.action_busy) return;
  state_.action_busy = true;
  state_.action_failure.reset();
  send("sign_out", even_unsent ? R"({"even_unsent":true})" : "{}", [this](StoreReply& reply) {
    state_.action_busy = false;
    if (!reply.ok) {
      state_.action_failure = reply.failure;
      return;
    }
    state_.dialog = Dialog::none;
    leave_session(false);
  });
}

// The phone may be shared: nothing of the previous user stays in memory.
void App::leave_session(bool lost) {
  if (lost && state_.route.page != Page::sign_in) wanted_ = state_.route;
  state_.session.reset();
  state_.session_lost = lost;
  state_.missions = {};
  state_.visits = {};
  state_.open = {};
  state_.open_id.clear();
  state_.shown = {};
  state_.shown_id.clear();
  state_.comparison = {};
  state_.site = {};
  state_.result = {};
  state_.events = {};
  state_.review_queue = {};
  state_.second_looks = {};
  state_.review_form = {};
  state_.reviewed.reset();
  state_.appeal_form = {};
  state_.appeal_decision = {};
  state_.queue = {};
  state_.rescue = {};
  state_.rescue_read = {};
  state_.quarantine = {};
  state_.parked_body = {};
  state_.decision = {};
  state_.admin = {};
  unsaved_.clear();
  state_.viewed.reset();
  state_.signing.reset();
  state_.dialog = Dialog::none;
  state_.action_failure.reset();
  state_.just_submitted.clear();
  submit_when_saved_ = false;
  go({.page = Page::sign_in}, true);
  load_meta();
}

}  // namespace constat::app
