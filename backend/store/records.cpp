#include "backend/store/records.hpp"

namespace constat::server {
namespace {

constexpr std::string_view kRoles[] = {"investigator", "reviewer", "manager", "site_manager", "administrator", "client"};

}  // namespace

std::string_view to_string(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Role> role_of(std::string_view text) {
  for (std::size_t i = 0; i < std::size(kRoles); ++i)
    if (kRoles[i] == text) return static_cast<Role>(i);
  return std::nullopt;
}

}  // namespace constat::server
