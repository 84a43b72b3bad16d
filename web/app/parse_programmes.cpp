#include "web/app/programmes.hpp"

#include <algorithm>

#include "shared/review/comment_text.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

WaveProgress read_progress(const Json& json) {
  const auto number = [&](const char* name) { return integer_of(json, name).value_or(0); };
  return {number("target"), number("to_make"), number("made"), number("approved"), number("missing")};
}

WaveDoc read_wave(const Json& json) {
  WaveDoc wave;
  wave.id = text_of(json, "id");
  wave.programme = text_of(json, "programme");
  wave.title = localized_of(json, "title");
  wave.starts_on = text_of(json, "starts_on");
  wave.ends_on = text_of(json, "ends_on");
  wave.closed = bool_of(json, "closed");
  wave.visits_per_site = integer_of(json, "visits_per_site").value_or(0);
  if (const Json* list = array_of(json, "exceptions"))
    for (const Json& each : list->elements) wave.exceptions.push_back({text_of(each, "site"), text_of(each, "tag"), integer_of(each, "visits").value_or(0)});
  if (const Json* progress = object_of(json, "progress")) wave.progress = read_progress(*progress);
  return wave;
}

std::vector<ListedProgramme> read_listed(const Json& body) {
  std::vector<ListedProgramme> programmes;
  if (const Json* list = array_of(body, "programmes"))
    for (const Json& each : list->elements)
      programmes.push_back({text_of(each, "id"), localized_of(each, "title"), integer_of(each, "waves").value_or(0), integer_of(each, "open_waves").value_or(0),
                            text_of(each, "from"), text_of(each, "to")});
  return programmes;
}

}  // namespace

std::array<double, kIndexParts> index_weights(const Json& rules) {
  std::array<double, kIndexParts> weights{};
  const Json* given = object_of(rules, "weights");
  double whole = 0;
  for (std::size_t i = 0; given && i < kIndexParts; ++i) {
    weights[i] = number_of(*given, to_string(static_cast<IndexPart>(i))).value_or(0);
    whole += weights[i];
  }
  for (double& weight : weights) weight = whole > 0 ? 100 * weight / whole : 0;
  return weights;
}

ProgrammeList read_programme_list(const Json& body) { return {read_listed(body)}; }

ProgrammeDoc read_programme(const Json& body) {
  ProgrammeDoc doc;
  doc.id = text_of(body, "id");
  doc.title = localized_of(body, "title");
  if (const Json* index = object_of(body, "index")) doc.index = *index;
  doc.retention_months = integer_of(body, "retention_months");
  doc.review_required = optional_bool(body, "review_required");
  doc.live_score = bool_of(body, "live_score", true);
  doc.discreet = bool_of(body, "discreet");
  doc.appeal_days = integer_of(body, "appeal_days").value_or(14);
  if (const Json* employees = object_of(body, "employees")) {
    doc.employees_named = bool_of(*employees, "named");
    doc.informed_on = text_of(*employees, "informed_on");
    doc.informed_how = text_of(*employees, "informed_how");
  }
  if (const Json* organisation = object_of(body, "organisation")) {
    if (const Json* index = object_of(*organisation, "index")) doc.organisation_index = *index;
    doc.organisation_months = integer_of(*organisation, "retention_months").value_or(0);
    doc.organisation_review = bool_of(*organisation, "review_required");
  }
  if (const Json* waves = array_of(body, "waves"))
    for (const Json& wave : waves->elements) doc.waves.push_back(read_wave(wave));
  return doc;
}

WavePage read_wave_page(const Json& body) {
  WavePage page{read_wave(body), {}, read_listed(body)};
  if (const Json* sites = array_of(body, "sites"))
    for (const Json& each : sites->elements)
      if (const Json* found = object_of(each, "site")) {
        SiteDoc site = read_site(*found);
        std::u32string words = normalised_comment(site.name + " " + site.city + " " + site.region);
        page.sites.push_back({std::move(site), read_progress(each), std::move(words)});
      }
  std::stable_sort(page.sites.begin(), page.sites.end(), [](const WavePage::Row& a, const WavePage::Row& b) {
    return a.progress.missing != b.progress.missing ? a.progress.missing > b.progress.missing : a.words < b.words;
  });
  return page;
}

}  // namespace constat::app
