#include "backend/store_sqlite/log_keeper.hpp"

#include <algorithm>

#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/mutations.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/log.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/replayer.hpp"
#include "backend/store_sqlite/snapshot.hpp"

namespace constat::server::sqlite {
namespace {

bool is_empty(Database& database) { return database.integer("SELECT COUNT(*) FROM organisation") == 0; }

// Runs what talks to the log; its failures are the store's.
template <class Work>
auto as_store_failure(Work work) {
  try {
    return work();
  } catch (const FileFailure& failure) {
    throw StoreFailure(std::string("intake log: ") + failure.what());
  } catch (const ledger::LedgerDamage& damage) {
    throw StoreFailure(std::string("intake log: ") + damage.what());
  }
}

// Whether a record does more than add to the audit log.
bool changes_content(const ledger::Record& record) {
  bool changes = false;
  ledger::each_mutation(record.mutations, [&](ledger::Mutation kind, std::string_view) { changes = changes || kind != ledger::Mutation::add_audit; });
  return changes;
}

[[noreturn]] void refuse(const ledger::Gap& gap) {
  throw StoreFailure("intake log: records " + std::to_string(gap.after + 1) + " to " + std::to_string(gap.before - 1) +
                     " are missing; restore a backup, or see `constat doctor` and `constat rebuild`");
}

}  // namespace

LogKeeper::LogKeeper(const std::filesystem::path& log, const std::filesystem::path& keys, Files& files)
    : directory_(log), files_(files), log_(as_store_failure([&] { return ledger::Ledger(log, files); })),
      keys_(keys, files) {}

void LogKeeper::catch_up(Database& database) {
  as_store_failure([&] {
    const std::uint64_t before = log_seq(database);
    const ledger::LedgerReader reader(directory_, files_, before);
    const ledger::LedgerFacts& facts = reader.facts();
    // A process that was killed may have left bytes that no sync has covered: what is taken from them must stay.
    for (const auto& segment : reader.segments()) files_.append(segment, false)->sync();
    // An empty database takes the whole log; one with content from before the log takes none of it, see below.
    const bool unlogged = before == 0 && !is_empty(database);
    const std::uint64_t in_log = facts.last;
    if (!unlogged) {
      for (const ledger::Gap& gap : facts.gaps)
        if (gap.before > before + 1) refuse({std::max(gap.after, before), gap.before});
      if (facts.records > 0 && facts.first > std::max(before, facts.snapshot) + 1)
        refuse({std::max(before, facts.snapshot), facts.first});
      Replayer replayer(database, keys_);
      try {
        reader.each([&](const ledger::Entry& entry) { replayer.take(entry); });
        if (replayer.facts().erased > 0)
          throw StoreFailure("keys: the key of a person whose visits are to be taken from the intake log is missing; "
                             "put it back from the backup");
        replayer.finish();
      } catch (...) {
        replayer.give_up();
        throw;
      }
      if (replayer.facts().records > 0)
        log_event("rolled_forward", {{"records", static_cast<std::int64_t>(replayer.facts().records)}});
    }
    last_ = log_seq(database);
    if (is_empty(database) && last_ == 0) return;
    if (!unlogged && in_log == last_) return;
    const std::uint64_t number = std::max(last_, in_log) + 1;
    write_snapshot(database, log_, number, keys_);
    database.execute("BEGIN IMMEDIATE");
    set_log_seq(database, number);
    database.execute("COMMIT");
    last_ = number;
    log_event("snapshot_written", {{"number", static_cast<std::int64_t>(number)}});
  });
}

// The snapshot has the number of the last record, for which it stands: nothing in the database needs to say that it is there.
void LogKeeper::begin_anew(Database& database) {
  as_store_failure([&] {
    const auto before = ledger::segments_in(files_, directory_);
    log_.end_segment();
    keys_.begin_log();
    write_snapshot(database, log_, last_, keys_);
    for (const auto& segment : before) files_.remove(segment);
    files_.sync_directory(directory_);
  });
}

void LogKeeper::append(Database& database, std::vector<ledger::Record>& records) {
  appended_ = 0;
  if (records.empty()) return;
  std::uint64_t number = last_;
  for (ledger::Record& record : records) record.number = ++number;
  set_log_seq(database, number);
  if (std::any_of(records.begin(), records.end(), changes_content))
    database.prepare("UPDATE ledger SET value = ? WHERE name = 'content_seq'").bind(static_cast<std::int64_t>(number)).run();
  as_store_failure([&] { log_.append(records); });
  appended_ = records.size();
}

void LogKeeper::committed() {
  last_ += appended_;
  appended_ = 0;
}

void LogKeeper::lost() {
  if (appended_ > 0) unsettled_ = true;
  appended_ = 0;
}

void LogKeeper::settle(Database& database) {
  if (!unsettled_) return;
  database.execute("BEGIN IMMEDIATE");
  database.execute("UPDATE ledger SET value = value + 1 WHERE name = 'given_up'");
  database.execute("COMMIT");
  unsettled_ = false;
}

}  // namespace constat::server::sqlite
