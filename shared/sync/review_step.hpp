// A reviewer's word on a visit, as it travels and as it is kept: the member "type" of a review event.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace constat {

// Stored by name; a new one is added at the end.
enum class ReviewStep : std::uint8_t { approved, returned, rejected, reopened, comment };

std::string_view to_string(ReviewStep step);
// None: no step has this name.
std::optional<ReviewStep> review_step_of(std::string_view text);

}  // namespace constat
