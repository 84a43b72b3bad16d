// Everything that a screen may show. Screens read it; only App's actions change it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/text/text.hpp"
#include "web/app/admin.hpp"
#include "web/app/audit.hpp"
#include "web/app/capture.hpp"
#include "web/app/comparison.hpp"
#include "web/app/documents.hpp"
#include "web/app/explain.hpp"
#include "web/app/index_weights.hpp"
#include "web/app/insight.hpp"
#include "web/app/install.hpp"
#include "web/app/loadable.hpp"
#include "web/app/mission_form.hpp"
#include "web/app/open_visit.hpp"
#include "web/app/payment.hpp"
#include "web/app/planning.hpp"
#include "web/app/quarantine.hpp"
#include "web/app/queue.hpp"
#include "web/app/reviewing.hpp"
#include "web/app/route.hpp"
#include "web/app/second_looks.hpp"
#include "web/app/session.hpp"
#include "web/app/weights.hpp"
#include "web/app/why.hpp"

namespace constat::app {

enum class Phase : std::uint8_t {
  starting,    // the store has not answered yet
  unusable,    // it cannot work here (no storage): see start_failure
  elsewhere,   // another tab has the store
  ready
};

struct SignInForm {
  std::string email, password;
  bool busy = false;
  std::optional<Failure> failure;
  std::string missing;  // "email" or "password": the field that was left empty
};

enum class Dialog : std::uint8_t { none, submit, discard, sign_out, photo, remove_photo, signature, hand_over, accept, reject, scenario, review, cancel_mission, appeal, appeal_decision, why, payment, publish_weights, deactivate_person, publish_checklist, withdraw_checklist, erase_person, second_look, api_token, make_link, report_link };

struct State {
  Phase phase = Phase::starting;
  std::optional<Failure> start_failure;
  bool signs_in_early = false;      // this phone keeps nothing yet: nobody has to wait for the store to begin
  bool module_unreachable = false;  // the field module waits in vain for the whole one (module.hpp)

  Language language = Language::french;
  Theme theme = Theme::automatic;
  std::int64_t now_ms = 0;   // unix
  std::string zone;          // "+01:00"
  bool can_scan = false;     // this browser reads codes in pictures

  Route route;
  bool scroll_to_top = false;      // a screen was entered that shows its beginning
  std::string reveal_item;         // the question to bring into view once it is drawn
  bool focus_revealed = false;     // and to give the focus
  std::optional<Session> session;
  bool session_lost = false;       // signed out by the server; said on the sign-in screen
  std::optional<std::int64_t> account_erased;  // with so many visits that were not received yet; said there too
  Meta meta;
  SyncState sync;
  StorageHealth storage;
  InstallOffer install;
  std::int64_t recovered = 0;      // drafts found again after damage
  bool was_owner = false;          // phase elsewhere: another tab took the store from this one
  std::int64_t unsaved_kept = 0;   // answers that this tab could not save before that, and still holds

  SignInForm sign_in;
  JoinForm join;                   // a link that somebody opened
  Dialog dialog = Dialog::none;
  std::string dialog_id;           // the visit that the dialog is about
  bool action_busy = false;        // start, submit, discard or sign-out is on its way
  std::optional<Failure> action_failure;

  Loadable<MissionList> missions;
  Loadable<MissionBoard> open_missions;  // that an investigator may take
  Claiming claiming;
  Loadable<MissionBoard> board;          // a manager's list of missions
  Loadable<PlanChoices> plan_choices;
  PlanForm plan_form;
  std::optional<PlanMade> plan_made;     // told once, above the list
  Cancelling cancelling;
  MissionForm mission_form;
  std::string mission_saved;       // the one that was changed last, told on its page
  Loadable<PaymentLedger> payments;
  std::string payments_month;            // that they are of
  std::size_t amounts_shown = 0;         // so many of their rows are drawn
  PaymentMaking payment_making;
  PaymentDecision payment_decision;
  Loadable<PaymentLedger> fees;          // an investigator's own
  Loadable<AuditLog> audit;
  std::string audit_text;                // typed, perhaps not yet searched for
  AdminState admin;                      // people, sites, checklists
  PasswordForm password;
  SessionsState sessions;
  bool discreet_help = false;      // the explanation of discreet mode is open
  Loadable<VisitList> visits;
  Loadable<OpenVisit> open;        // the draft being filled
  std::string open_id;             // its visit id, also while it loads
  Loadable<OpenVisit> shown;       // a submitted visit, read only
  std::string shown_id;
  std::optional<Upload> upload;
  std::optional<ViewedPhoto> viewed;
  std::optional<Signing> signing;
  std::string just_submitted;      // visit id, said once on "my visits"

  Loadable<Comparison> comparison;
  Loadable<SiteSummary> site;
  Loadable<VisitResult> result;
  std::optional<Explanation> explanation;  // of `result`
  Loadable<VisitEvents> events;            // of the visit `events_of`
  std::string events_of;

  // Managers' figures (app_insight.cpp).
  Loadable<Overview> overview;
  Loadable<HeatMap> heat_map;
  Loadable<GroupReport> groups;
  Loadable<DriverReport> drivers;
  Loadable<GapReport> gaps;
  Loadable<InvestigatorReport> investigators;
  Loadable<SiteTrend> trend;               // of the site on screen
  Loadable<DifferenceReport> difference;
  bool filters_open = false;
  std::size_t sites_page = 0;              // of the sites that fit beside or under each other
  Page sites_page_of = Page::heatmap;      // on the page where it was turned; the first on any other
  Loadable<WeightMaterial> weights;
  WeightTrial weight_trial;
  std::size_t weight_section = 0;          // whose sliders are open; past the last: none
  Loadable<std::shared_ptr<const IndexMaterial>> index_weights;
  IndexTrial index_trial;
  std::optional<Why> why;                  // Dialog::why
  Loadable<FigureVisits> why_visits;

  Loadable<Queue> queue;
  std::string note;                // beside a visit that is handed over
  std::string handed_over;         // visit id, said once
  RescueForm rescue;
  RescueReadForm rescue_read;

  Loadable<ReviewQueue> review_queue;
  SecondLookState second_looks;
  ReviewForm review_form;
  std::optional<Reviewed> reviewed;
  AppealForm appeal_form;
  AppealDecisionForm appeal_decision;

  Loadable<Quarantine> quarantine;
  Loadable<std::string> parked_body;  // the text of the parked item on screen
  DecisionForm decision;
  std::optional<Decided> decided;
};

}  // namespace constat::app
