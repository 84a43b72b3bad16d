#include "web/app/quarantine.hpp"

namespace constat::app {
namespace {

bool same(const Answer* a, const Answer* b) {
  return write_answer(a ? *a : Answer{}) == write_answer(b ? *b : Answer{});
}

}  // namespace

const SetAsideVisit* Quarantine::visit(std::string_view sha256) const {
  for (const SetAsideVisit& each : visits)
    if (each.sha256 == sha256) return &each;
  return nullptr;
}

const ParkedText* Quarantine::text(std::string_view sha256) const {
  for (const ParkedText& each : parked)
    if (each.sha256 == sha256) return &each;
  return nullptr;
}

std::vector<Difference> differences(const Checklist& checklist, const Visit& kept, const Visit& other) {
  std::vector<Difference> out;
  for (std::size_t section = 0; section < checklist.sections.size(); ++section) {
    for (std::size_t item = 0; item < checklist.sections[section].items.size(); ++item) {
      const ItemRef ref{section, item};
      const std::string& id = checklist.at(ref).id.value;
      const Answer *a = kept.find(id), *b = other.find(id);
      if (!same(a, b)) out.push_back({ref, a, b});
    }
  }
  return out;
}

}  // namespace constat::app
