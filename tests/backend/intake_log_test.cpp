#include <catch_amalgamated.hpp>

#include <fstream>
#include <thread>

#include "backend/intake/intake_log.hpp"
#include "backend/platform/data_directory.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat::server;
using constat::test::TemporaryFolder;

namespace {

IntakeRecord record(int number) {
  return {"PUT", "/x/" + std::to_string(number), "north", "somebody", "2026-11-21T21:00:00.000Z", "", "hash",
          "body " + std::to_string(number) + "\n\0 binary"};
}

std::vector<std::string> bodies_in(const std::filesystem::path& folder, IntakeScan* scan = nullptr) {
  std::vector<std::string> bodies;
  const IntakeScan found = read_intake(folder, [&](const IntakeRecord& each) { bodies.push_back(each.body); });
  if (scan) *scan = found;
  return bodies;
}

}  // namespace

TEST_CASE("records come back in order, over restarts") {
  TemporaryFolder folder;
  for (int start = 0; start < 3; ++start) {
    IntakeLog log(folder.path() / "intake");
    log.append({record(2 * start), record(2 * start + 1)});
  }
  const auto bodies = bodies_in(folder.path() / "intake");
  REQUIRE(bodies.size() == 6);
  for (int i = 0; i < 6; ++i) CHECK(bodies[static_cast<std::size_t>(i)] == record(i).body);
}

TEST_CASE("a torn tail at any byte costs the torn record only") {
  TemporaryFolder folder;
  {
    IntakeLog log(folder.path() / "intake");
    for (int i = 0; i < 3; ++i) log.append({record(i)});
  }
  const auto segment = folder.path() / "intake/00000001.log";
  const std::string whole = read_file(segment);
  const std::size_t each = whole.size() / 3;
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    std::ofstream(segment, std::ios::binary | std::ios::trunc).write(whole.data(), static_cast<std::streamsize>(length));
    IntakeScan scan;
    const auto bodies = bodies_in(folder.path() / "intake", &scan);
    REQUIRE(bodies.size() == length / each);
    REQUIRE(scan.torn_bytes == length % each);
  }
  {
    IntakeLog log(folder.path() / "intake");
    std::ofstream(segment, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() - 3);
    log.append({record(9)});
  }
  CHECK(bodies_in(folder.path() / "intake") == std::vector<std::string>{record(0).body, record(1).body, record(9).body});
}

TEST_CASE("a damaged byte is noticed") {
  TemporaryFolder folder;
  {
    IntakeLog log(folder.path() / "intake");
    log.append({record(1)});
  }
  const auto segment = folder.path() / "intake/00000001.log";
  std::string bytes = read_file(segment);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  std::ofstream(segment, std::ios::binary | std::ios::trunc) << bytes;
  CHECK(bodies_in(folder.path() / "intake").empty());
}

TEST_CASE("many writers at once lose nothing") {
  TemporaryFolder folder;
  {
    IntakeLog log(folder.path() / "intake");
    std::vector<std::thread> writers;
    for (int w = 0; w < 8; ++w)
      writers.emplace_back([&log, w] {
        for (int i = 0; i < 40; ++i) log.append({record(1000 * w + i)});
      });
    for (std::thread& writer : writers) writer.join();
  }
  CHECK(bodies_in(folder.path() / "intake").size() == 320);
}
