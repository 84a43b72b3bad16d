// What a person does with second looks; a part of App, apart because few people need it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "web/app/loadable.hpp"

namespace constat::app {

class App;

class LookActions {
 public:
  explicit LookActions(App& app) : app_(&app) {}

  void load();
  void load_visit();                     // the one of the route, without what was decided
  void ask();                            // about the visit on screen
  void choose(std::size_t verdict);      // of kLookVerdicts
  void type(std::string text);
  void send();
  void type_share(std::string text);     // in percent
  void save_share();

 private:
  App* app_;
};

}  // namespace constat::app
