// What the pages that only the whole module has (module.hpp) show, and the change to that module.
#include "web/app/app.hpp"

namespace constat::app {

std::optional<ModuleKind> App::take_module() {
  const std::optional<ModuleKind> needed = needed_module(state_);
  if (!needed || needed == told_module_) return std::nullopt;
  return told_module_ = needed;
}

// The shell keeps this module going when the whole one cannot be had.
void App::on_module(bool unreachable) { state_.module_unreachable = unreachable; }

void App::ask_for_module() {
  state_.module_unreachable = false;
  told_module_.reset();
}

void App::load_further() {
  const Route& route = state_.route;
  if (route.page != Page::token_form) state_.admin.tokens.form = {};  // with a token that is told once
  switch (route.page) {
    case Page::compare: load_comparison(); break;
    case Page::site:
      load_site();
      load_figures();
      break;
    case Page::overview:
    case Page::groups:
    case Page::heatmap:
    case Page::drivers:
    case Page::gaps:
    case Page::weights:
    case Page::investigators:
    case Page::difference: load_figures(); break;
    case Page::links: report_links().load(); break;
    case Page::shared: report_links().look(); break;
    case Page::result: load_result(); break;
    case Page::quarantine: load_quarantine(); break;
    case Page::review_queue: load_review_queue(); break;
    case Page::second_looks: looks().load(); break;
    case Page::second_look: looks().load_visit(); break;
    case Page::plan:
      load_board();
      load_plan_choices();
      break;
    case Page::plan_mission:
      if (!state_.board.value || !state_.board.value->find(route.id)) load_board();
      break;
    case Page::plan_new: load_plan_choices(); break;
    case Page::plan_edit:
      if (!state_.board.value || !state_.board.value->find(route.id)) load_board();
      load_plan_choices();
      break;
    case Page::payments: load_payments(); break;
    case Page::audit: load_audit(); break;
    case Page::set_aside:
      load_quarantine();
      load_result();
      break;
    case Page::parked_text:
      load_quarantine();
      load_parked_body();
      break;
    default: AdminActions(*this).load(route); break;
  }
  // The navigation counts what waits for a decision.
  const bool counts = state_.session && state_.session->decides() && !state_.quarantine.loading;
  if (counts && (route.page == Page::compare || !state_.quarantine.value)) load_quarantine();
  if (state_.session && state_.session->decides() && !state_.review_queue.loading && (route.page == Page::compare || !state_.review_queue.value))
    load_review_queue();
}

}  // namespace constat::app
