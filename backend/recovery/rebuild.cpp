#include "backend/recovery/rebuild.hpp"

#include "backend/auth/secrets.hpp"
#include "backend/erasure/erasure_list.hpp"
#include "backend/ledger/ledger_reader.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/recovery/durable_copy.hpp"
#include "backend/recovery/new_epoch.hpp"
#include "backend/store_sqlite/database_files.hpp"

namespace constat::server::recovery {
namespace {

void report_log(const ledger::LedgerFacts& facts, Findings& findings) {
  for (const ledger::Gap& gap : facts.gaps)
    problem(findings, "log_gap", {std::to_string(gap.after + 1), std::to_string(gap.before - 1)});
  if (facts.snapshot == 0 && facts.first > 1) problem(findings, "log_gap", {"1", std::to_string(facts.first - 1)});
}

void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to, const Progress& progress) {
  std::uint64_t done = 0;
  for (const std::string& name : files_below(from)) {
    make_folder((to / name).parent_path());
    copy_durably(from / name, to / name);
    progress("copy", ++done);
  }
}

}  // namespace

RebuildResult rebuild(const std::filesystem::path& data, const std::filesystem::path& to, const Progress& progress) {
  RebuildResult result;
  if (files_below(data / "intake").empty()) problem(result.findings, "no_log", {data.string()});
  if (!is_missing_or_empty(to)) problem(result.findings, "not_empty", {to.string()});
  if (has_problem(result.findings)) return result;

  start_crypto();
  const DataDirectory source(data);  // no server may be writing
  const ledger::LedgerReader log(source.intake(), posix_files());
  report_log(log.facts(), result.findings);
  if (log.facts().older > 0) notice(result.findings, "older_log", {std::to_string(log.facts().older)});

  make_folder(to);
  for (const char* folder : {"intake", "keys", "blobs"}) copy_folder(data / folder, to / folder, progress);
  if (std::filesystem::exists(source.server_key())) copy_durably(source.server_key(), to / "server.key");
  if (std::filesystem::exists(data / kErasureList)) copy_durably(data / kErasureList, to / kErasureList);
  sync_folders(to);

  ledger::PersonKeys keys(to / "keys", posix_files());
  const auto unfinished = to / "constat.sqlite.unfinished";
  const auto rebuilt = sqlite::rebuild_database(unfinished, log, keys, [&](std::uint64_t done) { progress("replay", done); });
  std::filesystem::rename(unfinished, to / "constat.sqlite");
  sync_directory(to);

  result.content_hash = rebuilt.content_hash;
  result.records = rebuilt.records;
  if (rebuilt.erased > 0) notice(result.findings, "erased", {std::to_string(rebuilt.erased)});
  for (const std::string& organisation : rebuilt.moved) notice(result.findings, "order_moved", {organisation});
  // Phones have heard of what is lost: they must send it again.
  if (has_problem(result.findings) || !rebuilt.moved.empty()) {
    sqlite::restart_log(to / "constat.sqlite");
    give_new_epochs(to);
    notice(result.findings, "new_epoch");
  }
  result.done = true;
  return result;
}

}  // namespace constat::server::recovery
