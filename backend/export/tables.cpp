#include "backend/export/tables.hpp"

#include <algorithm>
#include <set>

#include "backend/insight/network.hpp"
#include "shared/report/answers.hpp"
#include "shared/report/wide.hpp"

namespace constat::server::exports {
namespace {

// Counts what passes.
class Counting final : public report::TableSink {
 public:
  Counting(report::TableSink& next, std::size_t& rows) : next_(next), rows_(rows) {}
  void begin(const report::Sheet& sheet) override { next_.begin(sheet); }
  void row(const report::Row& row) override {
    next_.row(row);
    ++rows_;
  }
  void end() override { next_.end(); }

 private:
  report::TableSink& next_;
  std::size_t& rows_;
};

class Export {
 public:
  Export(Reader& reader, ChecklistCache& checklists, const TableRequest& request, ByteSink& out)
      : reader_(reader), checklists_(checklists), request_(request), out_(out),
        source_(reader, checklists, request.style.language, request.audience), wording_{request.style.language, codes()} {}

  Result<ExportCounts> comparison() {
    const auto wave = chosen_wave(reader_, request_.wave);
    if (!wave) return failure(ErrorCode::not_found, "export.unknown_wave", {request_.wave});
    const Network network = compare_network(reader_, *wave, Pairs::listed);
    report::ReportedNetwork reported;
    reported.comparison = &network.comparison;
    reported.rules = &network.rules;
    for (const auto& [id, names] : source_.sites())
      if (request_.may_see(SiteId(id))) reported.sites[id] = names;
    reported.organisation = source_.organisation().name;
    reported.wave_title = *wave == kAllWaves ? std::string(text(wording_.language, "export.all_waves")) : source_.wave_title(*wave);
    reported.generated_at = request_.now;
    reported.language = wording_.language;
    std::vector<report::Table> tables;
    if (holds_many(request_.format)) tables = report::workbook_tables(reported);
    else if (request_.table.empty() || request_.table == "sites") tables = {report::sites_table(reported)};
    else if (request_.table == "kpis") tables = {report::kpis_table(reported)};
    else if (request_.table == "differences") tables = {report::differences_table(reported)};
    else return failure(ErrorCode::invalid, "export.unknown_table", {request_.table});
    const auto writer = make_table_writer(request_.format, request_.style, out_);
    Counting counting(*writer, counts_.rows);
    for (const report::Table& table : tables) report::write_table(table, counting);
    writer->finish();
    return counts_;
  }

  Result<ExportCounts> visits() {
    VisitFilter filter;
    if (!request_.wave.empty()) {
      const auto wave = chosen_wave(reader_, request_.wave);
      if (!wave) return failure(ErrorCode::not_found, "export.unknown_wave", {request_.wave});
      if (*wave != kAllWaves) filter.wave = WaveId(*wave);
    }
    records_ = reader_.visits(filter);
    records_.erase(std::remove_if(records_.begin(), records_.end(),
                                  [&](const VisitRecord& each) { return !request_.may_see(each.site) || !source_.may_see(each); }),
                   records_.end());
    // Oldest first, by the clock on the wall; by id among equals.
    std::stable_sort(records_.begin(), records_.end(), [](const VisitRecord& a, const VisitRecord& b) {
      return a.started_at != b.started_at ? a.started_at < b.started_at : a.id < b.id;
    });
    for (const ChecklistRecord& record : reader_.checklists()) versions_[record.id.value].push_back(record);
    const auto chosen = chosen_checklists();
    if (!chosen) return tl::unexpected<Error>(chosen.error());
    count_unreadable();
    expected_ = static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), [&](const VisitRecord& each) {
      return std::find(chosen->begin(), chosen->end(), each.checklist.value) != chosen->end();
    }));
    const auto writer = make_table_writer(request_.format, request_.style, out_);
    Counting counting(*writer, counts_.rows);
    if (request_.subject == Subject::answers) answers(*chosen, counting);
    else for (const std::string& checklist : *chosen) wide(checklist, counting);
    writer->finish();
    return counts_;
  }

 private:
  bool codes() const { return request_.style.codes || request_.format == Format::jsonl; }

  // Those asked for; else every one that has visits; the first where none has.
  Result<std::vector<std::string>> chosen_checklists() const {
    if (!request_.checklist.empty()) {
      if (versions_.count(request_.checklist) == 0)
        return failure(ErrorCode::not_found, "export.unknown_checklist", {request_.checklist});
      return std::vector<std::string>{request_.checklist};
    }
    if (versions_.empty()) return failure(ErrorCode::not_found, "export.nothing");
    std::set<std::string> used;
    for (const VisitRecord& record : records_)
      if (versions_.count(record.checklist.value) > 0) used.insert(record.checklist.value);
    if (used.empty()) used.insert(versions_.begin()->first);
    const bool one = request_.subject == Subject::visits && !holds_many(request_.format) && request_.format != Format::jsonl;
    if (one && used.size() > 1) {
      std::string list;
      for (const std::string& each : used) list += (list.empty() ? "" : ", ") + each;
      return failure(ErrorCode::invalid, "export.which_checklist", {list});
    }
    return std::vector<std::string>(used.begin(), used.end());
  }

  // Of a checklist that is not here no file speaks: its visits are named once, not silently lost.
  void count_unreadable() {
    if (!request_.checklist.empty()) return;
    for (const VisitRecord& record : records_)
      if (versions_.count(record.checklist.value) == 0) ++counts_.left_out;
  }

  template <class Each>
  void each_visit(const std::set<std::string>& checklists, Each each) {
    for (const VisitRecord& record : records_) {
      if (checklists.count(record.checklist.value) == 0) continue;
      const auto visit = source_.load(record);
      if (visit) each(*visit);
      else ++counts_.left_out;
      request_.progress(++done_, expected_);
    }
  }

  void answers(const std::vector<std::string>& checklists, report::TableSink& sink) {
    sink.begin({"answers", std::string(text(wording_.language, "report.sheet.answers")), report::answer_columns(wording_)});
    each_visit({checklists.begin(), checklists.end()}, [&](const report::ReportedVisit& visit) {
      for (const report::Row& row : report::answer_rows(visit, wording_)) sink.row(row);
    });
    sink.end();
  }

  void wide(const std::string& checklist, report::TableSink& sink) {
    std::vector<ChecklistRecord> records = versions_.at(checklist);
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.version < b.version; });
    std::vector<std::shared_ptr<const Checklist>> versions;
    for (const ChecklistRecord& record : records)
      if (auto version = checklists_.get(record)) versions.push_back(std::move(version));
    const report::WideColumns columns(versions, wording_);
    const std::string_view title = versions.empty() ? std::string_view() : versions.back()->title.in(code_of(wording_.language));
    sink.begin({"visits", title.empty() ? checklist : std::string(title), columns.columns()});
    each_visit({checklist}, [&](const report::ReportedVisit& visit) { sink.row(columns.row(visit)); });
    sink.end();
  }

  Reader& reader_;
  ChecklistCache& checklists_;
  const TableRequest& request_;
  ByteSink& out_;
  VisitSource source_;
  report::Wording wording_;
  std::vector<VisitRecord> records_;
  std::map<std::string, std::vector<ChecklistRecord>> versions_;
  ExportCounts counts_;
  std::size_t done_ = 0, expected_ = 0;
};

}  // namespace

std::optional<Subject> subject_of(std::string_view word) {
  if (word == "visits") return Subject::visits;
  if (word == "answers") return Subject::answers;
  if (word == "comparison") return Subject::comparison;
  return std::nullopt;
}

Result<ExportCounts> write_export(Reader& reader, ChecklistCache& checklists, const TableRequest& request, ByteSink& out) {
  Export run(reader, checklists, request, out);
  return request.subject == Subject::comparison ? run.comparison() : run.visits();
}

}  // namespace constat::server::exports
