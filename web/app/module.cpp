#include "web/app/module.hpp"

#include "web/app/state.hpp"

namespace constat::app {

bool is_of_field(Page page) {
  switch (page) {
    case Page::home:
    case Page::sign_in:
    case Page::join:
    case Page::missions:
    case Page::mission:
    case Page::visit:
    case Page::visit_section:
    case Page::visit_unanswered:
    case Page::visit_review:
    case Page::discreet:
    case Page::discreet_cover:
    case Page::visits:
    case Page::my_visit:
    case Page::fees:
    case Page::settings:
    case Page::storage:
    case Page::not_found: return true;
    default: return false;
  }
}

std::optional<ModuleKind> needed_module(const State& state) {
  if (state.phase != Phase::ready) return std::nullopt;
  if (!is_of_field(state.route.page)) return ModuleKind::whole;
  if (!state.session) return std::nullopt;
  return state.session->is_investigator() ? ModuleKind::field : ModuleKind::whole;
}

}  // namespace constat::app
