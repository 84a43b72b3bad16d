#include "backend/auth/limits.hpp"

#include <algorithm>

#include "backend/auth/limited_reader.hpp"

namespace constat::server {
namespace {

// Keeps the snapshot that it looks at.
class OwnReader final : public LimitedReader {
 public:
  OwnReader(std::unique_ptr<Reader> reader, const SignedIn& who) : LimitedReader(*reader, who.sites), reader_(std::move(reader)) {}

 private:
  std::unique_ptr<Reader> reader_;
};

}  // namespace

std::optional<std::vector<SiteId>> sites_seen_by(Reader& reader, const User& user) {
  if (user.role != Role::site_manager && user.role != Role::manager) return std::nullopt;
  std::vector<SiteId> sites = reader.sites_of_user(user.id);
  if (user.role == Role::site_manager) return sites;
  if (sites.empty() && user.regions.empty()) return std::nullopt;
  if (!user.regions.empty())
    for (Site& site : reader.sites())
      if (std::find(user.regions.begin(), user.regions.end(), site.region) != user.regions.end()) sites.push_back(std::move(site.id));
  std::sort(sites.begin(), sites.end(), [](const SiteId& a, const SiteId& b) { return a.value < b.value; });
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  return sites;
}

void tell_of_sight(Writer& writer, const User& user, const std::optional<std::vector<SiteId>>& before) {
  if (user.role != Role::manager) return;
  const auto after = sites_seen_by(writer, user);
  const auto sees = [](const std::optional<std::vector<SiteId>>& sites, const SiteId& id) {
    return !sites || std::binary_search(sites->begin(), sites->end(), id, [](const SiteId& a, const SiteId& b) { return a.value < b.value; });
  };
  for (const Site& site : writer.sites())
    if (sees(before, site.id) != sees(after, site.id)) writer.tell_of_site(user.id, site.id);
}

std::optional<SignedIn> person_as_of_now(Reader& reader, const UserId& id) {
  auto user = reader.user(id);
  if (!user) return std::nullopt;
  SignedIn who;
  who.organisation = reader.organisation();
  if (auto sites = sites_seen_by(reader, *user)) {
    who.sites = std::move(*sites);
    who.limited = user->role == Role::manager;
  }
  who.user = std::move(*user);
  return who;
}

bool may_see_site(const SignedIn& who, const SiteId& site) {
  if (who.user.role != Role::site_manager && !who.limited) return true;
  return std::find(who.sites.begin(), who.sites.end(), site) != who.sites.end();
}

std::unique_ptr<Reader> read_for(Store& store, const SignedIn& who) {
  auto reader = store.read(who.organisation.id);
  if (!who.limited) return reader;
  return std::make_unique<OwnReader>(std::move(reader), who);
}

std::unique_ptr<Reader> limited(Reader& reader, const SignedIn& who) {
  if (!who.limited) return std::make_unique<Forwarding<Reader>>(reader);
  return std::make_unique<LimitedReader>(reader, who.sites);
}

}  // namespace constat::server
