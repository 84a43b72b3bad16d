#include "backend/feed/pull.hpp"

#include <algorithm>
#include <charconv>

#include "backend/feed/documents.hpp"
#include "shared/sync/changes.hpp"

namespace constat::server {
namespace {

// What a page's own members and one change's frame take besides the documents.
constexpr std::size_t kPageFrame = 512;
constexpr std::size_t kChangeFrame = 256;

bool read_number(std::string_view digits, std::int64_t& value) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() && value >= 0;
}

}  // namespace

// epoch.seq, or epoch.seq-floor
std::string write_cursor(const Cursor& cursor) {
  const std::string text = cursor.epoch + "." + std::to_string(cursor.seq);
  return cursor.floor > 0 ? text + "-" + std::to_string(cursor.floor) : text;
}

std::optional<Cursor> parse_cursor(std::string_view text) {
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  Cursor cursor{std::string(text.substr(0, dot)), 0};
  const std::string_view numbers = text.substr(dot + 1);
  const auto dash = numbers.find('-');
  if (!read_number(numbers.substr(0, dash), cursor.seq)) return std::nullopt;
  if (dash != std::string_view::npos && !read_number(numbers.substr(dash + 1), cursor.floor)) return std::nullopt;
  return cursor;
}

std::optional<std::string> pull_page(Store& store, const SignedIn& who, std::string_view cursor, std::size_t limit,
                                     Copies* copies) {
  const auto reader = store.read(who.organisation.id);
  const std::string epoch = reader->organisation().epoch;
  const std::int64_t newest = reader->seq();
  const std::int64_t forgotten = reader->oldest_cursor();
  std::int64_t after = 0, floor = forgotten;
  if (!cursor.empty()) {
    const auto from = parse_cursor(cursor);
    if (!from || from->epoch != epoch || from->seq > newest) return std::nullopt;
    if (from->floor > newest || std::max(from->seq, from->floor) < forgotten) return std::nullopt;
    after = from->seq;
    floor = from->floor;
  }
  limit = std::clamp<std::size_t>(limit, 1, kLargestPage);
  // Investigators and site managers hear of what is announced to them; the others of everything that is not personal.
  const bool staff = who.user.role != Role::investigator && who.user.role != Role::site_manager;
  const auto entries = reader->feed(who.user.id, staff, after, limit + 1);

  ChangePage page;
  page.epoch = epoch;
  std::size_t bytes = kPageFrame;
  for (const FeedEntry& entry : entries) {
    if (page.changes.size() == limit) break;
    std::string doc = document_of(*reader, who, entry);
    bytes += doc.size() + kChangeFrame;
    // One document larger than a page still travels, alone.
    if (bytes > kMaxPageBytes && !page.changes.empty()) break;
    page.changes.push_back({entry.type, entry.id, entry.seq, std::move(doc)});
  }
  page.more = page.changes.size() < entries.size();
  page.cursor = write_cursor(page.more ? Cursor{epoch, page.changes.back().seq, floor} : Cursor{epoch, newest, 0});
  if (copies) page.safe_seq = copies->safe_seq(who.organisation.id.value, epoch);
  return write_change_page(page);
}

}  // namespace constat::server
