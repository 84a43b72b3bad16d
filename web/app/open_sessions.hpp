// The sessions of a person that still hold: one's own, or for administrators somebody else's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "web/app/planning.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

struct OpenSession {
  std::string id, begun_at, seen_on, device;  // seen_on: a day; device: "Chromium, Android", may be empty
  bool own = false;                           // the one that asks
};

struct OpenSessions {
  std::vector<OpenSession> list;  // the last used first
};

struct SessionsState {
  std::string person;  // by id; empty: whoever is signed in
  Loadable<OpenSessions> all;
  bool busy = false;
  std::optional<Refusal> refusal;
};

OpenSessions read_open_sessions(const Json& body);

class App;

// A part of App.
class SessionListActions {
 public:
  explicit SessionListActions(App& app) : app_(&app) {}
  void load(const std::string& person);
  void end(const std::string& session);
  void end_others();

 private:
  void send(Json body);
  App* app_;
};

}  // namespace constat::app
