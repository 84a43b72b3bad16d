#include "backend/store_sqlite/text_lists.hpp"

#include <nlohmann/json.hpp>

namespace constat::server::sqlite {

std::string list_text(const std::vector<std::string>& words) {
  return nlohmann::json(words).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> words;
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (list.is_array())
    for (const auto& each : list)
      if (each.is_string()) words.push_back(each.get<std::string>());
  return words;
}

}  // namespace constat::server::sqlite
