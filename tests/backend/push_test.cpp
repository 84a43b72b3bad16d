#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "backend/cli/score_command.hpp"
#include "backend/recovery/logged_bodies.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/receipt.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string path_of(unsigned number, int revision = 1) {
  return "/api/v1/visits/" + visit_id(number) + "/revisions/" + std::to_string(revision);
}

}  // namespace

TEST_CASE("a visit is taken once, acknowledged every time, and its receipt is signed") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string body = submission(visit_id(1));
  const Reply first = client.push(visit_id(1), 1, body);
  REQUIRE(first.status == 201);
  const auto receipt = parse_receipt(first.body);
  REQUIRE(receipt);
  CHECK(receipt->visit == visit_id(1));
  CHECK(receipt->sha256 == sha256_hex(body));
  CHECK(receipt->seq > 0);
  CHECK_FALSE(receipt->quarantined);
  CHECK_FALSE(receipt->score_differs);
  REQUIRE(receipt->score);
  CHECK(receipt->score->score == MicroPercent{75'000'000});

  const auto& key = fixture.application().services().key;
  CHECK(receipt->key_id == key.id());
  CHECK(server::verify_signature(signed_bytes(*receipt), receipt->signature, key.public_key()));
  auto forged = *receipt;
  forged.sha256[0] = forged.sha256[0] == 'a' ? 'b' : 'a';
  CHECK_FALSE(server::verify_signature(signed_bytes(forged), forged.signature, key.public_key()));

  for (int again = 0; again < 10; ++again) {
    const Reply repeated = client.push(visit_id(1), 1, body);
    CHECK(repeated.status == 200);
    CHECK(repeated.body == first.body);
  }
  const auto revisions = fixture.application().store().read(server::OrganisationId("north"))->revisions(VisitId(visit_id(1)));
  REQUIRE(revisions.size() == 1);
  CHECK(revisions[0].body == body);
}

TEST_CASE("other bytes under a number taken are a conflict, and both bodies are kept") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string first = submission(visit_id(1));
  const std::string second = submission(visit_id(1), "north-investigator", "lyon", "",
                                        R"({"greeted":{"value":"no"},"smile":{"value":1}})");
  REQUIRE(client.push(visit_id(1), 1, first).status == 201);
  const Reply conflict = client.push(visit_id(1), 1, second);
  REQUIRE(conflict.status == 409);
  CHECK(Doc::parse(conflict.body)["quarantined"] == "conflict");
  CHECK(client.push(visit_id(1), 1, second).status == 409);
  CHECK(client.push(visit_id(1), 1, first).status == 200);

  const Doc report = Doc::parse(fixture.signed_in("manager").get("/api/v1/visits/" + visit_id(1)).body);
  CHECK(report["sha256"] == sha256_hex(first));
  REQUIRE(report["conflicts"].size() == 1);
  CHECK(report["conflicts"][0]["sha256"] == sha256_hex(second));
  CHECK(report["conflicts"][0]["body"] == Doc::parse(second));
}

TEST_CASE("a later revision takes the earlier one's place, and an earlier one that comes late does not") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string good = submission(visit_id(1));
  const std::string poor = submission(visit_id(1), "north-investigator", "lyon", "",
                                      R"({"greeted":{"value":"no"},"smile":{"value":0}})");
  REQUIRE(client.push(visit_id(1), 2, poor).status == 201);
  REQUIRE(client.push(visit_id(1), 1, good).status == 201);
  const Doc report = Doc::parse(fixture.signed_in("manager").get("/api/v1/visits/" + visit_id(1)).body);
  CHECK(report["revision"] == 2);
  CHECK(report["score"]["score"] == 0);
  CHECK(report["score_differs"] == true);
  CHECK(report["device_score"]["score"] == 75);
}

TEST_CASE("a manager reads the score that the command line prints, and the phone's as it was sent") {
  TestServer fixture;
  const std::string sent = submission(visit_id(1), "north-investigator", "lyon", "", R"({"greeted":{"value":"no"},"smile":{"value":1}})");
  REQUIRE(fixture.signed_in("investigator").push(visit_id(1), 1, sent).status == 201);
  const Doc report = Doc::parse(fixture.signed_in("manager").get("/api/v1/visits/" + visit_id(1)).body);
  CHECK(report["device_score"] == Doc::parse(sent)["device_score"]);
  const CommandRunner files(score_command());
  const auto printed = files.run({"--trace", "--checklist", files.file("checklist.json", report["checklist"].dump()), "--visits",
                                  files.file("visit.json", report["visit"].dump())});
  INFO(printed.err);
  REQUIRE(printed.code == kExitGood);
  CHECK(report["score"] == Doc::parse(printed.out));
}

TEST_CASE("late and odd visits are set aside, never refused") {
  TestServer fixture;
  fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    auto mission = *writer.mission(MissionId("m1"));
    mission.id = MissionId("m2");
    mission.status = "cancelled";
    writer.put_mission(mission);
  });
  Client client = fixture.signed_in("investigator");
  const std::string me = "north-investigator";
  const struct {
    unsigned number;
    std::string body, reason;
  } cases[] = {
      {1, submission(visit_id(1), me, "lyon", "m2"), "mission-cancelled"},
      {2, submission(visit_id(2), me, "lyon", "m9"), "unknown-mission"},
      {3, submission(visit_id(3), me, "lyon", "", "", "unheard-of"), "unknown-checklist"},
      {4, submission(visit_id(4), me, "mars"), "unknown-site"},
      {5, submission(visit_id(5), me, "lyon", "", R"({"greeted":{"value":"perhaps"}})"), "invalid-answers"},
      {6, submission(visit_id(6), "somebody-else"), "other-investigator"},
  };
  for (const auto& each : cases) {
    INFO(each.reason);
    const Reply answer = client.push(visit_id(each.number), 1, each.body);
    CHECK(answer.status == 201);
    CHECK(Doc::parse(answer.body)["quarantined"] == each.reason);
    const auto stored = fixture.application().store().read(server::OrganisationId("north"))->visit(VisitId(visit_id(each.number)));
    REQUIRE(stored);
    CHECK(stored->status == "quarantined");
    CHECK(stored->investigator.value == me);
  }
}

TEST_CASE("nobody can replace another's visit") {
  TestServer fixture;
  Client owner = fixture.signed_in("investigator");
  REQUIRE(owner.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  Client other = fixture.signed_in("reviewer");
  const Reply answer = other.push(visit_id(1), 2, submission(visit_id(1), "north-reviewer"));
  CHECK(Doc::parse(answer.body)["quarantined"] == "other-investigator");
  const auto visit = fixture.application().store().read(server::OrganisationId("north"))->visit(VisitId(visit_id(1)));
  CHECK(visit->revision == 1);
  CHECK(visit->investigator.value == "north-investigator");
}

TEST_CASE("a mission is done once its visit is received") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  REQUIRE(client.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "m1")).status == 201);
  CHECK(client.get("/api/v1/sync").body.find("\"status\":\"done\"") != std::string::npos);
}

TEST_CASE("photos that the visit names and the server lacks are asked for") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string hash(64, 'a');
  const Reply answer = client.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "",
      R"({"front":{"value":["sha256:)" + hash + R"("]},"greeted":{"value":"yes"},"smile":{"value":2}})"));
  REQUIRE(answer.status == 201);
  CHECK(Doc::parse(answer.body)["photos_missing"] == Doc::array({hash}));
}

TEST_CASE("only bytes that are no visit are refused, with every problem in the reader's language") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  for (const char* body : {"", "{", "[]", R"({"format":"constat.submission/1"})",
                                 R"({"format":"constat.submission/1","visit":{"format":"constat.visit/1"}})"}) {
    INFO(body);
    const Reply answer = client.push(visit_id(1), 1, body, {{"Accept-Language", "en"}});
    REQUIRE(answer.status == 400);
    CHECK(answer.header("content-type") == "application/problem+json");
    const Doc problem = Doc::parse(answer.body);
    CHECK(problem["code"] == "not-a-visit");
    CHECK(problem["title"] == "Unreadable visit");
    REQUIRE_FALSE(problem["problems"].empty());
    for (const Doc& each : problem["problems"]) CHECK(each["message"].get<std::string>().rfind("problem.", 0) != 0);
  }
  CHECK(client.push(visit_id(2), 1, submission(visit_id(1))).status == 400);
  CHECK(Doc::parse(client.push(visit_id(1), 1, "{").body)["title"] == "Visite illisible");
}

TEST_CASE("a body that was damaged on the way is not taken") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string body = submission(visit_id(1));
  const Reply damaged = client.send("PUT", path_of(1), body, {{"Content-Digest", content_digest(body + " ")}});
  CHECK(damaged.status == 400);
  CHECK(Doc::parse(damaged.body)["code"] == "digest-mismatch");
  CHECK(client.send("PUT", path_of(1), body, {{"Content-Digest", "sha-256=nonsense"}}).status == 400);
  CHECK(Doc::parse(client.send("PUT", path_of(1), body).body)["code"] == "digest-missing");
}

TEST_CASE("a compressed body counts as its bytes, with the digest over what was sent") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string body = submission(visit_id(1)), packed = gzip(body);
  const Headers headers = {{"Content-Encoding", "gzip"}, {"Content-Digest", content_digest(packed)}};
  const Reply answer = client.send("PUT", path_of(1), packed, headers);
  REQUIRE(answer.status == 201);
  CHECK(Doc::parse(answer.body)["sha256"] == sha256_hex(body));
  CHECK(client.push(visit_id(1), 1, body).status == 200);

  const std::string cut = packed.substr(0, packed.size() / 2);
  CHECK(client.send("PUT", path_of(2), cut, {{"Content-Encoding", "gzip"}, {"Content-Digest", content_digest(cut)}}).status == 400);
  CHECK(client.send("PUT", path_of(2), body, {{"Content-Encoding", "br"}, {"Content-Digest", content_digest(body)}}).status == 415);
}

TEST_CASE("a body beyond its limit is refused, also when it only unfolds beyond it") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string large(kMaxSubmissionBytes + 1, ' ');
  const Reply refused = client.push(visit_id(1), 1, large);
  CHECK(refused.status == 413);
  CHECK(Doc::parse(refused.body)["detail"].get<std::string>().find("1 MiB") != std::string::npos);
  const std::string bomb = gzip(std::string(40u << 20, ' '));
  CHECK(client.send("PUT", path_of(1), bomb, {{"Content-Encoding", "gzip"}, {"Content-Digest", content_digest(bomb)}}).status == 413);
}

TEST_CASE("what is acknowledged stands in the intake log, byte for byte") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const std::string body = submission(visit_id(1));
  REQUIRE(client.push(visit_id(1), 1, body).status == 201);
  server::ledger::PersonKeys keys(fixture.folder() / "data/keys", server::posix_files());
  const server::ledger::LedgerReader log(fixture.folder() / "data/intake", server::posix_files());
  const auto found = server::recovery::logged_bodies(log, keys, [](const std::string&, std::uint64_t) {});
  const std::string key = server::recovery::body_key("north", visit_id(1), 1, sha256_hex(body));
  CHECK(found.good == std::unordered_set<std::string>{key});
  CHECK(found.closed.empty());
  CHECK(found.damaged == 0);
}
