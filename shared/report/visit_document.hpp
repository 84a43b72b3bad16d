// The report of one visit: its score, where points were lost, and every answer.
#pragma once

#include "shared/report/document.hpp"
#include "shared/report/reported_visit.hpp"

namespace constat::report {

Document visit_document(const ReportedVisit& visit, const std::string& organisation, const std::string& generated_at,
                        Language language);

// "72.5 %", or the word for none.
std::string score_text(Language language, const std::optional<MicroPercent>& score);
// A cell as a sentence has it: numbers and dates as the language writes them.
std::string cell_words(const Cell& cell, Language language);
// "3 Nov 2026, 10:02", on the clock of the place.
std::string moment_words(const std::string& rfc3339, Language language);

}  // namespace constat::report
