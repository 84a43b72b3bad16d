#include "backend/http/page_number.hpp"

#include <charconv>

namespace constat::server::http {

std::optional<std::size_t> page_in(const Request& request) {
  constexpr std::size_t kMostPages = 1'000'000;
  const std::string_view page = request.parameter("page");
  if (page.empty()) return std::nullopt;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(page.data(), page.data() + page.size(), number);
  const bool good = error == std::errc() && end == page.data() + page.size() && number > 0 && number <= kMostPages;
  return good ? number - 1 : 0;
}

}  // namespace constat::server::http
