#include <cstring>

#include "web/ui/hash.hpp"
#include "web/ui/ui.hpp"

namespace constat::ui {

Key::Key(const char* text) : hash(hash_text(std::string_view(text, std::strlen(text)))) {}
Key::Key(std::string_view text) : hash(hash_text(text)) {}
Key::Key(std::string_view kind, std::string_view id) : hash(hash_pair(hash_text(kind), hash_text(id))) {}
Key::Key(std::string_view kind, std::int64_t index)
    : hash(hash_pair(hash_text(kind), static_cast<std::uint64_t>(index) + 1)) {}

}  // namespace constat::ui
