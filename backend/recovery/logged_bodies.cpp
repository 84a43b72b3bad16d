#include "backend/recovery/logged_bodies.hpp"

#include <algorithm>

#include "backend/ledger/mutations.hpp"
#include "backend/store_sqlite/snapshot.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::recovery {
namespace {

struct Body {
  std::string organisation, visit, sha256, text;
  std::int64_t revision = 0;
  bool closed = false;
  bool redacted = false;  // the hash is of what was sent
};

void take(LoggedBodies& found, const Body& body) {
  std::string key = body_key(body.organisation, body.visit, body.revision, body.sha256);
  if (body.closed) {
    found.closed.insert(std::move(key));
  } else if (body.text.empty()) {
    // Erased before a snapshot was written: there is nothing to give back.
    found.good.insert(std::move(key));
  } else if (body.redacted || sha256_hex(body.text) == body.sha256) {
    found.good.insert(std::move(key));
  } else {
    ++found.damaged;
  }
}

void take_mutations(LoggedBodies& found, const ledger::Record& record, ledger::PersonKeys& keys) {
  ledger::each_mutation(record.mutations, [&](ledger::Mutation kind, std::string_view bytes) {
    if (kind != ledger::Mutation::add_revision) return;
    ledger::Decoder decoder(bytes, keys, record.organisation);
    auto revision = ledger::read_fields<Revision>(decoder);
    take(found, {record.organisation, revision.visit.value, revision.sha256, std::move(revision.body), revision.revision,
                 decoder.erased() > 0, revision.redacted});
  });
}

template <class T>
T value_of(const sqlite::SnapshotRow& row, std::string_view column) {
  for (std::size_t i = 0; i < row.columns.size(); ++i)
    if (row.columns[i] == column)
      if (const auto* value = std::get_if<T>(&row.values[i])) return *value;
  return {};
}

void take_rows(LoggedBodies& found, std::string_view rows, ledger::PersonKeys& keys) {
  sqlite::each_snapshot_row(rows, keys, [&](const sqlite::SnapshotRow& row) {
    if (row.table != "revision") return;
    const bool closed = std::any_of(row.values.begin(), row.values.end(), [](const sqlite::SnapshotValue& value) {
      return std::holds_alternative<sqlite::Erased>(value);
    });
    take(found, {row.organisation, value_of<std::string>(row, "visit"), value_of<std::string>(row, "sha256"),
                 value_of<std::string>(row, "body"), value_of<std::int64_t>(row, "revision"), closed,
                 value_of<std::int64_t>(row, "redacted") != 0});
  });
}

}  // namespace

std::string body_key(const std::string& organisation, const std::string& visit, std::int64_t revision,
                     const std::string& sha256) {
  Sha256 hash;
  hash.update(organisation + "\n" + visit + "\n" + std::to_string(revision) + "\n" + sha256);
  const auto bytes = hash.finish();
  return std::string(reinterpret_cast<const char*>(bytes.data()), 16);
}

LoggedBodies logged_bodies(const ledger::LedgerReader& log, ledger::PersonKeys& keys, const Progress& progress) {
  LoggedBodies found;
  std::uint64_t done = 0;
  log.each([&](const ledger::Entry& entry) {
    if (entry.kind == ledger::Kind::record) take_mutations(found, ledger::parse_record(entry.number, entry.rest), keys);
    else if (entry.kind == ledger::Kind::snapshot_rows) take_rows(found, entry.rest, keys);
    progress("log", ++done);
  });
  return found;
}

}  // namespace constat::server::recovery
