#include "shared/rescoring/site_scores.hpp"

#include <algorithm>
#include <cmath>

#include "shared/rescoring/lookup_sums.hpp"

namespace constat {
namespace {

constexpr double kMicro = 1e6;

// Of one site's scores. Squares are of the distance from 50 %, so that little is lost where they are subtracted.
struct Sums {
  std::int64_t sum = 0;
  double squares = 0;
  std::uint32_t visits = 0;

  void add(std::int32_t score) {
    const double away = (score - 50'000'000) / kMicro;
    sum += score;
    squares += away * away;
    ++visits;
  }
  SiteScores scores() const {
    SiteScores out;
    out.visits = visits;
    if (visits == 0) return out;
    out.mean = static_cast<double>(sum) / visits / kMicro;
    const double away = out.mean - 50;
    if (visits > 1) out.deviation = std::sqrt(std::max(0.0, (squares - visits * away * away) / (visits - 1)));
    return out;
  }
};

// Scores of one site that are put in order only where a quantile needs it.
class Quantiles {
 public:
  Quantiles(std::int32_t* begin, std::int32_t* end) : begin_(begin), end_(end) {}

  // The value at `share` of the way from the least to the greatest, where all in [from, limit) are known to lie between those
  // before `from` and those from `limit` on.
  double at(double share, std::int32_t* from, std::int32_t* limit) const {
    const double place = share * static_cast<double>(end_ - begin_ - 1);
    std::int32_t* found = begin_ + static_cast<std::ptrdiff_t>(place);
    std::nth_element(from, found, limit);
    const double fraction = place - static_cast<double>(found - begin_);
    if (fraction <= 0) return *found / kMicro;
    const std::int32_t next = *std::min_element(found + 1, found + 1 < limit ? limit : end_);
    return (*found + fraction * (static_cast<double>(next) - *found)) / kMicro;
  }

 private:
  std::int32_t* begin_;
  std::int32_t* end_;
};

}  // namespace

VisitsBySite::VisitsBySite(const std::vector<std::uint16_t>& site_of, std::size_t sites) : site_of_(site_of), starts_(sites + 1, 0) {
  for (const std::uint16_t site : site_of_) ++starts_[site + 1u];
  for (std::size_t site = 0; site < sites; ++site) starts_[site + 1] += starts_[site];
}

std::vector<SiteScores> VisitsBySite::means(const std::int32_t* scores) const {
  std::vector<Sums> sums(starts_.size() - 1);
  for (std::size_t v = 0; v < site_of_.size(); ++v) {
    if (scores[v] != kNoScore) sums[site_of_[v]].add(scores[v]);
  }
  std::vector<SiteScores> out;
  out.reserve(sums.size());
  for (const Sums& site : sums) out.push_back(site.scores());
  return out;
}

std::vector<SiteScores> VisitsBySite::summarise(const std::int32_t* scores) const {
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  std::vector<std::int32_t> ordered(site_of_.size());
  for (std::size_t v = 0; v < site_of_.size(); ++v) {
    if (scores[v] != kNoScore) ordered[next[site_of_[v]]++] = scores[v];
  }
  std::vector<SiteScores> out(starts_.size() - 1);
  for (std::size_t site = 0; site < out.size(); ++site) {
    std::int32_t* begin = ordered.data() + starts_[site];
    std::int32_t* end = ordered.data() + next[site];
    if (begin == end) continue;
    Sums sums;
    for (const std::int32_t* score = begin; score != end; ++score) sums.add(*score);
    SiteScores& here = out[site];
    here = sums.scores();
    std::int32_t* middle = begin + (end - begin - 1) / 2;
    const Quantiles quantiles(begin, end);
    here.median = quantiles.at(0.5, begin, end);
    here.lower_quartile = quantiles.at(0.25, begin, middle + 1);
    here.upper_quartile = quantiles.at(0.75, middle, end);
  }
  return out;
}

}  // namespace constat
