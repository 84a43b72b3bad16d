// Photos of a draft: announced before the camera opens, added once their file is verified, taken away again.
#include "shared/device/draft_records.hpp"
#include "shared/device/drafts.hpp"
#include "shared/device/times.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat {

void Drafts::await_photo(std::int64_t seq, const std::string& visit, const std::string& item) {
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  if (item.empty()) return context_.refuse(seq, "bad-request");
  const std::string awaiting = "{\"item\":" + json_quoted(item) + ",\"since\":" +
                               json_quoted(rfc3339(context_.now.wall_ms, context_.now.offset_minutes)) + "}";
  const auto done = change(*row, [&](std::int64_t n) { return draft_records::awaiting(n, awaiting); });
  if (done) context_.reply(seq, "{}");
  else context_.refuse(seq, done.error());
}

void Drafts::cancel_photo(std::int64_t seq, const std::string& visit, const std::string& item) {
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  const Json awaiting = json_fields::parse(row->awaiting);
  Result<void> done;
  // Another item's camera may have been opened meanwhile.
  if (json_fields::text_or(awaiting, "item") == item && !row->awaiting.empty())
    done = change(*row, [](std::int64_t n) { return draft_records::awaiting(n, "null"); });
  if (done) context_.reply(seq, "{}");
  else context_.refuse(seq, done.error());
}

void Drafts::add_photo(std::int64_t seq, const std::string& visit, const std::string& item, const std::string& role, const Json& facts) {
  if (!flush_waiting()) return context_.refuse(seq, "not-saved");
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  Problems problems;
  const PhotoFacts read = read_photo_facts(facts, "", problems);
  if (!problems.empty() || read.item != item || (role != "value" && role != "photos")) return context_.refuse(seq, "invalid-photo");
  auto photos = photos_of(context_.db, visit);
  if (!photos) return context_.refuse(seq, photos.error());
  auto answer = answer_now(visit, item);
  if (!answer) return context_.refuse(seq, answer.error());

  std::size_t beside = 0;
  bool known = false;
  for (const PhotoRow& photo : *photos) {
    if (photo.item != item) continue;
    known = known || photo.sha256 == read.sha256;
    beside += photo.role == role;
  }
  if (!known && beside >= kMostPhotos) return context_.refuse(seq, "too-many-photos", {std::to_string(kMostPhotos)});
  PhotoRow added{item, read.sha256, role, write_photo_facts(read), 0, {}};
  if (!known) photos->push_back(added);
  if (role == "value" && answer->is_not_applicable()) answer->value = Unanswered{};
  const std::string whole = constat::write_answer(with_photos(std::move(*answer), item, *photos));
  const auto done = change(*row, [&](std::int64_t n) { return draft_records::photo(n, item, role, added.facts, whole); });
  if (!done) return context_.refuse(seq, done.error());
  context_.reply(seq, "{\"answer\":" + whole + "}");
}

void Drafts::remove_photo(std::int64_t seq, const std::string& visit, const std::string& item, const std::string& sha256) {
  if (!flush_waiting()) return context_.refuse(seq, "not-saved");
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  auto photos = photos_of(context_.db, visit);
  if (!photos) return context_.refuse(seq, photos.error());
  auto answer = answer_now(visit, item);
  if (!answer) return context_.refuse(seq, answer.error());
  std::vector<PhotoRow> left;
  for (PhotoRow& photo : *photos)
    if (photo.item != item || photo.sha256 != sha256) left.push_back(std::move(photo));
  const std::string whole = constat::write_answer(with_photos(std::move(*answer), item, left));
  const auto done = change(*row, [&](std::int64_t n) { return draft_records::photo_removed(n, item, sha256, whole); });
  if (!done) return context_.refuse(seq, done.error());
  files_.release({sha256});
  context_.reply(seq, "{\"answer\":" + whole + "}");
}

}  // namespace constat
