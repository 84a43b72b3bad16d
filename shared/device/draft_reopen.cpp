// A visit that came back from its review.
#include <algorithm>

#include "shared/device/draft_records.hpp"
#include "shared/device/drafts.hpp"
#include "shared/device/pulled.hpp"

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
  if (*row && (*row)->owner != context_.user) return context_.refuse(seq, "visit-not-on-phone");
  if (*row && (*row)->state == "draft") return open(seq, visit);
  auto rows = context_.db.run(kFeed, {context_.user, visit});
  if (!rows) return context_.refuse(seq, rows.error());
  if (rows->empty() && !*row) return context_.refuse(seq, "visit-not-on-phone");
  if (rows->empty() || text_at(rows->front(), 0) != "returned") return context_.refuse(seq, "visit-not-returned");
  // What this phone still has to send is no draft before it is sent.
  if (*row && (*row)->state != "received") return context_.refuse(seq, "visit-not-on-phone");
  // Only what was judged can be mended: another body may have come from another phone, or this one was let go of.
  if (!*row || (*row)->body.empty() || (*row)->sha256 != text_at(rows->front(), 1)) return take_over(seq, visit, *row);
  const std::int64_t revision = (*row)->revision + 1;
  const auto done = change(**row, [&](std::int64_t n) { return draft_records::reopen(n, revision); });
  if (!done) return context_.refuse(seq, done.error());
  open(seq, visit);
  context_.changed({"missions", "visits"});
}

void Drafts::take_over(std::int64_t seq, const std::string& visit, const std::optional<Row>& row) {
  auto from = returned_visit(context_, visit);
  if (!from) return context_.refuse(seq, from.error());
  std::vector<PhotoRow> before;
  if (row) {
    auto photos = photos_of(context_.db, visit);
    if (!photos) return context_.refuse(seq, photos.error());
    before = std::move(*photos);
  }
  const bool unsent = std::any_of(before.begin(), before.end(), [](const PhotoRow& photo) { return photo.state != "sent" && photo.state != "purged"; });
  if (!*from || unsent) return context_.refuse(seq, "visit-not-on-phone");
  const ReturnedVisit& sent = **from;
  // That word was about a body before the one that this phone has sent.
  if (row && sent.revision < row->revision) return context_.refuse(seq, "visit-not-returned");

  Visit head = sent.visit;
  head.answers.clear();
  head.ended_at.clear();
  const std::int64_t known = row ? row->log_n : 0;
  Json start = Json::object();
  start.add("t", Json::of_text("start"))
      .add("n", Json::of_integer(next_n(visit, known)))
      .add("owner", Json::of_text(context_.user))
      .add("revision", Json::of_integer(sent.revision + 1))
      .add("visit", json_fields::parse(write_visit(head)))
      .add("checklist", sent.checklist)
      .add("site_doc", sent.site_doc)
      .add("live_score", Json::of_bool(sent.live_score));
  std::vector<std::string> records{write_json(start)};
  for (const auto& [item, answer] : sent.visit.answers)
    records.push_back(draft_records::answer(next_n(visit, known), item, constat::write_answer(answer)));
  Json elsewhere = Json::array(), nowhere = Json::array();
  for (const PhotoRow& photo : sent.photos) {
    records.push_back(draft_records::photo(next_n(visit, known), photo.item, photo.role, photo.facts, {}));
    (sent.missing.count(photo.sha256) ? nowhere : elsewhere).push(Json::of_text(photo.sha256));
  }
  if (auto logged = context_.logs.replace(visit, records); !logged) return context_.refuse(seq, logged.error());
  const auto stored = context_.db.transaction([&]() -> Result<void> {
    if (auto done = insert(visit, records.front()); !done) return done;
    for (std::size_t i = 1; i < records.size(); ++i)
      if (auto done = apply(visit, json_fields::parse(records[i])); !done) return done;
    // The server has them: they are named and not sent again. What it has not is for the phone that took it to send.
    return context_.db.all({{"UPDATE photo SET state = 'sent', sent = bytes WHERE visit = ?1 AND sha256 IN (SELECT value FROM json_each(?2))", {visit, write_json(elsewhere)}},
                            {"UPDATE photo SET state = 'missing', problem = 'photo-file-missing' WHERE visit = ?1 AND sha256 IN (SELECT value FROM json_each(?2))", {visit, write_json(nowhere)}}});
  });
  if (!stored) {
    (void)context_.logs.remove(visit);
    start_failed_.insert(visit);
    return context_.refuse(seq, stored.error());
  }
  std::vector<std::string> hashes;
  for (const PhotoRow& photo : before) hashes.push_back(photo.sha256);
  files_.release(hashes);
  open(seq, visit);
  context_.changed({"missions", "visits"});
}

void Drafts::reply_returned(std::int64_t seq, const std::string& visit, std::string_view otherwise) {
  auto from = returned_visit(context_, visit);
  if (!from) return context_.refuse(seq, from.error());
  if (!*from) return context_.refuse(seq, otherwise);
  auto review = returned(visit);
  if (!review) return context_.refuse(seq, review.error());
  const ReturnedVisit& sent = **from;
  context_.reply(seq, "{\"visit\":" + write_visit(sent.visit) + ",\"checklist\":" + write_json(sent.checklist) + ",\"site_doc\":" +
                          write_json(sent.site_doc) + ",\"revision\":" + std::to_string(sent.revision) + ",\"live_score\":" +
                          (sent.live_score ? "true" : "false") + ",\"ui\":{},\"awaiting\":null,\"photo_facts\":" +
                          photo_facts_object(sent.photos) + ",\"returned\":" + *review + ",\"submitted\":true}");
}

}  // namespace constat
