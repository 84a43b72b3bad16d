// Random checklists and visits that are always valid: the material of the property tests, the digest and the benchmark.
// The same seed gives the same material on every platform.
#pragma once

#include <string>

#include "shared/base/rng.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat::test {

struct RandomShape {
  int sections = 3;          // at most
  int items = 5;             // at most, per section
  bool conditional = true;   // visible_if over earlier items
  bool critical = true;
};

std::string random_checklist_json(Rng& rng, const RandomShape& shape);
Checklist random_checklist(Rng& rng, const RandomShape& shape);  // parsed from that JSON

// An answer that the item accepts and that is neither blank nor N/A.
Answer random_answer(Rng& rng, const Item& item);

// One to three content hashes.
std::vector<std::string> random_photos(Rng& rng);

// A visit of `checklist` with random answers, blanks, photos beside them, and N/A where allowed.
Visit random_visit(Rng& rng, const Checklist& checklist);

// Rebuilds the index after a test changed sections or items.
void reindex(Checklist& checklist);

}  // namespace constat::test
