#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "backend/auth/secrets.hpp"
#include "backend/cli/rescue_command.hpp"
#include "backend/rescue/rescue_cipher.hpp"
#include "backend/rescue/rescue_file.hpp"
#include "backend/rescue/rescued.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/frame.hpp"
#include "shared/text/text.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

constexpr std::size_t kFrame = 1u << 20;
const std::string kPassphrase = "tracteur bleu soleil";

// A rescue file as docs/formats.md says, of these records' bytes, with few iterations.
std::string sealed(const std::string& plain) {
  const std::string salt(16, 's');
  const std::string header =
      Doc{{"format", "constat.rescue-file/1"},
          {"cipher", "AES-256-GCM"},
          {"frame", kFrame},
          {"kdf", {{"name", "PBKDF2-HMAC-SHA256"}, {"iterations", 1000}, {"salt", base64(salt)}}}}.dump() + "\n";
  const std::string key = rescue_key(kPassphrase, salt, 1000);
  std::string out = header;
  for (std::size_t at = 0, index = 0; at < plain.size(); at += kFrame, ++index)
    out += seal_frame(key, static_cast<std::uint32_t>(index), at + kFrame >= plain.size(), header, std::string_view(plain).substr(at, kFrame));
  return out;
}

std::string record(Doc line, const std::string& bytes) {
  line["bytes"] = bytes.size();
  return line.dump() + "\n" + bytes;
}

std::string rescue_of(const std::vector<std::string>& bodies) {
  Doc rescue = {{"format", "constat.rescue/1"}, {"visits", Doc::array()}};
  for (const std::string& body : bodies)
    rescue["visits"].push_back({{"id", Doc::parse(body)["visit"]["id"]}, {"revision", 1}, {"state", "saved"}, {"body", body}});
  rescue["visits"].push_back({{"id", visit_id(99)}, {"revision", 1}, {"state", "draft"}, {"body", nullptr}});
  return rescue.dump();
}

Result<void> read(const std::string& file, const std::string& passphrase, std::string* json = nullptr, std::string* photo = nullptr) {
  std::istringstream in(file);
  return read_rescue_file(in, passphrase,
                          {[&](std::string text) { if (json) *json = std::move(text); },
                           [&](std::string, std::string bytes) { if (photo) *photo = std::move(bytes); }});
}

std::string tar_entry(const std::string& name, const std::string& bytes) {
  std::string header(512, '\0');
  header.replace(0, name.size(), name);
  char size[16];
  std::snprintf(size, sizeof size, "%011o", static_cast<unsigned>(bytes.size()));
  header.replace(124, 11, size);
  header.replace(257, 5, "ustar");
  std::string out = header + bytes;
  out.resize((out.size() + 511) / 512 * 512, '\0');
  return out;
}

struct Outcome {
  int code;
  std::string out, err;
};

Outcome import_file(const std::filesystem::path& folder, const std::string& content, const std::string& passphrase) {
  const std::string path = (folder / "copy.constat").string();
  std::ofstream(path, std::ios::binary) << content;
  ::setenv("CONSTAT_RESCUE_PASSPHRASE", passphrase.c_str(), 1);
  std::ostringstream out, err;
  Console console{out, err, Language::english};
  const int code = run_rescue_import({path, "--data", (folder / "data").string(), "--user", "investigator@north.example"}, console);
  return {code, out.str(), err.str()};
}

void seed_folder(const std::filesystem::path& folder) {
  ApplicationOptions wanted;
  wanted.data = folder / "data";
  Application application(std::move(wanted));
  seed(application.store(), application.passwords().hash(kPassword));
  application.stop();
}

}  // namespace

TEST_CASE("a rescue file reads back across frames, and a changed, cut or lengthened one does not") {
  const std::string json = rescue_of({submission(visit_id(1))});
  const std::string photo(2 * kFrame + 17, 'p');
  const std::string file = sealed(record({{"name", "rescue"}}, json) + record({{"name", "photo"}, {"sha256", "x"}}, photo));
  std::string json_read, photo_read;
  REQUIRE(read(file, kPassphrase, &json_read, &photo_read));
  CHECK(json_read == json);
  CHECK(photo_read == photo);

  CHECK(read(file, "another passphrase").error().message == "rescue-passphrase");
  CHECK(read("no such thing", kPassphrase).error().message == "rescue-format");
  const std::size_t header = file.find('\n') + 1, frame = kFrame + kRescueTag;
  CHECK(read(file.substr(0, file.size() - 1), kPassphrase).error().message == "rescue-damaged");
  CHECK(read(file.substr(0, header + frame), kPassphrase).error().message == "rescue-damaged");  // ends where a frame does
  CHECK(read(file.substr(0, header), kPassphrase).error().message == "rescue-passphrase");
  std::string swapped = file;
  std::swap_ranges(swapped.begin() + static_cast<std::ptrdiff_t>(header), swapped.begin() + static_cast<std::ptrdiff_t>(header + frame),
                   swapped.begin() + static_cast<std::ptrdiff_t>(header + frame));
  CHECK_FALSE(read(swapped, kPassphrase));
  std::string flipped = file;
  flipped[header + frame + 5] = static_cast<char>(flipped[header + frame + 5] ^ 1);
  CHECK(read(flipped, kPassphrase).error().message == "rescue-damaged");
  CHECK_FALSE(read(file + "x", kPassphrase));
  std::string other_header = file;
  other_header.replace(file.find("AES-256-GCM"), 11, "AES-256-CBC");
  CHECK(read(other_header, kPassphrase).error().message == "rescue-format");
}

TEST_CASE("the command takes in submitted visits once, reports drafts and wrong photos, and refuses a wrong passphrase") {
  TemporaryFolder folder;
  seed_folder(folder.path());
  const std::string file = sealed(record({{"name", "rescue"}}, rescue_of({submission(visit_id(1)), submission(visit_id(2))})) +
                                  record({{"name", "photo"}, {"sha256", std::string(64, 'a')}}, "not its bytes"));
  CHECK(import_file(folder.path(), file, "something else").code == kExitBadInput);
  const Outcome first = import_file(folder.path(), file, kPassphrase);
  INFO(first.err);
  CHECK(first.code == kExitBadInput);  // a draft and a damaged photo were reported
  CHECK(first.out.find("Visits received: 2") != std::string::npos);
  CHECK(first.err.find(visit_id(99)) != std::string::npos);
  CHECK(first.err.find(std::string(64, 'a')) != std::string::npos);
  const Outcome second = import_file(folder.path(), file, kPassphrase);
  CHECK(second.out.find("Visits received: 0") != std::string::npos);
  CHECK(second.out.find("Visits already known: 2") != std::string::npos);
}

TEST_CASE("a visit that cannot be read is named, and the others of its copy are taken in") {
  TemporaryFolder folder;
  seed_folder(folder.path());
  Doc rescue = Doc::parse(rescue_of({submission(visit_id(1)), submission(visit_id(2)), submission(visit_id(3))}));
  for (Doc& entry : rescue["visits"])
    if (entry["body"].is_string()) entry["sha256"] = sha256_hex(entry["body"].get<std::string>());
  rescue["visits"][0]["sha256"] = std::string(64, '0');
  rescue["visits"][2]["body"] = "no visit";
  rescue["visits"][2].erase("sha256");
  rescue["visits"].push_back("?");
  const Outcome outcome = import_file(folder.path(), sealed(record({{"name", "rescue"}}, rescue.dump())), kPassphrase);
  INFO(outcome.err);
  CHECK(outcome.code == kExitBadInput);
  CHECK(outcome.out.find("Visits received: 1") != std::string::npos);
  CHECK(outcome.out.find("Drafts left in the copy: 1") != std::string::npos);
  CHECK(outcome.err.find(text(Language::english, "problem.rescue-unreadable", {visit_id(1)})) != std::string::npos);
  CHECK(outcome.err.find("visits." + visit_id(3)) != std::string::npos);
  CHECK(outcome.err.find(text(Language::english, "problem.rescue-unreadable", {"#5"})) != std::string::npos);
  CHECK(outcome.err.find(visit_id(2)) == std::string::npos);
}

TEST_CASE("the raw tar of the failure page gives its submissions; an answer after a submission makes a draft of it again") {
  const std::string sent = submission(visit_id(1)), changed = submission(visit_id(2));
  const auto log = [](const std::string& name, std::vector<Doc> records) {
    std::string out;
    append_frame(out, Doc{{"log", name}}.dump());
    for (const Doc& each : records) append_frame(out, each.dump());
    return out + "torn";
  };
  std::string tar = tar_entry("constat-pool/x", "a database") +
                    tar_entry("constat-logs/0000.log", log(visit_id(1), {{{"t", "start"}, {"revision", 1}}, {{"t", "submit"}, {"n", 2}, {"body", sent}}})) +
                    tar_entry("constat-logs/0001.log", log(visit_id(2), {{{"t", "start"}}, {{"t", "submit"}, {"n", 1}, {"body", changed}}, {{"t", GENERATE("answer", "photo", "photo-removed")}, {"n", 2}}})) +
                    tar_entry("constat-logs/0002.log", log(visit_id(3), {{{"t", "start"}}, {{"t", "discard"}, {"n", 1}}})) +
                    tar_entry("constat-photos/" + sha256_hex("jpeg"), "jpeg") + std::string(1024, '\0');
  std::istringstream in(tar);
  const auto rescued = read_rescued(in, "");
  REQUIRE(rescued);
  REQUIRE(rescued->visits.size() == 2);
  CHECK(rescued->visits[0].body == sent);
  CHECK(rescued->visits[1].body.empty());
  CHECK(rescued->photos.count(sha256_hex("jpeg")) == 1);
  std::istringstream cut(tar.substr(0, 1400));
  CHECK(read_rescued(cut, "").error().message == "rescue-damaged");

  TemporaryFolder folder;
  seed_folder(folder.path());
  const Outcome outcome = import_file(folder.path(), tar, "");
  CHECK(outcome.out.find("Visits received: 1") != std::string::npos);
}

TEST_CASE("what a rescue file holds and is no rescue copy is refused in words") {
  Rescued rescued;
  add_rescue_json(rescued, R"({"format":"constat.visit/1"})");
  REQUIRE(rescued.problems.size() == 1);
  for (const Language language : {Language::french, Language::english})
    CHECK(describe(language, rescued.problems[0]).find("rescue-format") == std::string::npos);
}
