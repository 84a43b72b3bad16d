// Whose photos are whose: a photo has no owner of its own, the visits that name it say who may send and who may see it.
#pragma once

#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/store/repository.hpp"

namespace constat::server {

// Somebody who may see a visit that names it.
bool may_see_photo(Reader& reader, const SignedIn& who, std::string_view sha256);
// Also whoever sent a body that names it, counting or not.
bool may_send_photo(Reader& reader, const SignedIn& who, std::string_view sha256);

}  // namespace constat::server
