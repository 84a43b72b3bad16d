// Which sites a person sees. A site manager has a list of sites; a manager may have a list of regions, of sites, or of both,
// and sees every site that either names. Everybody else, and a manager without any, sees all of them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

// By id; none: all of them. Regions are read anew: a site that comes into a region later is seen too.
std::optional<std::vector<SiteId>> sites_seen_by(Reader& reader, const User& user);

// Tells the person's devices of every site that they see now and did not before, or the reverse. `before` is what
// sites_seen_by() said in this transaction, before the change; only managers hear more than what is announced to them alone.
void tell_of_sight(Writer& writer, const User& user, const std::optional<std::vector<SiteId>>& before);

// Who somebody is now and what they see, without saying by what they came; none: there is nobody of this id.
std::optional<SignedIn> person_as_of_now(Reader& reader, const UserId& id);

bool may_see_site(const SignedIn& who, const SiteId& site);

// What this person may read: for a limited manager nothing that belongs to other sites is there, whoever asks and however.
// Site managers and investigators are bound by the rules of backend/feed/documents.hpp instead.
std::unique_ptr<Reader> read_for(Store& store, const SignedIn& who);

// The same over somebody else's reader, which outlives the result.
std::unique_ptr<Reader> limited(Reader& reader, const SignedIn& who);

}  // namespace constat::server
