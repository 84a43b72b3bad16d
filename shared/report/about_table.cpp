// How to read the tables of a network.
#include "shared/base/double_text.hpp"
#include "shared/report/comparison_tables.hpp"

namespace constat::report {

Table about_table(const ReportedNetwork& network) {
  const auto word = [&](std::string_view key) { return std::string(text(network.language, key)); };
  Table table;
  table.sheet.key = "about";
  table.sheet.name = word("report.sheet.about");
  table.sheet.columns = {{"what", word("report.about.what"), Kind::text, Total::none},
                         {"value", word("report.about.value"), Kind::long_text, Total::none}};
  const auto add = [&](std::string_view key, Cell value) { table.rows.push_back({text_cell(word(key)), std::move(value)}); };
  const IndexRules& rules = *network.rules;
  add("report.about.organisation", text_cell(network.organisation));
  add("report.about.wave", text_cell(network.wave_title));
  add("report.about.generated", moment_cell(network.generated_at));
  add("report.about.network_index", decimal_cell(network.comparison->network_index));
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    if (!(rules.weights[i] > 0)) continue;
    const std::string part = word("survey.part." + std::string(to_string(static_cast<IndexPart>(i))));
    table.rows.push_back({text_cell(text(network.language, "report.about.weight", {part})),
                          decimal_cell(std::optional<double>(rules.weights[i]))});
  }
  add("report.about.min_coverage", percent_cell(std::optional<double>(100 * rules.min_coverage)));
  add("report.about.min_responses", Integer{rules.min_responses});
  add("report.about.suppress_below", Integer{rules.suppress_below});
  for (const char* topic : {"visits", "index", "interval", "rank", "shrunk", "contribution", "totals", "differences"})
    add("report.about." + std::string(topic) + "_title", text_cell(word("report.about." + std::string(topic))));
  return table;
}

}  // namespace constat::report
