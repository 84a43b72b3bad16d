#include "bench/analytics/material.hpp"

#include "shared/base/rng.hpp"

namespace constat::bench {

Material make_material(std::size_t visits) {
  Rng rng(2026);
  Material made;
  for (std::size_t i = 0; i < kItems; ++i) {
    made.items.push_back({static_cast<int>(rng.between(1, 4)), static_cast<int>(rng.between(1, 6)) * 5});
  }
  std::vector<std::uint64_t> skill;  // of a site, percent
  for (std::size_t s = 0; s < kSites; ++s) skill.push_back(static_cast<std::uint64_t>(rng.between(40, 90)));
  for (std::size_t v = 0; v < visits; ++v) made.site_of.push_back(static_cast<std::uint16_t>(rng.below(kSites)));
  for (const MadeItem& item : made.items) {
    std::vector<std::uint8_t> column;
    column.reserve(visits);
    for (std::size_t v = 0; v < visits; ++v) {
      const bool best = rng.chance(skill[made.site_of[v]]);
      const std::uint64_t points = best ? static_cast<std::uint64_t>(item.most) : rng.below(static_cast<std::uint64_t>(item.most));
      column.push_back(rng.chance(8) ? kNotApplicable : static_cast<std::uint8_t>(points));
    }
    made.answers.push_back(std::move(column));
  }
  return made;
}

std::string checklist_json(const std::vector<MadeItem>& items) {
  const auto text = [](const std::string& words) { return "{\"en\":\"" + words + "\"}"; };
  std::string json = "{\"format\":\"constat.checklist/1\",\"id\":\"bench\",\"version\":1,\"title\":" + text("Bench") +
                     ",\"languages\":[\"en\"],\"scoring\":{\"mode\":\"points\",\"critical_policy\":\"flag\"},\"sections\":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t per_section = items.size() / kSections;
    if (i % per_section == 0) {
      const std::string id = "s" + std::to_string(i / per_section);
      json += std::string(i == 0 ? "" : "]},") + "{\"id\":\"" + id + "\",\"area\":\"service\",\"title\":" + text(id) + ",\"items\":[";
    } else {
      json += ",";
    }
    const std::string id = "i" + std::to_string(i);
    json += "{\"id\":\"" + id + "\",\"type\":\"choice\",\"required\":true,\"na_allowed\":true,\"prompt\":" + text(id) +
            ",\"weight\":" + std::to_string(items[i].weight / 10) + "." + std::to_string(items[i].weight % 10) + ",\"choices\":[";
    for (int points = 0; points <= items[i].most; ++points) {
      json += std::string(points == 0 ? "" : ",") + "{\"id\":\"p" + std::to_string(points) + "\",\"label\":" + text(std::to_string(points)) +
              ",\"points\":" + std::to_string(points) + "}";
    }
    json += "]}";
  }
  return json + "]}]}";
}

}  // namespace constat::bench
