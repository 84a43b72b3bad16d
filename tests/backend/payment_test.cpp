// What investigators are owed and how it is paid, over HTTP.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <thread>

#include "shared/checklist/parse.hpp"
#include "shared/visit/timestamp.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
constexpr const char* kPayee = "north-investigator";

std::string uuid(unsigned number) { return "c" + visit_id(number).substr(1); }
std::int64_t noon(const char* date) { return *unix_milliseconds(std::string(date) + "T12:00:00Z"); }

struct Paying {
  Paying() : phone(fixture.signed_in("investigator")), reviewer(fixture.signed_in("reviewer")), manager(fixture.signed_in("manager")) {
    set_terms("m1", 2500, std::nullopt);
  }

  void set_terms(const std::string& id, std::optional<std::int64_t> fee, std::optional<std::int64_t> cap) {
    fixture.application().store().write(kNorth, [&](Writer& writer) {
      Mission mission = *writer.mission(MissionId("m1"));
      mission.id = MissionId(id);
      mission.fee = fee;
      mission.expenses_cap = cap;
      writer.put_mission(mission);
    });
  }
  void visit(unsigned number, const std::string& mission, const std::string& answers = "") {
    bodies[number] = submission(visit_id(number), kPayee, "lyon", mission, answers);
    REQUIRE(phone.push(visit_id(number), 1, bodies[number]).status == 201);
  }
  Reply say(unsigned number, const std::string& type) {
    const Doc event = {{"id", uuid(++events)}, {"type", type}, {"revision", 1}, {"sha256", sha256_hex(bodies[number])}, {"text", "Vu."}};
    Reply reply = reviewer.send("POST", "/api/v1/visits/" + visit_id(number) + "/events", event.dump());
    REQUIRE(reply.status == 201);
    return reply;
  }
  Doc list(const std::string& query = "") { return Doc::parse(manager.get("/api/v1/payments" + query).body); }
  Doc only_amount(const std::string& query = "") {
    const Doc all = list(query);
    REQUIRE(all["amounts"].size() == 1);
    return all["amounts"][0];
  }
  Reply make(unsigned run, bool dry = false, const std::string& from = "2026-11-01", const std::string& to = "2026-11-30") {
    return manager.send("POST", "/api/v1/payments/statements",
                        Doc{{"id", uuid(run)}, {"from", from}, {"to", to}, {"investigators", nullptr}, {"dry_run", dry}}.dump());
  }
  Reply pay(const std::string& id, const std::string& reference = "VIR 1") {
    return manager.send("POST", "/api/v1/payments/statements/" + id + "/paid", Doc{{"on", "2026-12-01"}, {"reference", reference}}.dump());
  }
  Reply refuse(unsigned number, bool refused = true, const std::string& kind = "fee") {
    return manager.send("POST", "/api/v1/payments/amounts",
                        Doc{{"visit", visit_id(number)}, {"kind", kind}, {"refused", refused}, {"reason", "Ticket illisible."}}.dump());
  }

  std::atomic<std::int64_t> now{noon("2026-11-22")};
  TestServer fixture{[this] { return now.load(); }};
  Client phone, reviewer, manager;
  std::map<unsigned, std::string> bodies;
  unsigned events = 100;
};

std::string code_of(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }

}  // namespace

TEST_CASE("a fee is owed from the approval on, to who made the visit, in the month of the approval in France") {
  Paying world;
  world.visit(1, "m1");
  CHECK(world.list()["amounts"].empty());
  // 23:30 UTC on 30 November is already December in France.
  world.now = *unix_milliseconds("2026-11-30T23:30:00Z");
  world.say(1, "approved");
  const Doc amount = world.only_amount();
  CHECK(amount["cents"] == 2500);
  CHECK(amount["kind"] == "fee");
  CHECK(amount["status"] == "owed");
  CHECK(amount["dated"] == "2026-12-01");
  CHECK(amount["investigator"]["id"] == kPayee);
  CHECK(amount["site"]["name"] == "Lyon");
  CHECK(world.list()["months"] == Doc::array({"2026-12"}));
  CHECK(world.list("?from=2026-11-01&to=2026-11-30")["amounts"].empty());
  CHECK(world.list("?from=2026-12-01&to=2026-12-31")["totals"]["owed"] == 2500);
  CHECK(world.manager.get("/api/v1/payments?from=yesterday").status == 400);
}

TEST_CASE("a statement is shown before it is made, made once, and paid once") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  const Reply preview = world.make(1, true);
  CHECK(preview.status == 200);
  CHECK(Doc::parse(preview.body)["statements"][0]["cents"] == 2500);
  CHECK(world.list()["statements"].empty());

  const Reply made = world.make(1);
  REQUIRE(made.status == 201);
  const Doc statement = Doc::parse(made.body)["statements"][0];
  CHECK(statement["id"] == "2026-0001");
  CHECK(statement["amounts"].size() == 1);
  CHECK(world.make(1).status == 200);
  CHECK(Doc::parse(world.make(1).body)["statements"][0]["id"] == "2026-0001");
  // Asked for anew, there is nothing left to pay.
  const Reply again = world.make(2);
  CHECK(again.status == 200);
  CHECK(Doc::parse(again.body)["statements"].empty());
  CHECK(world.only_amount()["status"] == "in_statement");

  CHECK(world.pay("2026-0001").status == 200);
  CHECK(world.pay("2026-0001").status == 200);
  const Reply otherwise = world.pay("2026-0001", "VIR 2");
  CHECK(otherwise.status == 409);
  CHECK(code_of(otherwise) == "statement-closed");
  CHECK(world.only_amount()["status"] == "paid");
  CHECK(world.only_amount()["paid_on"] == "2026-12-01");
  CHECK(world.list()["totals"]["paid"] == 2500);
  CHECK(world.list()["statements"].size() == 1);
  CHECK(world.list()["statements"][0]["reference"] == "VIR 1");
}

TEST_CASE("of many who make statements at the same moment, one makes them") {
  Paying world;
  for (unsigned i = 1; i <= 5; ++i) {
    world.set_terms("t" + std::to_string(i), 1000 + i, std::nullopt);
    world.visit(i, "t" + std::to_string(i));
    world.say(i, "approved");
  }
  std::atomic<int> created{0};
  std::vector<std::thread> managers;
  const std::string cookie = world.manager.cookie();
  for (unsigned i = 0; i < 6; ++i)
    managers.emplace_back([&, i] {
      Client client = world.fixture.client();
      client.use_cookie(cookie);
      const Doc body = {{"id", uuid(50 + i)}, {"from", "2026-11-01"}, {"to", "2026-11-30"}, {"investigators", nullptr}, {"dry_run", false}};
      if (client.send("POST", "/api/v1/payments/statements", body.dump()).status == 201) ++created;
    });
  for (std::thread& each : managers) each.join();
  CHECK(created == 1);
  const Doc all = world.list();
  REQUIRE(all["statements"].size() == 1);
  CHECK(all["statements"][0]["cents"] == 5015);
  CHECK(all["totals"]["in_statement"] == 5015);
}

TEST_CASE("the store itself refuses a second line for a visit and kind") {
  Paying world;
  PaymentLine line;
  line.visit = VisitId(visit_id(1));
  line.kind = "fee";
  auto& store = world.fixture.application().store();
  store.write(kNorth, [&](Writer& writer) { writer.add_payment_line(line); });
  CHECK_THROWS_AS(store.write(kNorth, [&](Writer& writer) { writer.add_payment_line(line); }), StoreFailure);
  CHECK(store.read(kNorth)->payment_lines({}).size() == 1);
}

TEST_CASE("an approved visit that is taken up and approved again is no second amount") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  REQUIRE(world.make(1).status == 201);
  world.say(1, "reopened");
  CHECK(world.only_amount()["status"] == "in_statement");
  world.say(1, "approved");
  CHECK(world.only_amount()["status"] == "in_statement");
  CHECK(Doc::parse(world.make(2).body)["statements"].empty());
}

TEST_CASE("a visit that is rejected after it was paid gives an amount to take back, which waits until there is something to take it off") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  REQUIRE(world.make(1).status == 201);
  REQUIRE(world.pay("2026-0001").status == 200);
  world.say(1, "reopened");
  world.say(1, "rejected");
  Doc all = world.list();
  REQUIRE(all["amounts"].size() == 2);
  CHECK(all["totals"]["paid"] == 2500);
  CHECK(all["totals"]["owed"] == -2500);
  const Doc alone = Doc::parse(world.make(2).body);
  CHECK(alone["statements"].empty());
  CHECK(alone["left"][0]["cents"] == -2500);

  world.set_terms("m2", 4000, std::nullopt);
  world.visit(2, "m2");
  world.say(2, "approved");
  const Reply made = world.make(3);
  REQUIRE(made.status == 201);
  const Doc statement = Doc::parse(made.body)["statements"][0];
  CHECK(statement["id"] == "2026-0002");
  CHECK(statement["cents"] == 1500);
  CHECK(statement["amounts"].size() == 2);
  CHECK(world.list()["totals"]["owed"] == 0);
}

TEST_CASE("a mission is paid once, however many visits were made for it") {
  Paying world;
  world.visit(1, "m1");
  world.visit(2, "m1");
  world.say(1, "approved");
  world.now += 60'000;
  world.say(2, "approved");
  const Doc totals = world.list()["totals"];
  CHECK(totals["owed"] == 2500);
  CHECK(totals["held"] == 2500);
  REQUIRE(world.make(1).status == 201);
  CHECK(world.list()["totals"]["in_statement"] == 2500);
  CHECK(world.list()["totals"]["held"] == 2500);
}

TEST_CASE("a mission that two persons visited is held for the second, whoever looks") {
  Paying world;
  world.visit(1, "m1");
  world.visit(2, "m1");
  world.say(1, "approved");
  world.now += 60'000;
  world.say(2, "approved");
  world.fixture.application().store().write(kNorth, [](Writer& writer) {
    VisitRecord second = *writer.visit(VisitId(visit_id(2)));
    second.investigator = UserId("north-manager");
    writer.put_visit(second);
  });
  CHECK(world.list()["totals"]["held"] == 2500);
  const Doc first = world.list("?investigator=" + std::string(kPayee)), other = world.list("?investigator=north-manager");
  REQUIRE(first["amounts"].size() == 1);
  CHECK(first["amounts"][0]["status"] == "owed");
  REQUIRE(other["amounts"].size() == 1);
  CHECK(other["amounts"][0]["status"] == "held");
  REQUIRE(world.make(1).status == 201);
  CHECK(world.list("?investigator=north-manager")["amounts"][0]["status"] == "held");
}

TEST_CASE("an amount is refused with a reason, which its investigator reads, and can be taken up again") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  CHECK(world.refuse(1).status == 200);
  CHECK(world.refuse(1).status == 200);
  CHECK(world.only_amount()["status"] == "refused");
  const Doc mine = Doc::parse(world.phone.get("/api/v1/fees").body);
  CHECK(mine["amounts"][0]["reason"] == "Ticket illisible.");
  CHECK(Doc::parse(world.make(1).body)["statements"].empty());
  CHECK(world.refuse(1, false).status == 200);
  CHECK(world.only_amount()["status"] == "owed");
  REQUIRE(world.make(2).status == 201);
  CHECK(code_of(world.refuse(1)) == "amount-closed");
  CHECK(world.refuse(9).status == 404);
  CHECK(world.refuse(1, true, "bonus").status == 400);
}

TEST_CASE("a cancelled statement frees its amounts and keeps its number") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  REQUIRE(world.make(1).status == 201);
  const auto cancel = [&](const std::string& id) {
    return world.manager.send("POST", "/api/v1/payments/statements/" + id + "/cancel", R"({"reason":"Mauvaise période"})");
  };
  CHECK(cancel("2026-0001").status == 200);
  CHECK(cancel("2026-0001").status == 200);
  CHECK(cancel("2026-0009").status == 404);
  CHECK(world.only_amount()["status"] == "owed");
  CHECK(world.pay("2026-0001").status == 409);
  const Reply made = world.make(2);
  CHECK(Doc::parse(made.body)["statements"][0]["id"] == "2026-0002");
  REQUIRE(world.pay("2026-0002").status == 200);
  CHECK(cancel("2026-0002").status == 409);
  CHECK(world.list()["statements"].size() == 2);
}

TEST_CASE("an investigator sees the own amounts and no other's, and who paid stays inside") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  REQUIRE(world.make(1).status == 201);
  world.fixture.application().store().write(kNorth, [](Writer& writer) {
    User user = *writer.user(UserId(kPayee));
    user.id = UserId("colleague");
    user.email = "colleague@north.example";
    writer.put_user(user);
  });
  const Reply own = world.phone.get("/api/v1/fees");
  CHECK(Doc::parse(own.body)["totals"]["in_statement"] == 2500);
  CHECK(own.body.find("made_by") == std::string::npos);
  Client colleague = world.fixture.client();
  REQUIRE(colleague.sign_in("colleague@north.example", kPassword).status == 200);
  const Doc nothing = Doc::parse(colleague.get("/api/v1/fees?investigator=" + std::string(kPayee)).body);
  CHECK(nothing["amounts"].empty());
  CHECK(nothing["statements"].empty());
}

TEST_CASE("purchases are owed as the visit states them, up to the mission's cap, and not where the mission has none") {
  Paying world;
  const std::string checklist =
      R"({"format":"constat.checklist/1","id":"bill","version":1,"title":{"fr":"Achat","en":"Purchase"},"languages":["fr","en"],)"
      R"("scoring":{"mode":"points","pass_mark":60,"grades":[{"id":"A","label":{"fr":"Bien","en":"Good"},"from":0}]},)"
      R"("sections":[{"id":"till","area":"service","title":{"fr":"Caisse","en":"Till"},"items":[)"
      R"({"id":"smile","type":"scale","prompt":{"fr":"Sourire","en":"Smile"},"required":true,"min":0,"max":3},)"
      R"({"id":"expenses","type":"number","prompt":{"fr":"Achat en euros","en":"Purchase in euros"}}]}]})";
  auto parsed = parse_checklist(checklist);
  REQUIRE(parsed);
  world.fixture.application().store().write(kNorth, [&](Writer& writer) { writer.put_checklist(record_of(*parsed, checklist)); });
  const auto spend = [&](unsigned number, const std::string& euros, std::optional<std::int64_t> cap) {
    const std::string mission = "b" + std::to_string(number);
    world.set_terms(mission, std::nullopt, cap);
    world.bodies[number] = submission(visit_id(number), kPayee, "lyon", mission, R"({"smile":{"value":2},"expenses":{"value":)" + euros + "}}", "bill");
    REQUIRE(world.phone.push(visit_id(number), 1, world.bodies[number]).status == 201);
    world.say(number, "approved");
  };
  spend(1, "7.5", 1000);
  spend(2, "12.345", 1000);
  spend(3, "4", std::nullopt);
  spend(4, "0", 1000);
  spend(5, "3.335", 1000);
  const Doc all = world.list();
  REQUIRE(all["amounts"].size() == 3);
  std::map<std::string, Doc> by_visit;
  for (const Doc& amount : all["amounts"]) by_visit[amount["visit"].get<std::string>()] = amount;
  CHECK(by_visit[visit_id(1)]["cents"] == 750);
  CHECK(by_visit[visit_id(1)]["kind"] == "expenses");
  CHECK(by_visit[visit_id(2)]["cents"] == 1000);
  CHECK(by_visit[visit_id(2)]["stated"] == 1235);
  CHECK(by_visit[visit_id(5)]["cents"] == 334);
}

TEST_CASE("accounting gets one row an amount under columns that never move") {
  Paying world;
  world.visit(1, "m1");
  world.say(1, "approved");
  REQUIRE(world.make(1).status == 201);
  REQUIRE(world.pay("2026-0001", "=VIR").status == 200);
  const Reply file = world.manager.get("/api/v1/payments/export.csv?codes=1&delimiter=comma&lang=en");
  CHECK(file.status == 200);
  CHECK(file.headers.find("content-disposition")->second.find("constat-payments-2026-11-22.csv") != std::string::npos);
  const std::string header =
      "statement,status,investigator_id,investigator,kind,amount,currency,stated,visit,site_id,site,mission,wave,visited_at,dated,"
      "period_from,period_to,paid_on,reference,reason";
  CHECK(file.body.find(header) != std::string::npos);
  CHECK(file.body.find("2026-0001,paid,north-investigator,investigator,fee,25,EUR,") != std::string::npos);
  CHECK(file.body.find("2026-11-22,2026-11-01,2026-11-30,2026-12-01,'=VIR") != std::string::npos);
  CHECK(world.manager.get("/api/v1/payments/export.csv?status=owed").headers.find("constat-rows")->second == "0");
}
