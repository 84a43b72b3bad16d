#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

#include "backend/cli/import_command.hpp"
#include "backend/cli/user_command.hpp"
#include "backend/import/import.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

struct Files {
  TemporaryFolder folder;
  std::string operator()(const std::string& name, const std::string& content) {
    const auto path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  std::string data() const { return (folder.path() / "data").string(); }
};

std::string visit_line(unsigned number, const std::string& site) {
  const Doc submitted = Doc::parse(submission(visit_id(number), "inv-07", site));
  return submitted["visit"].dump() + "\n";
}

const std::string kChecklistFile = std::string(CONSTAT_SOURCE_DIR) + "/checklists/accueil-boutique.json";

constexpr const char* kSurvey = R"({"format":"constat.survey/1","id":"voices","title":{"en":"Voices"},"theme":"service",
 "channel":"email","trigger":"contact","level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},
 "csv":{"encoding":"utf-8","delimiter":",","site":"shop"},
 "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}}]})";

}  // namespace

TEST_CASE("an import takes what is good, lists what is not, and doubles nothing") {
  Files files;
  std::string csv = "shop,nps\n";
  for (int i = 0; i < 40; ++i) csv += "nice," + std::string(i % 2 ? "9" : "10") + "\n";
  csv += "nice,eleven\n";
  const std::vector<std::string> args = {
      "--data", files.data(), "--organisation", "Réseau Nord", "--checklist", kChecklistFile, files("bad.json", "{}"),
      "--sites", files("sites.csv", "id;name;city;latitude;longitude\nlyon;Lyon Centre;Lyon;45,76;4,83\nnice;Nice;Nice;here;there\n;Nobody;;;\nlille;Lille;Lille;50.63;3.06\n"),
      "--visits", files("visits.jsonl", visit_line(1, "lyon") + "{broken\n" + visit_line(2, "nantes")),
      "--survey", files("survey.json", kSurvey), "--responses", files("responses.csv", csv)};
  const Outcome first = run(import_command(), args);
  CHECK(first.code == kExitBadInput);
  INFO(first.err);
  CHECK(first.err.find("bad.json") != std::string::npos);
  CHECK(first.err.find("sites.csv:3") != std::string::npos);
  CHECK(first.err.find("sites.csv:4") != std::string::npos);
  CHECK(first.err.find("visits.jsonl:2") != std::string::npos);
  CHECK(first.err.find("responses.csv:41") != std::string::npos);
  CHECK(first.err.find("problem.") == std::string::npos);
  CHECK(first.out.find("Visits received: 2") != std::string::npos);
  CHECK(first.out.find("Responses received: 41") != std::string::npos);

  const Outcome second = run(import_command(), args);
  CHECK(second.out.find("Visits received: 0") != std::string::npos);
  CHECK(second.out.find("Visits already known: 2") != std::string::npos);
  CHECK(second.out.find("Responses already known: 41") != std::string::npos);

  server::ApplicationOptions options;
  options.data = files.data();
  server::Application application(std::move(options));
  const auto organisations = application.store().accounts()->organisations();
  REQUIRE(organisations.size() == 1);
  CHECK(organisations[0].name == "Réseau Nord");
  const auto reader = application.store().read(organisations[0].id);
  CHECK(reader->sites().size() == 4);  // lyon, nice, lille; nantes comes from a visit
  CHECK(reader->visits({}).size() == 2);
  CHECK(reader->user(UserId("inv-07"))->password_hash.empty());
  CHECK(reader->site(SiteId("lille"))->position->latitude == 50.63);
  CHECK(reader->site(SiteId("lyon"))->position->longitude == 4.83);
  CHECK_FALSE(reader->site(SiteId("nice"))->position);
}

TEST_CASE("of a visit set aside for its answers, an import names each answer; look-alike investigators stay two") {
  Files files;
  Doc good = Doc::parse(submission(visit_id(1), "inv 7", "lyon"))["visit"], bad = good;
  bad["id"] = visit_id(2);
  bad["investigator"] = "inv-7";
  bad["answers"] = {{"greeted", {{"value", "perhaps"}}}, {"smile", {{"value", 9}}}};
  constexpr const char* kSmall = R"({"format":"constat.checklist/1","id":"welcome","version":1,
   "title":{"en":"Welcome"},"languages":["en"],"scoring":{"mode":"points","grades":[{"id":"A","label":{"en":"A"},"from":0}]},
   "sections":[{"id":"door","area":"reception","title":{"en":"Door"},"items":[
    {"id":"greeted","type":"choice","prompt":{"en":"Greeted?"},"required":true,"choices":[
     {"id":"yes","label":{"en":"Yes"},"points":1},{"id":"no","label":{"en":"No"},"points":0}]},
    {"id":"smile","type":"scale","prompt":{"en":"Smile"},"required":true,"min":0,"max":3}]}]})";
  const Outcome outcome = run(import_command(), {"--data", files.data(), "--checklist", files("c.json", kSmall), "--visits",
                                                 files("visits.jsonl", good.dump() + "\n" + bad.dump() + "\n")});
  INFO(outcome.err);
  CHECK(outcome.code == kExitBadInput);
  CHECK(outcome.err.find("visits.jsonl:1") == std::string::npos);
  CHECK(outcome.err.find("visits.jsonl:2: visit") != std::string::npos);
  CHECK(outcome.err.find("greeted") != std::string::npos);
  CHECK(outcome.err.find("smile") != std::string::npos);
  CHECK(outcome.out.find("Visits received: 2") != std::string::npos);
  CHECK(outcome.out.find("Visits in quarantine: 1") != std::string::npos);
}

TEST_CASE("a data folder that cannot serve is told from one that is damaged, and nothing is written there") {
  Files files;
  const std::string file = files("file", "x");
  for (const std::string& folder : {file, file + "/below"}) {
    const Outcome outcome = run(import_command(), {"--data", folder});
    CHECK(outcome.code == kExitBadInput);
    CHECK(outcome.err.find("is not a folder") != std::string::npos);
  }
  std::filesystem::create_directory(files.data());
  std::string noise(9000, 'n');
  std::ofstream(files.data() + "/constat.sqlite", std::ios::binary) << noise;
  const Outcome damaged = run(import_command(), {"--data", files.data()});
  CHECK(damaged.code == kExitBadInput);
  CHECK(damaged.err.find("file is not a database") != std::string::npos);
  std::ifstream kept(files.data() + "/constat.sqlite", std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(kept), {}) == noise);
}

TEST_CASE("an account that was added signs in and sees what was imported") {
  Files files;
  std::string csv = "shop,nps\n";
  for (int i = 0; i < 40; ++i) csv += "nice,9\n";
  REQUIRE(run(import_command(), {"--data", files.data(), "--organisation", "North", "--survey", files("s.json", kSurvey),
                                 "--responses", files("r.csv", csv)}).code == kExitGood);
  const Outcome added = run(user_command(), {"add", "--data", files.data(), "--email", "Boss@Example.org", "--role", "manager"});
  INFO(added.err);
  REQUIRE(added.code == kExitGood);
  const std::string marker = "once): ";
  const auto at = added.out.find(marker);
  REQUIRE(at != std::string::npos);
  std::string password = added.out.substr(at + marker.size());
  password.pop_back();

  server::ApplicationOptions options;
  options.data = files.data();
  server::Application application(std::move(options));
  Client client(application.start().value_or(0));
  REQUIRE(client.sign_in("boss@example.org", password).status == 200);
  const Doc comparison = Doc::parse(client.get("/api/v1/comparison").body);
  REQUIRE(comparison["comparison"]["kpis"]["nps"]["sites"].size() == 1);
  CHECK(comparison["comparison"]["kpis"]["nps"]["sites"][0]["site"] == "nice");
  CHECK(comparison["comparison"]["kpis"]["nps"]["sites"][0]["value"] == 100);
}

TEST_CASE("the commands keep off a directory that a server holds, and say so") {
  TestServer fixture;
  const std::string data = (fixture.folder() / "data").string();
  const Outcome imported = run(import_command(), {"--data", data});
  CHECK(imported.code == kExitBadInput);
  CHECK(imported.err.find("in use by a server") != std::string::npos);
  CHECK(run(user_command(), {"add", "--data", data, "--email", "a@b.example", "--role", "manager"}).code == kExitBadInput);
}

TEST_CASE("a wrong command line is told from bad input") {
  Files files;
  CHECK(run(import_command(), {}).code == kExitBadUsage);
  CHECK(run(import_command(), {"--data", files.data(), "--survey", "a.json"}).code == kExitBadUsage);
  CHECK(run(user_command(), {"--data", files.data(), "--email", "a@b.example", "--role", "manager"}).code == kExitBadUsage);
  CHECK(run(user_command(), {"add", "--data", files.data(), "--email", "a@b.example", "--role", "king"}).code == kExitBadUsage);
  CHECK(run(user_command(), {"add", "--data", files.data(), "--email", "nonsense", "--role", "manager"}).code == kExitBadInput);
}
