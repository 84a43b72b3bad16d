// Deciding on visits that the server keeps aside, and on texts that phones handed over.
#include "web/app/app.hpp"
#include "web/app/event_id.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_queue.hpp"

namespace constat::app {
void App::load_parked_body() {
  const std::string sha256 = state_.route.id;
  state_.parked_body = {};
  state_.parked_body.loading = true;
  Json payload = Json::object();
  payload.add("path", Json::of_text("/api/v1/parked/" + encoded_part(sha256)));
  send("fetch", write_json(payload), [this, sha256](StoreReply& reply) {
    if (state_.route.page != Page::parked_text || state_.route.id != sha256) return;
    state_.parked_body.loading = false;
    // Whatever it is, JSON or not: it is shown as it came.
    const Json* body = reply.ok && integer_of(reply.result, "status").value_or(0) == 200 ? reply.result.find("body") : nullptr;
    if (body) state_.parked_body.value = body->is(JsonKind::string) ? body->text : write_json(*body);
    else state_.parked_body.failure = reply.ok ? read_fetched(reply.result).failure : reply.failure;
  });
}

void App::ask_decision(Dialog dialog, const std::string& sha256) {
  const std::string reason = state_.decision.about == sha256 ? state_.decision.reason : std::string();
  state_.decision = {};
  state_.decision.about = sha256;
  state_.decision.reason = reason;
  state_.decision.id = event_id(state_.session ? state_.session->user_id : std::string(), sha256, state_.now_ms);
  open_dialog(dialog, sha256);
}

void App::type_reason(std::string text) {
  state_.decision.reason = std::move(text);
  state_.decision.reason_missing = false;
}

void App::decide(bool accept) {
  DecisionForm& form = state_.decision;
  if (form.busy || !state_.quarantine.value) return;
  form.failure.reset();
  form.problems.clear();
  form.reason_missing = form.reason.find_first_not_of(" \n\t") == std::string::npos;
  if (form.reason_missing) return;
  const SetAsideVisit* visit = state_.quarantine.value->visit(form.about);
  const ParkedText* text = state_.quarantine.value->text(form.about);
  if (!visit && !text) return;
  Json body = Json::object();
  std::string path;
  if (visit) {
    path = "/api/v1/visits/" + encoded_part(visit->id) + "/events";
    body.add("id", Json::of_text(form.id))
        .add("type", Json::of_text("decision"))
        .add("revision", Json::of_integer(visit->revision))
        .add("sha256", Json::of_text(visit->sha256))
        .add("decision", Json::of_text(accept ? "accept" : "reject"));
  } else {
    path = "/api/v1/parked/" + encoded_part(text->sha256) + "/decision";
    body.add("decision", Json::of_text(accept ? "accept" : "dismiss"));
  }
  body.add("reason", Json::of_text(form.reason));
  form.busy = true;
  Json payload = Json::object();
  payload.add("path", Json::of_text(path)).add("body", std::move(body));
  send("post", write_json(payload), [this, accept](StoreReply& reply) { sent_decision(accept, reply); });
}

void App::sent_decision(bool accept, StoreReply& reply) {
  DecisionForm& form = state_.decision;
  form.busy = false;
  if (!reply.ok) {
    form.failure = reply.failure;
    return;
  }
  const auto status = integer_of(reply.result, "status").value_or(0);
  if (status < 200 || status >= 300) {
    form.failure = read_fetched(reply.result).failure;
    if (const Json* problem = object_of(reply.result, "body"))
      if (const Json* problems = array_of(*problem, "problems"))
        for (const Json& each : problems->elements) form.problems.push_back(text_of(each, "path") + ": " + text_of(each, "message"));
    if (status == 401) leave_session(true);
    return;
  }
  const SetAsideVisit* visit = state_.quarantine.value ? state_.quarantine.value->visit(form.about) : nullptr;
  const std::string id = visit ? visit->id : std::string();
  state_.dialog = Dialog::none;
  state_.decision = {};
  // The visit's own page tells what was decided; a text has none.
  if (id.empty()) go({.page = Page::quarantine});
  else go({.page = Page::result, .id = id});
  state_.decided = Decided{id, accept};
  load_quarantine();
}

}  // namespace constat::app
