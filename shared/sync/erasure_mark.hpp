// What is kept of a person who was erased so that the erasure can be done again elsewhere: on phones that hold their data
// still, and after an older backup was restored. It names nobody; who already knows the organisation and the person's id can
// tell whether it stands for them.
#pragma once

#include <string>
#include <string_view>

namespace constat {

// SHA-256 (64 hexadecimal digits) of the organisation's id, a line feed and the person's id. Phones compare it: never changed.
std::string erasure_mark(std::string_view organisation, std::string_view person);

// The type under which the feed tells of an erasure; the change's id is the mark.
inline constexpr std::string_view kErasedChange = "erased";
// The problem that a request gets whose session was of a person who was erased.
inline constexpr std::string_view kAccountErased = "account-erased";

}  // namespace constat
