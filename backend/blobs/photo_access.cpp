#include "backend/blobs/photo_access.hpp"

#include <algorithm>

#include "backend/feed/documents.hpp"

namespace constat::server {

bool may_see_photo(Reader& reader, const SignedIn& who, std::string_view sha256) {
  const auto visits = reader.visits_with_photo(sha256);
  return std::any_of(visits.begin(), visits.end(), [&](const VisitId& id) {
    const auto visit = reader.visit(id);
    if (!visit || !may_see_visit(who, *visit)) return false;
    if (who.user.role != Role::investigator) return true;
    // What a site shows in an appeal is not for the visit's investigator.
    const auto photos = reader.photos(id);
    return std::any_of(photos.begin(), photos.end(), [&](const VisitPhoto& photo) { return photo.revision > 0 && photo.sha256 == sha256; });
  });
}

bool may_send_photo(Reader& reader, const SignedIn& who, std::string_view sha256) {
  return reader.has_sent_photo(who.user.id, sha256) || may_see_photo(reader, who, sha256);
}

}  // namespace constat::server
