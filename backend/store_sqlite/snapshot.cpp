#include "backend/store_sqlite/snapshot.hpp"

#include <algorithm>

#include "backend/ledger/codec.hpp"
#include "backend/store_sqlite/content_tables.hpp"

namespace constat::server::sqlite {
namespace {

using ledger::Decoder;
using ledger::Encoder;

constexpr std::size_t kFrameBytes = 1u << 20;  // a frame ends behind the row that passes it

// Texts of persons, and the column that says whose: sealed in the log.
struct Personal {
  std::string_view table, column, person;
};
constexpr Personal kPersonal[] = {{"revision", "body", "sender"}, {"user", "email", "id"},   {"user", "name", "id"},
                                  {"event", "body", "author"},    {"parked", "note", "sender"}, {"parked", "body", "sender"},
                                  {"audit", "address", "actor"}, {"api_token", "name", "user"}};

std::size_t index_of(const ContentTable& table, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].name == column) return i;
  throw ledger::LedgerDamage("a snapshot has no column " + std::string(column));
}

// For every column: the index of the column that names the person, or none.
std::vector<std::optional<std::size_t>> owners_of(const ContentTable& table) {
  std::vector<std::optional<std::size_t>> owners(table.columns.size());
  for (const Personal& personal : kPersonal)
    if (personal.table == table.name) owners[index_of(table, personal.column)] = index_of(table, personal.person);
  return owners;
}

std::size_t organisation_column(const ContentTable& table) {
  return index_of(table, table.name == "organisation" ? "id" : "organisation");
}

enum class Value : std::int64_t { null, integer, real, text, sealed };  // stored

void write_row(std::string& out, const Statement& row, const ContentTable& table,
               const std::vector<std::optional<std::size_t>>& owners, ledger::PersonKeys& keys) {
  const std::string organisation = row.text(static_cast<int>(organisation_column(table)));
  Encoder put(out, keys, organisation);
  put(organisation);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const int index = static_cast<int>(i);
    const auto tag = [&](Value value) { put(static_cast<std::int64_t>(value)); };
    if (row.is_null(index)) {
      tag(Value::null);
    } else if (const std::string person = owners[i] ? row.text(static_cast<int>(*owners[i])) : std::string(); !person.empty()) {
      tag(Value::sealed), put(person), put.personal(UserId(person), row.text(index));
    } else if (table.columns[i].type == ColumnType::integer) {
      tag(Value::integer), put(row.integer(index));
    } else if (table.columns[i].type == ColumnType::real) {
      tag(Value::real), put(row.real(index));
    } else {
      tag(Value::text), put(row.text(index));
    }
  }
}

SnapshotValue read_value(Decoder& get) {
  std::int64_t tag = 0, integer = 0;
  double real = 0;
  std::string text, person;
  get(tag);
  switch (static_cast<Value>(tag)) {
    case Value::null: return std::monostate{};
    case Value::integer: get(integer); return integer;
    case Value::real: get(real); return real;
    case Value::text: get(text); return text;
    case Value::sealed: {
      const std::size_t before = get.erased();
      get(person), get.personal(UserId(person), text);
      if (get.erased() > before) return Erased{person};
      return text;
    }
  }
  throw ledger::LedgerDamage("a snapshot's row cannot be read");
}

// rows = table columns row*
std::string head_of(const ContentTable& table, ledger::PersonKeys& keys) {
  std::string head;
  Encoder put(head, keys, {});
  put(table.name);
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  put(names);
  return head;
}

}  // namespace

void write_snapshot(Database& database, ledger::Ledger& log, std::uint64_t number, ledger::PersonKeys& keys) {
  log.append(ledger::Kind::snapshot_begin, number, {});
  for (const ContentTable& table : content_tables(database)) {
    const auto owners = owners_of(table);
    const std::string head = head_of(table, keys);
    std::string frame = head;
    auto row = database.prepare(table.rows_in_key_order);
    while (row.step()) {
      write_row(frame, row, table, owners, keys);
      if (frame.size() < kFrameBytes) continue;
      log.append(ledger::Kind::snapshot_rows, number, frame);
      frame = head;
    }
    if (frame.size() > head.size()) log.append(ledger::Kind::snapshot_rows, number, frame);
  }
  log.append(ledger::Kind::snapshot_end, number, {});
}

void clear_content(Database& database) {
  database.execute("PRAGMA defer_foreign_keys=ON");
  // The sums first: nothing is left then to be taken out of them row by row.
  for (const ContentTable& table : sum_tables(database)) database.execute(("DELETE FROM " + table.name).c_str());
  for (const ContentTable& table : content_tables(database)) database.execute(("DELETE FROM " + table.name).c_str());
}

void each_snapshot_row(std::string_view rows, ledger::PersonKeys& keys,
                       const std::function<void(const SnapshotRow&)>& visit) {
  Decoder head(rows, keys, {});
  SnapshotRow row;
  head(row.table), head(row.columns);
  std::string_view rest = head.take(head.left());
  while (!rest.empty()) {
    Decoder first(rest, keys, {});
    first(row.organisation);
    Decoder get(first.take(first.left()), keys, row.organisation);
    row.values.clear();
    for (std::size_t i = 0; i < row.columns.size(); ++i) row.values.push_back(read_value(get));
    visit(row);
    rest = get.take(get.left());
  }
}

std::size_t take_snapshot_rows(Database& database, std::string_view rows, ledger::PersonKeys& keys) {
  std::size_t erased = 0;
  each_snapshot_row(rows, keys, [&](const SnapshotRow& row) {
    std::string columns, places;
    for (const std::string& name : row.columns) {
      columns += (columns.empty() ? "" : ", ") + name;
      places += places.empty() ? "?" : ", ?";
    }
    auto statement = database.prepare("INSERT INTO " + row.table + " (" + columns + ") VALUES (" + places + ")");
    for (std::size_t i = 0; i < row.columns.size(); ++i) {
      const SnapshotValue& value = row.values[i];
      if (const auto* number = std::get_if<std::int64_t>(&value)) statement.bind(*number);
      else if (const auto* real = std::get_if<double>(&value)) statement.bind(*real);
      else if (const auto* text = std::get_if<std::string>(&value)) statement.bind(*text);
      else if (const auto* gone = std::get_if<Erased>(&value)) {
        ++erased;
        // An address is unique: an erased person keeps a place of their own.
        const bool address = row.table == "user" && row.columns[i] == "email";
        statement.bind(address ? "erased:" + row.organisation + ":" + gone->person : std::string());
      } else statement.bind_null();
    }
    statement.run();
  });
  return erased;
}

}  // namespace constat::server::sqlite
