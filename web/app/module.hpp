// The same sources are linked into two modules: the field one, with an investigator's pages, which every phone loads first,
// and the whole one. Which of them somebody needs.
#pragma once

#include <cstdint>
#include <optional>

#include "web/app/route.hpp"

namespace constat::app {

struct State;

enum class ModuleKind : std::uint8_t { field, whole };

bool is_of_field(Page page);

// None while nobody is signed in on one of the field module's pages: whoever comes next may be of either kind.
std::optional<ModuleKind> needed_module(const State& state);

}  // namespace constat::app
