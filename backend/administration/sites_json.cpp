#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "backend/administration/sites.hpp"
#include "shared/review/comment_text.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// Rows that are told one by one; all are counted.
constexpr std::size_t kMostProblems = 500, kMostTouched = 200;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

Doc document_of(const Site& site) {
  Doc doc = {{"id", site.id.value}, {"name", site.name}, {"city", site.city}, {"region", site.region}, {"tags", site.tags},
             {"address", site.address}, {"position", nullptr}};
  if (site.position) doc["position"] = {{"latitude", site.position->latitude}, {"longitude", site.position->longitude}};
  doc["opening_hours"] = site.opening_hours.empty() ? Doc() : Doc::parse(site.opening_hours, nullptr, false);
  return doc;
}

}  // namespace

std::string site_json(const Site& site) { return dump(document_of(site)); }

std::string sites_json(Reader& reader, const SiteFilter& filter) {
  const std::u32string wanted = normalised_comment(filter.text);
  std::set<std::string> regions, tags;
  std::vector<std::pair<std::u32string, const Site*>> found;
  const std::vector<Site> all = reader.sites();
  for (const Site& site : all) {
    if (!site.region.empty()) regions.insert(site.region);
    tags.insert(site.tags.begin(), site.tags.end());
    if (!filter.region.empty() && site.region != filter.region) continue;
    if (!filter.tag.empty() && std::find(site.tags.begin(), site.tags.end(), filter.tag) == site.tags.end()) continue;
    const bool fits = wanted.empty() || normalised_comment(site.name + " " + site.city + " " + site.address + " " + site.id.value).find(wanted) != std::u32string::npos;
    if (fits) found.emplace_back(normalised_comment(site.name), &site);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : a.second->id.value < b.second->id.value; });
  Doc sites = Doc::array();
  for (std::size_t i = filter.page * kSitesPage; i < found.size() && i < (filter.page + 1) * kSitesPage; ++i) sites.push_back(document_of(*found[i].second));
  return dump({{"sites", std::move(sites)}, {"count", found.size()}, {"all", all.size()}, {"regions", regions}, {"tags", tags}});
}

std::string site_import_json(const SiteFile& file, Language language, bool dry_run) {
  std::int64_t added = 0, changed = 0, unchanged = 0;
  Doc touched = Doc::array(), problems = Doc::array();
  for (const SiteFileRow& row : file.rows) {
    if (row.is_new) ++added;
    else if (row.changed.empty()) ++unchanged;
    else ++changed;
    if ((row.is_new || !row.changed.empty()) && touched.size() < kMostTouched)
      touched.push_back({{"site", document_of(row.site)}, {"row", row.row}, {"change", row.is_new ? "added" : "changed"}, {"fields", row.changed}});
  }
  for (const SiteFileProblem& problem : file.problems) {
    if (problems.size() >= kMostProblems) break;
    problems.push_back({{"row", problem.row},
                        {"column", problem.problem.path},
                        {"value", problem.value},
                        {"code", problem.problem.code},
                        {"message", text(language, "problem." + problem.problem.code, problem.problem.args)},
                        {"left_out", problem.left_out}});
  }
  return dump({{"dry_run", dry_run},
               {"rows", file.read},
               {"added", added},
               {"changed", changed},
               {"unchanged", unchanged},
               {"left_out", file.left_out()},
               {"problems", std::move(problems)},
               {"problem_count", file.problems.size()},
               {"touched", std::move(touched)}});
}

}  // namespace constat::server
