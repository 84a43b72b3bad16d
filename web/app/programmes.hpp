// Programmes and their waves, as managers plan them and administrators set them up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/compare/index.hpp"
#include "web/app/admin_sites.hpp"
#include "web/app/loadable.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

struct ListedProgramme {
  std::string id;
  LocalizedText title;
  std::int64_t waves = 0, open_waves = 0;
  std::string from, to;  // dates of its waves; empty: it has none
};
struct ProgrammeList {
  std::vector<ListedProgramme> programmes;
};

struct WaveProgress {
  std::int64_t target = 0, to_make = 0, made = 0, approved = 0, missing = 0;
};

struct WaveDoc {
  struct Exception {
    std::string site, tag;  // one of them
    std::int64_t visits = 0;
  };
  std::string id, programme;
  LocalizedText title;
  std::string starts_on, ends_on;  // dates; the end may be empty
  bool closed = false;
  std::int64_t visits_per_site = 0;
  std::vector<Exception> exceptions;
  WaveProgress progress;
  bool has_targets() const { return visits_per_site > 0 || !exceptions.empty(); }
};

struct WavePage {
  struct Row {
    SiteDoc site;
    WaveProgress progress;
    std::u32string words;            // of the site, without case or accents: what a search looks into
  };
  WaveDoc wave;
  std::vector<Row> sites;            // those with the most missing first
  std::vector<ListedProgramme> programmes;  // where it could belong: id and title
};

struct ProgrammeDoc {
  std::string id;
  LocalizedText title;
  Json index, organisation_index;                   // constat.index/1; index is null for the organisation's
  std::optional<std::int64_t> retention_months;
  std::optional<bool> review_required;
  bool live_score = true, discreet = false;
  std::int64_t appeal_days = 14;
  bool employees_named = false;
  std::string informed_on, informed_how;
  std::int64_t organisation_months = 0;
  bool organisation_review = false;
  std::vector<WaveDoc> waves;
};

// Weights in hundredths of the whole, in the order of IndexPart.
std::array<double, kIndexParts> index_weights(const Json& rules);

struct ProgrammeForm {
  std::string id;                  // empty: a new one
  std::string title_fr, title_en;
  bool own_index = false;
  std::array<std::string, kIndexParts> weights;  // as typed, in per cent
  bool own_retention = false;
  std::string months;              // 0: without limit
  std::string review;              // empty: the organisation's; required, none
  bool live_score = true, discreet = false;
  std::string appeal_days = "14";
  bool employees_named = false;
  std::string informed_on, informed_how;
  bool begun = false, busy = false;
  std::set<std::string, std::less<>> missing;
  std::optional<Refusal> refusal;
};

struct WaveForm {
  struct Exception {
    std::string site, tag, name;   // the name of the site or the tag
    std::string visits = "1";
  };
  std::string id, programme;       // without an id: a new one of that programme
  std::string title_fr, title_en, starts_on, ends_on, visits = "0";
  bool closed = false;
  std::vector<Exception> exceptions;
  std::string search;              // for a site or a tag
  bool begun = false, busy = false;
  std::set<std::string, std::less<>> missing;
  std::optional<Refusal> refusal;
};

struct ProgrammeState {
  Loadable<ProgrammeList> list;
  Loadable<ProgrammeDoc> programme;
  Loadable<WavePage> wave;
  ProgrammeForm form;
  WaveForm wave_form;
  bool saved = false;              // told once, above what was saved
};

ProgrammeList read_programme_list(const Json& body);
ProgrammeDoc read_programme(const Json& body);
WavePage read_wave_page(const Json& body);

}  // namespace constat::app
