// A segment of the log with any bytes: read as far as it is whole, never further. Frames first; then, as if a checksum
// had passed by chance, the bytes as a record and as its mutations.
#include <fstream>

#include "backend/auth/secrets.hpp"
#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/mutations.hpp"
#include "backend/platform/files.hpp"
#include "shared/sync/frame.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/support/server.hpp"

using namespace constat;
using namespace constat::server;

namespace {

void scan(std::string_view bytes) {
  const FrameScan scan = scan_frames(bytes);
  fuzz::demand(scan.valid_bytes <= bytes.size(), "no frame ends behind the bytes");
  std::string again;
  for (const std::string_view payload : scan.payloads) append_frame(again, payload);
  fuzz::demand(again == bytes.substr(0, scan.valid_bytes), "whole frames, written again, are the same bytes");
}

void read_directory(const std::filesystem::path& directory, const std::string& segment) {
  std::filesystem::create_directories(directory);
  std::ofstream(directory / "00000001.log", std::ios::binary | std::ios::trunc) << segment;
  try {
    const ledger::LedgerReader reader(directory, posix_files());
    reader.each_record([](const ledger::Record&) {});
  } catch (const ledger::LedgerDamage&) {
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  static const bool started = (start_crypto(), true);
  static ledger::PersonKeys keys(folder.path() / "keys", posix_files());
  (void)started;
  const auto bytes = fuzz::text_of(data, size);
  scan(bytes);
  read_directory(folder.path() / "raw", std::string(bytes));
  std::string framed;
  append_frame(framed, bytes);
  read_directory(folder.path() / "framed", framed);
  try {
    ledger::each_mutation(bytes, [&](ledger::Mutation, std::string_view fields) {
      ledger::Decoder decoder(fields, keys, "north");
      (void)ledger::read_fields<Revision>(decoder);
    });
  } catch (const ledger::LedgerDamage&) {
  }
  return 0;
}
