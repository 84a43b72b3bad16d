#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

std::string own_title(const App& app, const Further* further) {
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
    case Page::settings: return std::string(t(app, "settings.title"));
    case Page::storage: return std::string(t(app, "storage.title"));
    case Page::fees: return std::string(t(app, "payment.fees_title"));
    case Page::join: return std::string(t(app, "admin.join.title"));
    default: return further ? further->title(app) : std::string();
  }
}

}  // namespace

bool is_discreet(app::Page page) { return page == app::Page::discreet || page == app::Page::discreet_cover; }

std::string page_title(const App& app, const Further* further) {
  const std::string own = own_title(app, further);
  if (is_discreet(app.state().route.page)) return own;
  const std::string name(t(app, "app.name"));
  return own.empty() ? name : own + " · " + name;
}

}  // namespace constat::screens
