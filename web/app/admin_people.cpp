// People: finding, adding and changing them, and the links by which they choose a password.
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"
#include "web/app/parse_planning.hpp"
#include "web/app/word_line.hpp"

namespace constat::app {
namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

bool looks_like_email(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string::npos;
}

void find_missing(PersonForm& form) {
  form.missing.clear();
  if (is_blank(form.name)) form.missing.insert("name");
  if (!looks_like_email(form.email)) form.missing.insert("email");
  if (form.role == "site_manager" && form.sites.empty()) form.missing.insert("sites");
}

Json body_of(const PersonForm& form) {
  Json body = Json::object();
  body.add("name", Json::of_text(form.name)).add("email", Json::of_text(form.email)).add("role", Json::of_text(form.role));
  body.add("language", Json::of_text(form.language));
  if (form.role == "investigator" || form.role == "manager") {
    Json regions = Json::array();
    for (const std::string& region : form.regions) regions.push(Json::of_text(region));
    body.add("regions", std::move(regions));
  }
  if (form.role == "investigator") body.add("skills", texts_json(words_of_line(form.skills)));
  if (form.role != "site_manager" && form.role != "manager") return body;
  Json sites = Json::array();
  for (const SiteDoc& site : form.sites) sites.push(Json::of_text(site.id));
  body.add("sites", std::move(sites));
  return body;
}

Person read_row(const Json& json) {
  return {text_of(json, "id"), text_of(json, "name"), text_of(json, "email"), text_of(json, "role"), text_of(json, "language"), text_of(json, "status")};
}

std::string path_of(const std::string& person, const char* what = "") { return "/api/v1/people/" + encoded_part(person) + what; }

}  // namespace

PeoplePage read_people(const Json& body) {
  PeoplePage page;
  if (const Json* people = array_of(body, "people"))
    for (const Json& person : people->elements) page.people.push_back(read_row(person));
  page.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(page.people.size()));
  if (const Json* statuses = object_of(body, "statuses"))
    for (const auto& [name, value] : statuses->members) page.statuses[name] = integer_of(*statuses, name).value_or(0);
  return page;
}

PersonDoc read_person(const Json& body) {
  PersonDoc doc{read_row(body), {}, texts_of(body, "regions"), texts_of(body, "skills"), {}};
  if (const Json* sites = array_of(body, "sites"))
    for (const Json& site : sites->elements) doc.sites.push_back(read_site(site));
  if (const Json* link = object_of(body, "link"))
    doc.link = PersonDoc::Link{text_of(*link, "kind"), text_of(*link, "state"), text_of(*link, "made_at"), text_of(*link, "made_by"),
                               text_of(*link, "expires_at"), text_of(*link, "used_at")};
  return doc;
}

MadeLink read_made_link(const Json& body) { return {text_of(body, "kind"), text_of(body, "url"), text_of(body, "expires_at")}; }

AdminState& AdminActions::admin() { return app_->state_.admin; }

void AdminActions::load_people(const Route& route) {
  admin().typed = route.text;
  std::string path = "/api/v1/people?page=" + std::to_string(route.section + 1);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) path += "&" + std::string(name) + "=" + encoded_part(value);
  };
  add("role", route.part);
  add("status", route.status);
  add("text", route.text);
  app_->fetch(admin().people, std::move(path), &app::read_people);
}

void AdminActions::load_person(const Route& route) {
  PersonForm& form = admin().person_form;
  const std::string& id = route.id;
  if (admin().access.person != id) admin().access = {};
  admin().erasure.pseudonym.clear();
  admin().access.person = id;
  if (form.id != id || id.empty()) {
    const bool busy = form.busy;
    form = {};
    form.id = id;
    form.busy = busy && id.empty();
  }
  if (id.empty()) return;
  if (admin().person.value && admin().person.value->person.id != id) admin().person = {};
  app_->fetch(admin().person, path_of(id), &app::read_person);
  app_->session_list().load(id);
}

void AdminActions::filter_people(const std::string& role, const std::string& status) {
  app_->go({.page = Page::people, .status = status, .text = admin().typed, .part = role});
}

void AdminActions::begin_person() {
  PersonForm& form = admin().person_form;
  if (form.begun) return;
  if (form.id.empty()) {
    form.begun = true;
    return;
  }
  if (!admin().person.value || admin().person.value->person.id != form.id) return;
  const PersonDoc& doc = *admin().person.value;
  form.name = doc.person.name;
  form.email = doc.person.email;
  form.role = doc.person.role;
  form.language = doc.person.language;
  form.sites = doc.sites;
  form.regions = {doc.regions.begin(), doc.regions.end()};
  form.skills = line_of_words(doc.skills);
  form.begun = true;
}

void AdminActions::change_person(const std::function<void(PersonForm&)>& change) {
  PersonForm& form = admin().person_form;
  if (form.busy) return;
  change(form);
  form.saved = false;
  form.refusal.reset();
  if (!form.missing.empty()) find_missing(form);
}

void AdminActions::search_form_sites() {
  app_->fetch(admin().found_sites, "/api/v1/sites?text=" + encoded_part(admin().person_form.site_text), &app::read_sites_page);
}

void AdminActions::save_person() {
  PersonForm& form = admin().person_form;
  if (form.busy) return;
  find_missing(form);
  if (!form.missing.empty()) return;
  form.busy = true;
  form.refusal.reset();
  const bool is_new = form.id.empty();
  App* app = app_;
  app_->post_document(is_new ? "/api/v1/people" : path_of(form.id), body_of(form), [app, is_new](std::optional<Refusal> refusal, const Json& answer) {
    AdminState& state = app->state_.admin;
    state.person_form.busy = false;
    state.person_form.refusal = std::move(refusal);
    if (state.person_form.refusal) return;
    PersonDoc saved = app::read_person(answer);
    const std::string id = saved.person.id;
    state.person = {};
    state.person.value = std::move(saved);
    state.person_form = {};
    state.person_form.id = id;
    if (is_new && app->state_.route.page == Page::person) app->go({.page = Page::person, .id = id}, true);
    AdminActions(*app).begin_person();
    state.person_form.saved = true;
  });
}

void AdminActions::make_link() {
  PersonAccess& access = admin().access;
  if (access.busy || access.person.empty()) return;
  const std::string person = access.person;
  access = {};
  access.person = person;
  access.busy = true;
  App* app = app_;
  app_->post_document(path_of(person, "/link"), Json::object(), [app, person](std::optional<Refusal> refusal, const Json& answer) {
    PersonAccess& now = app->state_.admin.access;
    if (now.person != person) return;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    now.made = read_made_link(answer);
    if (app->state_.route.page == Page::person) AdminActions(*app).load_person(app->state_.route);
  });
}

void AdminActions::revoke_link() {
  PersonAccess& access = admin().access;
  if (access.busy || access.person.empty()) return;
  access.busy = true;
  access.made.reset();
  App* app = app_;
  const std::string person = access.person;
  app_->post_document(path_of(person, "/link/revoke"), Json::object(), [app, person](std::optional<Refusal> refusal, const Json& answer) {
    PersonAccess& now = app->state_.admin.access;
    if (now.person != person) return;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (!now.refusal) app->state_.admin.person.value = app::read_person(answer);
  });
}

void AdminActions::copy_link() {
  PersonAccess& access = admin().access;
  if (!access.made) return;
  Json payload = Json::object();
  payload.add("text", Json::of_text(access.made->url));
  App* app = app_;
  app_->ask_device("copy", write_json(payload), [app](StoreReply& reply) {
    app->state_.admin.access.copied = reply.ok;
    app->state_.admin.access.copy_failed = !reply.ok;
  });
}

void AdminActions::ask_deactivate() {
  admin().access.refusal.reset();
  app_->open_dialog(Dialog::deactivate_person, admin().access.person);
}

void AdminActions::set_active(bool active) {
  PersonAccess& access = admin().access;
  if (access.busy || access.person.empty()) return;
  access.busy = true;
  access.made.reset();
  App* app = app_;
  const std::string person = access.person;
  app_->post_document(path_of(person, active ? "/reactivate" : "/deactivate"), Json::object(), [app, person](std::optional<Refusal> refusal, const Json& answer) {
    PersonAccess& now = app->state_.admin.access;
    if (now.person != person) return;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (app->state_.dialog == Dialog::deactivate_person) app->state_.dialog = Dialog::none;
    if (!now.refusal) app->state_.admin.person.value = app::read_person(answer);
  });
}

}  // namespace constat::app
