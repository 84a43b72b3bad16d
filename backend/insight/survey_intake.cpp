#include "backend/insight/survey_intake.hpp"

#include <set>

#include "backend/auth/limits.hpp"
#include "backend/insight/survey_data.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/base/sha256.hpp"
#include "shared/survey/survey.hpp"

namespace constat::server {
namespace {

// Thrown inside the transaction to undo a dry run; nothing else catches it.
struct DryRunEnds {};

// What the rows name and the organisation does not know yet.
std::vector<std::string> create_sites(Writer& writer, const ResponseSet& set) {
  std::set<std::string> named;
  for (const Response& response : set.responses)
    if (!response.site.empty()) named.insert(response.site);
  std::vector<std::string> created;
  for (const std::string& id : named) {
    if (writer.site(SiteId(id))) continue;
    Site site;
    site.id = SiteId(id);
    site.name = id;
    writer.put_site(site);
    created.push_back(id);
  }
  return created;
}

void create_waves(Writer& writer, const ResponseSet& set, const Survey& survey) {
  std::set<std::string> known;
  for (const Wave& wave : writer.waves()) known.insert(wave.id.value);
  for (const Response& response : set.responses) {
    if (response.wave.empty() || !known.insert(response.wave).second) continue;
    writer.put_wave({WaveId(response.wave), response.wave, response.date.empty() ? survey.period_from : response.date, ""});
  }
}

// What somebody who sees some sites only may not bring in: responses of other sites, or of none. Each site is told once.
Problems of_others(const ResponseSet& set, const SignedIn& who, const Survey& survey) {
  std::set<std::string> others;
  for (const Response& response : set.responses)
    if (response.site.empty() || !may_see_site(who, SiteId(response.site))) others.insert(response.site);
  Problems problems;
  for (const std::string& site : others) problems.push_back({survey.csv.site, site.empty() ? "site-needed" : "site-of-others", {site}});
  return problems;
}

}  // namespace

Parsed<bool> put_survey(Store& store, const OrganisationId& organisation, std::string_view json) {
  const auto survey = parse_survey(json);
  if (!survey) return tl::unexpected(survey.error());
  const auto parsed = parse_json(json);
  const std::string canonical = parsed ? canonical_json(*parsed) : std::string(json);
  bool is_new = false;
  bool changed_under_responses = false;
  store.write(organisation, [&](Writer& writer) {
    const auto before = writer.survey(survey->id);
    is_new = !before;
    if (before && before->json == canonical) return;
    // Stored answers stand parallel to the questions: a description with responses no longer moves.
    changed_under_responses = before && !writer.responses(survey->id).empty();
    if (!changed_under_responses) writer.put_survey({survey->id, canonical});
  });
  if (changed_under_responses)
    return tl::unexpected(std::vector<Problem>{{"id", "survey-has-responses", {survey->id.value}}});
  return is_new;
}

Parsed<ResponseImport> import_responses(Store& store, const OrganisationId& organisation, const SurveyRecord& record,
                                        std::string_view csv, bool dry_run, const SignedIn* who) {
  const auto survey = parse_survey(record.json);
  if (!survey) return tl::unexpected(survey.error());
  auto set = read_responses(*survey, csv);
  if (!set) return tl::unexpected(std::move(set.error()));

  if (who && who->limited)
    if (auto problems = of_others(*set, *who, *survey); !problems.empty()) return tl::unexpected(std::move(problems));

  ResponseImport result;
  result.read = set->read;
  result.accepted = set->accepted;
  result.blank = set->blank;
  result.rejected = std::move(set->rejected);
  const std::string file_hash = sha256_hex(csv);
  try {
    store.write(organisation, [&](Writer& writer) {
      result.new_sites = create_sites(writer, *set);
      create_waves(writer, *set, *survey);
      std::int64_t row = 0;
      for (const Response& response : set->responses) {
        StoredResponse stored = stored_response(response, file_hash, ++row);
        if (survey->csv.id.empty()) stored.id.clear();
        if (writer.add_response(survey->id, stored)) ++result.stored;
        else ++result.duplicates;
      }
      if (result.stored > 0) writer.next_seq();
      if (dry_run) throw DryRunEnds{};
    });
  } catch (const DryRunEnds&) {
  }
  return result;
}

}  // namespace constat::server
