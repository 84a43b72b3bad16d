#include "backend/insight/visit_columns.hpp"

#include <algorithm>
#include <map>

#include "backend/auth/secrets.hpp"
#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/store/official.hpp"
#include "shared/rescoring/batch_bytes.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;
using Version = std::pair<std::string, std::int64_t>;

std::optional<Version> chosen(const std::map<Version, std::size_t>& counts, const AskedChecklist& wanted) {
  std::optional<Version> best;
  std::size_t most = 0;
  for (const auto& [version, count] : counts) {
    if (!wanted.id.empty() && version.first != wanted.id) continue;
    if (wanted.version != 0 && version.second != wanted.version) continue;
    // By id and version in order: the newest comes last.
    if (wanted.all_versions || count >= most) best = version;
    most = std::max(most, count);
  }
  return best;
}

bool is_there(Reader& reader, const AskedChecklist& wanted) {
  const std::vector<ChecklistRecord> all = reader.checklists();
  return std::any_of(all.begin(), all.end(), [&](const ChecklistRecord& record) {
    return record.id.value == wanted.id && (wanted.version == 0 || record.version == wanted.version);
  });
}

std::string two_bytes_each(const std::vector<std::uint16_t>& numbers) {
  std::string bytes;
  for (const std::uint16_t number : numbers) {
    bytes.push_back(static_cast<char>(number & 255u));
    bytes.push_back(static_cast<char>(number >> 8));
  }
  return bytes;
}

// What is said of one version's visits.
struct Columns {
  Reader& reader;
  ChecklistCache& checklists;
  const std::vector<VisitRecord>& records;
  const std::map<std::string, std::uint16_t>& place;  // of a site's id

  Doc of(const std::optional<Version>& version) const {
    Doc out = {{"checklist", nullptr}};
    std::vector<std::uint16_t> site_of;
    std::string batch_bytes;
    const auto stored = version ? reader.checklist(ChecklistId(version->first), version->second) : std::nullopt;
    const auto checklist = stored ? checklists.get(*stored) : nullptr;
    if (checklist) {
      out["checklist"] = Doc::parse(stored->json, nullptr, false);
      VisitBatch batch(*checklist);
      VisitSource source(reader, checklists, Language::french);  // names are not used
      for (const VisitRecord& record : records) {
        if (record.checklist.value != version->first || record.checklist_version != version->second) continue;
        const auto reported = source.load(record);
        if (!reported) continue;
        batch.add(reported->visit);
        site_of.push_back(place.at(record.site.value));
      }
      batch_bytes = BatchBytes::write(batch);
    }
    out["visits"] = site_of.size();
    out["site_of"] = base64(two_bytes_each(site_of));
    out["batch"] = base64(batch_bytes);
    return out;
  }
};

}  // namespace

std::optional<std::string> visit_columns(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const Asked& asked,
                                         const AskedChecklist& wanted) {
  const std::optional<Scope> scope = scope_of(reader, {asked.wave.empty() ? std::string(kAllWaves) : asked.wave, asked.region, asked.tag});
  if (!scope) return std::nullopt;
  std::map<std::string, std::uint16_t> place;
  Doc sites = Doc::array();
  for (const Site& site : scope->sites) {
    if (!may_see_site(who, site.id) || place.size() > 0xffff) continue;
    place.emplace(site.id.value, static_cast<std::uint16_t>(place.size()));
    sites.push_back(site_document(site));
  }
  VisitFilter filter;
  if (scope->wave != kAllWaves) filter.wave = WaveId(scope->wave);
  const Organisation organisation = reader.organisation();
  std::vector<VisitRecord> records = reader.visits(filter);
  records.erase(std::remove_if(records.begin(), records.end(),
                               [&](const VisitRecord& record) { return place.count(record.site.value) == 0 || !is_official(record, organisation); }),
                records.end());
  std::map<Version, std::size_t> counts;
  for (const VisitRecord& record : records) ++counts[{record.checklist.value, record.checklist_version}];
  const std::optional<Version> version = chosen(counts, wanted);
  if (!version && !wanted.id.empty() && !is_there(reader, wanted)) return std::nullopt;

  Doc out = scope_document(*scope);
  out["checklists"] = Doc::array();
  for (const auto& [known, count] : counts) {
    const auto stored = reader.checklist(ChecklistId(known.first), known.second);
    const auto checklist = stored ? checklists.get(*stored) : nullptr;
    if (checklist)
      out["checklists"].push_back({{"id", known.first}, {"version", known.second}, {"title", words_document(checklist->title)}, {"visits", count}});
  }
  const Columns columns{reader, checklists, records, place};
  out.update(columns.of(version));
  out["sites"] = std::move(sites);
  if (wanted.all_versions) {
    out["older"] = Doc::array();
    for (auto older = counts.rbegin(); version && older != counts.rend(); ++older)
      if (older->first.first == version->first && older->first.second < version->second) out["older"].push_back(columns.of(older->first));
  }
  return dump_document(out);
}

}  // namespace constat::server
