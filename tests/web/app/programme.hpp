// A programme of random visits, and what the server would say of it to the page of weights.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/checklist/parse.hpp"
#include "shared/rescoring/batch_bytes.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/random_checklist.hpp"
#include "web/app/weights.hpp"

namespace constat::app {

inline std::string base64_of(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : kDigits[bits >> (18 - 6 * k) & 63u];
  }
  return out;
}

struct Programme {
  explicit Programme(std::uint64_t seed, int sites = 5, int visits = 60) : rng(seed), text(test::random_checklist_json(rng, {3, 5, true, true})) {
    visit(sites, visits);
  }
  // Visits to another version of a checklist.
  Programme(std::uint64_t seed, std::string version, int sites, int visits) : rng(seed), text(std::move(version)) { visit(sites, visits); }

  // `others`: members that stand beside those of one version.
  std::string document_with(const std::string& others) const { return document.substr(0, document.size() - 1) + "," + others + "}"; }
  WeightMaterial material() const { return read_weight_material(*parse_json(document)); }

  // Mean score of a site's visits that have a score, by the reference scorer.
  std::optional<double> mean_of(std::size_t site, const Checklist& rules) const {
    double sum = 0, count = 0;
    for (std::size_t v = 0; v < all.size(); ++v) {
      if (site_of[v] != site) continue;
      const auto score = score_visit(rules, all[v]).score;
      if (!score) continue;
      sum += static_cast<double>(score->value) / 1e6;
      ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
  }

  Rng rng;
  std::string text, document;
  std::string columns;  // what the server says of the version: its checklist, its visits, their sites and bytes
  Checklist checklist;
  std::vector<Visit> all;
  std::vector<std::size_t> site_of;

 private:
  void visit(int sites, int visits) {
    checklist = *parse_checklist(text);
    VisitBatch batch(checklist);
    std::string site_bytes;
    for (int i = 0; i < visits; ++i) {
      all.push_back(test::random_visit(rng, checklist));
      batch.add(all.back());
      site_of.push_back(rng.below(static_cast<std::uint64_t>(sites)));
      site_bytes += std::string{static_cast<char>(site_of.back()), '\0'};
    }
    std::string listed;
    for (int s = 0; s < sites; ++s) listed += std::string(s == 0 ? "" : ",") + "{\"id\":\"s" + std::to_string(s) + "\",\"name\":\"Site\",\"city\":\"\",\"region\":\"\"}";
    const std::string offered = "{\"id\":\"" + checklist.id.value + "\",\"version\":" + std::to_string(checklist.version) + ",\"title\":{\"fr\":\"Grille\"},\"visits\":" + std::to_string(visits) + "}";
    columns = "\"checklist\":" + text + ",\"visits\":" + std::to_string(visits) + ",\"site_of\":\"" + base64_of(site_bytes) + "\",\"batch\":\"" + base64_of(BatchBytes::write(batch)) + "\"";
    document = "{\"wave\":\"all\",\"waves\":[],\"regions\":[],\"tags\":[],\"region\":\"\",\"tag\":\"\",\"checklists\":[" + offered + "],\"sites\":[" + listed + "]," + columns + "}";
  }
};

}  // namespace constat::app
