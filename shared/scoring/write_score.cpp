#include "shared/base/json.hpp"
#include "shared/scoring/score.hpp"
#include "shared/scoring/visit_status.hpp"

namespace constat {
namespace {

const char* name_of(CriticalPolicy::Kind kind) {
  switch (kind) {
    case CriticalPolicy::Kind::flag: return "flag";
    case CriticalPolicy::Kind::zero: return "zero";
    case CriticalPolicy::Kind::cap: return "cap";
  }
  return "flag";
}

Json percent(const std::optional<MicroPercent>& score) {
  return score ? Json::of_number(to_string(*score)) : Json{};
}

Json millionths(std::int64_t value) { return Json::of_number(millionths_text(value)); }
Json thousandths(Thousandths value) { return Json::of_number(to_string(value)); }
Json optional_bool(const std::optional<bool>& value) { return value ? Json::of_bool(*value) : Json{}; }

Json problem_json(const Problem& problem) {
  Json args = Json::array();
  for (const std::string& arg : problem.args) args.push(Json::of_text(arg));
  Json out = Json::object();
  out.add("path", Json::of_text(problem.path)).add("code", Json::of_text(problem.code)).add("args", std::move(args));
  return out;
}

Json section_json(const SectionScore& section, bool with_trace) {
  Json out = Json::object();
  out.add("id", Json::of_text(section.id.value));
  out.add("score", percent(section.score));
  out.add("raw", percent(section.raw));
  out.add("earned", millionths(section.earned));
  out.add("possible", millionths(section.possible));
  out.add("passed", optional_bool(section.passed));
  if (with_trace) out.add("limited", Json::of_bool(section.zeroed_or_capped));
  return out;
}

// What a triggered critical did: its scope and the checklist's policy.
Json effect_json(const Item& item, const CriticalPolicy& policy) {
  Json out = Json::object();
  out.add("scope", Json::of_text(item.critical->scope == Critical::Scope::section ? "section" : "visit"));
  out.add("policy", Json::of_text(name_of(policy.kind)));
  if (policy.kind == CriticalPolicy::Kind::cap) out.add("cap", percent(policy.cap));
  return out;
}

Json trace_json(const Checklist& checklist, const ItemTrace& trace) {
  const Item& item = checklist.at(trace.ref);
  Json out = Json::object();
  out.add("item", Json::of_text(item.id.value));
  out.add("section", Json::of_text(checklist.sections[trace.ref.section].id.value));
  out.add("visible", Json::of_bool(trace.visible));
  out.add("answered", Json::of_bool(trace.answered));
  out.add("na", Json::of_bool(trace.not_applicable));
  out.add("e", thousandths(trace.earned));
  out.add("b", thousandths(trace.possible));
  out.add("weight", thousandths(trace.weight));
  out.add("earned", millionths(trace.earned_weighted));
  out.add("possible", millionths(trace.possible_weighted));
  const bool triggered = trace.critical_triggered && item.critical.has_value();
  out.add("critical", triggered ? effect_json(item, checklist.scoring.critical_policy) : Json{});
  return out;
}

Json bounds_json(const std::optional<Bounds>& bounds) {
  if (!bounds) return Json{};
  Json out = Json::array();
  out.push(percent(bounds->low)).push(percent(bounds->high));
  return out;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json{} : Json::of_text(text); }

}  // namespace

std::string write_score(const Checklist& checklist, const Visit& visit, const VisitScore& score, bool with_trace) {
  Json out = Json::object();
  out.add("visit", text_or_null(visit.id.value)).add("site", text_or_null(visit.site.value));
  out.add("status", Json::of_text(to_string(score.status)));
  out.add("score", percent(score.score)).add("uncapped", percent(score.uncapped));
  out.add("earned", millionths(score.earned)).add("possible", millionths(score.possible));
  out.add("grade", score.grade ? Json::of_text(score.grade->value) : Json{});
  out.add("passed", optional_bool(score.passed));
  Json critical = Json::array(), problems = Json::array(), sections = Json::array();
  for (const ItemId& item : score.critical) critical.push(Json::of_text(item.value));
  for (const Problem& problem : score.problems) problems.push(problem_json(problem));
  for (const SectionScore& section : score.sections) sections.push(section_json(section, with_trace));
  out.add("critical", std::move(critical)).add("bounds", bounds_json(score.bounds));
  out.add("problems", std::move(problems)).add("sections", std::move(sections));
  if (with_trace) {
    Json trace = Json::array();
    for (const ItemTrace& item : score.trace) trace.push(trace_json(checklist, item));
    out.add("trace", std::move(trace));
  }
  return write_json(out);
}

}  // namespace constat
