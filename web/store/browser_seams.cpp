#include "web/store/browser_seams.hpp"

#include <cstdlib>
#include <cstring>

#include <emscripten.h>

#include "shared/base/json.hpp"

// Module.host is set by store_engine.ts. Data comes back as u32 length and bytes, in memory of _constat_store_alloc.
EM_JS(char*, host_sql, (const char* sql, int sql_length, const char* parameters, int parameters_length), {
  return Module.host.sql(HEAPU8.slice(sql, sql + sql_length), HEAPU8.slice(parameters, parameters + parameters_length));
});
EM_JS(int, host_slot_count, (), { return Module.host.slotCount(); });
EM_JS(char*, host_slot_read, (int slot), { return Module.host.slotRead(slot); });
EM_JS(int, host_slot_write, (int slot, int offset, const char* bytes, int length), {
  return Module.host.slotWrite(slot, offset, HEAPU8.slice(bytes, bytes + length));
});
EM_JS(int, host_random, (), { return Module.host.random(); });

namespace constat::store {
namespace {

Error storage_error() { return Error{ErrorCode::unavailable, "storage-failed", {}, {}}; }

// Takes over what the host allocated; none for a null pointer.
bool take(char* packed, std::string& out) {
  if (!packed) return false;
  std::uint32_t length = 0;
  std::memcpy(&length, packed, sizeof length);
  out.assign(packed + sizeof length, length);
  std::free(packed);
  return true;
}

std::string parameters_json(const std::vector<SqlValue>& parameters) {
  std::string out = "[";
  for (const SqlValue& value : parameters) {
    if (out.size() > 1) out += ',';
    if (const auto* text = std::get_if<std::string>(&value)) out += json_quoted(*text);
    else if (const auto* integer = std::get_if<std::int64_t>(&value)) out += std::to_string(*integer);
    else out += "null";
  }
  return out + "]";
}

SqlValue sql_value(const Json& value) {
  if (value.is(JsonKind::string)) return value.text;
  if (value.is(JsonKind::number)) return static_cast<std::int64_t>(std::strtoll(value.text.c_str(), nullptr, 10));
  return std::monostate();
}

}  // namespace

Result<SqlRows> BrowserDatabase::run(std::string_view sql, const std::vector<SqlValue>& parameters) {
  const std::string bound = parameters_json(parameters);
  std::string answer;
  if (!take(host_sql(sql.data(), static_cast<int>(sql.size()), bound.data(), static_cast<int>(bound.size())), answer))
    return tl::unexpected(storage_error());
  const auto rows = parse_json(answer);
  if (!rows) return tl::unexpected(storage_error());
  SqlRows out;
  out.reserve(rows->elements.size());
  for (const Json& row : rows->elements) {
    SqlRow& values = out.emplace_back();
    for (const Json& value : row.elements) values.push_back(sql_value(value));
  }
  return out;
}

int BrowserLogSlots::count() { return host_slot_count(); }

Result<std::string> BrowserLogSlots::read(int slot) {
  std::string bytes;
  if (!take(host_slot_read(slot), bytes)) return tl::unexpected(storage_error());
  return bytes;
}

Result<void> BrowserLogSlots::write(int slot, std::size_t offset, std::string_view bytes) {
  if (host_slot_write(slot, static_cast<int>(offset), bytes.data(), static_cast<int>(bytes.size()))) return {};
  return tl::unexpected(storage_error());
}

Result<void> BrowserLogSlots::clear(int slot) { return write(slot, 0, {}); }

std::uint64_t BrowserRandomness::next() {
  const auto low = static_cast<std::uint32_t>(host_random());
  const auto high = static_cast<std::uint32_t>(host_random());
  return static_cast<std::uint64_t>(high) << 32 | low;
}

}  // namespace constat::store
