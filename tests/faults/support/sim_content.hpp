// What the simulated organisation "o" holds: a manager "boss", investigators u0, u1, ... with missions m<user>-<k>, one
// checklist "grid@1" of choice items i0..i4, a note and a photo.
#pragma once

#include <cstdint>
#include <string>

#include "backend/store/store.hpp"

namespace constat::test {

inline constexpr const char* kOrganisation = "o";
inline constexpr int kChoiceItems = 5, kChoices = 6;

std::string user_name(int user);
std::string mission_name(int user, int mission);
server::Mission mission_of(int user, int mission);

void publish_content(server::Store& store, int users, int missions_each);

// A submission of grid@1 for a mission of that user, canonical. `answers` as JSON.
std::string submission_of(const std::string& visit, int user, int mission, const std::string& answers);

// Bytes that the server takes for a photo, of about that size; the same for the same seed.
std::string photo_bytes(std::uint64_t seed, std::size_t size);

// A device score as a phone sends it; the server's differs and says so.
extern const char* const kAnyDeviceScore;

}  // namespace constat::test
