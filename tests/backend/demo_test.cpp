#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <map>

#include "backend/demo/demo.hpp"
#include "backend/insight/network.hpp"
#include "backend/store/official.hpp"
#include "backend/insight/survey_data.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

constexpr std::int64_t kNow = 1'795'000'000'000;  // 2026-11-18

struct Demo {
  TemporaryFolder folder;
  std::unique_ptr<server::Application> application;
  std::vector<server::http::DemoAccount> accounts;
  int port = 0;

  Demo() { start(); }
  void start() {
    application.reset();
    server::ApplicationOptions options;
    options.data = folder.path() / "data";
    application = std::make_unique<server::Application>(std::move(options));
    auto made = server::prepare_demo(application->store(), application->intake(), application->blobs(), application->passwords(),
                                     CONSTAT_SOURCE_DIR, kNow);
    REQUIRE(made);
    accounts = *made;
    application->offer_demo_accounts(accounts);
    port = application->start().value_or(0);
  }
  std::string password(const std::string& email) const {
    for (const auto& account : accounts)
      if (account.email == email) return account.password;
    return {};
  }
};

}  // namespace

TEST_CASE("the demonstration is whole, scored by the core, the same at every making, and signs in on loopback only") {
  Demo first;
  const server::OrganisationId id("mirabelle");
  const auto reader = first.application->store().read(id);
  const auto visits = reader->visits({});
  CHECK(reader->sites().size() == 12);
  CHECK(reader->waves().size() == 2);
  CHECK(reader->waves().back().title_en == "Fourth quarter 2026");
  CHECK(reader->site(SiteId("lyon-01"))->region == "Auvergne-Rhône-Alpes");
  CHECK(visits.size() >= 280);
  std::map<std::string, int> reasons;
  for (const auto& body : reader->set_aside()) ++reasons[*body.quarantined];
  CHECK(reasons == std::map<std::string, int>{{"conflict", 1}, {"invalid-answers", 1}, {"mission-cancelled", 1}});
  std::size_t photos = 0, waiting = 0;
  for (const auto& visit : visits) {
    INFO(visit.id.value << " " << visit.score_json);
    REQUIRE(visit.stored_seq);
    photos += reader->photos(visit.id).size();
    if (visit.status == "quarantined") continue;
    REQUIRE((visit.status == "approved" || visit.status == "received"));
    waiting += visit.status == "received";
    REQUIRE(visit.score_status == "complete");
    REQUIRE_FALSE(visit.score_differs);
  }
  CHECK(photos >= 10);
  CHECK(waiting == 9);
  CHECK(reader->open_appeals().size() == 1);
  CHECK(reader->responses(SurveyId("demo-2026")).size() >= 2000);
  CHECK(reader->organisation().demo);

  const std::string email = "manager@demo.constat.example";
  Client client(first.port);
  const Doc meta = Doc::parse(client.get("/api/v1/meta").body);
  CHECK(meta["demo"] == true);
  CHECK(meta["accounts"].size() == first.accounts.size());
  const Reply outside = client.get("/api/v1/meta", {{"Host", "constat.example"}});
  CHECK_FALSE(Doc::parse(outside.body).contains("accounts"));
  CHECK(client.send("POST", "/api/v1/session",
                    R"({"email":")" + email + R"(","password":")" + first.password(email) + R"("})",
                    {{"Host", "constat.example"}}).status == 401);
  REQUIRE(client.sign_in(email, first.password(email)).status == 200);
  const Doc comparison = Doc::parse(client.get("/api/v1/comparison").body);
  CHECK(comparison["wave"] == "2026-T4");
  CHECK(comparison["comparison"]["sites"].size() == 12);

  Client investigator(first.port);
  REQUIRE(investigator.sign_in("lea@demo.constat.example", first.password("lea@demo.constat.example")).status == 200);
  CHECK(investigator.get("/api/v1/sync").body.find("\"status\":\"assigned\"") != std::string::npos);
  // Of every kind one, on any day.
  for (const char* person : {"inv-01", "inv-02", "inv-03"}) {
    std::map<std::string, int> checklists;
    for (const auto& mission : reader->missions({.wave = {}, .site = {}, .status = "assigned", .investigator = UserId(person)})) ++checklists[mission.checklist.value];
    INFO(person);
    CHECK(checklists == std::map<std::string, int>{{"accueil-boutique", 1}, {"accueil-telephone", 1}, {"guichet-public", 1},
                                                   {"restaurant-service", 1}, {"sav-comptoir", 1}, {"sav-retours", 1}});
  }

  Demo second;
  const auto other = second.application->store().read(id)->visits({});
  REQUIRE(other.size() == visits.size());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    CHECK(other[i].id == visits[i].id);
    CHECK(other[i].sha256 == visits[i].sha256);
  }
}

TEST_CASE("few of the demonstration's visits look strange, as among real ones") {
  Demo demo;
  const std::string email = "reviewer@demo.constat.example";
  Client reviewer(demo.port);
  REQUIRE(reviewer.sign_in(email, demo.password(email)).status == 200);
  const Doc queue = Doc::parse(reviewer.get("/api/v1/review").body);
  REQUIRE(queue["visits"].size() == 9);
  std::size_t flagged = 0;
  std::map<std::string, int> codes;
  for (const Doc& visit : queue["visits"]) {
    flagged += !visit["reasons"].empty();
    for (const Doc& reason : visit["reasons"]) ++codes[reason["code"].get<std::string>()];
  }
  CAPTURE(codes);
  CHECK(flagged >= 1);
  CHECK(flagged <= 4);
  CHECK(codes.count("clock-moved") == 0);
  CHECK(codes.count("overlapping-visits") == 0);
}

TEST_CASE("a second start keeps the demonstration and renews its passwords") {
  Demo demo;
  const std::string email = "manager@demo.constat.example";
  const std::string before = demo.password(email);
  const auto visits = demo.application->store().read(server::OrganisationId("mirabelle"))->visits({}).size();
  demo.start();
  CHECK(demo.application->store().read(server::OrganisationId("mirabelle"))->visits({}).size() == visits);
  CHECK(demo.password(email) != before);
  CHECK(Client(demo.port).sign_in(email, before).status == 401);
}

TEST_CASE("the demonstration is never put among real data") {
  TestServer fixture;
  auto& application = fixture.application();
  CHECK_FALSE(server::prepare_demo(application.store(), application.intake(), application.blobs(), application.passwords(),
                                   CONSTAT_SOURCE_DIR, kNow));
  CHECK_FALSE(server::holds_demo(application.store()));
}

TEST_CASE("a comparison made from kept sums is the one made from every visit and response") {
  const Demo demo;
  const auto reader = demo.application->store().read(server::OrganisationId("mirabelle"));
  for (const std::string wave : {std::string(server::kAllWaves), reader->waves().front().id.value, reader->waves().back().id.value}) {
    INFO(wave);
    std::vector<AuditScore> audits;
    for (const auto& visit : reader->visits({}))
      if ((wave == server::kAllWaves || visit.wave.value == wave) && server::is_official(visit, reader->organisation()))
        audits.push_back({visit.site.value, visit.wave.value, static_cast<double>(visit.score->value) / 1e6});
    const std::vector<server::KnownSurvey> surveys = server::surveys_of(*reader);
    std::vector<ResponseSet> responses;
    for (const auto& known : surveys) responses.push_back(server::responses_of(*reader, known, wave, [](const std::string&) { return true; }));
    std::vector<SurveyInput> inputs;
    for (std::size_t i = 0; i < surveys.size(); ++i) inputs.push_back({&surveys[i].survey, &responses[i]});
    const server::Network network = server::compare_network(*reader, wave, Pairs::listed);
    const Comparison expected = compare_sites(network.rules, audits, inputs);
    const Comparison& kept = network.comparison;
    REQUIRE(kept.sites.size() == expected.sites.size());
    REQUIRE(kept.sites.size() == 12);
    for (std::size_t i = 0; i < kept.sites.size(); ++i) {
      REQUIRE(kept.sites[i].index.has_value() == expected.sites[i].index.has_value());
      if (!kept.sites[i].index) continue;
      CHECK_THAT(kept.sites[i].index->value, Catch::Matchers::WithinRel(expected.sites[i].index->value, 1e-12));
      CHECK_THAT(kept.sites[i].index->se, Catch::Matchers::WithinRel(expected.sites[i].index->se, 1e-9));
      CHECK(kept.sites[i].rank.has_value() == expected.sites[i].rank.has_value());
    }
    REQUIRE(kept.kpis.size() == expected.kpis.size());
    REQUIRE(kept.kpis.size() > 3);
    for (const auto& [key, kpi] : expected.kpis) {
      INFO(key);
      const KpiComparison& other = kept.kpis.at(key);
      REQUIRE(other.sites.size() == kpi.sites.size());
      CHECK(other.pairs.size() == kpi.pairs.size());
      for (std::size_t i = 0; i < kpi.sites.size(); ++i) {
        CHECK(other.sites[i].n == kpi.sites[i].n);
        CHECK_THAT(other.sites[i].value, Catch::Matchers::WithinRel(kpi.sites[i].value, 1e-12));
        CHECK_THAT(other.sites[i].se, Catch::Matchers::WithinRel(kpi.sites[i].se, 1e-9));
      }
    }
  }
}
