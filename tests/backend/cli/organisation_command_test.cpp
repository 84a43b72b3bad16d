#include <catch_amalgamated.hpp>

#include "backend/cli/organisation_command.hpp"
#include "backend/cli/user_command.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

TEST_CASE("an organisation demands review from the moment that it is told to, and says so") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "a@example.org", "--role", "administrator", "--organisation", "Nord"}).code == kExitGood);
  CHECK(run(organisation_command(), {"--data", data}).out == "Nord (nord): a visit counts as soon as it is received\n");
  CHECK(run(organisation_command(), {"--data", data, "--organisation", "Nord", "--review", "required"}).out == "Nord (nord): a visit counts once it is approved\n");
  CHECK(run(organisation_command(), {"--data", data}).out == "Nord (nord): a visit counts once it is approved\n");
  CHECK(run(organisation_command(), {"--data", data, "--review", "none"}).out == "Nord (nord): a visit counts as soon as it is received\n");

  const Outcome absent = run(organisation_command(), {"--data", data, "--organisation", "Sud"});
  CHECK(absent.code == kExitBadInput);
  CHECK(absent.err.find("“Sud”") != std::string::npos);
  CHECK(run(organisation_command(), {"--data", data, "--review", "sometimes"}).code == kExitBadUsage);
}

TEST_CASE("a manager's limits and an investigator's skills are set by command, and a new password takes none away") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const std::vector<std::string> manager{"add", "--data", data, "--email", "m@example.org", "--role", "manager", "--organisation", "Nord"};
  auto limited = manager;
  for (const char* word : {"--region", "Hauts-de-France", "--region", "Bretagne", "--site", "lyon-01"}) limited.push_back(word);
  REQUIRE(run(user_command(), limited).code == kExitGood);
  REQUIRE(run(user_command(), manager).code == kExitGood);
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "i@example.org", "--role", "investigator", "--organisation", "Nord", "--skill", "permis", "--skill", "anglais"}).code == kExitGood);
  server::ApplicationOptions options;
  options.data = data;
  server::Application application(std::move(options));
  const auto reader = application.store().read(server::OrganisationId("nord"));
  CHECK(reader->user(UserId("m"))->regions == std::vector<std::string>{"Hauts-de-France", "Bretagne"});
  CHECK(reader->sites_of_user(UserId("m")) == std::vector<SiteId>{SiteId("lyon-01")});
  CHECK(reader->user(UserId("i"))->skills == std::vector<std::string>{"permis", "anglais"});
  application.stop();
}
