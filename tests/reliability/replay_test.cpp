// Every write of the protocol sent ten times, all of them shuffled and from several phones at once: the effect of one.
// The cases are matched with the route table: a write that somebody adds fails here until it has a case.
#include <catch_amalgamated.hpp>

#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "backend/http/route.hpp"
#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "tests/reliability/support/figures.hpp"
#include "tests/reliability/support/png.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

struct Sent {
  std::string role, method, pattern, path, body;
  Headers headers = {};
  std::set<int> taken = {200, 201};  // what the last of all its repetitions may be answered
};

constexpr const char* kSurvey =
    R"({"format":"constat.survey/1","id":"exit","title":{"fr":"Sortie","en":"Exit"},"theme":"service","channel":"email","trigger":"visit",)"
    R"("level":"site","period":{"from":"2026-10-01","to":"2026-10-31"},"csv":{"site":"magasin","date":"date","id":"id"},)"
    R"("questions":[{"column":"reco","kpi":"nps","scale":{"min":0,"max":10}}]})";
constexpr const char* kFurtherChecklist =
    R"({"format":"constat.checklist/1","id":"welcome","version":2,"title":{"fr":"Accueil"},"languages":["fr"],"scoring":{"mode":"points"},)"
    R"("sections":[{"id":"door","area":"reception","title":{"fr":"Porte"},"items":[{"id":"smile","type":"scale","prompt":{"fr":"Sourire"},"min":0,"max":3}]}]})";
constexpr const char* kRows = "id,date,magasin,reco\nr1,2026-10-02,lyon,9\nr2,2026-10-03,lille,3\nr3,2026-10-03,lyon,10\n";

const std::string& photo() {
  static const std::string bytes = png_of_noise(7, 3000);
  return bytes;
}

Sent push(unsigned number, const std::string& body, std::set<int> taken = {200, 201}) {
  const std::string path = "/api/v1/visits/" + visit_id(number) + "/revisions/1";
  return {"investigator", "PUT", "/api/v1/visits/{id}/revisions/{revision}", path, body, {{"Content-Digest", content_digest(body)}}, std::move(taken)};
}

Sent decision(unsigned number, const std::string& body, const std::string& event) {
  const Doc text = {{"id", event}, {"type", "decision"}, {"revision", 1}, {"sha256", sha256_hex(body)}, {"decision", "accept"}, {"reason", "Le magasin a changé de nom."}};
  return {"manager", "POST", "/api/v1/visits/{id}/events", "/api/v1/visits/" + visit_id(number) + "/events", text.dump()};
}

Sent parked(unsigned number, const std::string& text) {
  const Doc body = {{"visit", visit_id(number)}, {"revision", 1}, {"problem", "not-a-visit"}, {"note", "n’est pas passé"}, {"sha256", sha256_hex(text)}, {"body", text}};
  return {"investigator", "POST", "/api/v1/parked", "/api/v1/parked", body.dump()};
}

const std::string kOdd = submission(visit_id(3), "north-investigator", "mars");
const std::string kFirst = submission(visit_id(4)), kSecond = submission(visit_id(4), "north-investigator", "lille");
const std::string kParkedText = "{\"half a visit", kDismissedText = "nothing at all";

// Approved visits of missions with a fee, put there by hand: one owed from the beginning, and two statements that were made.
const std::string kPaidStatement = "2025-0001", kCancelledStatement = "2025-0002";

// Somebody who leaves, and is erased once.
constexpr const char* kLeaver = "leaver@north.example";

void put_leaver(server::Store& store) {
  store.write(server::OrganisationId("north"), [](server::Writer& writer) {
    server::User user = *writer.user(UserId("north-client"));
    user.id = UserId("north-leaver");
    user.email = kLeaver;
    writer.put_user(user);
  });
}

// A link whose secret is known here, as an administrator would have handed it on.
const std::string kLinkSecret = "a-secret-of-these-tests";

void put_link(server::Store& store) {
  store.write(server::OrganisationId("north"), [](server::Writer& writer) {
    writer.put_account_link({server::OrganisationId("north"), "replayed", UserId("north-client"), "reset", sha256_hex(kLinkSecret), UserId(), 0,
                             std::int64_t{1} << 60, {}, {}});
    writer.put_api_token({server::OrganisationId("north"), "treplayed", UserId("north-client"), "Replays", {"sites:read"}, sha256_hex(kLinkSecret), UserId(), 0,
                          std::int64_t{1} << 60, {}, {}});
    writer.put_report_link({server::OrganisationId("north"), "rreplayed", UserId("north-manager"), "site", "lyon", "", "", sha256_hex(kLinkSecret), 0,
                            std::int64_t{1} << 60, 0, {}, {}});
    writer.put_report_link({server::OrganisationId("north"), "rrevoked", UserId("north-manager"), "network", "", "", "", sha256_hex(kLinkSecret), 0,
                            std::int64_t{1} << 60, 0, {}, {}});
  });
}

const std::string kPerson = Doc{{"name", "Inès"}, {"email", "ines@north.example"}, {"role", "investigator"}, {"language", "fr"}}.dump();
const std::string kMadeManager = Doc{{"name", "Client"}, {"email", "site_manager@north.example"}, {"role", "manager"}, {"language", "en"}}.dump();

const std::string kReviewedBody(64, 'b');

void put_payments(server::Store& store) {
  store.write(server::OrganisationId("north"), [](server::Writer& writer) {
    for (unsigned number = 20; number < 22; ++number) {
      server::Mission mission = *writer.mission(MissionId("m1"));
      mission.id = MissionId("paid-" + std::to_string(number));
      mission.status = "done";
      mission.fee = 2500;
      writer.put_mission(mission);
      server::VisitRecord visit;
      visit.id = VisitId(visit_id(number));
      visit.site = mission.site;
      visit.checklist = mission.checklist;
      visit.checklist_version = 1;
      visit.investigator = mission.investigator;
      visit.mission = mission.id;
      visit.revision = 1;
      visit.status = "approved";
      visit.sha256 = kReviewedBody;
      writer.put_visit(visit);
      writer.add_event({visit.id, visit_id(number), "approved", UserId("north-reviewer"), "2026-11-20T10:00:00Z",
                        Doc{{"sha256", kReviewedBody}}.dump(), writer.next_seq()});
    }
    for (const std::string& id : {kPaidStatement, kCancelledStatement}) {
      server::PaymentStatement statement;
      statement.id = id;
      statement.run = id;
      statement.investigator = UserId("north-investigator");
      writer.put_payment_statement(statement);
    }
  });
}

// In an order in which each finds what it needs.
std::vector<Sent> all_writes() {
  return {
      {"", "POST", "/api/v1/session", "/api/v1/session", Doc{{"email", "client@north.example"}, {"password", kPassword}}.dump(), {}, {200, 429}},
      {"reviewer", "DELETE", "/api/v1/session", "/api/v1/session", "", {}, {204}},
      push(1, submission(visit_id(1), "north-investigator", "lyon", "m1")),
      push(2, submission_with_photo(visit_id(2), sha256_hex(photo()))),
      push(3, kOdd),
      push(4, kFirst, {200, 201, 409}),
      push(4, kSecond, {200, 201, 409}),
      {"investigator", "PATCH", "/api/v1/blobs/{sha256}", "/api/v1/blobs/" + sha256_hex(photo()), photo(),
       {{"Content-Type", "application/offset+octet-stream"}, {"Upload-Offset", "0"}, {"Upload-Length", std::to_string(photo().size())},
        {"Content-Digest", content_digest(photo())}},
       {204}},
      decision(3, kOdd, "01936d2e-7c1b-7d0a-b1f2-00000000e001"),
      parked(8, kParkedText),
      parked(9, kDismissedText),
      {"manager", "POST", "/api/v1/parked/{sha256}/decision", "/api/v1/parked/" + sha256_hex(kDismissedText) + "/decision",
       Doc{{"decision", "dismiss"}, {"reason", "Une erreur de saisie."}}.dump()},
      {"investigator", "POST", "/api/v1/missions/{id}/claim", "/api/v1/missions/m1/claim", "{}", {}, {200, 400, 409}},
      {"manager", "PUT", "/api/v1/missions/{id}", "/api/v1/missions/m1", "{}", {}, {200, 201, 400, 409}},
      {"manager", "POST", "/api/v1/missions/{id}/cancel", "/api/v1/missions/m1/cancel", R"({"reason":"Fermé"})", {}, {200, 400, 409}},
      {"manager", "POST", "/api/v1/missions/plan", "/api/v1/missions/plan", "{}", {}, {200, 201, 400, 409}},
      {"manager", "POST", "/api/v1/payments/statements", "/api/v1/payments/statements",
       Doc{{"id", "01936d2e-7c1b-7d0a-b1f2-00000000f001"}, {"from", "2000-01-01"}, {"to", "2100-12-31"}, {"investigators", nullptr}, {"dry_run", false}}.dump()},
      {"manager", "POST", "/api/v1/payments/statements/{id}/paid", "/api/v1/payments/statements/" + kPaidStatement + "/paid",
       R"({"on":"2026-12-01","reference":"VIR 7"})"},
      {"manager", "POST", "/api/v1/payments/statements/{id}/cancel", "/api/v1/payments/statements/" + kCancelledStatement + "/cancel",
       R"({"reason":"Mauvaise période"})"},
      {"manager", "POST", "/api/v1/payments/amounts", "/api/v1/payments/amounts",
       Doc{{"visit", visit_id(21)}, {"kind", "fee"}, {"refused", true}, {"reason", "Ticket illisible"}}.dump(), {}, {200, 409}},
      {"manager", "POST", "/api/v1/password", "/api/v1/password", R"({"old":"not the one of now","new":"a meadow with nine cows"})", {}, {403, 429}},
      {"administrator", "POST", "/api/v1/people", "/api/v1/people", kPerson},
      {"administrator", "POST", "/api/v1/people/{id}", "/api/v1/people/north-site_manager", kMadeManager},
      {"administrator", "POST", "/api/v1/people/{id}/deactivate", "/api/v1/people/north-site_manager/deactivate", "{}"},
      {"administrator", "POST", "/api/v1/people/{id}/reactivate", "/api/v1/people/north-site_manager/reactivate", "{}"},
      {"administrator", "POST", "/api/v1/people/{id}/link", "/api/v1/people/north-site_manager/link", "{}"},
      {"administrator", "POST", "/api/v1/people/{id}/link/revoke", "/api/v1/people/north-site_manager/link/revoke", "{}"},
      {"manager", "POST", "/api/v1/sessions/end", "/api/v1/sessions/end", R"({"all":true})"},
      {"administrator", "POST", "/api/v1/people/{id}/sessions/end", "/api/v1/people/north-client/sessions/end", R"({"all":true})"},
      {"administrator", "POST", "/api/v1/people/{id}/tokens", "/api/v1/people/north-client/tokens", R"({"name":"Screen","scopes":["figures:read"],"days":30})", {}, {201}},
      {"administrator", "POST", "/api/v1/tokens/{id}/revoke", "/api/v1/tokens/treplayed/revoke", "{}"},
      {"manager", "POST", "/api/v1/report-links", "/api/v1/report-links", R"({"kind":"network","days":3,"request":"once"})", {}, {201}},
      {"manager", "POST", "/api/v1/report-links/{id}/revoke", "/api/v1/report-links/rrevoked/revoke", "{}"},
      {"", "POST", "/api/v1/shared", "/api/v1/shared", Doc{{"token", "rreplayed." + kLinkSecret}}.dump(), {}, {200, 429}},
      {"", "POST", "/api/v1/shared/document", "/api/v1/shared/document", Doc{{"token", "rreplayed." + kLinkSecret}}.dump(), {}, {200, 429}},
      {"", "POST", "/api/v1/link", "/api/v1/link", Doc{{"token", "replayed." + kLinkSecret}}.dump(), {}, {200, 410, 429}},
      {"", "POST", "/api/v1/link/join", "/api/v1/link/join", Doc{{"token", "replayed." + kLinkSecret}, {"password", kPassword}}.dump(), {}, {200, 429}},
      {"administrator", "POST", "/api/v1/people/{id}/erasure", "/api/v1/people/north-leaver/erasure", Doc{{"email", kLeaver}}.dump(), {}, {200, 404}},
      {"administrator", "POST", "/api/v1/retention", "/api/v1/retention", R"({"months":24})"},
      {"administrator", "POST", "/api/v1/second-looks/share", "/api/v1/second-looks/share", R"({"share":100})"},
      {"manager", "POST", "/api/v1/visits/{id}/second-look", "/api/v1/visits/" + visit_id(20) + "/second-look",
       Doc{{"id", "01936d2e-7c1b-7d0a-b1f2-00000000e002"}, {"type", "second_look"}, {"revision", 1}, {"sha256", kReviewedBody}, {"verdict", "approved"}}.dump(),
       {}, {200, 201}},
      {"administrator", "POST", "/api/v1/checklists/check", "/api/v1/checklists/check", kFurtherChecklist},
      {"administrator", "POST", "/api/v1/sites", "/api/v1/sites", R"({"name":"Nice","city":"Nice","region":"paca"})"},
      {"administrator", "POST", "/api/v1/sites/{id}", "/api/v1/sites/lille", R"({"name":"Lille Flandres","city":"Lille","region":"hdf"})"},
      {"administrator", "POST", "/api/v1/imports/sites", "/api/v1/imports/sites", "id,name,city\nlyon,Lyon Part-Dieu,Lyon\nmetz,Metz,Metz\n", {{"Content-Type", "text/csv"}}},
      {"administrator", "POST", "/api/v1/checklists", "/api/v1/checklists", kFurtherChecklist},
      {"administrator", "POST", "/api/v1/checklists/{id}/{version}/withdraw", "/api/v1/checklists/welcome/2/withdraw", R"({"reason":"Une faute"})"},
      {"administrator", "POST", "/api/v1/checklists/{id}/{version}/restore", "/api/v1/checklists/welcome/2/restore", "{}"},
      {"administrator", "POST", "/api/v1/programmes", "/api/v1/programmes", R"({"title":{"fr":"Été"}})", {}, {201, 409}},
      {"administrator", "POST", "/api/v1/programmes/{id}", "/api/v1/programmes/main", R"({"title":{"fr":"Programme principal"},"appeal_days":21})"},
      {"manager", "POST", "/api/v1/programmes/{id}/waves", "/api/v1/programmes/main/waves", R"({"title":{"fr":"Vague 9"},"starts_on":"2027-01-01"})", {}, {201, 409}},
      {"manager", "POST", "/api/v1/waves/{id}", "/api/v1/waves/w1", R"({"title":{"fr":"Vague 1"},"starts_on":"2026-11-01"})"},
      {"manager", "POST", "/api/v1/surveys", "/api/v1/surveys", kSurvey},
      {"manager", "POST", "/api/v1/surveys/{id}/responses", "/api/v1/surveys/exit/responses", kRows, {{"Content-Type", "text/csv"}}},
  };
}

int send(const TestServer& server, const std::map<std::string, std::string>& cookies, const Sent& write) {
  Client client = server.client();
  if (!write.role.empty()) client.use_cookie(cookies.at(write.role));
  return client.send(write.method, write.path, write.body, write.headers).status;
}

}  // namespace

TEST_CASE("every write that the server knows has a case among the replays", "[replay]") {
  std::set<std::string> covered;
  for (const Sent& write : all_writes()) covered.insert(write.method + " " + write.pattern);
  for (const auto& route : server::http::route_table()) {
    const std::string method(server::http::to_string(route.method));
    if (method == "GET" || method == "HEAD") continue;
    INFO(method << " " << route.pattern);
    CHECK(covered.count(method + " " + std::string(route.pattern)) == 1);
  }
}

TEST_CASE("every write, ten times and shuffled, has the effect of one", "[replay]") {
  const std::uint64_t seed = seed_of_run();
  INFO("seed " << seed << " (CONSTAT_SEED=" << seed << ")");
  const std::int64_t rounds = setting("CONSTAT_REPLAY_ROUNDS", 1);
  Rng rng(seed);
  std::int64_t requests = 0;
  for (std::int64_t round = 0; round < rounds; ++round) {
    TestServer server;
    std::map<std::string, std::string> cookies;
    for (const char* role : {"investigator", "manager", "reviewer", "administrator"}) cookies[role] = server.signed_in(role).cookie();
    put_payments(server.application().store());
    put_link(server.application().store());
    put_leaver(server.application().store());
    const std::size_t waves_before = server.application().store().read(server::OrganisationId("north"))->waves().size();
    const auto writes = all_writes();
    std::vector<const Sent*> shuffled;
    for (const Sent& write : writes) shuffled.insert(shuffled.end(), 10, &write);
    for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[rng.below(i)]);
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> phones;
    for (int phone = 0; phone < 4; ++phone)
      phones.emplace_back([&] {
        for (std::size_t i = next++; i < shuffled.size(); i = next++) send(server, cookies, *shuffled[i]);
      });
    for (std::thread& phone : phones) phone.join();
    // Some found nothing to work on yet when they came: once more, in order, and now each must be taken.
    for (const Sent& write : writes) {
      const int status = send(server, cookies, write);
      INFO(write.method << " " << write.path << " answered " << status);
      CHECK(write.taken.count(status) == 1);
    }
    requests += static_cast<std::int64_t>(shuffled.size() + writes.size());

    const auto reader = server.application().store().read(server::OrganisationId("north"));
    CHECK(reader->revisions(VisitId(visit_id(1))).size() == 1);
    CHECK(reader->revisions(VisitId(visit_id(2))).size() == 1);
    CHECK(reader->revisions(VisitId(visit_id(3))).size() == 1);
    CHECK(reader->revisions(VisitId(visit_id(4))).size() == 2);
    CHECK(reader->visits({}).size() == 4 + 2);
    const auto statements = reader->payment_statements({});
    REQUIRE(statements.size() == 3);
    const auto lines = reader->payment_lines({});
    REQUIRE(lines.size() == 2);  // one in the statement, the other there too or refused: who came first
    CHECK(statements[0].lines == (lines[1].statement.empty() ? 1 : 2));
    CHECK(statements[1].status == "cancelled");
    CHECK(statements[2].status == "paid");
    CHECK(reader->surveys().size() == 1);
    CHECK(reader->users().size() == 6 + 1 + 1);  // one who came, one of whom a pseudonym is left
    CHECK(reader->erasures().size() == 1);
    CHECK(reader->organisation().retention_months == 24);
    CHECK(reader->sites().size() == 2 + 2);
    CHECK(reader->programmes().size() == 1 + 1);
    CHECK(reader->waves().size() == waves_before + 1);
    CHECK(reader->events_of("second_look", 10).size() == 1);
    CHECK(reader->organisation().second_share == 100);
    CHECK(reader->checklist(ChecklistId("welcome"), 2)->withdrawn_at.empty());
    CHECK(reader->user(UserId("north-site_manager"))->role == server::Role::manager);
    std::size_t open_links = 0;
    for (const auto& link : reader->account_links(UserId("north-site_manager"))) open_links += server::state_of(link, 0) == server::LinkState::open ? 1 : 0;
    CHECK(open_links <= 1);
    std::size_t good_tokens = 0;  // of the same name the last one
    for (const auto& token : reader->api_tokens(UserId("north-client"))) good_tokens += token.revoked_at ? 0 : 1;
    CHECK(good_tokens == 1);
    std::size_t good_links = 0;  // of one request the last one, and the one that was opened
    for (const auto& link : reader->report_links(UserId("north-manager"))) good_links += link.revoked_at ? 0 : 1;
    CHECK(good_links == 2);
    CHECK(reader->responses(SurveyId("exit")).size() == 3);
    Client manager = server.client();
    manager.use_cookie(cookies["manager"]);
    CHECK(manager.get("/api/v1/blobs/" + sha256_hex(photo())).body == photo());
    CHECK(Doc::parse(manager.get("/api/v1/visits/" + visit_id(3) + "/events").body)["events"].size() == 1);
    const Doc waiting = Doc::parse(manager.get("/api/v1/quarantine").body);
    INFO(waiting.dump());
    REQUIRE(waiting["parked"].size() == 1);
    CHECK(waiting["parked"][0]["sha256"] == sha256_hex(kParkedText));
    // The conflict over visit 4; visit 3 is decided, and visit 1 came before its mission was cancelled or after.
    std::size_t conflicts = 0;
    for (const Doc& visit : waiting["visits"]) conflicts += visit["reason"] == "mission-cancelled" ? 0 : 1;
    CHECK(conflicts == 1);
  }
  print_figure("replay: " + std::to_string(all_writes().size()) + " writes, " + std::to_string(requests) + " requests, each with the effect of one, seed " +
               std::to_string(seed));
}
