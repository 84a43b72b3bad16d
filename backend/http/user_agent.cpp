#include "backend/http/user_agent.hpp"

#include <utility>

namespace constat::server::http {
namespace {

using Names = std::pair<std::string_view, std::string_view>;  // what to look for, what it is called

// In this order: each of them also says what the later ones say.
constexpr Names kBrowsers[] = {{"EdgA/", "Edge"},       {"EdgiOS/", "Edge"},    {"Edg/", "Edge"},      {"OPR/", "Opera"},
                               {"SamsungBrowser/", "Samsung Internet"},         {"FxiOS/", "Firefox"}, {"Firefox/", "Firefox"},
                               {"CriOS/", "Chrome"},    {"Chrome/", "Chromium"}, {"Chromium/", "Chromium"}, {"Safari/", "Safari"}};
constexpr Names kSystems[] = {{"Android", "Android"}, {"iPhone", "iPhone"},   {"iPad", "iPad"},   {"CrOS", "ChromeOS"},
                              {"Windows", "Windows"}, {"Macintosh", "macOS"}, {"Linux", "Linux"}};

template <std::size_t Count>
std::string_view first_in(std::string_view text, const Names (&names)[Count]) {
  for (const auto& [sign, name] : names)
    if (text.find(sign) != std::string_view::npos) return name;
  return {};
}

}  // namespace

std::string device_of(std::string_view user_agent) {
  const std::string_view browser = first_in(user_agent, kBrowsers), system = first_in(user_agent, kSystems);
  std::string device(browser);
  if (!browser.empty() && !system.empty()) device += ", ";
  return device += system;
}

}  // namespace constat::server::http
