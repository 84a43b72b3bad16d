// The checklists that the demonstration's sites and scenarios use, and who answers them.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "backend/demo/content.hpp"
#include "backend/store/records.hpp"
#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat::server::demo {

inline constexpr std::uint64_t kSeed = 20260701;

struct Library {
  std::vector<Checklist> checklists;
  std::vector<ChecklistRecord> records;
  const Checklist* find(std::string_view id) const {
    for (const Checklist& checklist : checklists)
      if (checklist.id.value == id) return &checklist;
    return nullptr;
  }
};

// Fails when one of them is missing or has a problem.
Result<Library> load_library(const std::filesystem::path& folder, const Content& content);

std::vector<const DemoPerson*> investigators(const Content& content);

}  // namespace constat::server::demo
