// The intake log on disk: frames, segments, torn tails, what is void.
#include <catch_amalgamated.hpp>

#include <fstream>

#include "backend/ledger/ledger_reader.hpp"
#include "backend/platform/data_directory.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat::server;
using namespace constat::server::ledger;
using constat::test::TemporaryFolder;

namespace {

Record record(std::uint64_t number) {
  return {number, 1000 + static_cast<std::int64_t>(number), "north", static_cast<std::int64_t>(2 * number),
          std::string("mutations \n\0 binary ", 20) + std::to_string(number)};
}

struct Read {
  std::vector<std::uint64_t> numbers;
  LedgerFacts facts;
};

Read read(const std::filesystem::path& folder, std::uint64_t after = 0) {
  const LedgerReader reader(folder, posix_files(), after);
  Read result{{}, reader.facts()};
  reader.each_record([&](const Record& each) {
    result.numbers.push_back(each.number);
    const Record wanted = record(each.number);
    if (each.mutations.size() < 1000) REQUIRE(each.mutations == wanted.mutations);
    REQUIRE(each.organisation == wanted.organisation);
    REQUIRE(each.at == wanted.at);
    REQUIRE(each.seq == wanted.seq);
  });
  return result;
}

using Numbers = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("records come back in order, over restarts") {
  TemporaryFolder folder;
  for (std::uint64_t start = 0; start < 3; ++start) {
    Ledger log(folder.path() / "intake", posix_files());
    log.append({record(2 * start + 1), record(2 * start + 2)});
  }
  CHECK(read(folder.path() / "intake").numbers == Numbers{1, 2, 3, 4, 5, 6});
  CHECK(read(folder.path() / "intake").facts.gaps.empty());
  CHECK(read(folder.path() / "intake", 4).numbers.back() == 6);
}

TEST_CASE("a torn tail at any byte costs the torn record only") {
  TemporaryFolder folder;
  const auto intake = folder.path() / "intake";
  {
    Ledger log(intake, posix_files());
    for (std::uint64_t i = 1; i <= 3; ++i) log.append({record(i)});
  }
  const auto segment = intake / "00000001.log";
  const std::string whole = read_file(segment);
  const std::size_t each = whole.size() / 3;
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    std::ofstream(segment, std::ios::binary | std::ios::trunc).write(whole.data(), static_cast<std::streamsize>(length));
    const Read found = read(intake);
    REQUIRE(found.numbers.size() == length / each);
    REQUIRE(found.facts.torn_bytes == length % each);
  }
  {
    std::ofstream(segment, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() - 3);
    Ledger log(intake, posix_files());
    log.append({record(3)});
  }
  CHECK(read(intake).numbers == Numbers{1, 2, 3});
}

TEST_CASE("a damaged byte is noticed, and the missing record with it") {
  TemporaryFolder folder;
  const auto intake = folder.path() / "intake";
  for (std::uint64_t i = 1; i <= 3; ++i) Ledger(intake, posix_files()).append({record(i)});
  const auto segment = intake / "00000002.log";
  std::string bytes = read_file(segment);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  std::ofstream(segment, std::ios::binary | std::ios::trunc) << bytes;
  const Read found = read(intake);
  CHECK(found.numbers == Numbers{1, 3});
  REQUIRE(found.facts.gaps.size() == 1);
  CHECK(found.facts.gaps[0].after == 1);
  CHECK(found.facts.gaps[0].before == 3);
}

TEST_CASE("records whose numbers were used again are void") {
  TemporaryFolder folder;
  const auto intake = folder.path() / "intake";
  Ledger log(intake, posix_files());
  log.append({record(1), record(2), record(3)});
  log.append({record(2)});
  log.append({record(3), record(4)});
  log.append({record(4)});
  const Read found = read(intake);
  CHECK(found.numbers == Numbers{1, 2, 3, 4});
  CHECK(found.facts.voided == 3);
  CHECK(found.facts.gaps.empty());
}

TEST_CASE("a record longer than a frame comes back whole, or not at all") {
  TemporaryFolder folder;
  const auto intake = folder.path() / "intake";
  Record large = record(2);
  for (int i = 0; large.mutations.size() < (20u << 20); ++i) large.mutations += "row " + std::to_string(i);
  Ledger(intake, posix_files()).append({record(1), large, record(3)});
  std::vector<std::string> found;
  LedgerReader(intake, posix_files()).each_record([&](const Record& each) { found.push_back(each.mutations); });
  REQUIRE(found.size() == 3);
  CHECK(found[1] == large.mutations);
  const auto segment = intake / "00000001.log";
  std::filesystem::resize_file(segment, std::filesystem::file_size(segment) - (6u << 20));
  CHECK(read(intake).numbers == Numbers{1});
}

TEST_CASE("reading from a number on opens only the segments that can hold it") {
  TemporaryFolder folder;
  const auto intake = folder.path() / "intake";
  for (std::uint64_t i = 1; i <= 4; ++i) Ledger(intake, posix_files()).append({record(i)});
  CHECK(read(intake, 3).numbers == Numbers{2, 3, 4});
  CHECK(read(intake, 4).numbers == Numbers{3, 4});
  CHECK(read(intake, 9).facts.last == 4);
}

TEST_CASE("an unfinished snapshot does not count, a finished one stands for what came before") {
  TemporaryFolder folder;
  const auto intake = folder.path() / "intake";
  Ledger log(intake, posix_files());
  log.append({record(1), record(2)});
  log.append(Kind::snapshot_begin, 3, {});
  log.append(Kind::snapshot_rows, 3, "rows");
  CHECK(read(intake).numbers == Numbers{1, 2});
  CHECK(read(intake).facts.snapshot == 0);
  log.append(Kind::snapshot_begin, 3, {});
  log.append(Kind::snapshot_rows, 3, "rows");
  log.append(Kind::snapshot_end, 3, {});
  log.append({record(4)});
  const Read found = read(intake);
  CHECK(found.numbers == Numbers{4});
  CHECK(found.facts.snapshot == 3);
  CHECK(found.facts.gaps.empty());
}
