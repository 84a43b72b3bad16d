// One row a visit, one group of columns a question: columns that never shift, whatever later versions of the checklist
// remove or add (docs/exports.md).
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "shared/report/reported_visit.hpp"

namespace constat::report {

class WideColumns {
 public:
  // `versions` of one checklist, oldest first. The columns of the first n versions are the beginning of those of the first
  // n + 1: what a version adds stands behind everything older, and what it removes keeps its place.
  WideColumns(const std::vector<std::shared_ptr<const Checklist>>& versions, const Wording& wording);

  const std::vector<Column>& columns() const { return columns_; }
  // Of a visit of one of the versions.
  Row row(const ReportedVisit& visit) const;

 private:
  explicit WideColumns(const Wording& wording) : wording_(wording) {}
  enum class Part : std::uint8_t {
    value, choice, latitude, longitude, accuracy, photos, comment, points, possible, section_score
  };
  struct Slot {
    Part part;
    std::string id;      // of the item, or of the section
    std::string choice;  // Part::choice
  };
  void add(Slot slot, std::string key, std::string title, Kind kind);
  void add_section(const Section& section);
  void add_item(const Item& item);
  void add_values(const Item& item, const std::string& prompt);
  Cell cell(const ReportedVisit& visit, const Slot& slot) const;
  Cell value_cell(const Item& item, const Answer& answer, const Slot& slot) const;
  std::string title(std::string_view key, const std::string& prompt, const std::string& more = {}) const;

  Wording wording_;
  std::vector<Column> columns_;
  std::vector<Slot> slots_;    // of the columns behind the fixed ones
  std::set<std::string> keys_;
};

// The columns that describe a visit, in front of both exports. Their keys begin with "_", which no id does.
void add_visit_columns(std::vector<Column>& columns, const Wording& wording);
void add_visit_cells(Row& row, const ReportedVisit& visit, const Wording& wording);

}  // namespace constat::report
