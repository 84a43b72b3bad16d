#include "web/app/explain.hpp"

namespace constat::app {
namespace {

std::optional<Explanation::Target> target_of(const Checklist& checklist, const Visit& visit, const VisitScore& score) {
  if (!score.score) return std::nullopt;
  Explanation::Target target;
  const ScoringRules& rules = checklist.scoring;
  if (rules.pass_mark && *score.score < *rules.pass_mark) {
    target.at = *rules.pass_mark;
  } else {
    const Grade* next = nullptr;  // grades stand highest first
    for (const Grade& grade : rules.grades)
      if (*score.score < grade.from) next = &grade;
    if (!next) return std::nullopt;
    target.at = next->from;
    target.grade = next->id;
  }
  target.change = smallest_change(checklist, visit, target.at);
  return target;
}

}  // namespace

std::optional<Explanation> explain(const VisitResult& result) {
  if (!result.checklist || !result.visit) return std::nullopt;
  Explanation out;
  out.score = score_visit(*result.checklist, *result.visit);
  out.same_as_server = !result.server_score || result.server_score->score == out.score.score;
  if (out.score.status != VisitStatus::invalid) out.target = target_of(*result.checklist, *result.visit, out.score);
  return out;
}

}  // namespace constat::app
