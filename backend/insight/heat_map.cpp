#include "backend/insight/heat_map.hpp"

#include <algorithm>
#include <map>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/insight/survey_data.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

struct Cell {
  std::int64_t earned = 0, possible = 0;  // thousandths of points
  std::int64_t n = 0;                     // visits in which it was answered
  void add(const QuestionSums& sums) {
    earned += sums.earned;
    possible += sums.possible;
    n += sums.asked;
  }
};

Doc cell_document(const Cell& cell) {
  if (cell.n == 0) return nullptr;
  return {{"value", 100.0 * static_cast<double>(cell.earned) / static_cast<double>(cell.possible)}, {"n", cell.n}};
}

// A value of fewer than `suppress_below` answers stays here.
Doc cell_document(const SurveyQuestion& question, const KpiTally& tally, std::int64_t suppress_below) {
  if (tally.n() == 0) return nullptr;
  if (tally.n() < suppress_below) return {{"value", nullptr}, {"n", tally.n()}, {"suppressed", true}};
  return {{"value", kpi_of_tally(question, tally).value.value_or(0)}, {"n", tally.n()}, {"small_sample", tally.n() < kSmallSample}};
}

class HeatMap {
 public:
  HeatMap(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Scope& scope)
      : reader_(reader), scope_(scope), sums_(kept.of(reader, checklists, scope, scope.wave)) {
    for (const Site& site : scope.sites)
      if (may_see_site(who, site.id)) columns_.push_back(site);
  }

  std::optional<Doc> write(std::string asked) {
    // By id: visits, and the newest version with its titles.
    std::map<std::string, std::pair<std::int64_t, const Checklist*>> known;
    for (const auto& sums : sums_)
      for (const ChecklistSums& checklist : sums->checklists) {
        auto& entry = known[checklist.checklist];
        entry.first += checklist.visits;
        if (!entry.second || entry.second->version < checklist.newest->version) entry.second = checklist.newest.get();
      }
    if (asked.empty() && !known.empty())
      asked = std::max_element(known.begin(), known.end(), [](const auto& a, const auto& b) { return a.second.first < b.second.first; })->first;
    if (!asked.empty() && known.count(asked) == 0 && !reader_has(asked)) return std::nullopt;
    Doc out = scope_document(scope_);
    out["checklist"] = asked;
    out["checklists"] = Doc::array();
    for (const auto& [id, entry] : known) out["checklists"].push_back({{"id", id}, {"title", words_document(entry.second->title)}, {"visits", entry.first}});
    out["columns"] = Doc::array();
    for (const Site& site : columns_) out["columns"].push_back(site_document(site));
    out["sections"] = Doc::array();
    if (const auto found = known.find(asked); found != known.end()) sections(*found->second.second, out["sections"]);
    customers(out);
    return out;
  }

 private:
  bool reader_has(const std::string& id) {
    for (const ChecklistRecord& record : reader_.checklists())
      if (record.id.value == id) return true;
    return false;
  }

  void sections(const Checklist& newest, Doc& out) {
    struct Row {
      Cell network;
      std::vector<Cell> cells;  // parallel to the columns
    };
    std::map<std::string, Row> rows;  // by item
    std::map<std::string, std::size_t> column_of;
    for (std::size_t i = 0; i < columns_.size(); ++i) column_of[columns_[i].id.value] = i;
    for (const auto& sums : sums_) {
      const auto column = column_of.find(sums->site.value);
      for (const ChecklistSums& checklist : sums->checklists) {
        if (checklist.checklist != newest.id.value) continue;
        for (const QuestionSums& question : checklist.questions) {
          Row& row = rows[question.item];
          row.cells.resize(columns_.size());
          row.network.add(question);
          if (column != column_of.end()) row.cells[column->second].add(question);
        }
      }
    }
    // Sections and words of the newest version; what only an older one asked is left out.
    for (const Section& section : newest.sections) {
      Doc items = Doc::array();
      for (const Item& item : section.items) {
        const auto row = rows.find(item.id.value);
        if (row == rows.end()) continue;
        Doc of_sites = Doc::array();
        for (const Cell& cell : row->second.cells) of_sites.push_back(cell_document(cell));
        items.push_back({{"id", item.id.value}, {"prompt", words_document(item.prompt)}, {"network", cell_document(row->second.network)}, {"cells", std::move(of_sites)}});
      }
      if (!items.empty()) out.push_back({{"id", section.id.value}, {"title", words_document(section.title)}, {"items", std::move(items)}});
    }
  }

  // Shares of satisfied customers, question by question.
  void customers(Doc& out) {
    const std::int64_t suppress_below = rules_of(reader_, scope_.wave).suppress_below;
    out["suppress_below"] = suppress_below;
    out["customers"] = Doc::array();
    for (const KnownSurvey& known : surveys_of(reader_)) {
      for (std::size_t q = 0; q < known.survey.questions.size(); ++q) {
        const SurveyQuestion& question = known.survey.questions[q];
        const bool is_share = question.kind == QuestionKind::theme || (question.kind == QuestionKind::kpi && question.kpi == Kpi::csat);
        if (!is_share) continue;
        std::map<std::string, KpiTally> by_site = tallies_by_site(reader_, known, q, scope_.wave);
        KpiTally network;
        for (const auto& [site, tally] : by_site)
          if (scope_.contains(site)) network.merge(tally);
        Doc of_sites = Doc::array();
        for (const Site& site : columns_) of_sites.push_back(cell_document(question, by_site[site.id.value], suppress_below));
        out["customers"].push_back({{"id", known.survey.id.value + "/" + question.column},
                                    {"code", question.kind == QuestionKind::theme ? question.theme : "csat"},
                                    {"survey", words_document(known.survey.title)},
                                    {"network", cell_document(question, network, suppress_below)},
                                    {"cells", std::move(of_sites)}});
      }
    }
  }

  Reader& reader_;
  const Scope& scope_;
  std::vector<std::shared_ptr<const VisitSums>> sums_;
  std::vector<Site> columns_;
};

}  // namespace

std::optional<std::string> heat_map(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Asked& asked,
                                    const std::string& checklist) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  const auto document = HeatMap(reader, checklists, kept, who, *scope).write(checklist);
  if (!document) return std::nullopt;
  return dump_document(*document);
}

}  // namespace constat::server
