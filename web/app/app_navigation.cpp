// Which screen is shown, and what it needs to be there.
#include <utility>

#include "web/app/app.hpp"

namespace constat::app {
namespace {

bool needs_no_session(Page page) {
  return page == Page::sign_in || page == Page::settings || page == Page::gallery || page == Page::not_found || page == Page::join || page == Page::shared;
}

bool is_filling(Page page) {
  return page == Page::visit || page == Page::visit_section || page == Page::visit_unanswered || page == Page::visit_review ||
         page == Page::discreet || page == Page::discreet_cover;
}

}  // namespace

Route App::home() const {
  if (!state_.session) return {.page = Page::sign_in};
  if (state_.session->role == "reviewer") return {.page = Page::review_queue};
  return {.page = state_.session->is_investigator() ? Page::missions : Page::compare};
}

void App::show_in_address(bool replace) { url_ = UrlChange{to_hash(state_.route), replace}; }

// Where nothing is kept nobody is signed in: the form is there before the store, which answers in its order what is sent to it.
void App::sign_in_early() {
  const Route asked = state_.route;
  if (asked.page != Page::sign_in && needs_no_session(asked.page)) return;
  if (asked.page != Page::sign_in && asked.page != Page::home) wanted_ = asked;
  state_.signs_in_early = true;
  state_.route = {.page = Page::sign_in};
  show_in_address(true);
}

void App::after_start() {
  // What was typed meanwhile, and where the page was scrolled to, stay.
  if (std::exchange(state_.signs_in_early, false) && !state_.session && state_.route.page == Page::sign_in) return;
  if (state_.session && !state_.session->is_investigator()) load_missions();
  const Route asked = state_.route;
  if (!state_.session && !needs_no_session(asked.page)) {
    if (asked.page != Page::home) wanted_ = asked;
    go({.page = Page::sign_in}, true);
    return;
  }
  if (asked.page == Page::home || (state_.session && asked.page == Page::sign_in)) {
    go(home(), true);
    return;
  }
  arrive();
}

void App::on_navigate(std::string_view hash) {
  // The address is the person's by now: one that was about to be shown is none.
  url_.reset();
  const Route route = parse_route(hash);
  if (route == state_.route) return;
  if (state_.phase != Phase::ready) {
    state_.route = route;
    return;
  }
  // While somebody looks, Back shows the same empty notes.
  if (state_.route.page == Page::discreet_cover && open() && open()->discreet.covered) return show_in_address(false);
  state_.route = route;
  after_start();
}

void App::go(const Route& route, bool replace) {
  const bool same = route == state_.route;
  state_.route = route;
  show_in_address(replace || same);
  arrive();
}

void App::go_home() { go(home(), true); }

// A screen is entered: it shows its beginning, or the question that its address names.
void App::arrive() {
  state_.scroll_to_top = state_.route.item.empty();
  state_.reveal_item = state_.route.item;
  enter();
}

bool App::take_scroll_to_top() {
  const bool out = state_.scroll_to_top;
  state_.scroll_to_top = false;
  return out;
}

void App::revealed() {
  state_.reveal_item.clear();
  state_.focus_revealed = false;
}

void App::enter() {
  const Route route = state_.route;
  state_.dialog = Dialog::none;
  state_.action_failure.reset();
  if (route.page != Page::visits) {
    state_.just_submitted.clear();
    state_.install.after_visit = false;
  }
  if (route.page != Page::storage) state_.handed_over.clear();
  if (route.page != Page::quarantine && route.page != Page::result) state_.decided.reset();
  if (route.page != Page::review_queue && route.page != Page::result) state_.reviewed.reset();
  if (route.page != Page::plan_mission) state_.mission_saved.clear();
  if (route.page != Page::plan_edit) state_.mission_form = {};
  if (route.page != Page::password) state_.password = {};
  if (route.page != Page::second_looks) state_.second_looks.said_of.clear();
  if (state_.reviewed && route.page == Page::result && route.id != state_.reviewed->visit) state_.reviewed.reset();
  if (route.page != Page::missions && state_.claiming.busy.empty()) state_.claiming = {};
  state_.plan_made.reset();
  if (route.page != Page::payments) state_.payment_making = {};
  state_.decision = {};
  if (is_filling(route.page)) {
    OpenVisit* visit = state_.open_id == route.id ? open() : nullptr;
    if (!visit) {
      if (state_.open_id != route.id || !state_.open.loading) load_open(route.id);
      return;
    }
    if (visit->submitted) {
      go({.page = Page::my_visit, .id = route.id}, true);
      return;
    }
    const bool list = route.page == Page::discreet || route.page == Page::discreet_cover;
    const Page wanted = visit->discreet.covered ? Page::discreet_cover : Page::discreet;
    if (visit->discreet.on ? route.page != wanted : list) {
      go({.page = visit->discreet.on ? wanted : Page::visit, .id = route.id}, true);
      return;
    }
    if (list) return;
    if (route.page == Page::visit) {
      go({.page = Page::visit_section, .id = route.id, .section = visit->section}, true);
      return;
    }
    if (route.page == Page::visit_section) {
      if (route.section >= visit->checklist.sections.size()) {
        go({.page = Page::visit_section, .id = route.id, .section = visit->checklist.sections.size() - 1}, true);
        return;
      }
      if (visit->section != route.section) {
        visit->section = route.section;
        save_draft_state();
      }
    }
    return;
  }
  switch (route.page) {
    case Page::missions:
      if (state_.session && state_.session->is_investigator()) load_open_missions();
      load_missions();
      break;
    case Page::mission: load_missions(); break;
    case Page::visits: load_visits(); break;
    case Page::my_visit:
      load_visits();
      load_shown(route.id);
      break;
    case Page::storage:
      load_visits();
      load_queue();
      break;
    case Page::fees: load_fees(); break;
    case Page::settings:
      if (state_.session) session_list().load({});
      break;
    case Page::join: admin().look_at_link(route); break;
    default: break;
  }
  if (further_) (this->*further_)();
}

void App::refresh() {
  if (state_.phase != Phase::ready) {
    reload_ = true;
    return;
  }
  enter();
}

}  // namespace constat::app
