#include "web/app/audit.hpp"

#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

std::string plain(const Json& value) {
  if (value.is(JsonKind::string)) return value.text;
  if (value.is(JsonKind::array)) {
    std::string list;
    for (const Json& each : value.elements) list += (list.empty() ? "" : ", ") + plain(each);
    return list;
  }
  return write_json(value);
}

AuditEntry read_entry(const Json& json) {
  AuditEntry entry;
  entry.number = integer_of(json, "number").value_or(0);
  entry.at = text_of(json, "at");
  if (const Json* actor = object_of(json, "actor")) {
    entry.actor_id = text_of(*actor, "id");
    entry.actor = text_of(*actor, "name");
  }
  entry.action = text_of(json, "action");
  if (const Json* object = object_of(json, "object")) {
    entry.object_type = text_of(*object, "type");
    entry.object_id = text_of(*object, "id");
    entry.object_name = text_of(*object, "name");
  }
  if (const Json* detail = object_of(json, "detail"))
    for (const auto& [name, value] : detail->members) entry.details.emplace_back(name, plain(value));
  entry.address = text_of(json, "address");
  return entry;
}

}  // namespace

AuditLog read_audit_log(const Json& body) {
  AuditLog log;
  if (const Json* entries = array_of(body, "entries"))
    for (const Json& entry : entries->elements) log.entries.push_back(read_entry(entry));
  log.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(log.entries.size()));
  if (const Json* people = array_of(body, "people"))
    for (const Json& person : people->elements) log.people.emplace_back(text_of(person, "id"), text_of(person, "name"));
  return log;
}

}  // namespace constat::app
