// What managers look at, as the server computed it. Nothing is recomputed here.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/visit/visit.hpp"
#include "web/app/capture.hpp"
#include "web/app/documents.hpp"
#include "web/app/quarantine.hpp"

namespace constat::app {

inline constexpr std::array<std::string_view, 6> kKpis{"audit", "nps", "csat", "ces", "fcr", "retention"};

struct RankSpan {
  int low = 0, high = 0;  // 1 is best
};

struct IndexFigure {
  double value = 0, low = 0, high = 0, coverage = 0, bound_low = 0, bound_high = 0;
};

struct IndexPartFigure {
  std::string kpi;
  double score = 0, weight = 0;
  std::int64_t n = 0;
  std::optional<double> contribution, network;  // network: the mean of this part over the sites
};

struct KpiFigure {
  std::optional<double> value;  // none: suppressed
  std::optional<double> low, high;
  std::int64_t n = 0;
  std::optional<RankSpan> rank;
  bool small_sample = false, suppressed = false;
};

struct SiteRow {
  SiteDoc site;
  std::optional<IndexFigure> index;
  std::vector<IndexPartFigure> parts;
  double composition = 0;
  std::optional<RankSpan> rank;
  bool small_sample = false;
  std::map<std::string, KpiFigure, std::less<>> kpis;
};

struct Wave {
  std::string id;
  LocalizedText title;
};

struct Comparison {
  std::string wave, region, tag;  // region, tag: of these sites only; empty: of all
  std::vector<std::string> regions, tags;
  std::optional<std::int64_t> limited;  // who looks sees so many sites, and the figures are of these alone; none: of all
  std::vector<Wave> waves;
  std::vector<SiteRow> rows;  // ordered: best index first, then sites without one by name
  std::optional<double> network_index;
  std::map<std::string, std::string, std::less<>> kpi_labels;
  std::map<std::string, double, std::less<>> weights;
  double min_coverage = 0;
  bool has_kpi(std::string_view kpi) const;
};

struct SiteVisit {
  std::string id, started_at, wave, investigator, status, grade;
  LocalizedText checklist_title;
  std::optional<MicroPercent> score;
  std::optional<bool> passed;
  bool score_differs = false;
  std::u32string words;  // of checklist and person, without case or accents: what a search looks into
};

struct SiteSummary {
  std::string wave;
  std::vector<Wave> waves;
  SiteRow row;
  std::optional<double> network_index;
  std::map<std::string, std::string, std::less<>> kpi_labels;
  std::vector<SiteVisit> visits;
};

// A received visit and how its score came about.
struct VisitResult {
  std::string id, sha256, received_at, status, investigator;
  std::int64_t revision = 1;
  std::string quarantined;             // reason why it was set aside; empty: it was not, or a person accepted it
  SiteDoc site;
  std::optional<Visit> visit;          // with what appeals have corrected
  std::map<std::string, Answer> before_appeal;  // by item, what the investigator had answered
  std::optional<Checklist> checklist;  // none: the server does not know it
  std::optional<ScoreSummary> server_score;
  std::optional<ScoreSummary> device_score;
  bool score_differs = false;
  bool is_official = false;            // its score counts in every figure
  std::vector<Problem> problems;       // why the answers are not valid
  ShownPhotos photos;
  std::vector<VisitBody> others;       // bodies that do not count
  const VisitBody* other(std::string_view hash) const {
    for (const VisitBody& body : others)
      if (body.sha256 == hash) return &body;
    return nullptr;
  }
};

}  // namespace constat::app
