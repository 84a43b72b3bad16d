#include "backend/administration/people_json.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "backend/platform/clock.hpp"
#include "shared/review/comment_text.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

std::string_view name_of(LinkState state) {
  switch (state) {
    case LinkState::open: return "open";
    case LinkState::used: return "used";
    case LinkState::expired: return "expired";
    case LinkState::revoked: return "revoked";
    case LinkState::unknown: break;
  }
  return "unknown";
}

Doc in_short(const User& user, std::string_view status) {
  return {{"id", user.id.value}, {"name", user.name}, {"email", user.email}, {"role", to_string(user.role)}, {"language", user.language}, {"status", status}};
}

}  // namespace

std::string people_json(Reader& reader, const PeopleFilter& filter, std::int64_t now_ms) {
  std::set<std::string> invited;
  for (const AccountLink& link : reader.account_links({}))
    if (state_of(link, now_ms) == LinkState::open) invited.insert(link.user.value);
  const std::u32string wanted = normalised_comment(filter.text);
  std::map<std::string, std::int64_t, std::less<>> by_status;
  std::vector<std::pair<User, std::string_view>> found;
  for (User& user : reader.users()) {
    if (is_erased(user)) continue;
    const std::string_view status = status_of(user, invited.count(user.id.value) > 0);
    const bool fits_text = wanted.empty() || normalised_comment(user.name + " " + user.email + " " + user.id.value).find(wanted) != std::u32string::npos;
    if (!fits_text || (!filter.role.empty() && filter.role != to_string(user.role))) continue;
    ++by_status[std::string(status)];
    if (filter.status.empty() || filter.status == status) found.emplace_back(std::move(user), status);
  }
  std::vector<std::pair<std::u32string, std::size_t>> order;
  for (std::size_t i = 0; i < found.size(); ++i) order.emplace_back(normalised_comment(found[i].first.name), i);
  std::sort(order.begin(), order.end());
  Doc people = Doc::array();
  for (std::size_t i = filter.page * kPeoplePage; i < order.size() && i < (filter.page + 1) * kPeoplePage; ++i) {
    const auto& [user, status] = found[order[i].second];
    people.push_back(in_short(user, status));
  }
  return dump({{"people", std::move(people)}, {"count", found.size()}, {"statuses", by_status}});
}

std::string person_json(Reader& reader, const User& user, std::int64_t now_ms) {
  const auto links = reader.account_links(user.id);
  const bool invited = std::any_of(links.begin(), links.end(), [&](const AccountLink& link) { return state_of(link, now_ms) == LinkState::open; });
  Doc doc = in_short(user, status_of(user, invited));
  Doc sites = Doc::array();
  for (const SiteId& id : reader.sites_of_user(user.id)) {
    const auto site = reader.site(id);
    sites.push_back({{"id", id.value}, {"name", site ? site->name : id.value}, {"city", site ? site->city : ""}});
  }
  doc["sites"] = std::move(sites);
  doc["regions"] = user.regions;
  doc["skills"] = user.skills;
  doc["link"] = nullptr;
  if (!links.empty()) {
    const AccountLink& link = links.front();
    const auto maker = reader.user(link.made_by);
    doc["link"] = {{"kind", link.kind},
                   {"state", name_of(state_of(link, now_ms))},
                   {"made_at", rfc3339(link.made_at)},
                   {"made_by", maker ? maker->name : link.made_by.value},
                   {"expires_at", rfc3339(link.expires_at)}};
    if (link.used_at) doc["link"]["used_at"] = rfc3339(*link.used_at);
  }
  return dump(doc);
}

}  // namespace constat::server
