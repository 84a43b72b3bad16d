// The passwords leave this page's memory with the answer, and are written nowhere on the phone.
#include <algorithm>

#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {

void PasswordActions::type_old(std::string text) {
  PasswordForm& form = app_->state_.password;
  form.old_password = std::move(text);
  form.old_missing = form.done = false;
}

void PasswordActions::type_new(std::string text) {
  PasswordForm& form = app_->state_.password;
  form.new_password = std::move(text);
  form.too_short = form.done = false;
}

void PasswordActions::show(bool shown) { app_->state_.password.shown = shown; }

void PasswordActions::change() {
  PasswordForm& form = app_->state_.password;
  if (form.busy) return;
  form.refusal.reset();
  form.done = false;
  form.old_missing = form.old_password.empty();
  form.too_short = static_cast<std::size_t>(std::count_if(form.new_password.begin(), form.new_password.end(),
                                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; })) < kShortestPassword;
  if (form.old_missing || form.too_short) return;
  form.busy = true;
  Json body = Json::object();
  body.add("old", Json::of_text(form.old_password)).add("new", Json::of_text(form.new_password));
  App* app = app_;
  app_->post_document("/api/v1/password", std::move(body), [app](std::optional<Refusal> refusal, const Json&) {
    PasswordForm& now = app->state_.password;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    now = {};
    now.done = true;
  });
}

}  // namespace constat::app
