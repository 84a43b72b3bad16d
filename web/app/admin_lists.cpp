// Which of an administrator's pages is on screen, its search and its pages.
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

constexpr std::int64_t kLargestFile = 8 << 20;  // bytes: what the server takes, in base64, stays under its limit

}  // namespace

bool AdminActions::load(const Route& asked) {
  const Route route = asked;
  if (route.page != Page::checklist) admin().just_published = false;
  switch (route.page) {
    case Page::people: load_people(route); return true;
    case Page::person: load_person(route); return true;
    case Page::tokens:
    case Page::token_form: app_->tokens().load(route); return true;
    case Page::sites: load_sites(route); return true;
    case Page::site_form: load_site(route); return true;
    case Page::site_import: admin().site_import = {}; return true;
    case Page::checklists: load_checklists(); return true;
    case Page::checklist: load_checklist(route); return true;
    case Page::checklist_new: admin().upload = {}; return true;
    case Page::checklist_changes: load_changes(route); return true;
    default: return load_programmes(route);
  }
}

void AdminActions::type_search(std::string text) { admin().typed = std::move(text); }

void AdminActions::search() {
  Route route = app_->state_.route;
  if (admin().typed == route.text) return;
  route.text = admin().typed;
  route.section = 0;
  app_->go(route);
}

void AdminActions::turn_page(std::size_t page) {
  Route route = app_->state_.route;
  route.section = page;
  app_->go(route);
}

void AdminActions::read_file(int file, std::function<void(std::optional<Failure>, std::string name, std::string content)> done) {
  Json payload = Json::object();
  payload.add("file", Json::of_integer(file)).add("limit", Json::of_integer(kLargestFile));
  app_->ask_device("read_file", write_json(payload), [done = std::move(done)](StoreReply& reply) {
    if (reply.ok) done(std::nullopt, text_of(reply.result, "name"), text_of(reply.result, "base64"));
    else done(reply.failure, {}, {});
  });
}

}  // namespace constat::app
