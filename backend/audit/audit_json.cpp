#include "backend/audit/audit_json.hpp"

#include <map>
#include <nlohmann/json.hpp>

namespace constat::server {
namespace {

using Doc = nlohmann::json;

class Named {
 public:
  explicit Named(Reader& reader) : reader_(reader) {
    for (const User& user : reader.users()) people_[user.id.value] = user.name;
    for (const Site& site : reader.sites()) sites_[site.id.value] = site.name;
  }

  Doc people() const {
    Doc list = Doc::array();
    for (const auto& [id, name] : people_) list.push_back({{"id", id}, {"name", name}});
    return list;
  }

  Doc entry(const AuditEntry& entry) {
    Doc detail = entry.detail.empty() ? Doc::object() : Doc::parse(entry.detail, nullptr, false);
    if (!detail.is_object()) detail = Doc::object();
    return {{"number", entry.number},
            {"at", entry.at},
            {"actor", entry.actor.empty() ? Doc() : Doc{{"id", entry.actor.value}, {"name", name_in(people_, entry.actor.value)}}},
            {"action", entry.action},
            {"object", {{"type", entry.object_type}, {"id", entry.object}, {"name", name_of(entry)}}},
            {"detail", std::move(detail)},
            {"address", entry.address}};
  }

 private:
  static std::string name_in(const std::map<std::string, std::string>& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? id : found->second;
  }

  // What a person calls the object: of a visit or a mission its site.
  std::string name_of(const AuditEntry& entry) {
    if (entry.object_type == "user") return name_in(people_, entry.object);
    if (entry.object_type == "site") return name_in(sites_, entry.object);
    if (entry.object_type == "visit")
      if (const auto visit = reader_.visit(VisitId(entry.object))) return name_in(sites_, visit->site.value);
    if (entry.object_type == "mission")
      if (const auto mission = reader_.mission(MissionId(entry.object))) return name_in(sites_, mission->site.value);
    return entry.object;
  }

  Reader& reader_;
  std::map<std::string, std::string> people_, sites_;
};

}  // namespace

std::string audit_json(Reader& reader, const AuditFilter& filter) {
  const AuditPage page = reader.audit(filter);
  Named named(reader);
  Doc entries = Doc::array();
  for (const AuditEntry& entry : page.entries) entries.push_back(named.entry(entry));
  return Doc{{"entries", std::move(entries)}, {"count", page.count}, {"people", named.people()}}.dump(-1, ' ', false,
                                                                                                      Doc::error_handler_t::replace);
}

}  // namespace constat::server
