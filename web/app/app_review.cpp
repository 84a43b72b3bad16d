// Reviewing visits, and taking up again one that came back from its review.
#include "web/app/app.hpp"
#include "web/app/event_id.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_queue.hpp"

namespace constat::app {

void App::load_review_queue() {
  const bool here = state_.route.page == Page::review_queue;
  if (here) state_.admin.typed = state_.route.text;
  std::string path = "/api/v1/review?page=" + std::to_string(here ? state_.route.section + 1 : 1);
  if (here && !state_.route.text.empty()) path += "&text=" + encoded_part(state_.route.text);
  fetch(state_.review_queue, std::move(path), &read_review_queue);
}

void App::ask_review(ReviewStep step) {
  if (!state_.result.value) return;
  const VisitResult& result = *state_.result.value;
  ReviewForm& form = state_.review_form;
  // What was written for this visit is not lost by a look at another button.
  const bool same = form.visit == result.id && form.sha256 == result.sha256;
  ReviewForm next;
  if (same) {
    next.text = form.text;
    next.items = form.items;
  }
  next.step = step;
  next.visit = result.id;
  next.sha256 = result.sha256;
  next.revision = result.revision;
  next.id = event_id(state_.session ? state_.session->user_id : std::string(), std::string(to_string(step)) + " " + result.id, state_.now_ms);
  form = std::move(next);
  open_dialog(Dialog::review, result.id);
}

void App::type_review(std::string text) {
  state_.review_form.text = std::move(text);
  state_.review_form.text_missing = false;
}

void App::add_phrase(std::string_view phrase) {
  std::string text = state_.review_form.text;
  if (!text.empty() && text.back() != '\n') text += '\n';
  type_review(text + std::string(phrase));
}

void App::toggle_redo(const std::string& item) {
  auto& items = state_.review_form.items;
  if (!items.erase(item)) items.insert(item);
}

void App::send_review() {
  ReviewForm& form = state_.review_form;
  if (form.busy) return;
  form.failure.reset();
  form.text_missing = form.step != ReviewStep::approved && form.text.find_first_not_of(" \n\t") == std::string::npos;
  if (form.text_missing) return;
  Json body = Json::object();
  body.add("id", Json::of_text(form.id))
      .add("type", Json::of_text(std::string(to_string(form.step))))
      .add("revision", Json::of_integer(form.revision))
      .add("sha256", Json::of_text(form.sha256))
      .add("text", Json::of_text(form.text));
  if (form.step == ReviewStep::returned) {
    Json items = Json::array();
    for (const std::string& item : form.items) items.push(Json::of_text(item));
    body.add("items", std::move(items));
  }
  form.busy = true;
  post_event(form.visit, std::move(body), [this](std::optional<Failure> failure) { sent_review(std::move(failure)); });
}

void App::sent_review(std::optional<Failure> failure) {
  ReviewForm& form = state_.review_form;
  form.busy = false;
  form.failure = std::move(failure);
  if (form.failure) return;
  const Reviewed said{form.visit, form.step};
  state_.dialog = Dialog::none;
  state_.review_form = {};
  state_.reviewed = said;
  load_result();
  load_review_queue();
}

// An event of a visit; `done` hears the failure, or none when the server has it.
void App::post_event(const std::string& visit, Json body, std::function<void(std::optional<Failure>)> done) {
  Json payload = Json::object();
  payload.add("path", Json::of_text("/api/v1/visits/" + encoded_part(visit) + "/events")).add("body", std::move(body));
  send("post", write_json(payload), [this, done = std::move(done)](StoreReply& reply) {
    const auto status = reply.ok ? integer_of(reply.result, "status").value_or(0) : 0;
    if (status >= 200 && status < 300) return done(std::nullopt);
    done(reply.ok ? read_fetched(reply.result).failure : reply.failure);
    if (status == 401) leave_session(true);
  });
}

void App::reopen_visit(const std::string& visit) {
  if (state_.action_busy) return;
  state_.action_busy = true;
  state_.action_failure.reset();
  Json payload = Json::object();
  payload.add("visit", Json::of_text(visit));
  send("reopen_visit", write_json(payload), [this](StoreReply& reply) {
    if (!take_opened(reply)) return;
    // Where the first thing to do again stands.
    Route route{.page = Page::visit_section, .id = state_.open_id, .section = 0};
    const OpenVisit& opened = *open();
    if (opened.returned && !opened.returned->items.empty())
      if (const auto ref = opened.checklist.find(opened.returned->items.front())) {
        route.section = ref->section;
        route.item = opened.returned->items.front();
      }
    load_visits();
    load_missions();
    go(route);
  });
}

}  // namespace constat::app
