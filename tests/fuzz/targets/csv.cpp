// Every data row of an export is counted once: taken whole, or with the values that were refused. The first byte chooses
// the encoding.
#include <cmath>
#include <set>
#include <string>

#include "shared/survey/responses.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

namespace {

constexpr std::size_t kQuestions = 5;

const Survey& survey_with(CsvEncoding encoding) {
  static Survey survey = [] {
    const auto parsed = parse_survey(
        R"({"format":"constat.survey/1","id":"exit","title":{"fr":"Sortie"},"theme":"service","channel":"email","trigger":"contact",)"
        R"("level":"site","period":{"from":"2026-10-01","to":"2026-10-31"},"csv":{"site":"magasin","date":"date","id":"id","weight":"poids"},)"
        R"("questions":[{"column":"reco","kpi":"nps","scale":{"min":0,"max":10}},)"
        R"({"column":"satisfaction","kpi":"csat","scale":{"min":1,"max":5},"satisfied_from":4},)"
        R"({"column":"effort","kpi":"ces","scale":{"min":1,"max":7},"direction":"ease","agree_from":5},)"
        R"({"column":"resolu","kpi":"fcr","yes":["oui"],"no":["non"]},{"column":"remarque","kind":"open"}]})");
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
  if (!responses) {
    fuzz::demand_sentences(responses.error());
    return 0;
  }
  std::set<std::int64_t> refused;
  for (const RejectedValue& rejected : responses->rejected) {
    fuzz::demand(rejected.row >= 1 && rejected.row <= responses->read, "a rejected value stands in a row of the file");
    refused.insert(rejected.row);
  }
  fuzz::demand(responses->accepted + static_cast<std::int64_t>(refused.size()) == responses->read, "every row is taken or refused");
  for (const Response& response : responses->responses) {
    fuzz::demand(std::isfinite(response.weight) && response.weight >= 0, "a response has a weight");
    fuzz::demand(response.values.size() == kQuestions && (response.texts.empty() || response.texts.size() == kQuestions),
                 "a response has a value for every question");
  }
  return 0;
}
