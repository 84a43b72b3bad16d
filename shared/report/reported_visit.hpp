// A visit with everything that a report or an export says of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "shared/checklist/checklist.hpp"
#include "shared/report/table.hpp"
#include "shared/scoring/score.hpp"
#include "shared/text/text.hpp"
#include "shared/visit/visit.hpp"

namespace constat::report {

struct ReportedVisit {
  Visit visit;
  std::shared_ptr<const Checklist> checklist;  // the version that it answers
  VisitScore score;                            // with its trace; the trace is empty when the visit is invalid
  // As the server keeps them.
  std::string status;  // received, quarantined, returned, approved, rejected
  bool official = false;
  std::string score_status;
  std::optional<MicroPercent> official_score;
  std::string grade;  // id
  std::optional<bool> passed;
  std::int64_t revision = 0;
  // Names in the reader's language.
  std::string site_name, city, region, wave_title, investigator_name;
};

// What an export writes: in which language; `codes`: stable keys and ids in place of titles and labels.
struct Wording {
  Language language = Language::french;
  bool codes = false;
};

// Whether the item was asked: hidden ones say nothing, whatever was answered before they were hidden.
bool is_asked(const ReportedVisit& visit, ItemRef ref);
// Its trace, or none.
const ItemTrace* trace_of(const ReportedVisit& visit, ItemRef ref);

// The value of an answer in one cell: labels of choices, numbers as numbers, dates as dates; the word for N/A.
Cell answer_cell(const Item& item, const Answer& answer, const Wording& wording);
// The word that stands for N/A: never blank, never a number.
std::string not_applicable_word(const Wording& wording);
std::string label_of(const Item& item, std::string_view choice, const Wording& wording);
std::int64_t photo_count(const Item& item, const Answer& answer);
std::string status_word(std::string_view status, const Wording& wording);
std::string grade_word(const Checklist& checklist, std::string_view grade, const Wording& wording);

}  // namespace constat::report
