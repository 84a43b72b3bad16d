// Drives the app as a user and a store worker would: actions in, requests out, replies made by the test.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/app.hpp"

namespace constat::app {

inline constexpr std::int64_t kStart = 1793520000000;  // 1 Nov 2026, 08:00 UTC

// What the store answers to "fetch" and "post": the server's answer, now or kept from earlier.
std::string fetched(std::string_view body, int status = 200, bool stale = false);

class AppScenario {
 public:
  // Without `further` it is the field module's.
  explicit AppScenario(App::Further further = &App::load_further) : app(further) {}

  App app;
  // Managers' screens all ask how much waits for a decision, an investigator's missions which are open; only the tests of
  // that want to hear of it.
  bool hears_of_waiting = false;
  // The settings screen and a person's page ask for sessions beside what they are about.
  bool hears_of_sessions = false;

  // Starts the app signed in (or not) at an address and answers `open` and `meta`.
  void start(std::string_view url, std::string_view role = "investigator");
  // Starts, opens the draft of kVisitId on the fixture checklist; `more`: further members of the store's answer.
  void start_filling(std::string_view answers = "{}", std::string_view ui = "{}", bool live_score = true, std::string_view more = {});

  void wait(std::int64_t milliseconds);

  // The oldest request of this command, to the store or to the phone, that is not yet answered; fails the test when there is none.
  StoreRequest expect(std::string_view command);
  bool has(std::string_view command);
  void reply(const StoreRequest& request, std::string_view result);
  void fail(const StoreRequest& request, std::string_view code);
  void reply_to(std::string_view command, std::string_view result) { reply(expect(command), result); }
  void save_all();  // answers every waiting save_answer and save_draft_state

  std::string url() {
    collect();
    return url_;
  }
  const OpenVisit& open() const { return *app.state().open.value; }

  static constexpr std::string_view kVisitId = "01936d2e-7c1b-7d0a-b1f2-3c4d5e6f7a8b";
  static std::string opened(std::string_view answers, std::string_view ui, bool live_score, bool submitted = false);

 private:
  void collect();
  std::int64_t now_ = kStart;
  std::deque<StoreRequest> requests_;
  std::string url_;
};

}  // namespace constat::app
