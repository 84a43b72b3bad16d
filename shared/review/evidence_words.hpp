// Evidence reasons in words, for people.
#pragma once

#include <string>

#include "shared/review/evidence.hpp"
#include "shared/text/text.hpp"

namespace constat {

std::string evidence_title(Language language, EvidenceCode code);    // "Far from the site"
std::string evidence_meaning(Language language, EvidenceCode code);  // what it means, and what may explain it innocently

// The fact behind it: "The location was 1.2 km from the site, after its accuracy of 20 m." Visits, photos and items are
// named by their ids: a screen makes links of them from the facts.
std::string evidence_fact(Language language, const EvidenceReason& reason);

}  // namespace constat
