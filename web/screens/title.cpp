#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

std::string own_title(const App& app) {
  const State& state = app.state();
  using app::Page;
  switch (state.route.page) {
    case Page::home:
    case Page::not_found: return {};
    case Page::sign_in: return std::string(t(app, "sign_in.title"));
    case Page::missions: return std::string(t(app, "missions.title"));
    case Page::mission:
      if (state.missions.value)
        if (const app::Mission* mission = state.missions.value->find(state.route.id)) return mission->site_doc.name;
      return std::string(t(app, "mission.bar_title"));
    case Page::visit:
    case Page::visit_section:
      if (state.open.value && state.route.section < state.open.value->checklist.sections.size())
        return std::string(in(app, state.open.value->checklist.sections[state.route.section].title));
      return std::string(t(app, "fill.bar_title"));
    case Page::visit_unanswered: return std::string(t(app, "fill.unanswered_title"));
    case Page::visit_review: return std::string(t(app, "review.title"));
    case Page::discreet: return std::string(t(app, "discreet.title"));
    case Page::discreet_cover: return std::string(t(app, "discreet.cover"));
    case Page::visits: return std::string(t(app, "visits.title"));
    case Page::my_visit: return std::string(t(app, "visits.one_title"));
    case Page::compare: return std::string(t(app, "compare.title"));
    case Page::weights: return std::string(t(app, "weights.title"));
    case Page::site: return state.site.value ? state.site.value->row.site.name : std::string(t(app, "site.bar_title"));
    case Page::overview: return std::string(t(app, "overview.title"));
    case Page::heatmap: return std::string(t(app, "heatmap.title"));
    case Page::drivers: return std::string(t(app, "drivers.title"));
    case Page::gaps: return std::string(t(app, "gaps.title"));
    case Page::investigators: return std::string(t(app, "investigators.title"));
    case Page::difference: return std::string(t(app, "difference.title"));
    case Page::result: return std::string(t(app, "trace.bar_title"));
    case Page::settings: return std::string(t(app, "settings.title"));
    case Page::storage: return std::string(t(app, "storage.title"));
    case Page::gallery: return std::string(t(app, "gallery.title"));
    case Page::review_queue: return std::string(t(app, "reviewing.title"));
    case Page::plan: return std::string(t(app, "plan.title"));
    case Page::payments: return std::string(t(app, "payment.title"));
    case Page::fees: return std::string(t(app, "payment.fees_title"));
    case Page::audit: return std::string(t(app, "audit.title"));
    case Page::people: return std::string(t(app, "admin.people"));
    case Page::person: return state.route.id.empty() ? std::string(t(app, "admin.new_person")) : state.admin.person.value ? state.admin.person.value->person.name : std::string(t(app, "admin.person"));
    case Page::join: return std::string(t(app, "admin.join.title"));
    case Page::sites: return std::string(t(app, "admin.sites"));
    case Page::site_form: return state.route.id.empty() ? std::string(t(app, "admin.new_site")) : state.admin.site.value ? state.admin.site.value->site.name : std::string(t(app, "admin.site"));
    case Page::site_import: return std::string(t(app, "admin.import.title"));
    case Page::checklists: return std::string(t(app, "admin.checklists"));
    case Page::checklist: return std::string(t(app, "admin.checklist"));
    case Page::checklist_new: return std::string(t(app, "admin.upload.title"));
    case Page::checklist_changes: return std::string(t(app, "admin.changes.title"));
    case Page::plan_new: return std::string(t(app, "plan.new_title"));
    case Page::plan_mission:
      if (state.board.value)
        if (const app::ListedMission* mission = state.board.value->find(state.route.id)) return mission->site.name;
      return std::string(t(app, "mission.bar_title"));
    case Page::quarantine: return std::string(t(app, "quarantine.title"));
    case Page::set_aside:
    case Page::parked_text: return std::string(t(app, "quarantine.bar_title"));
  }
  return {};
}

}  // namespace

bool is_discreet(app::Page page) { return page == app::Page::discreet || page == app::Page::discreet_cover; }

std::string page_title(const App& app) {
  const std::string own = own_title(app);
  if (is_discreet(app.state().route.page)) return own;
  const std::string name(t(app, "app.name"));
  return own.empty() ? name : own + " · " + name;
}

}  // namespace constat::screens
