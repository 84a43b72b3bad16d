// One page of an organisation's feed, as far as this user may see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/feed/copies.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

struct Cursor {
  std::string epoch;
  std::int64_t seq = 0;
  // In the middle of a pull that began without a cursor: what was forgotten then. Such a reader missed none of it.
  std::int64_t floor = 0;
};
std::string write_cursor(const Cursor& cursor);
std::optional<Cursor> parse_cursor(std::string_view text);

inline constexpr std::size_t kDefaultPage = 500;
inline constexpr std::size_t kLargestPage = 1000;

// The JSON of a page; none when the cursor is of another epoch, ahead of the feed, unreadable, or so old that removals
// after it are forgotten: pull all again. `copies`: none, nothing is copied anywhere.
std::optional<std::string> pull_page(Store& store, const SignedIn& who, std::string_view cursor, std::size_t limit,
                                     Copies* copies = nullptr);

}  // namespace constat::server
