// The app without its pictures: events and the store's replies come in, requests and addresses go out, and screens
// call the actions. Single-threaded; time comes in with events. No drawing and no browser is known here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/admin_actions.hpp"
#include "web/app/look_actions.hpp"
#include "web/app/mission_form.hpp"
#include "web/app/module.hpp"
#include "web/app/open_sessions.hpp"
#include "web/app/password.hpp"
#include "web/app/report_links.hpp"
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
  // Asks for what the pages of the whole module show: &App::load_further. Without it the linker leaves those pages out.
  using Further = void (App::*)();
  explicit App(Further further = nullptr) : further_(further) {}
  void load_further();

  const State& state() const { return state_; }
  Language language() const { return state_.language; }

  // Events.
  void on_init(std::string_view language, std::string_view theme, std::string_view url, std::int64_t now_ms, std::string zone,
               bool can_scan = false, bool keeps_nothing = false);
  void on_time(std::int64_t now_ms, std::string zone);
  void on_navigate(std::string_view hash);
  void on_reply(std::string_view json);
  void on_push(std::string_view json);
  void on_install(std::string_view way, bool refused, bool told);
  void on_module(bool unreachable);

  // What the outside has to do since the last call.
  std::vector<StoreRequest> take_store_requests();
  std::vector<StoreRequest> take_device_requests();  // of the phone itself: photos, position; answered by on_reply too
  std::optional<UrlChange> take_url();
  bool take_reload();
  bool take_scroll_to_top();
  std::optional<ModuleKind> take_module();  // the one that is needed, when that is news
  void revealed();       // the question of state().reveal_item was brought into view

  // Everywhere.
  void go(const Route& route, bool replace = false);
  void go_home();
  void set_language(Language language);
  void set_theme(Theme theme);
  void sync_now();
  void refresh();        // asks again for what the current screen shows
  void reload_page();
  void ask_for_module(); // again, after it could not be had
  void take_over();      // the store that another tab has becomes this one's
  void open_dialog(Dialog dialog, std::string id = {});
  void close_dialog();

  // On the home screen (app_install.cpp).
  void install();
  void refuse_install();

  // Signing in and out.
  void type_email(std::string text);
  void type_password(std::string text);
  void sign_in();
  void sign_in_as(const DemoAccount& account);
  void sign_out(bool even_unsent);

  // What this phone holds (app_storage.cpp).
  void retry_parked(const std::string& visit);
  void type_note(std::string text);
  void hand_over(const std::string& visit);
  void open_rescue(bool open);
  void type_passphrase(std::string text);
  void type_passphrase_again(std::string text);
  void rescue_everything(bool all);
  void save_rescue();
  void open_rescue_read(bool open);
  void type_read_passphrase(std::string text);
  void read_rescue();

  // Visits set aside (app_quarantine.cpp).
  void ask_review(ReviewStep step);                               // of the visit on screen
  void type_review(std::string text);
  void add_phrase(std::string_view phrase);                       // of the library, on a line of its own
  void toggle_redo(const std::string& item);                      // returned: to be answered again
  void send_review();
  // Appeals (app_appeals.cpp), of the visit on screen.
  void ask_appeal(const std::string& item);
  void type_appeal(std::string text);
  void add_appeal_photos(const std::vector<int>& files);
  void remove_appeal_photo(const std::string& sha256);
  void send_appeal();
  void ask_appeal_decision(const ContestedAnswer& contested);
  void choose_verdict(bool accepted);
  void choose_correction(std::size_t answer);  // of possible_corrections
  void type_appeal_decision(std::string text);
  void send_appeal_decision();
  void ask_decision(Dialog dialog, const std::string& sha256);
  void type_reason(std::string text);
  void decide(bool accept);

  // Managers' figures (app_insight.cpp).
  void filter_figures(const std::string& wave, const std::string& region, const std::string& tag);  // of the page on screen
  void toggle_filters();
  void turn_sites_page(std::size_t page);
  void ask_why(Why why);

  // Other weights tried on official visits (app_weights.cpp).
  void begin_weights();                                           // with the published ones, once the visits are there
  void try_weights(const std::function<void(Checklist&)>& change, bool rests);  // `rests`: the finger was lifted
  void open_weights(std::size_t section);
  void reset_weights();
  void publish_weights();                                         // as the checklist's next version

  // Missions on the server (app_planning.cpp, app_plan.cpp).
  void claim_mission(const std::string& mission);
  void filter_board(const std::string& wave, const std::string& status);  // empty: all
  void begin_plan();                                              // the form's first values, once what it offers is there
  void change_plan(const std::function<void(PlanForm&)>& change);
  void send_plan(bool dry_run);
  void ask_cancel(const std::string& mission);
  void type_cancel(std::string text);
  void cancel_mission();

  // Payment (app_payment.cpp).
  void filter_payments(const std::string& month, const std::string& person, const std::string& status);  // empty: all
  void search_payments(std::string text);
  void show_more_amounts();
  void make_statements(bool dry_run);                             // of the month and the person on screen
  void ask_payment(PaymentDecision::Kind kind, const std::string& id, const std::string& of = {});  // a statement; or a visit and its amount
  void change_payment(const std::function<void(PaymentDecision&)>& change);
  void decide_payment();

  // The audit log (app_audit.cpp).
  void filter_audit(const std::string& group, const std::string& person);  // empty: all
  void type_audit(std::string text);
  void search_audit();                                            // what was typed
  void turn_audit(std::size_t page);                              // from 0

  // People, sites, checklists, and the link that somebody opened.
  AdminActions admin() { return AdminActions(*this); }
  MissionActions mission_form() { return MissionActions(*this); }  // one mission changed (app_mission_form.cpp)
  PasswordActions password() { return PasswordActions(*this); }    // another one (app_password.cpp)
  SessionListActions session_list() { return SessionListActions(*this); }  // sessions that hold (app_open_sessions.cpp)
  ReportLinkActions report_links() { return ReportLinkActions(*this); }  // to reports (app_report_links.cpp)
  TokenActions tokens() { return TokenActions(*this); }            // API tokens (app_tokens.cpp)
  IndexWeightActions index_weights() { return IndexWeightActions(*this); }  // other weights of the index (app_index_weights.cpp)
  LookActions looks() { return LookActions(*this); }               // second looks at reviewed visits (app_second_looks.cpp)

  // Missions and visits.
  void toggle_discreet_help();
  void start_mission(const std::string& mission, bool discreet = false);
  void put_in_calendar(const std::string& mission);               // of the phone: a file that its calendar opens
  void discard_visit(const std::string& visit);
  void reopen_visit(const std::string& visit);                    // that a reviewer returned
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
  std::optional<std::string> undo();                              // the item whose last answer was taken back
  std::optional<ItemRef> go_to_next_unanswered();                 // where that is; none: everything required is answered
  void open_scenario();

  // Discreet mode (app_discreet.cpp).
  void enter_discreet();
  void leave_discreet();
  void judge(std::string_view item, AnswerValue value);           // answers, and notes when
  void judge_now(std::string_view item);                          // a date or time: now; given again: none
  bool tap_wait(std::string_view item);                           // starts the stopwatch, or stops it; true: it runs
  void peek(std::string_view item);
  void type_notes(std::string text);
  void cover();                                                   // somebody looks
  void type_cover(std::string text);
  void tap_cover(double monotonic_ms);                            // twice within a moment: back to the list

  // Photos, signature, position, codes (app_capture.cpp).
  void want_photo(std::string_view item, bool from_camera);        // once that is on disk, take_picker says to open it
  bool take_picker(std::string_view item, bool from_camera);
  void picker_refused(std::string_view item);
  void forget_awaited_photo(std::string_view item);                // the picker was left, or the photo is not needed
  void photos_chosen(std::string_view item, const std::vector<int>& files);
  void remove_photo(const std::string& item, const std::string& sha256);
  void view_photo(ViewedPhoto photo);
  void ask_to_remove_photo();                                      // the one that is viewed
  void remove_viewed_photo();
  void toggle_photos(std::string_view item);
  void begin_signature(std::string_view item);
  void drawn_on(int strokes);
  void type_signature(std::string name);
  void signature_taken(int file);
  void locate(std::string_view item);
  void scan(std::string_view item, int file);

 private:
  friend class AdminActions;
  friend class IndexWeightActions;
  friend class LookActions;
  friend class MissionActions;
  friend class PasswordActions;
  friend class SessionListActions;
  friend class ReportLinkActions;
  friend class TokenActions;
  using Handler = std::function<void(StoreReply&)>;
  void send(std::string command, std::string payload, Handler handler);

  // Navigation (app_navigation.cpp).
  Route home() const;
  void open_store();
  void forget_shown();
  void arrive();
  void enter();
  void after_start();
  void sign_in_early();
  void begin_session(Session session, Route next);
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
  void load_figures();   // of the route's page
  template <class T>
  void fetch_new(Loadable<T>& slot, std::string path, T (*read)(const Json&));  // another path's value does not stay on screen
  void load_events(const std::string& visit);
  void load_queue();
  void load_quarantine();
  void load_review_queue();
  void load_open_missions();
  void load_board();
  void load_plan_choices();
  void take_wave_terms();
  void load_payments();
  void load_fees();
  void load_audit();
  void load_parked_body();
  void load_meta();
  template <class T>
  void fetch(Loadable<T>& slot, std::string path, T (*read)(const Json&));
  void adopt_open(Loadable<OpenVisit>& slot, StoreReply& reply);
  bool take_opened(StoreReply& reply);

  void sent_decision(bool accept, StoreReply& reply);
  void sent_review(std::optional<Failure> failure);
  void send_appeal_photos(std::size_t next);
  // Sends a document to the server. `done` hears why not, or nothing and what the server answered; a session that has ended
  // leads to signing in instead.
  void post_document(std::string_view path, Json body, std::function<void(std::optional<Refusal>, const Json& answer)> done);
  void put_document(std::string_view path, Json body, std::function<void(std::optional<Refusal>, const Json& answer)> done);
  void send_document(std::string_view method, std::string_view path, Json body, std::function<void(std::optional<Refusal>, const Json& answer)> done);
  void post_event(const std::string& visit, Json body, std::function<void(std::optional<Failure>)> done);
  void lose_store();
  void keep_unsaved();
  void note_photo_progress(const Json& data);
  void put_back_unsaved();

  // The open visit (app_visit.cpp).
  OpenVisit* open();
  const Item* item_of(std::string_view item);
  void put(std::string_view item, Answer answer);
  void set_value(std::string_view item, AnswerValue value);
  void remember(std::string_view item, bool typed);
  void show_item(const std::string& item);
  void save(const std::string& item);
  void save_draft_state();
  void send_submission();
  void go_on_submitting();
  void give_up_submitting(Failure failure);
  void offer_install_after_visit();
  void keep_install_answer();

  void ask_device(std::string command, std::string payload, Handler handler);
  Capture* capture_of(std::string_view item);
  OpenVisit* still_open(const std::string& visit);
  void process_file(const char* command, std::string_view item, int file);
  void add_photo(OpenVisit& visit, const PhotoFacts& facts);
  void adopt_photos(OpenVisit& visit, const std::string& item, const StoreReply& reply);
  void photo_done(OpenVisit& visit, const std::string& item, std::optional<Failure> failure);
  void signature_done(OpenVisit& visit, Capture& capture);
  void resume_awaited_photo();
  void note_upload(const Json& data);

  Further further_;
  State state_;
  std::shared_ptr<LinksState> links_;  // made when a page of the whole module first wants it
  std::optional<ModuleKind> told_module_;
  std::uint32_t next_seq_ = 1;
  std::map<const void*, std::uint32_t> fetch_serial_;  // by slot: an answer to an older question is dropped
  std::map<const void*, std::string> fetched_path_;    // by slot
  std::map<std::uint32_t, Handler> waiting_;
  std::vector<StoreRequest> requests_, device_requests_;
  std::optional<UrlChange> url_;
  std::optional<Route> wanted_;     // asked for before signing in
  bool reload_ = false;
  std::optional<double> cover_tapped_;
  bool submit_when_saved_ = false;
  std::vector<UnsavedAnswer> unsaved_;  // kept while another tab has the store
};

}  // namespace constat::app
