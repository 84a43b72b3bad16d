#include "backend/intake/visit_photos.hpp"

#include <algorithm>

#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

bool names(const Answer& answer, const std::string& content_hash) {
  const auto has = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), content_hash) != list.end();
  };
  const auto* value = std::get_if<ListValue>(&answer.value);
  return (value && has(*value)) || has(answer.photos);
}

// The first by id, when several do.
std::string item_that_names(const Visit& visit, const std::string& sha256) {
  const std::string content_hash = std::string(kContentHashPrefix) + sha256;
  for (const auto& [item, answer] : visit.answers)
    if (names(answer, content_hash)) return item;
  return {};
}

}  // namespace

std::vector<VisitPhoto> photos_of(const Submission& submission, std::int64_t revision) {
  std::vector<VisitPhoto> photos;
  for (const std::string& sha256 : photo_hashes(submission.visit)) {
    VisitPhoto photo;
    photo.visit = submission.visit.id;
    photo.revision = revision;
    photo.sha256 = sha256;
    photo.item = item_that_names(submission.visit, sha256);
    const auto facts = std::find_if(submission.photos.begin(), submission.photos.end(),
                                    [&](const PhotoFacts& each) { return each.sha256 == sha256; });
    if (facts != submission.photos.end()) {
      photo.bytes = facts->bytes;
      photo.type = facts->type;
      photo.width = facts->width;
      photo.height = facts->height;
      photo.dhash = facts->dhash;
      photo.taken_at = facts->taken_at;
    }
    photos.push_back(std::move(photo));
  }
  return photos;
}

}  // namespace constat::server
