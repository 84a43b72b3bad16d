#include "backend/insight/gap_report.hpp"

#include <array>
#include <functional>
#include <set>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/insight/survey_data.hpp"
#include "shared/compare/gap.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

const char* code_of(Voice voice) {
  switch (voice) {
    case Voice::mystery_visit: return "mystery_visit";
    case Voice::own_audit: return "own_audit";
    case Voice::customers: break;
  }
  return "customers";
}

// What somebody's visits say of each criterion.
using ByCriterion = std::array<PercentSums, kCriteria>;

// Satisfied of those who answered. A thematic question is nearer to the criterion than a whole survey on it.
KpiTally satisfied(Reader& reader, const std::vector<KnownSurvey>& surveys, const std::string& wave, const std::string& criterion,
                   const std::function<bool(const std::string&)>& counts) {
  for (const bool thematic : {true, false}) {
    KpiTally sum;
    for (const KnownSurvey& known : surveys)
      for (std::size_t q = 0; q < known.survey.questions.size(); ++q) {
        const SurveyQuestion& question = known.survey.questions[q];
        const bool fits = thematic ? question.kind == QuestionKind::theme && question.theme == criterion
                                   : question.kind == QuestionKind::kpi && question.kpi == Kpi::csat && known.survey.theme == criterion;
        if (!fits) continue;
        for (const auto& [site, tally] : tallies_by_site(reader, known, q, wave))
          if (counts(site)) sum.merge(tally);
      }
    if (sum.n() > 0) return sum;
  }
  return {};
}

Doc voice_document(const VoiceFigure& figure) {
  return {{"voice", code_of(figure.voice)}, {"n", figure.n}, {"value", figure.value}, {"interval", interval_document(figure.low, figure.high)}};
}

}  // namespace

std::optional<std::string> gap_report(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Asked& asked,
                                      const std::string& site) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  if (!site.empty() && (!scope->find(site) || !may_see_site(who, SiteId(site)))) return std::nullopt;
  const auto counts = [&](const std::string& id) { return site.empty() ? scope->is_all() || scope->contains(id) : id == site; };
  std::set<std::string> own_staff;
  for (const User& user : reader.users())
    if (user.role == Role::site_manager) own_staff.insert(user.id.value);
  Scope visited = *scope;
  if (!site.empty()) visited.ids_ = scope->contains(site) ? std::set<std::string>{site} : std::set<std::string>();
  ByCriterion mystery, own;
  for (const auto& sums : kept.of(reader, checklists, visited, scope->wave))
    for (const ChecklistSums& checklist : sums->checklists)
      for (const InvestigatorSums& each : checklist.investigators)
        for (std::size_t c = 0; c < kCriteria; ++c) (own_staff.count(each.investigator.value) != 0 ? own : mystery)[c].merge(each.criteria[c]);
  const std::vector<KnownSurvey> surveys = surveys_of(reader);
  const std::int64_t suppress_below = rules_of(reader, scope->wave).suppress_below;

  Doc out = scope_document(*scope);
  out["site"] = site;
  out["sites"] = Doc::array();
  for (const Site& each : scope->sites)
    if (may_see_site(who, each.id)) out["sites"].push_back(site_document(each));
  out["suppress_below"] = suppress_below;
  out["criteria"] = Doc::array();
  for (std::size_t c = 0; c < kCriteria; ++c) {
    const std::string criterion = kCriterionNames[c];
    std::vector<VoiceFigure> heard;
    Doc silent = Doc::array();  // too few to say anything
    for (const Voice voice : {Voice::mystery_visit, Voice::own_audit}) {
      const PercentSums& scores = (voice == Voice::mystery_visit ? mystery : own)[c];
      if (const auto figure = figure_of_scores(voice, scores)) heard.push_back(*figure);
      else if (scores.n > 0) silent.push_back({{"voice", code_of(voice)}, {"n", scores.n}});
    }
    const KpiTally customers = satisfied(reader, surveys, scope->wave, criterion, counts);
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
