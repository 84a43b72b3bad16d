// Erasing a person: 0 bytes of them in any file, the record of the sites as it was, and everybody else's data too.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/cli/backup_command.hpp"
#include "backend/cli/doctor_command.hpp"
#include "backend/cli/person_command.hpp"
#include "backend/cli/rebuild_command.hpp"
#include "backend/cli/restore_command.hpp"
#include "backend/erasure/redaction.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/database_files.hpp"
#include "shared/sync/erasure_mark.hpp"
#include "shared/sync/submission.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/data_folder.hpp"
#include "tests/backend/support/erasure_world.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
using Strings = std::vector<std::string>;

std::string code_of(const Reply& reply) { return Doc::parse(reply.body, nullptr, false).value("code", std::string()); }

// What stands somewhere before the erasure: were nothing found, the search would prove nothing.
bool all_found(const Strings& traces, const std::vector<Planted>& planted) {
  for (const Planted& each : planted) {
    const bool found = std::any_of(traces.begin(), traces.end(), [&](const std::string& trace) {
      return trace.size() > each.what.size() && trace.compare(trace.size() - each.what.size(), each.what.size(), each.what) == 0;
    });
    UNSCOPED_INFO("not found: " << each.what);
    if (!found) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("an erased person leaves not a byte in any file, and the sites' figures are the same") {
  ErasureWorld world;
  const std::string others = world.of_others(), figures = world.figures();
  REQUIRE(others.size() > 1000);
  CHECK(all_found(traces_in(world.data(), world.planted()), world.planted()));

  const Doc would = world.get(world.administrator(), std::string("/api/v1/people/") + kErasedId + "/erasure")["counts"];
  CHECK(world.erase("somebody@else.example").status == 400);
  CHECK(world.of_others() == others);
  const Reply erased = world.erase();
  REQUIRE(erased.status == 200);
  const Doc answer = Doc::parse(erased.body);
  CHECK(answer["scrubbed"] == true);
  CHECK(answer["counts"] == would);
  CHECK(answer["counts"] == Doc{{"visits", 3}, {"bodies", 4}, {"events", 2}, {"photos", 3}, {"parked", 1}, {"missions", 0}, {"statements", 0}, {"sessions", 2}});

  CHECK(traces_in(world.data(), world.planted()) == Strings{});
  CHECK(world.of_others() == others);
  CHECK(world.figures() == figures);

  // The record of the sites stays, under a name that says nothing.
  const auto reader = world.server().application().store().read(kNorth);
  const auto visit = reader->visit(VisitId(visit_id(2)));
  REQUIRE(visit);
  CHECK(visit->investigator.value == answer["id"]);
  const auto body = parse_submission(reader->revisions(visit->id).front().body);
  REQUIRE(body);
  CHECK(std::get<TextValue>(body->visit.find("greeted")->value) == "yes");
  CHECK(std::get<TextValue>(body->visit.find("said")->value) == kRedactedText);
  CHECK(std::get<TextValue>(body->visit.find("at")->value) == "10:15");
  CHECK(body->visit.find("greeted")->comment.empty());
  CHECK(reader->photos(visit->id).empty());
  CHECK(reader->events(visit->id).back().type == "approved");
  CHECK(reader->is_erased(UserId(kErasedId)));
  for (const User& user : reader->users()) CHECK(user.id.value != kErasedId);
}

TEST_CASE("an erasure survives a restart, and the database can be made again from the log") {
  ErasureWorld world;
  REQUIRE(world.erase().status == 200);
  world.server().restart();
  CHECK(traces_in(world.data(), world.planted()) == Strings{});
  Client other = world.server().signed_in("investigator");
  REQUIRE(other.push(visit_id(40), 1, submission(visit_id(40))).status == 201);

  const auto left = world.server().folder() / "left", made = world.server().folder() / "made";
  copy_folder(world.data(), left);
  const std::string hash = sqlite::content_hash_of(left / "constat.sqlite");
  for (const char* file : {"constat.sqlite", "constat.sqlite-wal"}) std::filesystem::remove(left / file);
  const auto outcome = CommandRunner(rebuild_command()).run({"--data", left.string(), "--to", made.string()});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(sqlite::content_hash_of(made / "constat.sqlite") == hash);
  CHECK(traces_in(made, world.planted()) == Strings{});
  CHECK(read_file(made / "erased.txt") == erasure_mark("north", kErasedId) + "\n");
  const auto doctor = CommandRunner(doctor_command()).run({"--data", made.string()});
  INFO(doctor.out << doctor.err);
  CHECK(doctor.err.find("problem") == std::string::npos);
}

TEST_CASE("a server that was killed between the erasure and the cleaning of its files cleans them when it starts") {
  ErasureWorld world;
  const auto left = world.server().folder() / "left";
  Application& application = world.server().application();
  // The transaction alone, as the kill leaves it.
  application.store().write(kNorth, [&](Writer& writer) {
    for (const VisitId& visit : writer.visits_sent_by(UserId(kErasedId)))
      for (const Revision& body : writer.revisions(visit)) writer.redact_revision({visit, body.revision, body.sha256, "{}"});
    for (const Photo& photo : world.photos()) {
      for (const VisitId& visit : writer.visits_with_photo(photo.sha256)) writer.remove_visit_photo(visit, 1, photo.sha256);
      writer.remove_blob(photo.sha256);
    }
    for (const VisitEvent& event : writer.events(VisitId(visit_id(2)))) writer.replace_event(event.visit, event.id, "{}");
    for (const ParkedItem& item : writer.parked_by(UserId(kErasedId))) writer.remove_parked(item.sha256);
    writer.erase_person(UserId(kErasedId), {erasure_mark("north", kErasedId), UserId("erased-0"), 1, {}});
  });
  REQUIRE(application.store().scrub_wanted());
  copy_folder(world.data(), left);
  auto planted = world.planted();
  planted.erase(std::remove_if(planted.begin(), planted.end(), [](const Planted& each) { return each.what == "half a photo"; }), planted.end());
  REQUIRE(traces_in(left, planted) != Strings{});
  std::string hash;
  {
    ApplicationOptions options;
    options.data = left;
    Application again(std::move(options));
    CHECK_FALSE(again.store().scrub_wanted());
    again.stop();
    hash = sqlite::content_hash_of(left / "constat.sqlite");
  }
  CHECK(traces_in(left, planted) == Strings{});
  // And so does the way over the log alone, with everything that it held before.
  const auto raw = world.server().folder() / "raw", made = world.server().folder() / "made";
  copy_folder(world.data(), raw);
  CHECK(CommandRunner(rebuild_command()).run({"--data", raw.string(), "--to", made.string()}).code == 0);
  CHECK(sqlite::content_hash_of(made / "constat.sqlite") == hash);
}

TEST_CASE("a backup of before an erasure is restored without the person") {
  ErasureWorld world;
  const auto place = world.server().folder() / "backups", kept = world.server().folder() / "kept.txt";
  REQUIRE(CommandRunner(backup_command()).run({"--data", world.data().string(), "--to", place.string()}).code == 0);
  REQUIRE(world.erase().status == 200);
  // Noted beside the backups too, and it names nobody.
  CHECK(read_file(place / "erased.txt") == erasure_mark("north", kErasedId) + "\n");
  const auto restored = world.server().folder() / "restored";
  const auto outcome = CommandRunner(restore_command()).run({"--from", place.string(), "--data", restored.string()});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(outcome.out.find("erased again: 1") != std::string::npos);
  auto planted = world.planted();
  planted.erase(std::remove_if(planted.begin(), planted.end(), [](const Planted& each) { return each.what == "half a photo"; }), planted.end());
  CHECK(traces_in(restored, planted) == Strings{});

  // Where the place has no list, one can be given.
  std::filesystem::rename(place / "erased.txt", kept);
  const auto second = world.server().folder() / "second";
  CHECK(CommandRunner(restore_command()).run({"--from", place.string(), "--data", second.string(), "--erased", (place / "none").string()}).code == 1);
  REQUIRE(CommandRunner(restore_command()).run({"--from", place.string(), "--data", second.string(), "--erased", kept.string()}).code == 0);
  CHECK(traces_in(second, planted) == Strings{});
}

TEST_CASE("the phones of an erased person are told, and nobody gets their id again") {
  ErasureWorld world;
  const std::string cookie = world.person().cookie();
  Client colleague = world.server().signed_in("investigator");
  REQUIRE(world.erase().status == 200);
  const Reply told = world.person().get("/api/v1/sync");
  CHECK(told.status == 401);
  CHECK(code_of(told) == "account-erased");
  const Reply head = world.person().send("HEAD", world.photos()[0].path(), "");
  CHECK(head.status == 401);
  CHECK(head.header("constat-problem") == "account-erased");
  CHECK(world.person().push(visit_id(50), 1, submission(visit_id(50), kErasedId)).status == 401);
  CHECK(code_of(world.server().client().get("/api/v1/sync")) == "not-signed-in");
  CHECK(world.server().client().sign_in(kErasedEmail, "une phrase de Zéphyrine bien longue").status == 401);
  // A phone that somebody else uses now hears of it as well, by the mark alone.
  const std::string page = colleague.get("/api/v1/sync").body;
  CHECK(page.find("\"type\":\"erased\"") != std::string::npos);
  CHECK(page.find(erasure_mark("north", kErasedId)) != std::string::npos);
  CHECK(page.find(kErasedId) == std::string::npos);
  // Still so after a restart, and for whoever is added with the same address.
  world.server().restart();
  Client again = world.server().client();
  again.use_cookie(cookie);
  CHECK(code_of(again.get("/api/v1/sync")) == "account-erased");
  Client administrator = world.server().signed_in("administrator");
  const Doc made = world.post(administrator, "/api/v1/people", {{"name", "Une autre"}, {"email", kErasedEmail}, {"role", "investigator"}, {"language", "fr"}}, 201);
  CHECK(made["id"] == std::string(kErasedId) + "-2");
}

TEST_CASE("the last administrator, oneself and whoever is erased already are not erased") {
  ErasureWorld world;
  const Reply own = world.administrator().send("POST", "/api/v1/people/north-administrator/erasure", R"({"email":"administrator@north.example"})");
  CHECK(own.status == 409);
  CHECK(code_of(own) == "erase-yourself");
  const auto outcome = erase_person(world.parts(), kNorth, UserId("north-administrator"), 1);
  CHECK(outcome.kind == ErasureOutcome::Kind::last_administrator);
  const Reply erased = world.erase();
  REQUIRE(erased.status == 200);
  const std::string pseudonym = Doc::parse(erased.body)["id"].get<std::string>();
  CHECK(world.erase().status == 404);
  for (const char* path : {"", "/export", "/erasure"}) CHECK(world.administrator().get("/api/v1/people/" + pseudonym + path).status == 404);
  CHECK(world.administrator().send("POST", "/api/v1/people/" + pseudonym + "/reactivate", "{}").status == 404);
  CHECK(world.get(world.administrator(), "/api/v1/people").dump().find(pseudonym) == std::string::npos);
}

TEST_CASE("an erasure is noted without saying who it was") {
  ErasureWorld world;
  const std::string pseudonym = Doc::parse(world.erase().body)["id"].get<std::string>();
  const Doc entries = world.get(world.administrator(), "/api/v1/audit")["entries"];
  REQUIRE(entries[0]["action"] == "user-erased");
  CHECK(entries[0]["object"]["id"] == pseudonym);
  bool joined = false;
  for (const Doc& entry : entries) {
    if (entry["action"] != "user-joined") continue;
    joined = true;
    CHECK(entry["actor"]["id"] == pseudonym);
    CHECK(entry["address"] == "");
  }
  CHECK(joined);
}

TEST_CASE("a mission that an erased person had not done is open again, and their statements keep their amounts") {
  ErasureWorld world;
  world.server().application().store().write(kNorth, [](Writer& writer) {
    auto mission = writer.mission(MissionId("m1"));
    mission->investigator = UserId(kErasedId);
    writer.put_mission(*mission);
    writer.put_payment_statement({"2026-0001", "run", UserId(kErasedId), "2026-10-01", "2026-10-31", 4'200, 1, "paid", UserId("north-manager"),
                                  "2026-11-02T10:00:00.000Z", "2026-11-05", "VIR Zéphyrine Quillot", {}, {}, ""});
  });
  const std::string pseudonym = Doc::parse(world.erase().body)["id"].get<std::string>();
  const auto reader = world.server().application().store().read(kNorth);
  CHECK(reader->mission(MissionId("m1"))->status == "open");
  CHECK(reader->mission(MissionId("m1"))->investigator.empty());
  const auto statement = reader->payment_statements({}).front();
  CHECK(statement.investigator.value == pseudonym);
  CHECK(statement.cents == 4'200);
  CHECK(statement.reference.empty());
  CHECK(traces_in(world.data(), world.planted()) == Strings{});
}

TEST_CASE("`constat person` says what would go, exports it, and erases when it is confirmed") {
  ErasureWorld world;
  const auto left = world.server().folder() / "left", out = world.server().folder() / "person.tar";
  copy_folder(world.data(), left);
  const CommandRunner person(person_command());
  const auto data = left.string();
  const auto dry = person.run({"erase", "--data", data, "--user", kErasedEmail, "--organisation", "north"});
  CHECK(dry.code == 0);
  CHECK(dry.out.find("Zéphyrine Quillot") != std::string::npos);
  CHECK(dry.out.find("visits, which stay under a pseudonym: 3") != std::string::npos);
  CHECK(person.run({"erase", "--data", data, "--user", "nobody@planted.example", "--organisation", "north"}).code == 1);
  CHECK(person.run({"erase", "--data", data, "--user", kErasedEmail, "--organisation", "north", "--confirm", "x"}).code == 1);
  CHECK(person.run({"forget", "--data", data, "--user", kErasedEmail}).code == 2);

  const auto exported = person.run({"export", "--data", data, "--user", kErasedEmail, "--organisation", "north", "--out", out.string()});
  INFO(exported.err);
  REQUIRE(exported.code == 0);
  const std::string tar = read_file(out);
  for (const Photo& photo : world.photos()) CHECK(tar.find(photo.bytes) != std::string::npos);
  CHECK(tar.size() % 512 == 0);

  REQUIRE(traces_in(left, world.planted()) != Strings{});
  const auto erased = person.run({"erase", "--data", data, "--user", kErasedEmail, "--organisation", "north", "--confirm", kErasedEmail});
  INFO(erased.err);
  CHECK(erased.code == 0);
  CHECK(traces_in(left, world.planted()) == Strings{});
}

TEST_CASE("what is held of a person is given out whole, without secrets and without what is held of others") {
  ErasureWorld world;
  const Reply reply = world.administrator().get(std::string("/api/v1/people/") + kErasedId + "/export");
  REQUIRE(reply.status == 200);
  const Doc doc = Doc::parse(reply.body);
  CHECK(doc["format"] == "constat.person/1");
  CHECK(doc["account"]["email"] == kErasedEmail);
  CHECK(doc["visits"].size() == 3);
  CHECK(doc["visits"][0]["bodies"].size() == 2);
  CHECK(doc["visits"][0]["bodies"][0]["body"]["visit"]["answers"]["code"]["value"] == "ZQ-4711-MAUVE");
  CHECK(doc["visits"][0]["photos"].size() == 3);
  CHECK(doc["visits"][1]["events"].size() == 2);
  CHECK(doc["not_delivered"].size() == 1);
  CHECK(doc["sessions"].size() == 2);
  CHECK(doc["audit"].size() >= 5);
  for (const Planted& each : world.planted())
    if (each.what.find("photo ") != 0 && each.what != "half a photo" && each.what != "earlier name") {
      INFO(each.what);
      CHECK(reply.body.find(each.bytes) != std::string::npos);
    }
  CHECK(reply.body.find("argon2") == std::string::npos);
  CHECK(reply.body.find("Des mots d’autrui") == std::string::npos);
  const Doc newest = world.get(world.administrator(), "/api/v1/audit")["entries"][0];
  CHECK(newest["action"] == "export-person");
}
