#include "backend/review/corrections.hpp"

#include <nlohmann/json.hpp>

namespace constat::server {

using Doc = nlohmann::json;

std::vector<Correction> corrections_of(const std::vector<VisitEvent>& events, std::string_view sha256) {
  std::vector<Correction> corrections;
  for (const VisitEvent& event : events) {
    if (event.type != "appeal_decision") continue;
    const Doc body = Doc::parse(event.body, nullptr, false);
    if (!body.is_object() || body.value("sha256", std::string()) != sha256 || !body.contains("answer")) continue;
    if (auto answer = parse_answer(body["answer"].dump())) corrections.push_back({body.value("item", std::string()), std::move(*answer), event.id});
  }
  return corrections;
}

void correct(Visit& visit, const std::vector<Correction>& corrections) {
  for (const Correction& correction : corrections) visit.answers[correction.item].value = correction.answer.value;
}

}  // namespace constat::server
