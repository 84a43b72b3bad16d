#include <catch_amalgamated.hpp>

#include "backend/cli/audit_command.hpp"
#include "backend/cli/organisation_command.hpp"
#include "backend/cli/payments_command.hpp"
#include "backend/cli/user_command.hpp"
#include "backend/payment/statements.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("payments are listed and exported from a data folder, and the export is noted") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "ana@example.org", "--role", "investigator", "--name", "Ana", "--organisation", "Nord"}).code == kExitGood);
  CHECK(run(payments_command(), {"list", "--data", data}).out == "Nothing in this month\n");
  {
    server::ApplicationOptions options;
    options.data = data;
    server::Application application(std::move(options));
    application.store().write(server::OrganisationId("nord"), [](server::Writer& writer) {
      server::Mission mission;
      mission.id = MissionId("m");
      mission.status = "done";
      mission.fee = 2550;
      mission.investigator = UserId("ana");
      writer.put_mission(mission);
      server::VisitRecord visit;
      visit.id = VisitId(visit_id(1));
      visit.investigator = UserId("ana");
      visit.mission = mission.id;
      visit.revision = 1;
      visit.status = "approved";
      writer.put_visit(visit);
      writer.add_event({visit.id, "e", "approved", UserId("r"), "2026-11-20T10:00:00Z", "{}", writer.next_seq()});
    });
    application.stop();
  }
  const Outcome list = run(payments_command(), {"list", "--data", data, "--from", "2026-11-01", "--to", "2026-11-30"});
  CHECK(list.code == kExitGood);
  CHECK(list.out.find("Ana") != std::string::npos);
  CHECK(list.out.find("25.50") != std::string::npos);
  CHECK(run(payments_command(), {"list", "--data", data, "--from", "2026-12-01"}).out == "Nothing in this month\n");
  CHECK(run(payments_command(), {"list", "--data", data, "--from", "soon"}).code == kExitBadInput);

  const std::string file = (folder.path() / "p.csv").string();
  CHECK(run(payments_command(), {"export", "--data", data, "--output", file, "--codes", "--delimiter", "comma"}).code == kExitGood);
  CHECK(bytes_of(file).find(",owed,ana,Ana,fee,25.5,EUR,") != std::string::npos);
  CHECK(run(payments_command(), {"export", "--data", data}).code == kExitBadUsage);
  CHECK(run(payments_command(), {"pay", "--data", data}).code == kExitBadUsage);

  REQUIRE(run(organisation_command(), {"--data", data, "--review", "required"}).code == kExitGood);
  const Outcome audit = run(audit_command(), {"--data", data});
  CHECK(audit.code == kExitGood);
  CHECK(audit.out.find("organisation-review\torganisation\tnord\tcli\t{\"review\":\"required\"") != std::string::npos);
  CHECK(audit.out.find("export-downloaded\tfile\tpayments.csv\tcli") != std::string::npos);
  CHECK(audit.out.find("user-added\tuser\tana\tcli\t{\"role\":\"investigator\"") != std::string::npos);
  CHECK(run(audit_command(), {"--data", data, "--action", "user", "--limit", "1"}).out.find("user-added") != std::string::npos);
  CHECK(run(audit_command(), {"--data", data, "--limit", "none"}).code == kExitBadUsage);
}
