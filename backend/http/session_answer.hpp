// What somebody is told who has just signed in, or asks who they are.
#pragma once

#include <string>

#include "backend/http/services.hpp"

namespace constat::server::http {

std::string session_document(const Services& services, const SignedIn& who);

}  // namespace constat::server::http
