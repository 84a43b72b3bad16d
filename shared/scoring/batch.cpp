#include "shared/scoring/batch.hpp"

#include <tuple>

#include "shared/scoring/visit_reading.hpp"
#include "shared/visit/validate.hpp"

namespace constat {
namespace {

constexpr std::uint8_t kNothing = 0;
constexpr std::uint8_t kRequiredBlank = 1;

}  // namespace

bool VisitBatch::Meaning::operator<(const Meaning& other) const {
  return std::tie(earned, possible, triggered) < std::tie(other.earned, other.possible, other.triggered);
}

VisitBatch::VisitBatch(const Checklist& checklist)
    : checklist_(&checklist), columns_of_(checklist.item_count()), places_(checklist.item_count()) {
  std::size_t item = 0;
  for (std::size_t s = 0; s < checklist.sections.size(); ++s) {
    for (std::size_t i = 0; i < checklist.sections[s].items.size(); ++i, ++item) {
      columns_of_[item].push_back(columns_.size());
      columns_.emplace_back();
      columns_.back().ref = {s, i};
    }
  }
}

VisitBatch::Place VisitBatch::place_of(std::size_t item, ItemRef ref, const Meaning& meaning) {
  const auto known = places_[item].find(meaning);
  if (known != places_[item].end()) return known->second;
  if (columns_[columns_of_[item].back()].codes == 256) {
    columns_of_[item].push_back(columns_.size());
    columns_.emplace_back();
    columns_.back().ref = ref;
    columns_.back().bytes.assign(size(), kNothing);  // the visit being added included
  }
  Column& column = columns_[columns_of_[item].back()];
  const std::size_t code = column.codes++;
  column.earned[code] = meaning.earned;
  column.possible[code] = meaning.possible;
  column.triggered[code] = meaning.triggered ? 1 : 0;
  const Place place{columns_of_[item].back(), static_cast<std::uint8_t>(code)};
  places_[item].emplace(meaning, place);
  return place;
}

void VisitBatch::add(const Visit& visit) {
  const bool invalid = !validate_visit(*checklist_, visit).empty();
  const std::size_t at = size();
  invalid_.push_back(invalid ? 1 : 0);
  for (Column& column : columns_) column.bytes.push_back(kNothing);
  if (invalid) return;
  const std::vector<ItemReading> readings = read_items(*checklist_, visit);
  bool critical = false;
  for (std::size_t item = 0; item < readings.size(); ++item) {
    const ItemReading& reading = readings[item];
    const std::size_t first = columns_of_[item].front();
    const ItemRef ref = columns_[first].ref;
    if (reading.answered) {
      const Place place =
          place_of(item, ref, {reading.earned.value, reading.possible.value, reading.critical_triggered});
      columns_[place.column].bytes[at] = place.code;
      critical = critical || reading.critical_triggered;
    } else if (reading.visible && !reading.not_applicable && checklist_->at(ref).required) {
      columns_[first].bytes[at] = kRequiredBlank;
    }
  }
  if (critical) critical_.push_back(static_cast<std::uint32_t>(at));
}

}  // namespace constat
