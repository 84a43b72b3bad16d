#include "backend/blobs/photo_access.hpp"

#include <algorithm>

#include "backend/feed/documents.hpp"

namespace constat::server {

bool may_see_photo(Reader& reader, const SignedIn& who, std::string_view sha256) {
  const auto visits = reader.visits_with_photo(sha256);
  return std::any_of(visits.begin(), visits.end(), [&](const VisitId& id) {
    const auto visit = reader.visit(id);
    return visit && may_see_visit(who, *visit);
  });
}

bool may_send_photo(Reader& reader, const SignedIn& who, std::string_view sha256) {
  return reader.has_sent_photo(who.user.id, sha256) || may_see_photo(reader, who, sha256);
}

}  // namespace constat::server
