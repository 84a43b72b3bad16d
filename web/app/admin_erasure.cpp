// Erasing a person: what it would do is asked first, and shown.
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {

ErasureCounts read_erasure_counts(const Json& body) {
  ErasureCounts counts;
  counts.email = text_of(body, "email");
  const Json* numbers = object_of(body, "counts");
  const auto number = [&](const char* name) { return numbers ? integer_of(*numbers, name).value_or(0) : 0; };
  counts.visits = number("visits");
  counts.photos = number("photos");
  counts.events = number("events");
  counts.missions = number("missions");
  counts.sessions = number("sessions");
  return counts;
}

void AdminActions::ask_erase() {
  const std::string person = admin().access.person;
  if (person.empty() || admin().erasure.busy) return;
  admin().erasure = {};
  admin().erasure.person = person;
  app_->open_dialog(Dialog::erase_person, person);
  app_->fetch(admin().erasure.counts, "/api/v1/people/" + encoded_part(person) + "/erasure", &app::read_erasure_counts);
}

void AdminActions::erase_person() {
  PersonErasure& erasure = admin().erasure;
  if (erasure.busy || !erasure.counts.value) return;
  erasure.busy = true;
  erasure.refusal.reset();
  App* app = app_;
  Json body = Json::object();
  body.add("email", Json::of_text(erasure.counts.value->email));
  app_->post_document("/api/v1/people/" + encoded_part(erasure.person) + "/erasure", std::move(body), [app](std::optional<Refusal> refusal, const Json& answer) {
    AdminState& state = app->state_.admin;
    state.erasure.busy = false;
    state.erasure.refusal = std::move(refusal);
    if (state.erasure.refusal) return;
    state.erasure = {};
    state.erasure.pseudonym = text_of(answer, "id");
    state.erasure.scrubbed = bool_of(answer, "scrubbed", true);
    state.person = {};
    state.person_form = {};
    state.access = {};
    if (app->state_.dialog == Dialog::erase_person) app->state_.dialog = Dialog::none;
    app->go({.page = Page::people}, true);
  });
}

}  // namespace constat::app
