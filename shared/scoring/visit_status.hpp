// The words that files, messages and the database use for a visit's status. Persisted: never rename one.
#pragma once

#include <string_view>
#include <utility>

#include "shared/scoring/score.hpp"

namespace constat {

inline constexpr std::pair<VisitStatus, std::string_view> kVisitStatusNames[] = {
    {VisitStatus::complete, "complete"},
    {VisitStatus::incomplete, "incomplete"},
    {VisitStatus::invalid, "invalid"},
    {VisitStatus::not_assessable, "not_assessable"},
};

constexpr std::string_view to_string(VisitStatus status) {
  for (const auto& [value, name] : kVisitStatusNames)
    if (value == status) return name;
  return {};
}

}  // namespace constat
