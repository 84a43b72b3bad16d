#include <catch_amalgamated.hpp>

#include "shared/sync/changes.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/frame.hpp"
#include "shared/sync/problem_json.hpp"
#include "shared/sync/receipt.hpp"
#include "shared/sync/submission.hpp"

using namespace constat;

namespace {

Visit sample_visit() {
  Visit visit;
  visit.id = VisitId("01932c07-3c00-7000-8000-000000000001");
  visit.checklist = ChecklistId("accueil");
  visit.checklist_version = 3;
  visit.site = SiteId("lyon");
  visit.investigator = UserId("anna");
  visit.started_at = "2026-11-03T10:02:11+01:00";
  visit.answers["sourire"] = Answer{TextValue("oui"), "très aimable"};
  return visit;
}

ScoreSummary sample_score() {
  ScoreSummary score;
  score.status = VisitStatus::complete;
  score.score = MicroPercent{33'333'333};
  score.uncapped = kHundredPercent;
  score.passed = false;
  return score;
}

}  // namespace

TEST_CASE("a submission reads back what was written, and writes the same bytes again") {
  const Submission submission{sample_visit(), sample_score(), "0.1.0"};
  const std::string bytes = write_submission(submission);
  const auto read = parse_submission(bytes);
  REQUIRE(read);
  CHECK(write_submission(*read) == bytes);
  CHECK(*read->device_score == sample_score());
  CHECK(bytes.rfind(R"({"app":{"version":"0.1.0"},"device_score":{"grade":null,"passed":false,"score":33.333333,)", 0) == 0);
}

TEST_CASE("a submission carries the facts of its photos, and without any has no such field") {
  CHECK(write_submission({sample_visit(), sample_score(), "0.1.0"}).find("photos") == std::string::npos);
  Submission submission{sample_visit(), sample_score(), "0.1.0"};
  submission.photos = {{std::string(64, 'a'), "sourire", 4711, "image/jpeg", 1600, 1200, "00ff00ff00ff00ff", "2026-11-03T10:05:00+01:00"},
                       {std::string(64, 'b'), "sourire", 815, "image/webp", 16, 12, std::nullopt, "2026-11-03T10:06:00+01:00"}};
  const std::string bytes = write_submission(submission);
  const auto read = parse_submission(bytes);
  REQUIRE(read);
  REQUIRE(read->photos.size() == 2);
  CHECK(read->photos[0].dhash == "00ff00ff00ff00ff");
  CHECK_FALSE(read->photos[1].dhash);
  CHECK(write_submission(*read) == bytes);
}

TEST_CASE("every fault of a photo's facts is told at once") {
  const auto read = parse_photo_facts(R"({"sha256":"ab","item":"A!","bytes":12582913,"type":"image/gif","width":0,"height":1.5,"dhash":"x","taken_at":"today","more":1})");
  REQUIRE_FALSE(read);
  std::vector<std::string> found;
  for (const Problem& problem : read.error()) found.push_back(problem.path + " " + problem.code);
  CHECK(found == std::vector<std::string>{"sha256 bad-photo-hash", "item bad-id", "bytes out-of-range", "type bad-photo-type",
                                          "width out-of-range", "height not-an-integer", "dhash bad-photo-dhash",
                                          "taken_at bad-timestamp", "more unknown-field"});
  std::string bytes = write_submission({sample_visit(), sample_score(), ""});
  bytes.insert(1, R"("photos":[{}],)");
  REQUIRE_FALSE(parse_submission(bytes));
  CHECK(parse_submission(bytes).error().size() == 7);
  CHECK(parse_submission(bytes).error()[0] == Problem{"photos[0]", "missing-field", {"sha256"}});
}

TEST_CASE("only bytes that are not a visit at all are refused, with every problem") {
  CHECK(parse_submission("[]").error().front().code == "submission-not-json");
  CHECK(parse_submission(std::string(40, '[') + std::string(40, ']')).error().front().code == "submission-not-json");
  const auto both = parse_submission(R"({"format":"other/1"})");
  REQUIRE(both.error().size() == 2);
  CHECK(both.error()[0].code == "submission-format");
  CHECK(both.error()[1].code == "submission-without-visit");

  std::string odd_score = write_submission({sample_visit(), sample_score(), ""});
  odd_score.replace(odd_score.find("\"complete\""), 10, "\"whatever\"");
  REQUIRE(parse_submission(odd_score));
  CHECK_FALSE(parse_submission(odd_score)->device_score);
}

TEST_CASE("a receipt's signature covers every other field") {
  Receipt receipt;
  receipt.visit = "v";
  receipt.revision = 2;
  receipt.sha256 = std::string(64, 'a');
  receipt.seq = 42;
  receipt.received_at = "2026-11-03T10:02:11Z";
  receipt.score = sample_score();
  receipt.quarantined = "conflict";
  receipt.key_id = "k";
  receipt.signature = "c2ln";
  const auto read = parse_receipt(write_receipt(receipt));
  REQUIRE(read);
  CHECK(write_receipt(*read) == write_receipt(receipt));
  CHECK(signed_bytes(*read) == signed_bytes(receipt));
  CHECK(signed_bytes(receipt).find("c2ln") == std::string::npos);
  for (const std::string& text : {write_receipt(receipt), signed_bytes(receipt), write_score_summary(*receipt.score)})
    CHECK(canonical_json(*parse_json(text)) == text);
  Receipt other = *read;
  other.score_differs = true;
  CHECK(signed_bytes(other) != signed_bytes(receipt));
}

TEST_CASE("a receipt without the hash of what it is for is none") {
  CHECK_FALSE(parse_receipt("{}"));
  CHECK_FALSE(parse_receipt(R"({"visit":"v","revision":1,"sha256":"short","seq":1,"received_at":"x"})"));
}

TEST_CASE("a pull page is taken whole or not at all") {
  ChangePage page{"e", "c", true, {{"site", "s", 7, R"({"name":"é"})"}, {"mission", "m", 8, ""}}};
  const auto read = parse_change_page(write_change_page(page));
  REQUIRE(read);
  CHECK(read->more);
  REQUIRE(read->changes.size() == 2);
  CHECK(read->changes[0].doc == R"({"name":"é"})");
  CHECK(read->changes[1].doc.empty());
  CHECK_FALSE(read->safe_seq);
  page.safe_seq = 0;
  CHECK(parse_change_page(write_change_page(page))->safe_seq == 0);
  CHECK_FALSE(parse_change_page(R"({"epoch":"e","cursor":"c","more":false,"changes":[{"type":"site","id":"s"}]})"));
  CHECK_FALSE(parse_change_page(R"({"cursor":"c","changes":[]})"));
}

TEST_CASE("a problem document is read back; a proxy's page is none") {
  const ProblemReport report{422, "t", "d", "odd", {{"a.b", "bad", "m"}}};
  const auto read = parse_problem_json(write_problem_json(report));
  REQUIRE(read);
  CHECK(read->code == "odd");
  CHECK(read->problems.at(0).path == "a.b");
  CHECK_FALSE(parse_problem_json("<html></html>"));
  CHECK_FALSE(parse_problem_json("{}"));
}

TEST_CASE("Content-Digest is the one of RFC 9530") {
  // RFC 9530, appendix B.1: the digest of {"hello": "world"} and a line feed.
  CHECK(content_digest("{\"hello\": \"world\"}\n") == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  CHECK(parse_content_digest("md5=:AAAA:, " + content_digest("x")) == parse_content_digest(content_digest("x")));
  CHECK(parse_content_digest(content_digest("x")) != parse_content_digest(content_digest("y")));
  for (const char* damaged : {"", "sha-256=", "sha-256=::", "sha-256=:abc:", "sha-256=:!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!=:"})
    CHECK_FALSE(parse_content_digest(damaged));
}

TEST_CASE("a log that is torn at any byte gives every whole record before it") {
  std::string log;
  append_frame(log, "un");
  const std::size_t first = log.size();
  append_frame(log, "deux");
  for (std::size_t cut = 0; cut <= log.size(); ++cut) {
    const FrameScan scan = scan_frames(std::string_view(log).substr(0, cut));
    CHECK(scan.payloads.size() == (cut >= log.size() ? 2u : cut >= first ? 1u : 0u));
    CHECK(scan.valid_bytes == (cut >= log.size() ? log.size() : cut >= first ? first : 0u));
  }
  for (std::size_t at = 0; at < first; ++at) {
    std::string damaged = log;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    CHECK(scan_frames(damaged).payloads.empty());
  }
  CHECK(scan_frames(std::string(64, '\0')).payloads.empty());
}
