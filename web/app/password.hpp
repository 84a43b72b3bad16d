// A person changes their own password.
#pragma once

#include <optional>
#include <string>

#include "web/app/planning.hpp"

namespace constat::app {

inline constexpr std::size_t kShortestPassword = 10;  // characters, as the server has it

struct PasswordForm {
  std::string old_password, new_password;
  bool shown = false, busy = false, done = false;
  bool old_missing = false, too_short = false;
  std::optional<Refusal> refusal;
};

class App;

// A part of App.
class PasswordActions {
 public:
  explicit PasswordActions(App& app) : app_(&app) {}
  void type_old(std::string text);
  void type_new(std::string text);
  void show(bool shown);
  void change();

 private:
  App* app_;
};

}  // namespace constat::app
