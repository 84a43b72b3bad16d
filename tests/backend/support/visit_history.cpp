#include "tests/backend/support/visit_history.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "backend/erasure/erasure.hpp"
#include "backend/erasure/retention.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "shared/base/sha256.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::test {
namespace {

using namespace server;
using Doc = nlohmann::json;

const OrganisationId kNorth("north");
constexpr const char* kSites[] = {"lyon", "lille", "nice", "brest", "metz", "tours"};
constexpr const char* kWaves[] = {"w1", "w2", "w3"};
constexpr const char* kSurvey = R"({"format":"constat.survey/1","id":"voices","title":{"fr":"Voix"},"theme":"reception","channel":"email",
 "trigger":"contact","level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},"csv":{"encoding":"utf-8","delimiter":",","site":"site","id":"id"},
 "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}},{"column":"csat","kpi":"csat","scale":{"min":1,"max":5},"satisfied_from":4},
 {"column":"kind","kind":"theme","theme":"service","scale":{"min":1,"max":5},"satisfied_from":4}]})";

// "service" in a version whose words and questions say which one it is.
std::string service_checklist(int version) {
  const std::string n = std::to_string(version);
  const std::string late = version == 1 ? "" : R"(,{"id":"bye","type":"choice","prompt":{"fr":"Au revoir ?","en":"Goodbye?"},"required":true,"choices":[
    {"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":1},{"id":"no","label":{"fr":"Non","en":"No"},"points":0}]})";
  return R"({"format":"constat.checklist/1","id":"service","version":)" + n + R"(,"title":{"fr":"Service )" + n + R"(","en":"Service )" + n + R"("},
 "languages":["fr","en"],"scoring":{"mode":"points","pass_mark":50,"critical_policy":"flag","grades":[{"id":"A","label":{"fr":"Bien","en":"Good"},"from":50},
 {"id":"B","label":{"fr":"Moyen","en":"Fair"},"from":0}]},"sections":[
 {"id":"desk","area":"service","title":{"fr":"Guichet","en":"Desk"},"items":[
  {"id":"helped","type":"choice","prompt":{"fr":"Aidé )" + n + R"( ?","en":"Helped )" + n + R"(?"},"required":true,"na_allowed":true,"choices":[
   {"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":2},{"id":"no","label":{"fr":"Non","en":"No"},"points":0}],
   "critical":{"scope":"visit","when":". = 'no'"}},
  {"id":"wait","type":"duration","prompt":{"fr":"Attente","en":"Wait"},"bands":[{"below":120,"points":2},{"below":300,"points":1},{"points":0}]}]},
 {"id":"after","area":"after_sales","title":{"fr":"Après","en":"After"},"items":[
  {"id":"repair","type":"scale","prompt":{"fr":"Réparation","en":"Repair"},"min":0,"max":4})" + late + "]}]}";
}

Programme programme(std::optional<bool> review_required) {
  Programme second;
  second.id = ProgrammeId("second");
  second.title = "Deuxième";
  second.title_en = "Second";
  second.review_required = review_required;
  return second;
}

void publish(Writer& writer, const std::string& json) {
  const auto parsed = parse_checklist(json);
  if (!parsed) throw std::logic_error("the test's checklist: " + parsed.error().front().path + " " + parsed.error().front().code);
  writer.put_checklist(record_of(*parsed, json));
}

}  // namespace

VisitHistory::VisitHistory(std::uint64_t seed) : rng_(seed), server_([this] { return now_; }) {
  store().write(kNorth, [](Writer& writer) {
    for (const char* site : {"nice", "brest", "metz", "tours"})
      writer.put_site({SiteId(site), site, site, site[0] < 'n' ? "hdf" : "ara", {"flagship"}, std::nullopt});
    writer.put_wave({WaveId("w2"), "Vague 2", "2027-01-01", "Wave 2"});
    writer.put_programme(programme(true));
    writer.put_wave({WaveId("w3"), "Vague 3", "2027-04-01", "Wave 3", ProgrammeId("second")});
    publish(writer, service_checklist(1));
    publish(writer, service_checklist(2));
    User another = *writer.user(UserId("north-investigator"));
    for (const char* name : {"second", "third"}) {
      another.id = UserId(std::string("north-") + name);
      another.email = std::string(name) + "@north.example";
      writer.put_user(another);
    }
    User limited = *writer.user(UserId("north-manager"));
    limited.id = UserId("north-limited");
    limited.email = "limited@north.example";
    limited.regions = {"hdf"};
    writer.put_user(limited);
    for (const char* site : {"nice", "metz"}) writer.put_user_site(UserId("north-site_manager"), SiteId(site));
    writer.put_survey({SurveyId("voices"), kSurvey});
  });
  for (const char* role : {"investigator", "second", "third", "site_manager", "reviewer", "manager"}) as(role);
}

Client& VisitHistory::as(const std::string& role) {
  const auto found = clients_.find(role);
  return found != clients_.end() ? found->second : clients_.emplace(role, server_.signed_in(role)).first->second;
}

std::string VisitHistory::body_of(const std::string& id, const std::string& by, std::string& site) {
  site = by == "site_manager" ? "lyon" : kSites[draw(std::size(kSites))];
  const std::string wave = kWaves[draw(std::size(kWaves))], day = std::to_string(10 + draw(5));
  const bool service = draw(2) == 0;
  const int version = service && draw(2) == 0 ? 2 : 1;
  Doc answers;
  const auto choice = [&](const char* item) { answers[item]["value"] = draw(3) == 0 ? "yes" : "no"; };
  if (service) {
    choice("helped");
    if (draw(5) == 0) answers["helped"] = {{"na", true}};
    if (draw(3) != 0) answers["wait"]["value"] = draw(400);
    answers["repair"]["value"] = draw(5);
    if (version == 2) choice("bye");
  } else {
    choice("greeted");
    if (draw(6) != 0) answers["smile"]["value"] = draw(4);  // without it the visit is incomplete
  }
  Doc doc = Doc::parse(submission(id, "north-" + by, site, "", answers.dump(), service ? "service" : "welcome"));
  doc["visit"]["checklist"]["version"] = version;
  doc["visit"]["wave"] = wave;
  doc["visit"]["started_at"] = "2026-11-" + day + "T10:02:11+01:00";
  doc["visit"]["ended_at"] = "2026-11-" + day + "T10:31:40+01:00";
  return doc.dump();
}

void VisitHistory::push(unsigned visit, const std::string& site, const std::string& wave) {
  const std::string id = visit_id(visit);
  Doc doc = Doc::parse(submission(id, "north-investigator", site, "", R"({"greeted":{"value":"no"},"smile":{"value":1}})"));
  doc["visit"]["wave"] = wave;
  if (as("investigator").push(id, 1, doc.dump()).status != 201) throw std::runtime_error("the visit was not taken in");
}

void VisitHistory::push_new() {
  constexpr const char* kBy[] = {"investigator", "second", "third", "site_manager"};
  Sent visit;
  visit.id = visit_id(++made_);
  visit.by = kBy[draw(std::size(kBy))];
  if (happened_["erased"] > 0 && visit.by == "second") visit.by = "investigator";
  visit.body = body_of(visit.id, visit.by, visit.site);
  const bool done = as(visit.by).push(visit.id, 1, visit.body).status == 201;
  note("push", done);
  if (done) sent_.push_back(visit);
}

void VisitHistory::push_again(Sent& visit) {
  visit.body = body_of(visit.id, visit.by, visit.site);
  note("revision", as(visit.by).push(visit.id, ++visit.revision, visit.body).status == 201);
}

bool VisitHistory::say(const std::string& role, const Sent& visit, std::string json) {
  Doc doc = Doc::parse(json);
  if (!doc.contains("id")) doc["id"] = "b" + visit_id(++events_).substr(1);
  const auto record = store().read(kNorth)->visit(VisitId(visit.id));
  doc["revision"] = record->revision;
  if (!doc.contains("sha256")) doc["sha256"] = record->sha256;
  return as(role).send("POST", "/api/v1/visits/" + visit.id + "/events", doc.dump()).status == 201;
}

void VisitHistory::review(const Sent& visit) {
  constexpr const char* kSteps[] = {"approved", "approved", "approved", "returned", "rejected", "reopened"};
  const std::string step = kSteps[draw(std::size(kSteps))];
  note(step, say("reviewer", visit, Doc{{"type", step}, {"text", "À revoir."}}.dump()));
}

// The appeal of a visit that one may be made about, and at once what is decided.
void VisitHistory::contest() {
  std::vector<const Sent*> approved;
  for (const Sent& each : sent_) {
    const auto record = store().read(kNorth)->visit(VisitId(each.id));
    if (record->status == "approved" && (record->site.value == "lyon" || record->site.value == "nice" || record->site.value == "metz")) approved.push_back(&each);
  }
  if (approved.empty()) return;
  const Sent& visit = *approved[draw(approved.size())];
  const bool service = visit.body.find("\"service\"") != std::string::npos;
  const std::string item = service ? "helped" : "greeted", appeal = "b" + visit_id(++events_).substr(1);
  if (!say("site_manager", visit, Doc{{"id", appeal}, {"type", "appeal"}, {"item", item}, {"text", "La vidéo le montre."}}.dump())) return;
  note("appeal");
  Doc decision = {{"type", "appeal_decision"}, {"appeal", appeal}, {"accepted", draw(4) != 0}, {"text", "Vu la vidéo."}};
  if (decision["accepted"] == true) decision["answer"] = {{"value", draw(3) == 0 ? "no" : "yes"}};
  note("correction", say("reviewer", visit, decision.dump()) && decision["accepted"] == true);
}

void VisitHistory::decide_quarantine(const Sent& visit) {
  for (const Revision& body : store().read(kNorth)->set_aside())
    if (body.visit.value == visit.id || draw(2) == 0) {
      const Doc doc = {{"id", "b" + visit_id(++events_).substr(1)}, {"type", "decision"}, {"revision", body.revision}, {"sha256", body.sha256},
                       {"decision", draw(3) == 0 ? "reject" : "accept"}, {"reason", "Vu."}};
      note("quarantine decided", as("manager").send("POST", "/api/v1/visits/" + body.visit.value + "/events", doc.dump()).status == 201);
      return;
    }
}

void VisitHistory::rules() {
  store().write(kNorth, [&](Writer& writer) {
    switch (draw(4)) {
      case 0: writer.set_review_required(draw(2) == 0); return note("organisation's rule");
      case 1:
        writer.put_programme(programme(draw(3) == 0 ? std::nullopt : std::optional<bool>(draw(2) == 0)));
        return note("programme's rule");
      case 2: {
        Wave wave{WaveId("w2"), "Vague 2", "2027-01-01", "Wave 2"};
        if (draw(2) == 0) wave.programme = ProgrammeId("second");
        writer.put_wave(wave);
        return note("wave's programme");
      }
      default: {
        Site site = *writer.site(SiteId(kSites[draw(std::size(kSites))]));
        site.region = draw(2) == 0 ? "ara" : "hdf";
        writer.put_site(site);
        return note("region");
      }
    }
  });
}

void VisitHistory::people() {
  store().write(kNorth, [&](Writer& writer) {
    User user = *writer.user(UserId("north-third"));
    user.role = user.role == Role::site_manager ? Role::investigator : Role::site_manager;  // their visits are the site's own audits, or not
    writer.put_user(user);
  });
  note("role");
}

void VisitHistory::respond() {
  store().write(kNorth, [&](Writer& writer) {
    for (int i = 0; i < 6; ++i) {
      const std::string site = draw(8) == 0 ? "" : kSites[draw(std::size(kSites))], wave = draw(3) == 0 ? "" : kWaves[draw(std::size(kWaves))];
      const std::string answers = "[" + std::to_string(draw(11)) + "," + std::to_string(1 + draw(5)) + "," + (draw(4) == 0 ? "null" : std::to_string(1 + draw(5))) + "]";
      ++responses_;
      writer.add_response(SurveyId("voices"), {"file", responses_, "r" + std::to_string(responses_), site, wave, "2026-11-01", 1, answers, "[]"});
    }
  });
  note("responses");
}

// A person is erased once; the end of a retention redacts what is older than a day.
void VisitHistory::forget() {
  Application& application = server_.application();
  const ErasureParts parts{store(), application.blobs(), checklists_, server_.folder() / "data"};
  if (happened_["erased"] == 0 && happened_["redacted"] > 0) {
    note("erased", erase_person(parts, kNorth, UserId("north-second"), now_).kind == ErasureOutcome::Kind::erased);
    std::vector<Sent> left;
    for (const Sent& visit : sent_)
      if (visit.by != "second") left.push_back(visit);
    sent_ = left;
    return;
  }
  store().write(kNorth, [](Writer& writer) { writer.set_retention_months(1); });
  apply_retention(parts, kNorth, now_ + std::int64_t{200} * 24 * 3600 * 1000);
  store().write(kNorth, [](Writer& writer) { writer.set_retention_months(0); });
  note("redacted");
}

void VisitHistory::step() {
  if (sent_.empty()) return push_new();
  Sent& visit = sent_[draw(sent_.size())];
  const std::uint64_t which = draw(100);
  if (which < 28) return push_new();
  if (which < 38) return push_again(visit);
  if (which < 54) return review(visit);
  if (which < 64) return contest();
  if (which < 72) return decide_quarantine(visit);
  if (which < 84) return rules();
  if (which < 88) return people();
  if (which < 94) return respond();
  if (made_ > 10) return forget();
}

}  // namespace constat::test
