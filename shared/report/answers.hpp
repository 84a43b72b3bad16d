// One row an answer, in the order of visits and of the questions: the form that statistics programs take.
#pragma once

#include <vector>

#include "shared/report/reported_visit.hpp"

namespace constat::report {

std::vector<Column> answer_columns(const Wording& wording);

// The answers of the visit that say anything: a value, N/A, a comment or a photo. Hidden questions are left out.
std::vector<Row> answer_rows(const ReportedVisit& visit, const Wording& wording);

}  // namespace constat::report
