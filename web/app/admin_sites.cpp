// Sites: finding, adding and changing them, and a table of them brought in after a look at what it would do.
#include "web/app/admin_sites.hpp"

#include "shared/base/tags.hpp"
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

// "45,76" -> 45.76; none when it is no number of degrees up to `most`.
std::optional<double> degrees_of(std::string text, double most) {
  for (char& c : text)
    if (c == ',') c = '.';
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is(JsonKind::number)) return std::nullopt;
  Json holder = Json::object();
  holder.add("value", *parsed);
  const auto value = number_of(holder, "value");
  return value && *value >= -most && *value <= most ? value : std::nullopt;
}

Json number_json(std::string text) {
  for (char& c : text)
    if (c == ',') c = '.';
  return parse_json(text).value_or(Json());
}

std::string joined(const std::vector<std::string>& tags) {
  std::string line;
  for (const std::string& tag : tags) line += (line.empty() ? "" : ", ") + tag;
  return line;
}

void find_missing(SiteForm& form) {
  form.missing.clear();
  if (is_blank(form.name)) form.missing.insert("name");
  for (std::size_t day = 0; day < form.hours.size(); ++day)
    if (hours_problem(form.hours[day])) form.missing.insert("hours." + std::to_string(day));
  if (is_blank(form.latitude) && is_blank(form.longitude)) return;
  if (!degrees_of(form.latitude, 90)) form.missing.insert("latitude");
  if (!degrees_of(form.longitude, 180)) form.missing.insert("longitude");
}

Json body_of(const SiteForm& form) {
  Json body = Json::object();
  body.add("name", Json::of_text(form.name)).add("city", Json::of_text(form.city)).add("region", Json::of_text(form.region));
  body.add("address", Json::of_text(form.address));
  Json tags = Json::array();
  for (const std::string& tag : tags_in(form.tags)) tags.push(Json::of_text(tag));
  body.add("tags", std::move(tags));
  if (!is_blank(form.latitude)) {
    Json position = Json::object();
    position.add("latitude", number_json(form.latitude)).add("longitude", number_json(form.longitude));
    body.add("position", std::move(position));
  }
  body.add("opening_hours", hours_json(form.hours));
  return body;
}

}  // namespace

SiteDetails read_site_details(const Json& body) {
  SiteDetails details{read_site(body), texts_of(body, "tags"), {}, {}};
  if (const Json* position = object_of(body, "position")) {
    if (const Json* latitude = position->find("latitude")) details.latitude = write_json(*latitude);
    if (const Json* longitude = position->find("longitude")) details.longitude = write_json(*longitude);
  }
  return details;
}

SitesPage read_sites_page(const Json& body) {
  SitesPage page;
  if (const Json* sites = array_of(body, "sites"))
    for (const Json& site : sites->elements) page.sites.push_back(read_site_details(site));
  page.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(page.sites.size()));
  page.all = integer_of(body, "all").value_or(page.count);
  page.regions = texts_of(body, "regions");
  page.tags = texts_of(body, "tags");
  return page;
}

SiteImport read_site_import(const Json& body) {
  SiteImport import;
  import.dry_run = bool_of(body, "dry_run");
  import.rows = integer_of(body, "rows").value_or(0);
  import.added = integer_of(body, "added").value_or(0);
  import.changed = integer_of(body, "changed").value_or(0);
  import.unchanged = integer_of(body, "unchanged").value_or(0);
  import.left_out = integer_of(body, "left_out").value_or(0);
  if (const Json* problems = array_of(body, "problems"))
    for (const Json& each : problems->elements)
      import.troubles.push_back({integer_of(each, "row").value_or(0), text_of(each, "column"), text_of(each, "value"), text_of(each, "message"), bool_of(each, "left_out")});
  if (const Json* touched = array_of(body, "touched"))
    for (const Json& each : touched->elements)
      if (const Json* site = object_of(each, "site")) import.touched.push_back({read_site(*site), text_of(each, "change"), texts_of(each, "fields")});
  return import;
}

void AdminActions::load_sites(const Route& route) {
  admin().typed = route.text;
  std::string path = "/api/v1/sites?page=" + std::to_string(route.section + 1);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) path += "&" + std::string(name) + "=" + encoded_part(value);
  };
  add("region", route.region);
  add("tag", route.tag);
  add("text", route.text);
  app_->fetch(admin().sites, std::move(path), &app::read_sites_page);
}

void AdminActions::load_site(const Route& route) {
  SiteForm& form = admin().site_form;
  if (form.id != route.id || route.id.empty()) form = {};
  form.id = route.id;
  if (route.id.empty()) return;
  if (admin().site.value && admin().site.value->site.id != route.id) admin().site = {};
  app_->fetch(admin().site, "/api/v1/sites/" + encoded_part(route.id), &app::read_site_details);
}

void AdminActions::filter_sites(const std::string& region, const std::string& tag) {
  app_->go({.page = Page::sites, .text = admin().typed, .region = region, .tag = tag});
}

void AdminActions::begin_site() {
  SiteForm& form = admin().site_form;
  if (form.begun) return;
  if (form.id.empty()) {
    form.begun = true;
    return;
  }
  if (!admin().site.value || admin().site.value->site.id != form.id) return;
  const SiteDetails& details = *admin().site.value;
  form.name = details.site.name;
  form.city = details.site.city;
  form.region = details.site.region;
  form.address = details.site.address;
  form.tags = joined(details.tags);
  form.latitude = details.latitude;
  form.longitude = details.longitude;
  form.hours = typed_hours(details.site.opening_hours, app_->language());
  form.begun = true;
}

void AdminActions::change_site(const std::function<void(SiteForm&)>& change) {
  SiteForm& form = admin().site_form;
  if (form.busy) return;
  change(form);
  form.saved = false;
  form.refusal.reset();
  if (!form.missing.empty()) find_missing(form);
}

void AdminActions::save_site() {
  SiteForm& form = admin().site_form;
  if (form.busy) return;
  find_missing(form);
  if (!form.missing.empty()) return;
  form.busy = true;
  form.refusal.reset();
  const bool is_new = form.id.empty();
  App* app = app_;
  app_->post_document(is_new ? "/api/v1/sites" : "/api/v1/sites/" + encoded_part(form.id), body_of(form), [app, is_new](std::optional<Refusal> refusal, const Json& answer) {
    AdminState& state = app->state_.admin;
    state.site_form.busy = false;
    state.site_form.refusal = std::move(refusal);
    if (state.site_form.refusal) return;
    SiteDetails saved = app::read_site_details(answer);
    const std::string id = saved.site.id;
    state.site = {};
    state.site.value = std::move(saved);
    state.site_form = {};
    state.site_form.id = id;
    if (is_new && app->state_.route.page == Page::site_form) app->go({.page = Page::site_form, .id = id}, true);
    AdminActions(*app).begin_site();
    state.site_form.saved = true;
  });
}

void AdminActions::choose_site_file(int file) {
  SiteImportForm& form = admin().site_import;
  if (form.busy) return;
  form = {};
  form.busy = true;
  App* app = app_;
  read_file(file, [app](std::optional<Failure> failure, std::string name, std::string content) {
    SiteImportForm& now = app->state_.admin.site_import;
    now.busy = false;
    now.name = std::move(name);
    now.content = std::move(content);
    now.failure = std::move(failure);
    if (!now.failure) AdminActions(*app).import_sites(true);
  });
}

void AdminActions::import_sites(bool dry_run) {
  SiteImportForm& form = admin().site_import;
  if (form.busy || form.content.empty()) {
    // An empty file is no file; the server would say the same.
    if (!form.busy) form.failure = Failure{"file-unreadable", {}, {}};
    return;
  }
  form.busy = true;
  form.refusal.reset();
  Json body = Json::object();
  body.add("csv_base64", Json::of_text(form.content)).add("dry_run", Json::of_bool(dry_run));
  App* app = app_;
  app_->post_document("/api/v1/imports/sites", std::move(body), [app, dry_run](std::optional<Refusal> refusal, const Json& answer) {
    SiteImportForm& now = app->state_.admin.site_import;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    if (dry_run) {
      now.preview = read_site_import(answer);
      return;
    }
    now.preview.reset();
    now.content.clear();
    now.done = read_site_import(answer);
  });
}

void AdminActions::forget_site_file() { admin().site_import = {}; }

}  // namespace constat::app
