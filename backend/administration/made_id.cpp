#include "backend/administration/made_id.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kLongestId = 64, kRoomForNumber = 8;

}  // namespace

std::string id_from(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain) id += lower;
    else if (!id.empty() && id.back() != '-') id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  if (id.empty() || id.front() < 'a') id.insert(0, "o-");
  return id.substr(0, kLongestId);
}

std::string free_id_from(std::string_view name, const std::function<bool(const std::string&)>& is_taken) {
  const std::string base = id_from(name).substr(0, kLongestId - kRoomForNumber);
  std::string id = base;
  for (int n = 2; is_taken(id); ++n) id = base + "-" + std::to_string(n);
  return id;
}

}  // namespace constat::server
