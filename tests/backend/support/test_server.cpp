#include "tests/backend/support/test_server.hpp"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "shared/checklist/parse.hpp"

namespace constat::test {
namespace {

using namespace server;

constexpr const char* kChecklist = R"({"format":"constat.checklist/1","id":"welcome","version":1,
 "title":{"fr":"Accueil","en":"Welcome"},"languages":["fr","en"],
 "scoring":{"mode":"points","pass_mark":60,"grades":[{"id":"A","label":{"fr":"Bien","en":"Good"},"from":75},
 {"id":"B","label":{"fr":"Moyen","en":"Fair"},"from":0}]},
 "sections":[{"id":"door","area":"reception","title":{"fr":"Porte","en":"Door"},"items":[
  {"id":"greeted","type":"choice","prompt":{"fr":"Salué ?","en":"Greeted?"},"required":true,"choices":[
   {"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":1},{"id":"no","label":{"fr":"Non","en":"No"},"points":0}]},
  {"id":"smile","type":"scale","prompt":{"fr":"Sourire","en":"Smile"},"required":true,"min":0,"max":3},
  {"id":"front","type":"photo","prompt":{"fr":"Façade","en":"Front"}}]}]})";

const std::string& hash_of_password() {
  static const std::string hash = [] {
    start_crypto();
    return Passwords().hash(kPassword);
  }();
  return hash;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "constat-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void seed(Store& store, const std::string& password_hash) {
  auto checklist = parse_checklist(kChecklist);
  if (!checklist) throw std::logic_error("the test's checklist has a problem");
  for (const std::string name : {"north", "south"}) {
    const OrganisationId id(name);
    store.create_organisation({id, name, false, "epoch-" + name, ""});
    store.write(id, [&](Writer& writer) {
      for (const char* role : {"investigator", "reviewer", "manager", "site_manager", "administrator", "client"})
        writer.put_user({id, UserId(name + "-" + role), std::string(role) + "@" + name + ".example", role,
                         *role_of(role), "fr", password_hash, false});
      const std::string prefix = name == "north" ? "" : "south-";
      writer.put_site({SiteId(prefix + "lyon"), "Lyon", "Lyon", "ara", {"flagship"}, Position{45.76, 4.83}});
      writer.put_site({SiteId(prefix + "lille"), "Lille", "Lille", "hdf", {}, std::nullopt});
      writer.put_user_site(UserId(name + "-site_manager"), SiteId(prefix + "lyon"));
      writer.put_wave({WaveId("w1"), "Vague 1", "2026-10-01", "Wave 1"});
      writer.put_checklist(record_of(*checklist, kChecklist));
      Mission mission;
      mission.id = MissionId(prefix + "m1");
      mission.site = SiteId(prefix + "lyon");
      mission.checklist = ChecklistId("welcome");
      mission.checklist_version = 1;
      mission.wave = WaveId("w1");
      mission.contact_mode = "visit";
      mission.window_from = "2026-11-01T08:00:00+01:00";
      mission.window_to = "2026-11-30T20:00:00+01:00";
      mission.investigator = UserId(name + "-investigator");
      writer.put_mission(mission);
    });
  }
}

TestServer::TestServer(Clock clock) : clock_(std::move(clock)) {
  std::filesystem::create_directory(web());
  start();
  seed(application_->store(), hash_of_password());
}

void TestServer::start() {
  ApplicationOptions options;
  options.data = folder_.path() / "data";
  options.web = web();
  options.clock = clock_;
  options.server.request_deadline = std::chrono::seconds(3);
  application_ = std::make_unique<Application>(std::move(options));
  const auto port = application_->start();
  if (!port) throw std::runtime_error("no free port");
  port_ = *port;
}

void TestServer::restart() {
  application_.reset();
  start();
}

Client TestServer::signed_in(const std::string& role, const std::string& organisation) const {
  Client client(port_);
  if (client.sign_in(role + "@" + organisation + ".example", kPassword).status != 200)
    throw std::runtime_error("sign-in failed");
  return client;
}

std::string visit_id(unsigned number) {
  char text[40];
  std::snprintf(text, sizeof text, "01936d2e-7c1b-7d0a-b1f2-%012x", number);
  return text;
}

std::string submission(const std::string& visit, const std::string& investigator, const std::string& site,
                       const std::string& mission, const std::string& answers, const std::string& checklist) {
  const std::string mission_json = mission.empty() ? "null" : "\"" + mission + "\"";
  const std::string given = answers.empty() ? R"({"greeted":{"value":"yes"},"smile":{"value":2}})" : answers;
  return R"({"app":{"version":"test"},"device_score":{"grade":"A","passed":true,"score":75,"scoring_version":1,)"
         R"("status":"complete","uncapped":75},"format":"constat.submission/1","visit":{"answers":)" + given +
         R"(,"checklist":{"id":")" + checklist + R"(","version":1},"contact_mode":"visit",)"
         R"("ended_at":"2026-11-03T10:31:40+01:00","format":"constat.visit/1","id":")" + visit +
         R"(","investigator":")" + investigator + R"(","mission":)" + mission_json + R"(,"site":")" + site +
         R"(","started_at":"2026-11-03T10:02:11+01:00","wave":"w1"}})";
}

}  // namespace constat::test
