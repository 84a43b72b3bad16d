// The photos of a visit as the database has them, and what they mean for its answers: which photos an answer names is
// for add_photo and remove_photo alone to say, so that a late answer can neither drop one nor name one that is gone.
#pragma once

#include <string>
#include <vector>

#include "shared/device/database.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

struct PhotoRow {
  std::string item, sha256;
  std::string role;   // "value": in the answer's value; "photos": beside it
  std::string facts;  // JSON of PhotoFacts
  std::int64_t n = 0;
  std::string state;
};

// Those of visit ?1 that the server says it has not, by the JSON list ?2, though it had confirmed them.
inline constexpr std::string_view kQueueAgain =
    "UPDATE photo SET state = 'queued', sent = 0 WHERE visit = ?1 AND state = 'sent' AND sha256 IN (SELECT value FROM json_each(?2))";

// Those of visit ?1 without a file here, which another phone took, that the server has: all but the JSON list ?2.
inline constexpr std::string_view kHeldByServer =
    "UPDATE photo SET state = 'sent', sent = bytes, problem = NULL WHERE visit = ?1 AND state = 'missing' AND sha256 NOT IN (SELECT value FROM json_each(?2))";

// A photo that the server has not yet, of a row `visit`.
inline constexpr std::string_view kHasUnsentPhoto =
    "EXISTS(SELECT 1 FROM photo WHERE photo.visit = visit.id AND photo.state NOT IN ('sent', 'purged'))";

// In the order in which they were added.
Result<std::vector<PhotoRow>> photos_of(Database& database, const std::string& visit);

// The answer with the photos of `item` in place of those that it brings.
Answer with_photos(Answer answer, const std::string& item, const std::vector<PhotoRow>& photos);

// {"HEX":{facts},...}
std::string photo_facts_object(const std::vector<PhotoRow>& photos);

}  // namespace constat
