// The app without its pictures: events and the store's replies come in, requests and addresses go out, and screens
// call the actions. Single-threaded; time comes in with events. No drawing and no browser is known here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/state.hpp"
#include "web/app/store_reply.hpp"

namespace constat::app {

struct StoreRequest {
  std::uint32_t seq = 0;
  std::string command;
  std::string payload;  // JSON object
};

struct UrlChange {
  std::string hash;
  bool replace = false;
};

class App {
 public:
  const State& state() const { return state_; }
  Language language() const { return state_.language; }

  // Events.
  void on_init(std::string_view language, std::string_view theme, std::string_view url, std::int64_t now_ms, std::string zone);
  void on_time(std::int64_t now_ms, std::string zone);
  void on_navigate(std::string_view hash);
  void on_reply(std::string_view json);
  void on_push(std::string_view json);

  // What the outside has to do since the last call.
  std::vector<StoreRequest> take_store_requests();
  std::optional<UrlChange> take_url();
  bool take_reload();
  bool take_scroll_to_top();
  void revealed();       // the question of state().reveal_item was brought into view

  // Everywhere.
  void go(const Route& route, bool replace = false);
  void go_home();
  void set_language(Language language);
  void set_theme(Theme theme);
  void sync_now();
  void refresh();        // asks again for what the current screen shows
  void reload_page();
  void take_over();      // the store that another tab has becomes this one's
  void open_dialog(Dialog dialog, std::string id = {});
  void close_dialog();

  // Signing in and out.
  void type_email(std::string text);
  void type_password(std::string text);
  void sign_in();
  void sign_in_as(const DemoAccount& account);
  void sign_out(bool even_unsent);

  // Missions and visits.
  void start_mission(const std::string& mission);
  void discard_visit(const std::string& visit);
  void submit_visit();

  // The open visit. Items are named by id; an id that the checklist lacks changes nothing.
  void answer(std::string_view item, AnswerValue value);
  void clear_answer(std::string_view item);
  void comment(std::string_view item, std::string text);
  void type_number(std::string_view item, std::string text);      // as typed, with ',' or '.'
  void finish_typing(std::string_view item);                      // the field was left
  void type_duration(std::string_view item, std::int64_t seconds);
  void start_stopwatch(std::string_view item);
  void stop_stopwatch(std::string_view item);                     // the time becomes the answer
  void reset_stopwatch(std::string_view item);
  void retry_save(std::string_view item);
  void retry_all_saves();
  void toggle_help(std::string_view item);
  void toggle_comment(std::string_view item);
  bool has_unsaved_answers() const;

 private:
  using Handler = std::function<void(StoreReply&)>;
  void send(std::string command, std::string payload, Handler handler);

  // Navigation (app_navigation.cpp).
  Route home() const;
  void open_store();
  void arrive();
  void enter();
  void after_start();
  void leave_session(bool lost);
  void show_in_address(bool replace);

  // Loading (app_loading.cpp).
  void load_missions();
  void load_visits();
  void load_open(const std::string& visit);
  void load_shown(const std::string& visit);
  void load_comparison();
  void load_site();
  void load_result();
  void load_meta();
  template <class T>
  void fetch(Loadable<T>& slot, std::string path, T (*read)(const Json&));
  void adopt_open(Loadable<OpenVisit>& slot, StoreReply& reply);

  // The open visit (app_visit.cpp).
  OpenVisit* open();
  const Item* item_of(std::string_view item);
  void put(std::string_view item, Answer answer);
  void save(const std::string& item);
  void save_draft_state();
  void send_submission();

  State state_;
  std::uint32_t next_seq_ = 1;
  std::uint32_t fetch_serial_ = 0;  // an answer to an older question is dropped
  std::map<std::uint32_t, Handler> waiting_;
  std::vector<StoreRequest> requests_;
  std::optional<UrlChange> url_;
  std::optional<Route> wanted_;     // asked for before signing in
  bool reload_ = false;
  bool submit_when_saved_ = false;
};

}  // namespace constat::app
