// Ticking the boxes of a multi_choice item. A choice with the id "none" excludes the others, as they exclude it.
#pragma once

#include <string_view>

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat::app {

// The checklist says itself what "none of these" is called.
bool has_none_choice(const Item& item);

// The answer after `choice` was ticked or not; `before` may be null. In the checklist's order, whatever the order of
// taps; nothing ticked is no answer.
AnswerValue with_choice(const Item& item, const ListValue* before, std::string_view choice, bool ticked);

}  // namespace constat::app
