// The site index of a comparison under other weights: the parts that were measured, weighed and ranked again by the rules of
// compare_sites, without visits or responses. Parts that the comparison suppresses are not among them and stay hidden.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/compare/compare.hpp"
#include "shared/compare/index.hpp"
#include "shared/compare/pairs.hpp"

namespace constat {

// As SiteComparison::parts and Comparison::network_parts have them; their weights are not looked at.
using MeasuredParts = std::vector<IndexInput>;

struct ReweighedSite {
  std::optional<SiteIndex> index;
  bool small_sample = false;      // a part that weighs anything has few answers: shown, not ranked
  std::optional<RankRange> rank;
};

struct Reweighed {
  std::optional<double> network;    // the index of a site with the network's mean in every part
  std::vector<ReweighedSite> sites;  // in the order given
};

enum class Ranks : std::uint8_t { found, left_out };  // they cost most of the time where there are hundreds of sites

// The weights, the minimum of coverage and that of responses are those of `rules`.
Reweighed reweigh(const IndexRules& rules, const MeasuredParts& network, const std::vector<MeasuredParts>& sites, Ranks ranks = Ranks::found);

}  // namespace constat
