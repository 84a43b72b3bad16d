// Every data row of an export is counted once: taken or refused. The first byte chooses the encoding.
#include <string>

#include "shared/survey/responses.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

namespace {

const Survey& survey_with(CsvEncoding encoding) {
  static Survey survey = [] {
    const auto parsed = parse_survey(
        R"({"format":"constat.survey/1","id":"exit","title":{"fr":"Sortie"},"theme":"service","channel":"email","trigger":"visit",)"
        R"("level":"site","period":{"from":"2026-10-01","to":"2026-10-31"},"csv":{"site":"magasin","date":"date","id":"id","weight":"poids"},)"
        R"("questions":[{"column":"reco","kpi":"nps"},{"column":"satisfaction","kpi":"csat","scale":{"min":1,"max":5}},)"
        R"({"column":"effort","kpi":"ces","scale":{"min":1,"max":7},"direction":"ease","agree_from":5},)"
        R"({"column":"resolu","kpi":"fcr","yes":["oui"],"no":["non"]},{"column":"remarque","open":true}]})");
    fuzz::demand(parsed.has_value(), "the target's own survey is one");
    return *parsed;
  }();
  survey.csv.encoding = encoding;
  return survey;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto responses = read_responses(survey_with(static_cast<CsvEncoding>(data[0] % 4)), fuzz::text_of(data + 1, size - 1));
  if (!responses) return 0;
  fuzz::demand(responses->accepted <= responses->read, "no more rows are taken than were read");
  fuzz::demand(static_cast<std::int64_t>(responses->responses.size()) <= responses->read, "no row makes two responses");
  for (const RejectedValue& rejected : responses->rejected)
    fuzz::demand(rejected.row >= 1 && rejected.row <= responses->read, "a rejected value stands in a row of the file");
  return 0;
}
