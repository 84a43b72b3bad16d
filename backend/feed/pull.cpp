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

}  // namespace

std::string write_cursor(const Cursor& cursor) { return cursor.epoch + "." + std::to_string(cursor.seq); }

std::optional<Cursor> parse_cursor(std::string_view text) {
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  Cursor cursor{std::string(text.substr(0, dot)), 0};
  const std::string_view digits = text.substr(dot + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cursor.seq);
  if (error != std::errc() || end != digits.data() + digits.size() || cursor.seq < 0) return std::nullopt;
  return cursor;
}

std::optional<std::string> pull_page(Store& store, const SignedIn& who, std::string_view cursor, std::size_t limit) {
  const auto reader = store.read(who.organisation.id);
  const std::string epoch = reader->organisation().epoch;
  const std::int64_t newest = reader->seq();
  std::int64_t after = 0;
  if (!cursor.empty()) {
    const auto from = parse_cursor(cursor);
    if (!from || from->epoch != epoch || from->seq > newest) return std::nullopt;
    after = from->seq;
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
  page.cursor = write_cursor({epoch, page.more ? page.changes.back().seq : newest});
  return write_change_page(page);
}

}  // namespace constat::server
