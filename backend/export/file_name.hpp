// The name under which a file is saved: "constat-site-lyon-2026-11-03.pdf".
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace constat::server::exports {

// Only signs that every system takes in a file name, whatever an id holds. Empty words are left out.
std::string file_name(std::initializer_list<std::string_view> words, std::string_view extension);

}  // namespace constat::server::exports
