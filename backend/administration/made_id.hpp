// Ids made of what people call things.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace constat::server {

// "Réseau Mirabelle" -> "r-seau-mirabelle": an id made of what is left of a name.
std::string id_from(std::string_view name);

// The same with "-2", "-3", ... behind it, until it is free.
std::string free_id_from(std::string_view name, const std::function<bool(const std::string&)>& is_taken);

}  // namespace constat::server
