// What line breaking and ordering must know of scripts that the app's own font does not hold. Shapes and the order of letters
// within a line are the browser's; where a line may end is decided here, after the Unicode line breaking classes that matter.
#pragma once

#include <string_view>

namespace constat::ui {

// A mark on what stands before it, or a part of it: a line never begins with one.
bool joins_previous(char32_t previous, char32_t code_point);

// Whether a line may end between these two neighbours (beside the spaces and hyphens of Latin text: between ideographs, kana,
// syllables and pictographs, but not before what closes nor behind what opens).
bool breaks_between(char32_t before, char32_t after);

// Whether the first letter with a direction goes from right to left.
bool is_right_to_left(std::string_view text);

}  // namespace constat::ui
