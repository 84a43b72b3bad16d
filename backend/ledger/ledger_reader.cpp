#include "backend/ledger/ledger_reader.hpp"

#include <limits>

#include "backend/ledger/record_text.hpp"
#include "shared/sync/frame.hpp"

namespace constat::server::ledger {
namespace {

// Puts the parts of long records together again. Parts never span segments.
class Assembler {
 public:
  // The entry that this payload completes, if it does. Valid until the next call.
  std::optional<Entry> take(const Payload& payload) {
    switch (payload.kind) {
      case Kind::first_part:
        number_ = payload.number;
        text_ = payload.rest;
        open_ = true;
        return std::nullopt;
      case Kind::middle_part:
      case Kind::last_part:
        if (!open_ || payload.number != number_) return std::nullopt;
        text_ += payload.rest;
        if (payload.kind == Kind::middle_part) return std::nullopt;
        open_ = false;
        return Entry{Kind::record, number_, text_};
      default:
        open_ = false;
        return Entry{payload.kind, payload.number, payload.rest};
    }
  }

 private:
  std::uint64_t number_ = 0;
  std::string text_;
  bool open_ = false;
};

std::optional<std::uint64_t> first_number(const std::string& bytes) {
  for (const std::string_view payload : scan_frames(bytes).payloads)
    if (const auto parsed = parse_payload(payload)) return parsed->number;
  return std::nullopt;
}

}  // namespace

LedgerReader::LedgerReader(std::filesystem::path directory, Files& files, std::uint64_t after)
    : files_(files), segments_(segments_in(files, directory)) {
  choose_segments(after);
  facts_.segments = segments_.size();
  walk([this](const Entry& entry) { units_.push_back({entry.kind, entry.number, false}); }, &facts_);
  find_base(after);
  find_void();
}

// Numbers that count rise from segment to segment: behind one that begins before `after`, nothing older matters. One that
// begins at `after` may begin inside the snapshot of that number.
void LedgerReader::choose_segments(std::uint64_t after) {
  if (after == 0) return;
  for (std::size_t i = segments_.size(); i-- > 1;) {
    const auto first = first_number(files_.read(segments_[i]));
    if (!first || *first >= after) continue;
    segments_.erase(segments_.begin(), segments_.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

// The last snapshot that was written to its end: everything before it is in it. With `after`, none that is newer counts:
// the database has not taken it.
void LedgerReader::find_base(std::uint64_t after) {
  std::size_t begin = units_.size();
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if (units_[i].kind == Kind::snapshot_begin) begin = i;
    else if (units_[i].kind == Kind::record) begin = units_.size();
    const bool ends = units_[i].kind == Kind::snapshot_end && begin < i && units_[begin].number == units_[i].number;
    if (!ends || (after > 0 && units_[i].number > after)) continue;
    base_ = begin;
    facts_.snapshot = units_[i].number;
    for (std::size_t k = begin; k <= i; ++k) units_[k].counts = true;
  }
}

void LedgerReader::find_void() {
  auto lowest_later = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t i = units_.size(); i-- > base_;) {
    Unit& unit = units_[i];
    if (unit.kind != Kind::record) continue;
    unit.counts = unit.number < lowest_later && unit.number > facts_.snapshot;
    if (unit.number < lowest_later) lowest_later = unit.number;
  }
  facts_.last = facts_.snapshot;
  for (const Unit& unit : units_) {
    if (unit.kind != Kind::record) continue;
    if (!unit.counts) {
      ++facts_.voided;
      continue;
    }
    if (facts_.first == 0) facts_.first = unit.number;
    if (facts_.last > 0 && unit.number != facts_.last + 1) facts_.gaps.push_back({facts_.last, unit.number});
    facts_.last = unit.number;
    ++facts_.records;
  }
}

void LedgerReader::walk(const std::function<void(const Entry&)>& visit, LedgerFacts* facts) const {
  for (const auto& segment : segments_) {
    const std::string bytes = files_.read(segment);
    const FrameScan frames = scan_frames(bytes);
    Assembler assembler;
    for (const std::string_view payload : frames.payloads) {
      const auto parsed = parse_payload(payload);
      if (!parsed) {
        if (facts) ++facts->older;
        continue;
      }
      if (const auto entry = assembler.take(*parsed)) visit(*entry);
    }
    if (facts) facts->torn_bytes += bytes.size() - frames.valid_bytes;
  }
}

void LedgerReader::each(const std::function<void(const Entry&)>& visit) const {
  std::size_t index = 0;
  walk(
      [&](const Entry& entry) {
        // The newest segment may have grown since it was looked through; what came then is for the next reader.
        if (index < units_.size() && units_[index].counts) visit(entry);
        ++index;
      },
      nullptr);
}

void LedgerReader::each_record(const std::function<void(const Record&)>& visit) const {
  each([&](const Entry& entry) {
    if (entry.kind == Kind::record) visit(parse_record(entry.number, entry.rest));
  });
}

}  // namespace constat::server::ledger
