// A comparison for the eye: the sites by index, what each part contributes, then every KPI with its ranks and tests.
#pragma once

#include <iosfwd>

#include "shared/compare/compare.hpp"
#include "shared/text/text.hpp"

namespace constat {

void write_comparison_tables(const Comparison& comparison, Language language, std::ostream& out);

}  // namespace constat
