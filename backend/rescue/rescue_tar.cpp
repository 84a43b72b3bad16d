// POSIX.1-1988 (ustar): 512-byte header blocks, contents padded to 512, empty blocks at the end.
#include <algorithm>
#include <set>

#include "backend/rescue/rescued.hpp"
#include "shared/device/draft_records.hpp"
#include "shared/sync/frame.hpp"
#include "shared/sync/json_fields.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::uint64_t kMostFile = std::uint64_t{64} << 20;  // a log or a photo; the database's files may be larger

std::uint64_t octal(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits)
    if (c >= '0' && c <= '7') value = value * 8 + static_cast<std::uint64_t>(c - '0');
    else break;
  return value;
}

const std::set<std::string> kChanges = {"answer", "photo", "photo-removed", "awaiting", "ui"};

bool is_in(std::string_view name, std::string_view folder) { return name.rfind(folder, 0) == 0; }

// shared/device/draft_apply.cpp: what is written after a submit undoes it.
void add_log(const std::vector<std::string>& texts, const std::string& name, Rescued& out) {
  const std::vector<draft_records::Record> records = draft_records::in_order(texts);
  // A discard with something behind it had failed (shared/device/draft_recovery.cpp).
  if (!records.empty() && records.back().type == "discard") return;
  RescuedVisit visit;
  visit.id = name;
  for (const draft_records::Record& record : records) {
    if (record.type == "start") visit.revision = json_fields::integer(record.json, "revision").value_or(1);
    else if (record.type == "submit") visit.body = json_fields::text_or(record.json, "body");
    else if (kChanges.count(record.type)) visit.body.clear();
  }
  out.visits.push_back(std::move(visit));
}

}  // namespace

bool is_tar(std::string_view beginning) { return beginning.size() >= kBlock && beginning.substr(257, 5) == "ustar"; }

Result<Rescued> read_rescue_tar(std::istream& in) {
  Rescued out;
  std::map<std::string, std::vector<std::string>> logs;  // by visit; two slots may hold parts of one
  std::string header(kBlock, '\0');
  while (in.read(header.data(), kBlock)) {
    if (header[0] == '\0') return [&]() -> Result<Rescued> {
      for (const auto& [name, records] : logs)
        if (name != "device") add_log(records, name, out);
      return std::move(out);
    }();
    if (!is_tar(header)) break;
    const std::string name(header.c_str(), std::min<std::size_t>(100, std::string_view(header.c_str()).size()));
    const std::uint64_t size = octal(std::string_view(header).substr(124, 11));
    const std::uint64_t padded = (size + kBlock - 1) / kBlock * kBlock;
    const bool wanted = is_in(name, "constat-logs/") || is_in(name, "constat-photos/");
    if (!wanted || size > kMostFile) {
      in.seekg(static_cast<std::streamoff>(padded), std::ios::cur);
      continue;
    }
    std::string bytes(padded, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(padded))) break;
    bytes.resize(size);
    if (is_in(name, "constat-photos/")) {
      add_photo(out, name.substr(15), std::move(bytes));
      continue;
    }
    const FrameScan scan = scan_frames(bytes);
    if (scan.payloads.empty()) continue;
    const std::string log = json_fields::text_or(json_fields::parse(scan.payloads.front()), "log");
    for (std::size_t i = 1; i < scan.payloads.size(); ++i) logs[log].emplace_back(scan.payloads[i]);
  }
  return tl::unexpected(Error{ErrorCode::invalid, "rescue-damaged", {}, {}});
}

}  // namespace constat::server
