#include "shared/sync/review_step.hpp"

#include <array>
#include <utility>

namespace constat {
namespace {

constexpr std::array<std::pair<ReviewStep, std::string_view>, 5> kNames{{{ReviewStep::approved, "approved"},
                                                                         {ReviewStep::returned, "returned"},
                                                                         {ReviewStep::rejected, "rejected"},
                                                                         {ReviewStep::reopened, "reopened"},
                                                                         {ReviewStep::comment, "comment"}}};

}  // namespace

std::string_view to_string(ReviewStep step) {
  for (const auto& [each, name] : kNames)
    if (each == step) return name;
  return "comment";
}

std::optional<ReviewStep> review_step_of(std::string_view text) {
  for (const auto& [step, name] : kNames)
    if (name == text) return step;
  return std::nullopt;
}

}  // namespace constat
