// Passwords that many people use, and that are tried first by whoever guesses.
#pragma once

#include <string_view>

namespace constat::server {

// Whether a password, in lower case, is one of those that people use most, or one of them (of four letters or more) with at
// most six digits and signs before or behind it. The list comes with the program: nothing is asked of anybody.
bool is_common_password(std::string_view lower_case);

}  // namespace constat::server
