// Evidence reasons in words, for people.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/review/evidence.hpp"
#include "shared/text/text.hpp"

namespace constat {

std::string evidence_title(Language language, EvidenceCode code);    // "Far from the site"
std::string evidence_meaning(Language language, EvidenceCode code);  // what it means, and what may explain it innocently

// How visits and items are called in a sentence; where there is no name, "" and they go by their id.
struct EvidenceNames {
  std::function<std::string(Language, std::string_view id)> visit, item;
};
// "of 14 Nov 2026 (Lyon Centre)": for EvidenceNames::visit. `started_at` is RFC 3339.
std::string evidence_visit_name(Language language, std::string_view started_at, const std::string& site);

// The fact behind it: "The location was 1.2 km from the site, after its accuracy of 20 m."
std::string evidence_fact(Language language, const EvidenceReason& reason, const EvidenceNames& names = {});

}  // namespace constat
