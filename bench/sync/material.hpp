// What the bench sends: visits with 40 answers as a phone makes them, and the directory of the server that takes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace constat::bench {

inline constexpr int kAnswers = 40;
inline constexpr const char* kOrganisation = "bench";

std::string visit_name(std::uint64_t number);  // a UUIDv7, rising with the number
std::string visit_body(std::uint64_t number);  // constat.submission/1

// Whole HTTP requests, with digest and cookie.
std::string push_request(const std::string& cookie, std::uint64_t number);
// `photos`: what stands between the brackets of the first answer's list of photos.
std::string push_request_with_photos(const std::string& cookie, std::uint64_t number, const std::string& photos);
std::string pull_request(const std::string& cookie, const std::string& cursor, int limit);

// A data directory with an organisation, its checklist of 40 items, a site, an investigator. The cookie of a session.
std::string make_directory(const std::filesystem::path& data);

// Visits first .. first + count - 1 written through the store, many to a transaction, as if they had been pushed.
void add_history(const std::filesystem::path& data, std::uint64_t first, std::uint64_t count);

}  // namespace constat::bench
