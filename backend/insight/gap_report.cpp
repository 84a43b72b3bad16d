#include "backend/insight/gap_report.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "backend/feed/documents.hpp"
#include "backend/insight/area_scores.hpp"
#include "backend/insight/network.hpp"
#include "backend/insight/survey_data.hpp"
#include "shared/compare/gap.hpp"
#include "shared/survey/tally.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// In the order in which a customer meets them.
constexpr const char* kCriteria[] = {"reception", "responsiveness", "service", "after_sales"};

const char* code_of(Voice voice) {
  switch (voice) {
    case Voice::mystery_visit: return "mystery_visit";
    case Voice::own_audit: return "own_audit";
    case Voice::customers: break;
  }
  return "customers";
}

using ByCriterion = std::map<std::string, std::vector<double>>;

void add_visit(ByCriterion& scores, const report::ReportedVisit& visit) {
  for (const auto& [area, percent] : area_scores(visit)) scores[std::string(to_string(area))].push_back(percent);
  if (const auto waiting = waiting_score(visit)) scores["responsiveness"].push_back(*waiting);
}

// Satisfied of those who answered. A thematic question is nearer to the criterion than a whole survey on it.
KpiTally satisfied(const Voices& voices, const std::string& criterion) {
  for (const bool thematic : {true, false}) {
    KpiTally sum;
    for (std::size_t v = 0; v < voices.surveys.size(); ++v) {
      std::vector<const Response*> all;
      for (const Response& response : voices.responses[v].responses) all.push_back(&response);
      for (std::size_t q = 0; q < voices.surveys[v].questions.size(); ++q) {
        const SurveyQuestion& question = voices.surveys[v].questions[q];
        const bool fits = thematic ? question.kind == QuestionKind::theme && question.theme == criterion
                                   : question.kind == QuestionKind::kpi && question.kpi == Kpi::csat && voices.surveys[v].theme == criterion;
        if (fits) sum.merge(tally_answers(question, q, all));
      }
    }
    if (sum.n() > 0) return sum;
  }
  return {};
}

Doc voice_document(const VoiceFigure& figure) {
  return {{"voice", code_of(figure.voice)}, {"n", figure.n}, {"value", figure.value}, {"interval", interval_document(figure.low, figure.high)}};
}

}  // namespace

std::optional<std::string> gap_report(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const Asked& asked,
                                      const std::string& site) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  if (!site.empty() && (!scope->find(site) || !may_see_site(who, SiteId(site)))) return std::nullopt;
  const auto counts = [&](const std::string& id) { return site.empty() ? scope->is_all() || scope->contains(id) : id == site; };
  std::set<std::string> own_staff;
  for (const User& user : reader.users())
    if (user.role == Role::site_manager) own_staff.insert(user.id.value);
  ByCriterion mystery, own;
  for (const CountedVisit& visit : counted_visits(reader, checklists, *scope, scope->wave))
    if (counts(visit.record.site.value)) add_visit(own_staff.count(visit.record.investigator.value) != 0 ? own : mystery, visit.reported);
  const Voices voices = voices_of(reader, scope->wave, counts);
  const std::int64_t suppress_below = rules_of(reader, scope->wave).suppress_below;

  Doc out = scope_document(*scope);
  out["site"] = site;
  out["sites"] = Doc::array();
  for (const Site& each : scope->sites)
    if (may_see_site(who, each.id)) out["sites"].push_back(site_document(each));
  out["suppress_below"] = suppress_below;
  out["criteria"] = Doc::array();
  for (const char* criterion : kCriteria) {
    std::vector<VoiceFigure> heard;
    Doc silent = Doc::array();  // too few to say anything
    for (const Voice voice : {Voice::mystery_visit, Voice::own_audit}) {
      const std::vector<double>& scores = (voice == Voice::mystery_visit ? mystery : own)[criterion];
      if (const auto figure = figure_of_scores(voice, scores)) heard.push_back(*figure);
      else if (!scores.empty()) silent.push_back({{"voice", code_of(voice)}, {"n", scores.size()}});
    }
    const KpiTally customers = satisfied(voices, criterion);
    if (customers.n() >= suppress_below) heard.push_back(*figure_of_share(Voice::customers, customers.yes, customers.n()));
    else if (customers.n() > 0) silent.push_back({{"voice", code_of(Voice::customers)}, {"n", customers.n()}});
    if (heard.empty() && silent.empty()) continue;
    const CriterionGaps gaps = criterion_gaps(criterion, heard);
    Doc entry = {{"id", criterion}, {"voices", Doc::array()}, {"silent", std::move(silent)}, {"gaps", Doc::array()}, {"widest", gaps.widest}};
    for (const VoiceFigure& figure : gaps.voices) entry["voices"].push_back(voice_document(figure));
    for (const VoiceGap& gap : gaps.gaps)
      entry["gaps"].push_back({{"a", code_of(gap.a)}, {"b", code_of(gap.b)}, {"difference", gap.points.value},
                               {"interval", interval_document(gap.points.low, gap.points.high)}, {"sure", gap.disagree}});
    out["criteria"].push_back(std::move(entry));
  }
  return dump_document(out);
}

}  // namespace constat::server
