// Lists of words in one column of text: a JSON array.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace constat::server::sqlite {

std::string list_text(const std::vector<std::string>& words);
std::vector<std::string> list_of(std::string_view text);  // empty where it is no list

}  // namespace constat::server::sqlite
