// Programmes and waves: found, added and changed.
#include <algorithm>

#include "shared/base/calendar.hpp"
#include "shared/review/comment_text.hpp"
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

// Whole, within the limits; none when it is anything else.
std::optional<std::int64_t> whole(const std::string& text, std::int64_t low, std::int64_t high) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const std::int64_t value = std::stoll(text);
  return value >= low && value <= high ? std::optional(value) : std::nullopt;
}

void find_missing(ProgrammeForm& form) {
  form.missing.clear();
  const auto need = [&](const std::string& field, bool there) {
    if (!there) form.missing.insert(field);
  };
  need("title", !is_blank(form.title_fr));
  std::int64_t sum = 0;
  for (std::size_t i = 0; form.own_index && i < kIndexParts; ++i) {
    const auto weight = whole(form.weights[i], 0, 100);
    need("weight-" + std::to_string(i), weight.has_value());
    sum += weight.value_or(0);
  }
  need("weights", !form.own_index || sum == 100);
  need("months", !form.own_retention || whole(form.months, 0, 240));
  need("appeal_days", whole(form.appeal_days, 1, 365).has_value());
  need("informed_on", !form.employees_named || day_of_date(form.informed_on));
  need("informed_how", !form.employees_named || !is_blank(form.informed_how));
}

void find_missing(WaveForm& form) {
  form.missing.clear();
  const auto need = [&](const std::string& field, bool there) {
    if (!there) form.missing.insert(field);
  };
  const auto from = day_of_date(form.starts_on), to = day_of_date(form.ends_on);
  need("title", !is_blank(form.title_fr));
  need("starts_on", from.has_value());
  need("ends_on", form.ends_on.empty() || (to && (!from || *to >= *from)));
  need("visits", whole(form.visits, 0, 20).has_value());
  for (std::size_t i = 0; i < form.exceptions.size(); ++i) need("exception-" + std::to_string(i), whole(form.exceptions[i].visits, 0, 20).has_value());
}

Json title_json(const std::string& french, const std::string& english) {
  Json title = Json::object();
  title.add("fr", Json::of_text(french));
  if (!is_blank(english)) title.add("en", Json::of_text(english));
  return title;
}

// What the rules say besides weights stays as it was.
Json index_json(const ProgrammeForm& form, const Json& before) {
  Json weights = Json::object();
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    const std::int64_t percent = whole(form.weights[i], 0, 100).value_or(0);
    const std::string text = percent == 100 ? "1" : "0." + std::string(percent < 10 ? "0" : "") + std::to_string(percent);
    weights.add(std::string(to_string(static_cast<IndexPart>(i))), parse_json(text).value_or(Json()));
  }
  Json index = Json::object();
  index.add("format", Json::of_text("constat.index/1")).add("weights", std::move(weights));
  for (const char* name : {"min_coverage", "min_responses", "suppress_below"})
    if (const Json* kept = before.find(name)) index.add(name, *kept);
  return index;
}

Json body_of(const ProgrammeForm& form, const Json& rules) {
  Json body = Json::object();
  body.add("title", title_json(form.title_fr, form.title_en));
  if (form.own_index) body.add("index", index_json(form, rules));
  if (form.own_retention) body.add("retention_months", Json::of_integer(whole(form.months, 0, 240).value_or(0)));
  if (!form.review.empty()) body.add("review_required", Json::of_bool(form.review == "required"));
  body.add("live_score", Json::of_bool(form.live_score)).add("discreet", Json::of_bool(form.discreet));
  body.add("appeal_days", Json::of_integer(whole(form.appeal_days, 1, 365).value_or(14)));
  Json employees = Json::object();
  employees.add("named", Json::of_bool(form.employees_named));
  if (!form.informed_on.empty()) employees.add("informed_on", Json::of_text(form.informed_on));
  if (!is_blank(form.informed_how)) employees.add("informed_how", Json::of_text(form.informed_how));
  body.add("employees", std::move(employees));
  return body;
}

Json body_of(const WaveForm& form) {
  Json body = Json::object();
  body.add("title", title_json(form.title_fr, form.title_en)).add("starts_on", Json::of_text(form.starts_on));
  if (!form.ends_on.empty()) body.add("ends_on", Json::of_text(form.ends_on));
  body.add("closed", Json::of_bool(form.closed)).add("visits_per_site", Json::of_integer(whole(form.visits, 0, 20).value_or(0)));
  Json exceptions = Json::array();
  for (const WaveForm::Exception& each : form.exceptions) {
    Json exception = Json::object();
    exception.add(each.site.empty() ? "tag" : "site", Json::of_text(each.site.empty() ? each.tag : each.site));
    exceptions.push(std::move(exception.add("visits", Json::of_integer(whole(each.visits, 0, 20).value_or(0)))));
  }
  body.add("exceptions", std::move(exceptions)).add("programme", Json::of_text(form.programme));
  return body;
}

// The English title, unless it only repeats the French one.
std::string own_english(const LocalizedText& title) {
  const std::string french(title.in("fr")), english(title.in("en"));
  return english == french ? std::string() : english;
}

}  // namespace

bool AdminActions::load_programmes(const Route& route) {
  ProgrammeState& state = admin().programmes;
  if (route.page != Page::programme && route.page != Page::wave) state.saved = false;
  switch (route.page) {
    case Page::programmes: app_->fetch(state.list, "/api/v1/programmes", &app::read_programme_list); return true;
    case Page::programme:
    case Page::programme_form:
      if (state.form.id != route.id || state.form.id.empty() || route.page == Page::programme) state.form = {};
      state.form.id = route.id;
      if (route.id.empty()) {
        app_->fetch(state.programme, "/api/v1/programmes/main", &app::read_programme);
        return true;
      }
      if (state.programme.value && state.programme.value->id != route.id) state.programme = {};
      app_->fetch(state.programme, "/api/v1/programmes/" + encoded_part(route.id), &app::read_programme);
      return true;
    case Page::wave:
    case Page::wave_form:
      state.wave_form = {};
      state.wave_form.id = route.id;
      state.wave_form.programme = route.other;
      admin().found_sites = {};
      admin().typed = route.text;
      if (state.wave.value && state.wave.value->wave.id != route.id) state.wave = {};
      if (!route.id.empty()) app_->fetch(state.wave, "/api/v1/waves/" + encoded_part(route.id), &app::read_wave_page);
      return true;
    default: return false;
  }
}

void AdminActions::filter_list(const std::string& status) {
  Route route = app_->state_.route;
  route.status = status;
  route.section = 0;
  app_->go(route, true);
}

// The list stays: what is typed only hides rows of it.
void AdminActions::search_list(std::string text) {
  app_->state_.route.text = std::move(text);
  app_->state_.route.section = 0;
  app_->show_in_address(true);
}

void AdminActions::show_page(std::size_t page) {
  app_->state_.route.section = page;
  app_->show_in_address(true);
}

void AdminActions::begin_programme() {
  ProgrammeState& state = admin().programmes;
  ProgrammeForm& form = state.form;
  if (form.begun || !state.programme.value) return;
  if (!form.id.empty() && state.programme.value->id != form.id) return;
  const ProgrammeDoc& doc = *state.programme.value;
  const bool is_new = form.id.empty();
  const Json& rules = !is_new && doc.index.is(JsonKind::object) ? doc.index : doc.organisation_index;
  const auto weights = index_weights(rules);
  for (std::size_t i = 0; i < kIndexParts; ++i) form.weights[i] = std::to_string(static_cast<std::int64_t>(weights[i] + 0.5));
  form.months = std::to_string(doc.organisation_months);
  form.begun = true;
  if (is_new) return;
  form.title_fr = doc.title.in("fr");
  form.title_en = own_english(doc.title);
  form.own_index = doc.index.is(JsonKind::object);
  form.own_retention = doc.retention_months.has_value();
  if (form.own_retention) form.months = std::to_string(*doc.retention_months);
  if (doc.review_required) form.review = *doc.review_required ? "required" : "none";
  form.live_score = doc.live_score;
  form.discreet = doc.discreet;
  form.appeal_days = std::to_string(doc.appeal_days);
  form.employees_named = doc.employees_named;
  form.informed_on = doc.informed_on;
  form.informed_how = doc.informed_how;
}

void AdminActions::change_programme(const std::function<void(ProgrammeForm&)>& change) {
  ProgrammeForm& form = admin().programmes.form;
  if (form.busy) return;
  change(form);
  form.refusal.reset();
  if (!form.missing.empty()) find_missing(form);
}

void AdminActions::save_programme() {
  ProgrammeState& state = admin().programmes;
  if (state.form.busy || !state.programme.value) return;
  find_missing(state.form);
  if (!state.form.missing.empty()) return;
  state.form.busy = true;
  state.form.refusal.reset();
  const ProgrammeDoc& doc = *state.programme.value;
  const bool is_new = state.form.id.empty();
  const Json& rules = !is_new && doc.index.is(JsonKind::object) ? doc.index : doc.organisation_index;
  App* app = app_;
  app_->post_document(is_new ? "/api/v1/programmes" : "/api/v1/programmes/" + encoded_part(state.form.id), body_of(state.form, rules),
                      [app](std::optional<Refusal> refusal, const Json& answer) {
    ProgrammeState& now = app->state_.admin.programmes;
    now.form.busy = false;
    now.form.refusal = std::move(refusal);
    if (now.form.refusal) return;
    now.programme = {};
    now.programme.value = app::read_programme(answer);
    now.saved = true;
    const bool there = app->state_.route.page == Page::programme_form;
    if (there) app->go({.page = Page::programme, .id = now.programme.value->id}, true);
  });
}

void AdminActions::begin_wave() {
  ProgrammeState& state = admin().programmes;
  WaveForm& form = state.wave_form;
  if (form.begun) return;
  if (form.id.empty()) {
    if (const auto today = day_of_date(local_time(app_->state_.now_ms, app_->state_.zone).substr(0, 10))) form.starts_on = date_of_day(*today);
    form.visits = "1";
    form.begun = true;
    return;
  }
  if (!state.wave.value || state.wave.value->wave.id != form.id) return;
  const WavePage& page = *state.wave.value;
  const WaveDoc& wave = page.wave;
  form.programme = wave.programme;
  form.title_fr = wave.title.in("fr");
  form.title_en = own_english(wave.title);
  form.starts_on = wave.starts_on;
  form.ends_on = wave.ends_on;
  form.visits = std::to_string(wave.visits_per_site);
  form.closed = wave.closed;
  for (const WaveDoc::Exception& each : wave.exceptions) {
    std::string name = each.site.empty() ? each.tag : each.site;
    for (const WavePage::Row& row : page.sites)
      if (!each.site.empty() && row.site.id == each.site) name = row.site.name;
    form.exceptions.push_back({each.site, each.tag, name, std::to_string(each.visits)});
  }
  form.begun = true;
}

void AdminActions::change_wave(const std::function<void(WaveForm&)>& change) {
  WaveForm& form = admin().programmes.wave_form;
  if (form.busy) return;
  change(form);
  form.refusal.reset();
  if (!form.missing.empty()) find_missing(form);
}

// Tags come with every page of sites; which of them fit is seen on the device.
void AdminActions::search_wave_sites() {
  app_->fetch(admin().found_sites, "/api/v1/sites?text=" + encoded_part(admin().programmes.wave_form.search), &app::read_sites_page);
}

void AdminActions::save_wave() {
  WaveForm& form = admin().programmes.wave_form;
  if (form.busy) return;
  find_missing(form);
  if (!form.missing.empty()) return;
  form.busy = true;
  form.refusal.reset();
  App* app = app_;
  app_->post_document(form.id.empty() ? "/api/v1/programmes/" + encoded_part(form.programme) + "/waves" : "/api/v1/waves/" + encoded_part(form.id), body_of(form),
                      [app](std::optional<Refusal> refusal, const Json& answer) {
    ProgrammeState& now = app->state_.admin.programmes;
    now.wave_form.busy = false;
    now.wave_form.refusal = std::move(refusal);
    if (now.wave_form.refusal) return;
    now.wave = {};
    now.wave.value = app::read_wave_page(answer);
    now.saved = true;
    if (app->state_.route.page == Page::wave_form) app->go({.page = Page::wave, .id = now.wave.value->wave.id}, true);
  });
}

// From the wave's page: the form of a plan opens with that wave, to its targets.
void AdminActions::plan_wave(const std::string& wave) {
  app_->state_.plan_form = {};
  app_->go({.page = Page::plan_new, .wave = wave});
}

}  // namespace constat::app
