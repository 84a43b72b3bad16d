// Other weights of the site index, tried on a comparison: before and after, the order that follows, and publishing them in
// the wave's programme. A trial beside that of weights.hpp; the scores of visits are not touched by it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/compare/reweighed.hpp"
#include "web/app/documents.hpp"
#include "web/app/insight.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

inline constexpr std::string_view kIndexWeights = "index";  // Route::id of Page::weights; empty: weights of a checklist

// What GET /api/v1/comparison says that an index is made of.
struct IndexMaterial {
  InsightScope scope;
  IndexRules rules;                   // in force
  MeasuredParts network;
  std::vector<SiteDoc> sites;
  std::vector<MeasuredParts> parts;   // by site
  bool measured[kIndexParts] = {};    // some site has that part
  bool unreadable = false;            // of a newer kind
  bool is_of_wave() const { return !scope.wave.empty() && scope.wave != "all"; }
};

struct IndexStanding {
  std::size_t site = 0;               // of IndexMaterial::sites
  ReweighedSite before, after;
};

struct IndexTrial {
  std::shared_ptr<const IndexMaterial> of;
  std::shared_ptr<const Reweighed> before;  // by the weights in force, which no movement changes
  IndexRules rules;                   // as tried
  std::optional<double> network_before, network_after;
  std::vector<IndexStanding> standings;  // best first; those without an index last
  // Of pairs of sites that have an index before and after: their order, and where both differences hold. As in WeightTrial.
  std::int64_t pairs = 0, turned = 0, surely_turned = 0;
  std::int64_t gain = 0, lose = 0;    // sites whose index moves by 0.1 point or more
  bool ranks_known = false;           // of these weights; while a finger moves over many sites they wait
  bool changed() const;
  bool is_empty() const;              // nothing weighs anything: there is no index
  // On its way into the programme.
  bool sending = false;
  std::string published;              // in the programme of this wave, said while the wave is on screen
  std::optional<Refusal> refusal;
};

std::shared_ptr<const IndexMaterial> read_index_material(const Json& body);

IndexTrial begin_index_trial(std::shared_ptr<const IndexMaterial> material);
// After rules have changed. `with_ranks`: rank ranges as well, whatever the number of sites.
void reweigh_trial(IndexTrial& trial, bool with_ranks);

// The parts' shares of all weights in whole percent that make 100 together (largest remainders); all 0 without any weight.
std::array<int, kIndexParts> whole_shares(const IndexRules& rules);
// The programme as it is to be sent back: `document` of GET /api/v1/programmes/{id} with these shares, the form in which a
// programme's own page has them.
Json programme_with_weights(const Json& document, const IndexRules& rules);

class App;

class IndexWeightActions {
 public:
  explicit IndexWeightActions(App& app) : app_(&app) {}

  void begin();                       // with the weights in force, once the comparison is there
  void weigh(IndexPart part, double weight, bool rests);  // `rests`: the finger was lifted
  void reset();
  void publish();                     // in the programme of the wave on screen

 private:
  App* app_;
};

}  // namespace constat::app
