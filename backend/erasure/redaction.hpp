// What is left of what persons wrote when it may no longer be kept: the answers that a checklist asks for, without a word of
// their own. Scores stay what they are: what was answered stays answered.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat::server {

// In place of a text; in place of the photos that a question demands; in place of a position, which is then as wide as the
// format allows, so that it places nobody.
inline constexpr std::string_view kRedactedText = "—";
inline constexpr std::string_view kRedactedPhoto = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

// Comments and photos beside an answer go; texts, barcodes, photos, signatures and positions are replaced; what does not have
// the form that its question asks for goes. Choices, scales, numbers, durations, dates and times stay.
Answer redacted_answer(const Item& item, const Answer& answer);

// `body`: a submission. Without the checklist only numbers stay. "" when it cannot be read.
std::string redacted_body(std::string_view body, const Checklist* checklist, const UserId& pseudonym);

// `body`: of an event. What it refers to and decides stays.
std::string redacted_event(std::string_view body, const Checklist* checklist);
// The photos that an event names (an appeal's), as hashes; a redacted one names none.
std::set<std::string> photos_of_event(std::string_view body);

}  // namespace constat::server
