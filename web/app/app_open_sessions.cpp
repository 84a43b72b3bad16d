// Seeing and ending sessions. What a phone holds stays on it: whoever had the session signs in again.
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

std::string path_of(const std::string& person) {
  return person.empty() ? "/api/v1/sessions" : "/api/v1/people/" + encoded_part(person) + "/sessions";
}

}  // namespace

OpenSessions read_open_sessions(const Json& body) {
  OpenSessions sessions;
  if (const Json* list = array_of(body, "sessions"))
    for (const Json& each : list->elements)
      sessions.list.push_back({text_of(each, "id"), text_of(each, "begun_at"), text_of(each, "seen_on"), text_of(each, "device"), bool_of(each, "this", false)});
  return sessions;
}

void SessionListActions::load(const std::string& person) {
  SessionsState& state = app_->state_.sessions;
  if (state.person != person) state = {};
  state.person = person;
  state.refusal.reset();
  app_->fetch(state.all, path_of(person), &read_open_sessions);
}

void SessionListActions::end(const std::string& session) {
  Json body = Json::object();
  body.add("session", Json::of_text(session));
  send(std::move(body));
}

void SessionListActions::end_others() {
  Json body = Json::object();
  body.add("all", Json::of_bool(true));
  send(std::move(body));
}

void SessionListActions::send(Json body) {
  SessionsState& state = app_->state_.sessions;
  if (state.busy) return;
  state.busy = true;
  state.refusal.reset();
  App* app = app_;
  const std::string person = state.person;
  app_->post_document(path_of(person) + "/end", std::move(body), [app, person](std::optional<Refusal> refusal, const Json& answer) {
    SessionsState& now = app->state_.sessions;
    now.busy = false;
    if (now.person != person) return;
    now.refusal = std::move(refusal);
    if (!now.refusal) now.all.value = read_open_sessions(answer);
  });
}

}  // namespace constat::app
