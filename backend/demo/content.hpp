// backend/demo/content.json as values: the invented sites, people and phrases that the generator draws from.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/records.hpp"
#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat::server::demo {

struct OpenHours {
  int from = 0, to = 0;  // minutes of the local day
};

struct DemoSite {
  Site site;
  std::vector<std::string> checklists;
  std::array<double, 4> profile{};  // expected share of points, by Area
  double drift = 0;                 // added in every wave after the first
  double satisfaction = 0;          // latent level of the customers, 0 to 1
  int responses_per_wave = 0;
  std::array<std::vector<OpenHours>, 7> hours;  // Monday first
};

struct DemoWave {
  Wave wave;
  std::string from, visits_to;  // dates
};

struct DemoPerson {
  std::string id, name, email;  // email may be empty: no account of its own
  Role role = Role::investigator;
  double leniency = 0;
  std::vector<std::string> sites = {};  // of a site manager
  std::vector<std::string> skills = {};
};

struct Scenario {
  std::string checklist, contact_mode, fr, en;
};

enum class Tone : std::uint8_t { good, middling, bad };

struct Content {
  std::string organisation_id, organisation_name;
  Programme programme;
  std::vector<DemoWave> waves;
  std::vector<DemoPerson> people;         // accounts, investigators included
  std::vector<DemoSite> sites;
  std::vector<Scenario> scenarios;
  std::map<std::string, std::vector<std::string>, std::less<>> verbatims;  // by NPS group
  std::array<std::array<std::vector<std::string>, 4>, 3> comments;         // by Tone and Area
  std::array<std::vector<std::string>, 3> summaries;                       // by Tone
  std::vector<std::string> quotes;
  std::string appeal;                                                      // of a site manager, under an answer
  std::vector<std::string> remarks;                                        // what makes two long comments differ
};

Result<Content> parse_content(std::string_view json);

}  // namespace constat::server::demo
