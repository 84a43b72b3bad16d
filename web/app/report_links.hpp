// Links that open a report without an account: making one, the list of those there are, and what whoever opens one is told.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "web/app/loadable.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

inline constexpr std::int64_t kReportLinksPage = 50, kMostLinkDays = 90;
inline constexpr const char* kProposedLinkDays = "14";

// What a link opens.
struct LinkedReport {
  std::string kind;                                // visit, site, network
  std::string id, wave;                            // of what; the wave may be empty (the latest) or "all"
  std::string site, city, visit_on;                // in words; empty where the report has none
  std::string wave_title, wave_title_en;
};

struct ReportLink {
  std::string id, status;                          // status: active, expired, revoked
  LinkedReport report;
  std::string maker, made_at, expires_at, revoked_at, opened_on;  // opened_on: a day; empty: never
  std::int64_t opened = 0;
};

struct ReportLinkPage {
  std::vector<ReportLink> links;                   // newest first
  std::int64_t count = 0;                          // of all that fit
  bool everybody = false;                          // an administrator's list
  std::int64_t pages() const { return count == 0 ? 1 : (count + kReportLinksPage - 1) / kReportLinksPage; }
  const ReportLink* find(const std::string& id) const {
    for (const ReportLink& link : links)
      if (link.id == id) return &link;
    return nullptr;
  }
};

// A new link to the report on screen.
struct LinkForm {
  LinkedReport report;
  std::string days = kProposedLinkDays, request;   // request: this act's own name, the same for every try
  bool days_wrong = false, busy = false;
  std::optional<Refusal> refusal;
  std::string url, expires_at;                     // told once
  bool copied = false, copy_failed = false;
};

// What a link that somebody opened stands for.
struct SharedOffer {
  LinkedReport report;
  std::string format, organisation, expires_at;    // format: pdf, xlsx
};

struct SharedReport {
  std::string token;
  Loadable<SharedOffer> offer;
  bool busy = false, saved = false;
  std::optional<Failure> failure;                  // of the document
};

struct LinksState {
  std::string user;                                // whose it is; another user's is forgotten
  Loadable<ReportLinkPage> all;
  std::string shown;                               // the link that the dialog is about
  bool busy = false;
  std::optional<Refusal> refusal;
  LinkForm form;
  SharedReport shared;
};

ReportLinkPage read_report_links(const Json& body);
SharedOffer read_shared_offer(const Json& body);

class App;

// A part of App.
class ReportLinkActions {
 public:
  explicit ReportLinkActions(App& app) : app_(&app) {}
  const LinksState& state() { return own(); }
  void load();                                     // the list of the route
  void show(const std::string& link);
  void revoke();                                   // the one that is shown
  void ask(const std::string& kind, const std::string& id, const std::string& wave);  // begins a new one
  void type_days(const std::string& days);
  void make();
  void copy();
  void look();                                     // at what the route's link opens
  void open();                                     // its document, which the browser saves

 private:
  LinksState& own();
  App* app_;
};

}  // namespace constat::app
