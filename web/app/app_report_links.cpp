// Links to reports. Everything of them lives outside State: a phone that only has an investigator's pages does without.
#include <charconv>
#include <functional>

#include "web/app/app.hpp"
#include "web/app/event_id.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

std::optional<std::int64_t> days_of(const LinkForm& form) {
  std::int64_t days = 0;
  const auto [end, error] = std::from_chars(form.days.data(), form.days.data() + form.days.size(), days);
  const bool good = error == std::errc() && end == form.days.data() + form.days.size() && days >= 1 && days <= kMostLinkDays;
  return good ? std::optional(days) : std::nullopt;
}

LinkedReport read_report(const Json& json) {
  LinkedReport report;
  report.kind = text_of(json, "kind");
  report.id = text_of(json, "subject");
  if (const Json* site = object_of(json, "site")) {
    report.site = text_of(*site, "name");
    if (report.site.empty()) report.site = text_of(*site, "id");
    report.city = text_of(*site, "city");
  }
  report.visit_on = text_of(json, "visit_on");
  if (const Json* wave = object_of(json, "wave")) {
    report.wave = text_of(*wave, "id");
    if (const Json* title = object_of(*wave, "title")) report.wave_title = text_of(*title, "fr"), report.wave_title_en = text_of(*title, "en");
    if (report.wave_title.empty()) report.wave_title = report.wave;
    if (report.wave_title_en.empty()) report.wave_title_en = report.wave_title;
  }
  return report;
}

ReportLink read_link(const Json& json) {
  ReportLink link;
  link.id = text_of(json, "id");
  link.status = text_of(json, "status");
  link.report = read_report(json);
  if (const Json* maker = object_of(json, "maker")) link.maker = text_of(*maker, "name");
  link.made_at = text_of(json, "made_at");
  link.expires_at = text_of(json, "expires_at");
  link.revoked_at = text_of(json, "revoked_at");
  link.opened_on = text_of(json, "opened_on");
  link.opened = integer_of(json, "opened").value_or(0);
  return link;
}

// Why the server said no; none: it did not.
std::optional<Failure> refusal_in(StoreReply& reply) {
  if (!reply.ok) return reply.failure;
  const auto status = integer_of(reply.result, "status").value_or(0);
  if (status >= 200 && status < 300) return std::nullopt;
  Failure failure{"server", {}, {}};
  if (const Json* problem = object_of(reply.result, "body")) failure = {text_of(*problem, "code"), {}, text_of(*problem, "detail")};
  if (failure.code.empty()) failure.code = "server";
  return failure;
}

}  // namespace

ReportLinkPage read_report_links(const Json& body) {
  ReportLinkPage page;
  if (const Json* links = array_of(body, "links"))
    for (const Json& link : links->elements) page.links.push_back(read_link(link));
  page.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(page.links.size()));
  page.everybody = bool_of(body, "everybody");
  return page;
}

SharedOffer read_shared_offer(const Json& body) {
  SharedOffer offer{read_report(body), text_of(body, "format"), {}, text_of(body, "expires_at")};
  if (const Json* organisation = object_of(body, "organisation")) offer.organisation = text_of(*organisation, "name");
  return offer;
}

LinksState& ReportLinkActions::own() {
  if (!app_->links_) app_->links_ = std::make_shared<LinksState>();
  LinksState& links = *app_->links_;
  const std::string user = app_->state_.session ? app_->state_.session->user_id : std::string();
  if (links.user != user) {
    SharedReport shared = std::move(links.shared);
    links = {};
    links.user = user;
    links.shared = std::move(shared);  // whoever opened it: it needs no session
  }
  return links;
}

void ReportLinkActions::load() {
  const Route& route = app_->state_.route;
  app_->state_.admin.typed = route.text;
  std::string path = "/api/v1/report-links?page=" + std::to_string(route.section + 1);
  if (!route.status.empty()) path += "&status=" + encoded_part(route.status);
  if (!route.text.empty()) path += "&text=" + encoded_part(route.text);
  app_->fetch(own().all, std::move(path), &read_report_links);
}

void ReportLinkActions::show(const std::string& link) {
  own().shown = link;
  own().refusal.reset();
  app_->open_dialog(Dialog::report_link, link);
}

void ReportLinkActions::revoke() {
  LinksState& links = own();
  if (links.busy || links.shown.empty()) return;
  links.busy = true;
  links.refusal.reset();
  App* app = app_;
  app_->post_document("/api/v1/report-links/" + encoded_part(links.shown) + "/revoke", Json::object(), [app](std::optional<Refusal> refusal, const Json&) {
    LinksState& now = app->report_links().own();
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    if (app->state_.dialog == Dialog::report_link) app->state_.dialog = Dialog::none;
    if (app->state_.route.page == Page::links) app->report_links().load();
  });
}

void ReportLinkActions::ask(const std::string& kind, const std::string& id, const std::string& wave) {
  LinksState& links = own();
  links.form = {};
  links.form.report.kind = kind;
  links.form.report.id = id;
  links.form.report.wave = wave;
  // An id of the server begins with a letter.
  links.form.request = "l-" + event_id(links.user, "link " + kind + " " + id + " " + wave, app_->state_.now_ms);
  app_->open_dialog(Dialog::make_link, kind);
}

void ReportLinkActions::type_days(const std::string& days) {
  LinkForm& form = own().form;
  if (form.busy) return;
  form.days = days;
  form.refusal.reset();
  if (form.days_wrong) form.days_wrong = !days_of(form);
}

void ReportLinkActions::make() {
  LinkForm& form = own().form;
  if (form.busy || !form.url.empty()) return;
  const auto days = days_of(form);
  form.days_wrong = !days;
  if (!days) return;
  form.busy = true;
  form.refusal.reset();
  Json body = Json::object();
  body.add("kind", Json::of_text(form.report.kind));
  if (!form.report.id.empty()) body.add("id", Json::of_text(form.report.id));
  if (!form.report.wave.empty()) body.add("wave", Json::of_text(form.report.wave));
  body.add("days", Json::of_integer(*days)).add("request", Json::of_text(form.request));
  App* app = app_;
  const std::string request = form.request;
  app_->post_document("/api/v1/report-links", std::move(body), [app, request](std::optional<Refusal> refusal, const Json& answer) {
    LinkForm& now = app->report_links().own().form;
    if (now.request != request) return;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    now.url = text_of(answer, "url");
    now.expires_at = text_of(answer, "expires_at");
  });
}

void ReportLinkActions::copy() {
  if (own().form.url.empty()) return;
  Json payload = Json::object();
  payload.add("text", Json::of_text(own().form.url));
  App* app = app_;
  app_->ask_device("copy", write_json(payload), [app](StoreReply& reply) {
    LinkForm& form = app->report_links().own().form;
    form.copied = reply.ok;
    form.copy_failed = !reply.ok;
  });
}

void ReportLinkActions::look() {
  SharedReport& shared = own().shared;
  const std::string token = app_->state_.route.id;
  if (shared.busy) return;
  if (shared.token != token) shared = {};
  shared.token = token;
  shared.offer.loading = true;
  Json payload = Json::object();
  payload.add("token", Json::of_text(token)).add("language", Json::of_text(code_of(app_->language()))).add("save", Json::of_bool(false));
  App* app = app_;
  app_->send("shared_report", write_json(payload), [app, token](StoreReply& reply) {
    SharedReport& now = app->report_links().own().shared;
    if (now.token != token) return;
    now.offer.loading = false;
    now.offer.failure = refusal_in(reply);
    if (now.offer.failure) {
      now.offer.value.reset();
      return;
    }
    if (const Json* body = object_of(reply.result, "body")) now.offer.value = read_shared_offer(*body);
  });
}

void ReportLinkActions::open() {
  SharedReport& shared = own().shared;
  if (shared.busy || !shared.offer.value) return;
  shared.busy = true;
  shared.saved = false;
  shared.failure.reset();
  Json payload = Json::object();
  payload.add("token", Json::of_text(shared.token)).add("language", Json::of_text(code_of(app_->language()))).add("save", Json::of_bool(true));
  App* app = app_;
  const std::string token = shared.token;
  app_->send("shared_report", write_json(payload), [app, token](StoreReply& reply) {
    SharedReport& now = app->report_links().own().shared;
    if (now.token != token) return;
    now.busy = false;
    auto failure = refusal_in(reply);
    now.saved = !failure;
    // Over for good: the page says that instead of the document's name.
    if (failure && (failure->code.rfind("shared-", 0) == 0)) {
      now.offer.value.reset();
      now.offer.failure = std::move(failure);
    } else {
      now.failure = std::move(failure);
    }
  });
}

}  // namespace constat::app
