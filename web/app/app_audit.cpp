// The audit log.
#include "web/app/app.hpp"
#include "web/app/audit.hpp"

namespace constat::app {

void App::load_audit() {
  const Route& route = state_.route;
  state_.audit_text = route.text;
  std::string path = "/api/v1/audit?page=" + std::to_string(route.section + 1);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) path += "&" + std::string(name) + "=" + encoded_part(value);
  };
  add("action", route.status);
  add("person", route.person);
  add("text", route.text);
  fetch(state_.audit, std::move(path), &read_audit_log);
}

void App::filter_audit(const std::string& group, const std::string& person) {
  go({.page = Page::audit, .status = group, .text = state_.audit_text, .person = person});
}

void App::type_audit(std::string text) { state_.audit_text = std::move(text); }

void App::search_audit() {
  if (state_.audit_text != state_.route.text) filter_audit(state_.route.status, state_.route.person);
}

void App::turn_audit(std::size_t page) {
  Route route = state_.route;
  route.section = page;
  go(route);
}

}  // namespace constat::app
