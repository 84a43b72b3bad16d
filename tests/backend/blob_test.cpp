#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <thread>

#include "shared/sync/frame.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");

std::filesystem::path part_of(const TestServer& fixture, const Photo& photo, const std::string& organisation = "north") {
  return fixture.folder() / "data/blobs/partial" / (sha256_hex(organisation).substr(0, 16) + "-" + photo.sha256);
}

std::filesystem::path whole_of(const TestServer& fixture, const Photo& photo) {
  return fixture.folder() / "data/blobs" / photo.sha256.substr(0, 2) / photo.sha256;
}

std::string framed(std::string_view piece) {
  std::string frame;
  append_frame(frame, piece);
  return frame;
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

Doc visit_in_feed(Client& client, const std::string& id) {
  const Doc page = Doc::parse(client.get("/api/v1/sync").body);
  for (const Doc& change : page["changes"])
    if (change["type"] == "visit" && change["id"] == id) return change["doc"];
  return nullptr;
}

std::string code_of(const Reply& answer) {
  const Doc body = Doc::parse(answer.body, nullptr, false);
  return body.is_object() ? body.value("code", std::string()) : std::string();
}

// A server, an investigator, and a visit of hers that names the photos.
struct Sending {
  explicit Sending(const std::vector<Photo>& photos, Clock clock = system_clock())
      : fixture(std::move(clock)), client(fixture.signed_in("investigator")) {
    REQUIRE(client.push(visit_id(1), 1, submission_with(visit_id(1), photos)).status == 201);
  }
  TestServer fixture;
  Client client;
  // The session outlives a restart of the server; the connection does not.
  void restart() {
    const std::string cookie = client.cookie();
    fixture.restart();
    client = fixture.client();
    client.use_cookie(cookie);
  }
};

}  // namespace

TEST_CASE("a photo arrives in pieces, is verified, and is served to whoever may see the visit") {
  const Photo photo = noise_photo(1, 200);
  Sending sending({photo});
  Client& client = sending.client;
  const Reply nothing = client.send("HEAD", photo.path(), "");
  CHECK(nothing.status == 200);
  CHECK(nothing.header("upload-offset") == "0");
  CHECK(nothing.header("upload-complete") == "?0");
  CHECK(client.get(photo.path()).status == 404);

  const Reply first = send_chunk(client, photo, 0, 50'000);
  CHECK(first.status == 204);
  CHECK(first.header("upload-offset") == "50000");
  CHECK(first.header("upload-complete") == "?0");
  const Reply last = send_chunk(client, photo, 50'000, 1u << 20);
  CHECK(last.status == 204);
  CHECK(last.header("upload-complete") == "?1");
  // The answer may be lost: the same piece again is harmless.
  CHECK(send_chunk(client, photo, 50'000, 1u << 20).header("upload-complete") == "?1");
  CHECK(client.send("HEAD", photo.path(), "").header("upload-offset") == std::to_string(photo.bytes.size()));

  for (const char* role : {"investigator", "reviewer", "manager", "site_manager", "administrator"}) {
    INFO(role);
    const Reply answer = sending.fixture.signed_in(role).get(photo.path());
    REQUIRE(answer.status == 200);
    CHECK(answer.body == photo.bytes);
    CHECK(answer.header("content-type") == "image/png");
    CHECK(answer.header("content-disposition") == "attachment; filename=\"" + photo.sha256.substr(0, 16) + ".png\"");
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("cache-control") == "private, max-age=31536000, immutable");
  }
}

TEST_CASE("a piece that is out of step is told where to go on, and nothing of it is taken") {
  const Photo photo = noise_photo(2);
  Sending sending({photo});
  REQUIRE(send_chunk(sending.client, photo, 0, 100).status == 204);
  for (const std::size_t offset : {0, 50, 101, 5000}) {
    const Reply answer = send_chunk(sending.client, photo, offset, 100);
    CHECK(answer.status == 409);
    CHECK(code_of(answer) == "upload-offset-mismatch");
    CHECK(answer.header("upload-offset") == "100");
  }
  CHECK(std::filesystem::file_size(part_of(sending.fixture, photo)) == framed(photo.bytes.substr(0, 100)).size());
  CHECK(upload(sending.client, photo).header("upload-complete") == "?1");
}

TEST_CASE("an upload goes on where the disk says, whatever was promised before") {
  const Photo photo = noise_photo(3, 100);
  Sending sending({photo});
  REQUIRE(send_chunk(sending.client, photo, 0, 6'000).status == 204);
  REQUIRE(send_chunk(sending.client, photo, 6'000, 4'000).status == 204);
  sending.restart();
  CHECK(sending.client.send("HEAD", photo.path(), "").header("upload-offset") == "10000");
  // Half a piece is none.
  std::filesystem::resize_file(part_of(sending.fixture, photo), 9'000);
  CHECK(sending.client.send("HEAD", photo.path(), "").header("upload-offset") == "6000");
  CHECK(upload(sending.client, photo, 4096).header("upload-complete") == "?1");
  CHECK(sending.client.get(photo.path()).body == photo.bytes);
}

TEST_CASE("a server that was stopped behind the last byte ends the upload when it is asked again") {
  const Photo asked = noise_photo(4), sent = noise_photo(5);
  Sending sending({asked, sent});
  write_file(part_of(sending.fixture, asked), framed(asked.bytes));
  write_file(part_of(sending.fixture, sent), framed(sent.bytes));
  CHECK(sending.client.send("HEAD", asked.path(), "").header("upload-complete") == "?1");
  CHECK(send_chunk(sending.client, sent, sent.bytes.size(), 0).header("upload-complete") == "?1");
  CHECK(sending.client.get(asked.path()).body == asked.bytes);
  CHECK(sending.client.get(sent.path()).body == sent.bytes);
}

TEST_CASE("what a power cut left behind the acknowledged pieces does not count, and the upload goes on from them") {
  const Photo photo = noise_photo(6);
  Sending sending({photo});
  REQUIRE(send_chunk(sending.client, photo, 0, 5'000).status == 204);
  const std::string torn = GENERATE(std::string(1'000, '\0'), framed("any bytes").substr(0, 12), std::string("\x05\0\0\0abcd", 8));
  sending.restart();
  write_file(part_of(sending.fixture, photo), framed(photo.bytes.substr(0, 5'000)) + torn);
  CHECK(sending.client.send("HEAD", photo.path(), "").header("upload-offset") == "5000");
  CHECK(send_chunk(sending.client, photo, 5'000, 1u << 20).header("upload-complete") == "?1");
  CHECK(sending.client.get(photo.path()).body == photo.bytes);
  CHECK_FALSE(std::filesystem::exists(part_of(sending.fixture, photo)));
}

TEST_CASE("a part with other bytes is found out by the hash, and the photo begins again") {
  const Photo photo = noise_photo(6);
  Sending sending({photo});
  write_file(part_of(sending.fixture, photo), framed(photo.bytes.substr(0, 4'000) + std::string(1'000, '\0')));
  const Reply refused = send_chunk(sending.client, photo, 5'000, 1u << 20);
  CHECK(refused.status == 422);
  CHECK(code_of(refused) == "photo-hash-mismatch");
  CHECK(refused.header("upload-offset") == "0");
  CHECK_FALSE(std::filesystem::exists(whole_of(sending.fixture, photo)));
  CHECK(upload(sending.client, photo).header("upload-complete") == "?1");
  CHECK(sending.client.get(photo.path()).body == photo.bytes);
}

TEST_CASE("what is no photo, or too large a one, is never kept") {
  const Photo text = as_photo("not an image, " + std::string(500, 'x'));
  // A header that promises 20 000 by 20 000 pixels.
  std::string bomb = noise_photo(7, 8).bytes;
  bomb[18] = bomb[22] = 0x4e;
  bomb[19] = bomb[23] = 0x20;
  const Photo huge = as_photo(bomb);
  Sending sending({text, huge});
  const Reply no_image = upload(sending.client, text);
  CHECK(no_image.status == 422);
  CHECK(code_of(no_image) == "photo-type");
  const Reply too_many = upload(sending.client, huge);
  CHECK(too_many.status == 422);
  CHECK(code_of(too_many) == "photo-pixels");
  CHECK_FALSE(std::filesystem::exists(whole_of(sending.fixture, text)));
  CHECK_FALSE(std::filesystem::exists(part_of(sending.fixture, text)));
  CHECK(send_chunk(sending.client, text, 0, 10, {{"Upload-Length", std::to_string((12 << 20) + 1)}}).status == 413);
  const std::string large((1u << 20) + 1, 'x');
  CHECK(sending.client.send("PATCH", text.path(), large,
                            {{"Upload-Offset", "0"}, {"Upload-Length", "2000000"}, {"Content-Digest", content_digest(large)},
                             {"Content-Type", "application/offset+octet-stream"}}).status == 413);
}

TEST_CASE("a piece must say what it is, and be what it says") {
  const Photo photo = noise_photo(8);
  Sending sending({photo});
  Client& client = sending.client;
  CHECK(send_chunk(client, photo, 0, 100, {{"Content-Type", "image/png"}}).status == 415);
  CHECK(code_of(send_chunk(client, photo, 0, 100, {{"Content-Digest", content_digest("other")}})) == "digest-mismatch");
  CHECK(code_of(send_chunk(client, photo, 0, 100, {{"Content-Digest", ""}})) == "digest-missing");
  for (const char* wrong : {"", "-1", "x", "1.5", "99999999999999999999"}) {
    INFO(wrong);
    CHECK(code_of(send_chunk(client, photo, 0, 100, {{"Upload-Offset", wrong}})) == "upload-headers");
    CHECK(code_of(send_chunk(client, photo, 0, 100, {{"Upload-Length", wrong}})) == "upload-headers");
  }
  CHECK(code_of(send_chunk(client, photo, 0, 100, {{"Upload-Length", "0"}})) == "upload-headers");
  CHECK(code_of(send_chunk(client, photo, 0, 100, {{"Upload-Length", "99"}})) == "upload-headers");
  CHECK_FALSE(std::filesystem::exists(part_of(sending.fixture, photo)));
}

TEST_CASE("two phones that send the same photo at once both end with it") {
  const Photo photo = noise_photo(9, 300);
  Sending sending({photo});
  Client reviewer = sending.fixture.signed_in("reviewer");
  REQUIRE(reviewer.push(visit_id(2), 1, submission_with(visit_id(2), {photo}, "north-reviewer")).status == 201);
  Reply one, other;
  std::thread first([&] { one = upload(sending.client, photo, 7'000); });
  std::thread second([&] {
    other = upload(reviewer, photo, 5'000);
    // Whoever is overtaken asks again.
    for (int turn = 0; turn < 200 && other.status == 409; ++turn) other = upload(reviewer, photo, 5'000);
  });
  first.join();
  for (int turn = 0; turn < 200 && one.status == 409; ++turn) one = upload(sending.client, photo, 7'000);
  second.join();
  CHECK(one.header("upload-complete") == "?1");
  CHECK(other.header("upload-complete") == "?1");
  CHECK(reviewer.get(photo.path()).body == photo.bytes);
  for (Client* each : {&sending.client, &reviewer})
    CHECK(visit_in_feed(*each, each == &reviewer ? visit_id(2) : visit_id(1))["photos_missing"].empty());
}

TEST_CASE("nobody sends or reads a photo that no visit of theirs names") {
  const Photo photo = noise_photo(10), other = noise_photo(11);
  Sending sending({photo});
  REQUIRE(upload(sending.client, photo).header("upload-complete") == "?1");
  TestServer& fixture = sending.fixture;
  fixture.application().store().write(kNorth, [](Writer& writer) {
    auto colleague = *writer.user(UserId("north-investigator"));
    colleague.id = UserId("north-colleague");
    colleague.email = "colleague@north.example";
    writer.put_user(colleague);
  });
  Client colleague = fixture.signed_in("colleague"), southern = fixture.signed_in("investigator", "south");
  for (Client* stranger : {&colleague, &southern}) {
    CHECK(stranger->send("HEAD", photo.path(), "").status == 404);
    CHECK(send_chunk(*stranger, photo, 0, 100).status == 404);
    CHECK(stranger->get(photo.path()).status == 404);
  }
  CHECK(code_of(send_chunk(sending.client, other, 0, 100)) == "unknown-photo");
  CHECK(sending.client.send("HEAD", "/api/v1/blobs/..%2fserver.key", "").status == 404);
  CHECK(sending.client.get("/api/v1/blobs/" + std::string(64, 'A')).status == 404);
}

TEST_CASE("two organisations share the bytes of a photo, and neither learns of the other") {
  const Photo photo = noise_photo(12);
  Sending sending({photo});
  REQUIRE(upload(sending.client, photo).header("upload-complete") == "?1");
  Client southern = sending.fixture.signed_in("investigator", "south");
  const Reply pushed = southern.push(visit_id(2), 1, submission_with(visit_id(2), {photo}, "south-investigator", "south-lyon"));
  CHECK(Doc::parse(pushed.body)["photos_missing"] == Doc::array({photo.sha256}));
  CHECK(southern.send("HEAD", photo.path(), "").header("upload-offset") == "0");
  CHECK(southern.get(photo.path()).status == 404);
  CHECK(upload(southern, photo).header("upload-complete") == "?1");
  CHECK(southern.get(photo.path()).body == photo.bytes);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sending.fixture.folder() / "data/blobs"))
    files += entry.is_regular_file() ? 1 : 0;
  CHECK(files == 1);
}

TEST_CASE("a visit is stored with its last photo, and its phone hears of it") {
  const Photo one = noise_photo(13), two = noise_photo(14);
  Sending sending({one, two});
  Client& client = sending.client;
  const Reply again = client.push(visit_id(1), 1, submission_with(visit_id(1), {one, two}));
  CHECK(Doc::parse(again.body)["photos_missing"].size() == 2);
  CHECK(visit_in_feed(client, visit_id(1))["stored_seq"].is_null());
  REQUIRE(upload(client, one).status == 204);
  const Doc half = visit_in_feed(client, visit_id(1));
  CHECK(half["stored_seq"].is_null());
  CHECK(half["photos_missing"] == Doc::array({two.sha256}));

  const auto cursor = Doc::parse(client.get("/api/v1/sync").body)["cursor"].get<std::string>();
  REQUIRE(upload(client, two).status == 204);
  const Doc page = Doc::parse(client.get("/api/v1/sync?cursor=" + cursor).body);
  REQUIRE(page["changes"].size() == 1);
  CHECK(page["changes"][0]["id"] == visit_id(1));
  const Doc whole = page["changes"][0]["doc"];
  CHECK(whole["photos_missing"].empty());
  CHECK(whole["stored_seq"].get<std::int64_t>() > Doc::parse(again.body)["seq"].get<std::int64_t>());

  // Photos that are there already are not asked for again.
  const Reply second = client.push(visit_id(2), 1, submission_with(visit_id(2), {two, one}));
  CHECK(Doc::parse(second.body)["photos_missing"].empty());
  CHECK(visit_in_feed(client, visit_id(2))["stored_seq"] == Doc::parse(second.body)["seq"]);
  REQUIRE(client.push(visit_id(3), 1, submission(visit_id(3))).status == 201);
  CHECK(visit_in_feed(client, visit_id(3))["stored_seq"].is_number());
}

TEST_CASE("a visit is not stored before the photos of its losing body are there too") {
  const Photo one = noise_photo(15), two = noise_photo(16);
  Sending sending({one});
  Client& client = sending.client;
  REQUIRE(upload(client, one).status == 204);
  REQUIRE(visit_in_feed(client, visit_id(1))["stored_seq"].is_number());
  REQUIRE(client.push(visit_id(1), 1, submission_with(visit_id(1), {two})).status == 409);
  CHECK(visit_in_feed(client, visit_id(1))["stored_seq"].is_null());
  REQUIRE(upload(client, two).status == 204);
  CHECK(visit_in_feed(client, visit_id(1))["stored_seq"].is_number());
  const auto stored = visit_in_feed(client, visit_id(1))["stored_seq"].get<std::int64_t>();
  // A losing body without photos moves it too: that body must have been copied before its phone lets go.
  REQUIRE(client.push(visit_id(1), 1, submission(visit_id(1))).status == 409);
  CHECK(visit_in_feed(client, visit_id(1))["stored_seq"].get<std::int64_t>() > stored);
}

TEST_CASE("a photo beside an answer and the facts that the phone sent reach the manager") {
  const Photo photo = noise_photo(17), tagged = as_photo(noise_photo(18).bytes + "a film with its place");
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  Doc body = Doc::parse(submission(visit_id(1), "north-investigator", "lyon", "",
      R"({"greeted":{"photos":["sha256:)" + photo.sha256 + R"("],"value":"yes"},"smile":{"value":2},)"
      R"("front":{"value":["sha256:)" + tagged.sha256 + R"("]}})"));
  body["photos"] = {{{"sha256", photo.sha256}, {"item", "greeted"}, {"bytes", photo.bytes.size()}, {"type", "image/png"},
                     {"width", 64}, {"height", 64}, {"dhash", "0123456789abcdef"}, {"taken_at", "2026-11-03T10:20:00+01:00"}}};
  REQUIRE(client.push(visit_id(1), 1, body.dump()).status == 201);
  REQUIRE(upload(client, photo).status == 204);
  REQUIRE(upload(client, tagged).status == 204);
  const Doc report = Doc::parse(fixture.signed_in("manager").get("/api/v1/visits/" + visit_id(1)).body);
  REQUIRE(report["photos"].size() == 2);
  for (const Doc& each : report["photos"]) {
    const bool is_plain = each["sha256"] == photo.sha256;
    CHECK(each["item"] == (is_plain ? "greeted" : "front"));
    CHECK(each["flaw"] == (is_plain ? Doc(nullptr) : Doc("has-metadata")));
    CHECK(each["dhash"] == (is_plain ? Doc("0123456789abcdef") : Doc(nullptr)));
    CHECK(each["bytes"] == (is_plain ? photo : tagged).bytes.size());
    CHECK(each["received_at"].is_string());
  }
  CHECK(report["stored_seq"].is_number());
}

TEST_CASE("a photo whose file is gone is asked for again") {
  const Photo photo = noise_photo(19);
  Sending sending({photo});
  REQUIRE(upload(sending.client, photo).status == 204);
  std::filesystem::remove(whole_of(sending.fixture, photo));
  CHECK(sending.client.send("HEAD", photo.path(), "").header("upload-complete") == "?0");
  CHECK(sending.client.get(photo.path()).status == 404);
  CHECK(upload(sending.client, photo).header("upload-complete") == "?1");
  CHECK(sending.client.get(photo.path()).body == photo.bytes);
}

TEST_CASE("a disk that takes nothing costs no byte that was acknowledged") {
  const Photo photo = noise_photo(20);
  Sending sending({photo});
  REQUIRE(send_chunk(sending.client, photo, 0, 1000).status == 204);
  // A file in the folder's place: every write below it fails, for root as well.
  const auto parts = part_of(sending.fixture, photo).parent_path(), aside = sending.fixture.folder() / "aside";
  std::filesystem::rename(parts, aside);
  write_file(parts, "");
  const Reply refused = send_chunk(sending.client, photo, 0, 1000);
  CHECK(refused.status == 503);
  CHECK_FALSE(refused.header("retry-after").empty());
  std::filesystem::remove(parts);
  std::filesystem::rename(aside, parts);
  CHECK(sending.client.send("HEAD", photo.path(), "").header("upload-offset") == "1000");
  CHECK(upload(sending.client, photo).header("upload-complete") == "?1");
}

TEST_CASE("a part that nobody has added to for 30 days is removed, a younger one stays") {
  const Photo photo = noise_photo(21);
  std::int64_t ahead = 0;
  Sending sending({photo}, [&ahead] { return system_clock()() + ahead; });
  REQUIRE(send_chunk(sending.client, photo, 0, 1000).status == 204);
  ahead = 29 * kDayMs;
  sending.fixture.restart();
  CHECK(std::filesystem::exists(part_of(sending.fixture, photo)));
  ahead = 31 * kDayMs;
  sending.fixture.restart();
  CHECK_FALSE(std::filesystem::exists(part_of(sending.fixture, photo)));
}

TEST_CASE("what a disk fails to make durable does not count as received") {
  // Takes bytes and then cannot vouch for them, like a disk at its end.
  class FailingFile final : public AppendFile {
   public:
    explicit FailingFile(std::unique_ptr<AppendFile> file) : file_(std::move(file)) {}
    void write(std::string_view bytes) override { file_->write(bytes); }
    void sync() override { throw FileFailure("sync: no space", 28); }

   private:
    std::unique_ptr<AppendFile> file_;
  };
  class FailingFiles final : public Files {
   public:
    bool failing = false;
    std::unique_ptr<AppendFile> append(const std::filesystem::path& path, bool must_be_new) override {
      auto file = posix_files().append(path, must_be_new);
      if (failing) return std::make_unique<FailingFile>(std::move(file));
      return file;
    }
    std::string read(const std::filesystem::path& path) override { return posix_files().read(path); }
    bool exists(const std::filesystem::path& path) override { return posix_files().exists(path); }
    std::uint64_t size(const std::filesystem::path& path) override { return posix_files().size(path); }
    std::vector<std::string> list(const std::filesystem::path& folder) override { return posix_files().list(folder); }
    void make_directory(const std::filesystem::path& path) override { posix_files().make_directory(path); }
    void rename(const std::filesystem::path& from, const std::filesystem::path& to) override { posix_files().rename(from, to); }
    void remove(const std::filesystem::path& path) override { posix_files().remove(path); }
    void truncate(const std::filesystem::path& path, std::uint64_t size) override {
      if (failing) throw FileFailure("cut: no space", 28);
      posix_files().truncate(path, size);
    }
    void sync_directory(const std::filesystem::path& folder) override { posix_files().sync_directory(folder); }
  };
  TestServer fixture;
  FailingFiles files;
  BlobStore blobs(fixture.application().store(), files, fixture.folder() / "other-blobs", system_clock());
  const Photo photo = noise_photo(22);
  const auto length = static_cast<std::int64_t>(photo.bytes.size());
  CHECK(blobs.append(kNorth, {photo.sha256, 0, length, photo.bytes.substr(0, 500)}).state.offset == 500);
  files.failing = true;
  CHECK_THROWS_AS(blobs.append(kNorth, {photo.sha256, 500, length, photo.bytes.substr(500)}), FileFailure);
  // All bytes can be read, and none of the last ones is sure: as long as they cannot be cut off, there is no answer.
  CHECK_THROWS_AS(blobs.state(kNorth, photo.sha256), FileFailure);
  files.failing = false;
  CHECK(blobs.state(kNorth, photo.sha256).offset == 500);
  CHECK(blobs.append(kNorth, {photo.sha256, 500, length, photo.bytes.substr(500)}).state.complete);
  CHECK(*blobs.read(kNorth, photo.sha256)->bytes == photo.bytes);
}
