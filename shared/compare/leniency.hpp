// Leniency: how an investigator's marks compare with what the sites that they saw would give from others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace constat {

struct JudgedVisit {
  std::string site, investigator;
  double score = 0;  // percent; compare visits with the same checklist
};

struct Leniency {
  std::string investigator;
  std::int64_t visits = 0, sites = 0;
  double mean = 0;                    // of their scores
  std::optional<double> expected;     // what an average investigator would have given for the same visits
  std::optional<double> leniency;     // mean - expected: positive is lenient
  double se = 0, low = 0, high = 0;   // 95 %; only with leniency
};

struct LeniencyTable {
  std::vector<Leniency> investigators;  // by id
  std::int64_t groups = 0;              // of investigators that sites connect; across groups nothing can be compared
  std::int64_t degrees = 0;             // of freedom of sigma
  double sigma = 0;                     // of one visit around site + investigator
};

// Model: score = site + leniency + error, sites and leniencies fixed, errors normal, independent, of one variance; fitted
// by least squares (two-way layout without interaction, unequal numbers: H. Scheffe, The Analysis of Variance, 1959,
// chapter 4). A site's change between waves counts as error: give visits of one wave, or name the site by site and wave.
// Leniencies are taken against the plain mean of the investigators that are connected with one another by sites they
// both saw; who is connected with nobody has none. Intervals are Student's and hold exactly under the model; one of
// twenty investigators is outside by chance. Without degrees of freedom nobody gets an interval or a leniency.
LeniencyTable leniency_of(const std::vector<JudgedVisit>& visits);

}  // namespace constat
