// The documents of the feed, as docs/protocol.md writes them.
#pragma once

#include <string>

#include "backend/auth/limits.hpp"
#include "backend/store/repository.hpp"

namespace constat::server {

// JSON; empty when the document is gone or this user may not see it (a removal).
std::string document_of(Reader& reader, const SignedIn& who, const FeedEntry& entry);

// Investigators their own, site managers those of their sites that passed review (where it is demanded), the others all;
// clients none.
bool may_see_visit(const SignedIn& who, const VisitRecord& visit);
// Who made a visit: those who are judged do not learn it, or it was the last visit that this person could make there.
bool may_know_investigators(const SignedIn& who);

}  // namespace constat::server
