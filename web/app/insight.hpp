// What managers' pages say beyond the comparison, as the server computed it (docs/insight.md). Nothing is recomputed here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "web/app/comparison.hpp"

namespace constat::app {

struct Span {
  double low = 0, high = 0;  // of a 95 % interval, or of control limits
};

// Of what a page is, and what else it could be of.
struct InsightScope {
  std::string wave, region, tag;  // region and tag: empty for all
  std::vector<Wave> waves;
  std::vector<std::string> regions, tags;
  const Wave* find_wave(std::string_view id) const {
    for (const Wave& each : waves)
      if (each.id == id) return &each;
    return nullptr;
  }
  std::optional<std::int64_t> limited;  // who looks sees so many sites, and the figures are of these alone; none: of all
};

struct Move {
  SiteDoc site;  // empty: the network
  double before = 0, after = 0, difference = 0;
  Span interval;
  std::int64_t n_before = 0, n_after = 0;
  bool sure = false;
};

struct RepeatWeakness {
  SiteDoc site;
  LocalizedText checklist, question;
  std::int64_t lost = 0, asked = 0;
  double share = 0;
};

struct Overview {
  struct Mean {
    double value = 0;
    std::optional<Span> interval;
    std::int64_t visits = 0, sites = 0;
  };
  struct CriticalVisit {
    SiteDoc site;
    std::string visit, started_at;  // `visit` is empty where this user may not open it
    std::vector<LocalizedText> items;
  };
  struct Unvisited {
    SiteDoc site;
    std::int64_t waiting = 0;
  };
  struct Small {
    SiteDoc site;
    std::int64_t visits = 0, responses = 0;
    bool few_responses = false;
  };
  InsightScope scope;
  std::string previous;  // wave; empty: none
  std::int64_t sites = 0, responses = 0, waiting = 0;
  std::optional<Mean> mean;
  double sigma = 0;
  std::int64_t degrees = 0;
  std::optional<Move> change;
  std::vector<std::int64_t> histogram;
  std::int64_t pairs_tested = 0, pairs_sure = 0, sites_apart = 0;
  std::vector<Move> moves;
  std::int64_t judged = 0, not_passed = 0;
  std::int64_t critical_visits = 0, unvisited_count = 0, small_count = 0, weaknesses_count = 0;
  std::vector<CriticalVisit> critical;
  std::vector<Unvisited> unvisited;
  std::vector<Small> small;
  std::vector<RepeatWeakness> weaknesses;
};

struct HeatCell {
  std::optional<double> value;  // none with n > 0: hidden, too few answers
  std::int64_t n = 0;
  bool small_sample = false;
};
struct HeatRow {
  std::string id, code;   // code: of a customers' question
  LocalizedText prompt;   // of an item
  std::optional<HeatCell> network;
  std::vector<std::optional<HeatCell>> cells;  // by column
};
struct HeatSection {
  std::string id;
  LocalizedText title;
  std::vector<HeatRow> rows;
};
struct HeatMap {
  struct Offered {
    std::string id;
    LocalizedText title;
  };
  InsightScope scope;
  std::string checklist;
  std::vector<Offered> checklists;
  std::vector<SiteDoc> columns;
  std::vector<HeatSection> sections;
  std::vector<HeatRow> customers;
  std::int64_t suppress_below = 10;
  const HeatRow* find(std::string_view row) const;
};

struct GroupReport {
  struct Distance {
    double difference = 0, others = 0;
    Span interval;
    std::int64_t visits = 0, sites = 0;  // of the others
    bool sure = false;
  };
  struct Group {
    std::string name;
    std::int64_t sites = 0;
    std::optional<Overview::Mean> mean;
    std::optional<Move> change;
    std::optional<Distance> distance;
    std::optional<double> index;
    std::map<std::string, KpiFigure, std::less<>> kpis;
  };
  InsightScope scope;
  bool by_tag = false;
  std::string previous;  // wave; empty: none
  std::optional<Overview::Mean> mean;  // of all sites
  double sigma = 0;
  std::int64_t degrees = 0, sites = 0, outside = 0;  // outside: sites in no group
  std::map<std::string, std::string, std::less<>> kpi_labels;
  std::vector<Group> groups;  // the best mean first, those without visits last
};

struct Refused {
  std::string key;
  std::vector<std::string> args;
};

struct DriverReport {
  struct Driver {
    std::string code;
    double share = 0, correlation = 0;
    Span interval;
  };
  InsightScope scope;
  std::string outcome, level, label, method;
  std::int64_t rows = 0, known = 0, draws = 0;
  double r2 = 0;
  Span r2_interval;
  bool few = false;
  std::vector<std::string> left_out;  // drivers that too few answered
  std::vector<Driver> drivers;      // the largest share first
  std::optional<Refused> refused;
};

struct VoiceValue {
  std::string voice;
  std::int64_t n = 0;
  std::optional<double> value;  // none: too few to say anything
  Span interval;
};
struct VoiceDifference {
  std::string a, b;
  double difference = 0;
  Span interval;
  bool sure = false;
};
struct Criterion {
  std::string id;
  std::vector<VoiceValue> voices;
  std::vector<VoiceDifference> gaps;
};
struct GapReport {
  InsightScope scope;
  std::string site;  // empty: all of them
  std::vector<SiteDoc> sites;
  std::vector<Criterion> criteria;
  std::int64_t suppress_below = 10;
};

struct InvestigatorReport {
  struct Agreement {
    double value = 0, observed = 0;
    Span interval;
    std::int64_t units = 0;
  };
  struct Person {
    std::string id, name;
    std::int64_t visits = 0, sites = 0;
    double mean = 0;
    std::optional<double> expected, leniency;
    Span interval;
  };
  InsightScope scope;
  std::int64_t visits = 0, degrees = 0, groups = 0;
  double sigma = 0;
  std::vector<Person> people;  // those that can be judged first, the most lenient at the top
  std::optional<Agreement> ac1, kappa;
};

struct TrendPoint {
  std::string at;        // moment or month
  std::string visit;     // of a visit; may be empty
  double score = 0;      // of this one alone
  double value = 0;      // what is drawn
  Span limits;
  std::int64_t n = 0;    // answers, of a month
  bool out = false;
};
struct TrendChart {
  double center = 0, sigma = 0;
  std::vector<TrendPoint> points;
};
struct SiteTrend {
  std::string site, wave;
  std::int64_t visits = 0, fewest_visits = 0, periods = 0, fewest_periods = 0, hidden = 0, suppress_below = 10;
  std::optional<TrendChart> scores, customers;
  std::vector<RepeatWeakness> weaknesses;
};

struct DifferenceRow {
  struct Side {
    std::optional<double> value;  // none: hidden
    Span interval;
    std::int64_t n = 0;
  };
  std::string kpi, label;
  std::optional<Side> a, b;
  std::optional<double> difference;
  Span interval;
  bool sure = false;
};
struct DifferenceReport {
  std::vector<Wave> waves;
  std::vector<SiteDoc> sites;
  SiteDoc a, b;
  std::string wave_a, wave_b;
  std::vector<DifferenceRow> rows;
};

struct FigureVisits {
  struct Entry {
    std::string id, started_at;
    SiteDoc site;
    MicroPercent score;
    std::optional<double> points;  // of the item in question, percent
  };
  std::int64_t count = 0;
  std::vector<Entry> visits;
};

}  // namespace constat::app
