#include "shared/device/photo_rows.hpp"

#include <algorithm>

#include "shared/base/json.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat {

Result<std::vector<PhotoRow>> photos_of(Database& database, const std::string& visit) {
  auto rows = database.run("SELECT item, sha256, role, facts, n, state FROM photo WHERE visit = ?1 ORDER BY n, sha256", {visit});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<PhotoRow> photos;
  for (const SqlRow& row : *rows)
    photos.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), integer_at(row, 4), text_at(row, 5)});
  return photos;
}

Answer with_photos(Answer answer, const std::string& item, const std::vector<PhotoRow>& photos) {
  ListValue in_value;
  answer.photos.clear();
  for (const PhotoRow& photo : photos)
    if (photo.item == item) (photo.role == "value" ? in_value : answer.photos).push_back(std::string(kContentHashPrefix) + photo.sha256);
  if (auto* list = std::get_if<ListValue>(&answer.value)) {
    const auto kept = std::remove_if(list->begin(), list->end(), is_content_hash);
    const bool named = kept != list->end();
    list->erase(kept, list->end());
    list->insert(list->end(), in_value.begin(), in_value.end());
    if (named && list->empty()) answer.value = Unanswered{};
  } else if (std::holds_alternative<Unanswered>(answer.value) && !in_value.empty()) {
    answer.value = std::move(in_value);
  }
  return answer;
}

std::string photo_facts_object(const std::vector<PhotoRow>& photos) {
  std::string out = "{";
  for (const PhotoRow& photo : photos) {
    // A photo may stand in two answers.
    if (out.find(photo.sha256) != std::string::npos) continue;
    if (out.size() > 1) out += ',';
    out += json_quoted(photo.sha256) + ":" + photo.facts;
  }
  return out + "}";
}

}  // namespace constat
