// Reads a ledger: which of its records count, and these in their order.
#pragma once

#include <functional>

#include "backend/ledger/ledger.hpp"

namespace constat::server::ledger {

struct Gap {
  std::uint64_t after = 0, before = 0;  // numbers that stand next to each other and are not neighbours
};

struct LedgerFacts {
  std::uint64_t segments = 0;
  std::uint64_t records = 0;     // that count
  std::uint64_t voided = 0;      // given up, or from before the snapshot
  std::uint64_t older = 0;       // of the format before this one, which cannot be replayed
  std::uint64_t torn_bytes = 0;  // behind the last whole frame of a segment
  std::uint64_t first = 0, last = 0;       // numbers of the records that count; 0: none
  std::uint64_t snapshot = 0;              // its number; 0: none
  std::vector<Gap> gaps;
};

// A part of the ledger as it is replayed: a record, or a piece of the snapshot that stands for all before it.
struct Entry {
  Kind kind = Kind::record;  // record, snapshot_begin, snapshot_rows, snapshot_end
  std::uint64_t number = 0;
  std::string_view rest;
};

class LedgerReader {
 public:
  // Looks through the segments that may hold records after `after`; 0: through all, beginning at the newest snapshot.
  LedgerReader(std::filesystem::path directory, Files& files, std::uint64_t after = 0);

  const LedgerFacts& facts() const { return facts_; }
  // Those that were looked through.
  const std::vector<std::filesystem::path>& segments() const { return segments_; }
  void each(const std::function<void(const Entry&)>& visit) const;
  void each_record(const std::function<void(const Record&)>& visit) const;

 private:
  struct Unit {
    Kind kind;
    std::uint64_t number;
    bool counts;
  };
  void choose_segments(std::uint64_t after);
  void find_base(std::uint64_t after);
  void find_void();
  void walk(const std::function<void(const Entry&)>& visit, LedgerFacts* facts) const;

  Files& files_;
  std::vector<std::filesystem::path> segments_;
  std::vector<Unit> units_;
  std::size_t base_ = 0;  // the first unit that may count
  LedgerFacts facts_;
};

}  // namespace constat::server::ledger
