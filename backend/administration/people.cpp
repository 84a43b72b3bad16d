#include "backend/administration/people.hpp"

#include <algorithm>

#include "backend/administration/api_tokens.hpp"
#include "backend/administration/made_id.hpp"
#include "backend/auth/limits.hpp"

namespace constat::server {
namespace {

using Kind = PersonOutcome::Kind;

// Somebody else who can sign in and administer.
bool has_other_administrator(Reader& reader, const UserId& id) {
  for (const User& user : reader.users())
    if (user.id != id && user.role == Role::administrator && !user.disabled && !user.password_hash.empty()) return true;
  return false;
}

bool administers(const User& user) { return user.role == Role::administrator && !user.disabled; }

bool has_site(Reader& reader, const std::string& region) {
  for (const Site& site : reader.sites())
    if (site.region == region) return true;
  return false;
}

// A limit that names no site would show nothing, or the wrong thing once somebody spells a region so.
std::vector<Problem> unknown_regions(Reader& reader, const std::vector<std::string>& regions) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < regions.size(); ++i)
    if (!has_site(reader, regions[i])) problems.push_back({"regions[" + std::to_string(i) + "]", "unknown-region", {regions[i]}});
  return problems;
}

std::vector<Problem> unknown_sites(Reader& reader, const std::vector<SiteId>& sites) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < sites.size(); ++i)
    if (!reader.site(sites[i])) problems.push_back({"sites[" + std::to_string(i) + "]", "unknown-site", {sites[i].value}});
  return problems;
}

std::vector<Problem> unknown_places(Reader& reader, const PersonDetails& details) {
  std::vector<Problem> problems = unknown_sites(reader, details.sites);
  for (Problem& each : unknown_regions(reader, details.regions)) problems.push_back(std::move(each));
  return problems;
}

// Those of before that are no longer named go, the new ones come; true when anything changed.
bool put_sites(Writer& writer, const UserId& id, const std::vector<SiteId>& wanted) {
  const auto has = [](const std::vector<SiteId>& list, const SiteId& site) { return std::find(list.begin(), list.end(), site) != list.end(); };
  const auto before = writer.sites_of_user(id);
  bool changed = false;
  for (const SiteId& site : before)
    if (!has(wanted, site)) writer.remove_user_site(id, site), changed = true;
  for (const SiteId& site : wanted)
    if (!has(before, site)) writer.put_user_site(id, site), changed = true;
  return changed;
}

bool is_same(const User& user, const PersonDetails& details) {
  return user.name == details.name && user.email == details.email && user.language == details.language && user.role == details.role &&
         user.regions == details.regions && user.skills == details.skills;
}

void revoke_open_links(Writer& writer, const UserId& id, std::int64_t now_ms, bool& any) {
  for (AccountLink link : writer.account_links(id)) {
    if (state_of(link, now_ms) != LinkState::open) continue;
    link.revoked_at = now_ms;
    writer.put_account_link(link);
    any = true;
  }
}

}  // namespace

PersonOutcome add_person(Store& store, const OrganisationId& organisation, const PersonDetails& details) {
  const auto holder = store.accounts()->user_by_email(details.email);
  PersonOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    outcome.problems = unknown_places(writer, details);
    if (!outcome.problems.empty()) {
      outcome.kind = Kind::refused;
      return;
    }
    if (holder) {
      const bool same = holder->organisation == organisation && is_same(*holder, details) && writer.sites_of_user(holder->id).size() == details.sites.size();
      outcome.kind = same ? Kind::unchanged : Kind::email_taken;
      if (same) outcome.user = *holder;
      return;
    }
    const std::string id = free_id_from(details.email.substr(0, details.email.find('@')),
                                        [&](const std::string& wanted) { return writer.user(UserId(wanted)) || writer.is_erased(UserId(wanted)); });
    outcome.user = {organisation, UserId(id), details.email, details.name, details.role, details.language, "", false, details.regions, details.skills};
    writer.put_user(outcome.user);
    put_sites(writer, outcome.user.id, details.sites);
    outcome.kind = Kind::made;
  });
  return outcome;
}

PersonOutcome change_person(Store& store, const OrganisationId& organisation, const UserId& id, const PersonDetails& details) {
  const auto holder = store.accounts()->user_by_email(details.email);
  PersonOutcome outcome;
  bool other_role = false;
  store.write(organisation, [&](Writer& writer) {
    auto user = writer.user(id);
    if (!user || is_erased(*user)) return;
    outcome.user = *user;
    outcome.problems = unknown_places(writer, details);
    if (!outcome.problems.empty()) {
      outcome.kind = Kind::refused;
      return;
    }
    if (holder && (holder->organisation != organisation || holder->id != id)) {
      outcome.kind = Kind::email_taken;
      return;
    }
    other_role = user->role != details.role;
    if (other_role && administers(*user) && !has_other_administrator(writer, id)) {
      outcome.kind = Kind::last_administrator;
      other_role = false;
      return;
    }
    const bool same = is_same(*user, details);
    const auto seen = user->role == Role::manager ? sites_seen_by(writer, *user) : std::vector<SiteId>();
    user->name = details.name;
    user->email = details.email;
    user->language = details.language;
    user->role = details.role;
    user->regions = details.regions;
    user->skills = details.skills;
    if (!same) writer.put_user(*user);
    const bool moved = put_sites(writer, id, details.sites);
    tell_of_sight(writer, *user, seen);
    outcome.user = *user;
    outcome.kind = same && !moved ? Kind::unchanged : Kind::changed;
  });
  if (other_role) store.remove_sessions_of(organisation, id);
  return outcome;
}

PersonOutcome set_active(Store& store, const OrganisationId& organisation, const UserId& id, bool active, std::int64_t now_ms) {
  PersonOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    auto user = writer.user(id);
    if (!user || is_erased(*user)) return;
    outcome.user = *user;
    outcome.kind = Kind::unchanged;
    if (user->disabled != active) return;
    if (!active && administers(*user) && !has_other_administrator(writer, id)) {
      outcome.kind = Kind::last_administrator;
      return;
    }
    user->disabled = !active;
    writer.put_user(*user);
    bool any = false;
    if (!active) revoke_open_links(writer, id, now_ms, any), revoke_tokens_of(writer, id, now_ms);
    outcome.user = *user;
    outcome.kind = Kind::changed;
  });
  // A phone of a deactivated account kept its session to hand over what it held. Who comes back signs in again.
  if (active && outcome.kind == Kind::changed) store.remove_sessions_of(organisation, id);
  return outcome;
}

LinkOutcome make_link(Store& store, const SignedIn& who, const UserId& id, std::int64_t now_ms) {
  LinkOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    const auto user = writer.user(id);
    if (!user || is_erased(*user)) return;
    if (user->disabled) {
      outcome.kind = LinkOutcome::Kind::deactivated;
      return;
    }
    bool any = false;
    revoke_open_links(writer, id, now_ms, any);
    outcome.made = make_account_link(*user, who.user.id, now_ms);
    writer.put_account_link(outcome.made.link);
    outcome.kind = LinkOutcome::Kind::made;
  });
  return outcome;
}

LinkOutcome revoke_links(Store& store, const OrganisationId& organisation, const UserId& id, std::int64_t now_ms) {
  LinkOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    if (!writer.user(id)) return;
    bool any = false;
    revoke_open_links(writer, id, now_ms, any);
    outcome.kind = any ? LinkOutcome::Kind::revoked : LinkOutcome::Kind::unchanged;
  });
  return outcome;
}

std::string_view status_of(const User& user, bool has_open_link) {
  if (user.disabled) return "deactivated";
  if (!user.password_hash.empty()) return "active";
  return has_open_link ? "invited" : "no_access";
}

}  // namespace constat::server
