// A visit that came back from its review.
#include "shared/device/draft_records.hpp"
#include "shared/device/drafts.hpp"

namespace constat {
namespace {

// The server's document of the visit; empty: it has not told of it.
constexpr std::string_view kFeed =
    "SELECT json_extract(doc, '$.status'), json_extract(doc, '$.sha256'), json_extract(doc, '$.review') FROM doc "
    "WHERE owner = ?1 AND type = 'visit' AND id = ?2";

}  // namespace

Result<std::string> Drafts::returned(const std::string& visit) {
  auto rows = context_.db.run(kFeed, {context_.user, visit});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty() || text_at(rows->front(), 0) != "returned") return std::string("null");
  return json_at(rows->front(), 2);
}

void Drafts::reopen(std::int64_t seq, const std::string& visit) {
  const auto row = find(visit);
  if (!row) return context_.refuse(seq, row.error());
  if (!*row || (*row)->owner != context_.user) return context_.refuse(seq, "visit-not-on-phone");
  if ((*row)->state == "draft") return open(seq, visit);
  auto rows = context_.db.run(kFeed, {context_.user, visit});
  if (!rows) return context_.refuse(seq, rows.error());
  if (rows->empty() || text_at(rows->front(), 0) != "returned") return context_.refuse(seq, "visit-not-returned");
  // Only what was judged can be mended: another body may have come from another phone, or this one was let go of.
  if ((*row)->state != "received" || (*row)->body.empty() || (*row)->sha256 != text_at(rows->front(), 1))
    return context_.refuse(seq, "visit-not-on-phone");
  const std::int64_t revision = (*row)->revision + 1;
  const auto done = change(**row, [&](std::int64_t n) { return draft_records::reopen(n, revision); });
  if (!done) return context_.refuse(seq, done.error());
  open(seq, visit);
  context_.changed({"missions", "visits"});
}

}  // namespace constat
