// API tokens: the list, a new one, and the end of one.
#include <charconv>

#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

std::optional<std::int64_t> days_of(const TokenForm& form, std::int64_t most) {
  std::int64_t days = 0;
  const auto [end, error] = std::from_chars(form.days.data(), form.days.data() + form.days.size(), days);
  const bool good = error == std::errc() && end == form.days.data() + form.days.size() && days >= 1 && days <= most;
  return good ? std::optional(days) : std::nullopt;
}

void find_missing(TokenForm& form, std::int64_t most_days) {
  form.missing.clear();
  if (form.name.find_first_not_of(" \n\t") == std::string::npos) form.missing.insert("name");
  if (!days_of(form, most_days)) form.missing.insert("days");
  if (form.scopes.empty()) form.missing.insert("scopes");
}

ApiToken read_token(const Json& json) {
  ApiToken token;
  token.id = text_of(json, "id");
  token.name = text_of(json, "name");
  if (const Json* user = object_of(json, "user")) token.person = text_of(*user, "id"), token.person_name = text_of(*user, "name");
  token.status = text_of(json, "status");
  token.scopes = texts_of(json, "scopes");
  token.made_at = text_of(json, "made_at");
  token.made_by = text_of(json, "made_by");
  token.expires_at = text_of(json, "expires_at");
  token.used_on = text_of(json, "used_on");
  token.revoked_at = text_of(json, "revoked_at");
  return token;
}

}  // namespace

TokenPage read_tokens(const Json& body) {
  TokenPage page;
  if (const Json* tokens = array_of(body, "tokens"))
    for (const Json& token : tokens->elements) page.tokens.push_back(read_token(token));
  page.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(page.tokens.size()));
  if (const Json* statuses = object_of(body, "statuses"))
    for (const auto& [name, value] : statuses->members) page.statuses[name] = integer_of(*statuses, name).value_or(0);
  page.scopes = texts_of(body, "scopes");
  if (const Json* days = object_of(body, "days")) {
    page.most_days = integer_of(*days, "most").value_or(0);
    page.proposed_days = integer_of(*days, "proposed").value_or(0);
  }
  return page;
}

void TokenActions::load(const Route& route) {
  TokensState& tokens = app_->state_.admin.tokens;
  if (route.page == Page::token_form) {
    if (tokens.form.person != route.person) tokens.form = {};
    tokens.form.person = route.person;
  }
  app_->state_.admin.typed = route.text;
  std::string path = "/api/v1/tokens?page=" + std::to_string(route.section + 1);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) path += "&" + std::string(name) + "=" + encoded_part(value);
  };
  add("user", route.person);
  add("status", route.status);
  add("text", route.text);
  app_->fetch(tokens.all, std::move(path), &read_tokens);
}

void TokenActions::show(const std::string& token) {
  TokensState& tokens = app_->state_.admin.tokens;
  tokens.shown = token;
  tokens.refusal.reset();
  app_->open_dialog(Dialog::api_token, token);
}

void TokenActions::revoke() {
  TokensState& tokens = app_->state_.admin.tokens;
  if (tokens.busy || tokens.shown.empty()) return;
  tokens.busy = true;
  tokens.refusal.reset();
  App* app = app_;
  app_->post_document("/api/v1/tokens/" + encoded_part(tokens.shown) + "/revoke", Json::object(), [app](std::optional<Refusal> refusal, const Json&) {
    TokensState& now = app->state_.admin.tokens;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    if (app->state_.dialog == Dialog::api_token) app->state_.dialog = Dialog::none;
    if (app->state_.route.page == Page::tokens) TokenActions(*app).load(app->state_.route);
  });
}

void TokenActions::begin_form() {
  TokensState& tokens = app_->state_.admin.tokens;
  if (tokens.form.begun || !tokens.all.value) return;
  tokens.form.begun = true;
  tokens.form.days = std::to_string(tokens.all.value->proposed_days);
}

void TokenActions::change(const std::string& name, const std::string& days) {
  TokensState& tokens = app_->state_.admin.tokens;
  if (tokens.form.busy) return;
  tokens.form.name = name;
  tokens.form.days = days;
  tokens.form.refusal.reset();
  if (!tokens.form.missing.empty() && tokens.all.value) find_missing(tokens.form, tokens.all.value->most_days);
}

void TokenActions::toggle(const std::string& scope) {
  TokensState& tokens = app_->state_.admin.tokens;
  if (tokens.form.busy) return;
  if (!tokens.form.scopes.erase(scope)) tokens.form.scopes.insert(scope);
  if (!tokens.form.missing.empty() && tokens.all.value) find_missing(tokens.form, tokens.all.value->most_days);
}

void TokenActions::make() {
  TokensState& tokens = app_->state_.admin.tokens;
  TokenForm& form = tokens.form;
  if (form.busy || !tokens.all.value) return;
  find_missing(form, tokens.all.value->most_days);
  if (!form.missing.empty()) return;
  form.busy = true;
  form.refusal.reset();
  Json scopes = Json::array();
  for (const std::string& scope : form.scopes) scopes.push(Json::of_text(scope));
  Json body = Json::object();
  body.add("name", Json::of_text(form.name)).add("scopes", std::move(scopes)).add("days", Json::of_integer(*days_of(form, tokens.all.value->most_days)));
  App* app = app_;
  const std::string person = form.person;
  app_->post_document("/api/v1/people/" + encoded_part(person) + "/tokens", std::move(body), [app, person](std::optional<Refusal> refusal, const Json& answer) {
    TokenForm& now = app->state_.admin.tokens.form;
    if (now.person != person) return;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (!now.refusal) now.made = text_of(answer, "token");
  });
}

void TokenActions::copy() {
  TokenForm& form = app_->state_.admin.tokens.form;
  if (form.made.empty()) return;
  Json payload = Json::object();
  payload.add("text", Json::of_text(form.made));
  App* app = app_;
  app_->ask_device("copy", write_json(payload), [app](StoreReply& reply) {
    app->state_.admin.tokens.form.copied = reply.ok;
    app->state_.admin.tokens.form.copy_failed = !reply.ok;
  });
}

}  // namespace constat::app
