// Somebody opened a link: what it is for, the password they choose, and they are in.
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"
#include "web/app/parse_planning.hpp"

namespace constat::app {

LinkOffer read_link_offer(const Json& body) {
  LinkOffer offer{text_of(body, "kind"), text_of(body, "name"), text_of(body, "email"), {}, text_of(body, "expires_at"), text_of(body, "language"),
                  integer_of(body, "shortest_password").value_or(10)};
  if (const Json* organisation = object_of(body, "organisation")) offer.organisation = text_of(*organisation, "name");
  return offer;
}

void AdminActions::look_at_link(const Route& route) {
  JoinForm& form = app_->state_.join;
  if (form.busy) return;
  if (form.token != route.id) form = {};
  form.token = route.id;
  form.offer.loading = true;
  Json payload = Json::object();
  payload.add("token", Json::of_text(route.id));
  App* app = app_;
  const std::string token = route.id;
  app_->send("look_at_link", write_json(payload), [app, token](StoreReply& reply) {
    JoinForm& now = app->state_.join;
    if (now.token != token) return;
    now.offer.loading = false;
    now.offer.failure.reset();
    if (!reply.ok) {
      now.offer.failure = reply.failure;
      return;
    }
    const Fetched fetched = read_fetched(reply.result);
    if (!fetched.body) {
      now.offer.failure = fetched.failure;
      if (const Json* problem = object_of(reply.result, "body")) now.offer.failure->code = text_of(*problem, "code");
      return;
    }
    now.offer.value = read_link_offer(*fetched.body);
    if (!now.offer.value->language.empty() && !app->state_.session) app->set_language(language_of(now.offer.value->language));
  });
}

void AdminActions::type_new_password(std::string text) {
  JoinForm& form = app_->state_.join;
  form.password = std::move(text);
  form.too_short = false;
}

void AdminActions::show_new_password(bool shown) { app_->state_.join.shown = shown; }

void AdminActions::join() {
  JoinForm& form = app_->state_.join;
  if (form.busy || !form.offer.value) return;
  form.failure.reset();
  form.too_short = static_cast<std::int64_t>(form.password.size()) < form.offer.value->shortest_password;
  if (form.too_short) return;
  form.busy = true;
  Json payload = Json::object();
  payload.add("token", Json::of_text(form.token)).add("password", Json::of_text(form.password));
  App* app = app_;
  app_->send("join", write_json(payload), [app](StoreReply& reply) {
    JoinForm& now = app->state_.join;
    now.busy = false;
    const Json* session = reply.ok ? object_of(reply.result, "session") : nullptr;
    auto read = session ? read_session(*session) : std::nullopt;
    if (!read) {
      now.failure = reply.ok ? Failure{"unknown", {}, {}} : reply.failure;
      return;
    }
    now = {};
    app->begin_session(std::move(*read), {});
  });
}

}  // namespace constat::app
