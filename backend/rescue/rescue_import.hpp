// Takes what a phone's copy holds into the organisation of its author, by the ways that the phone itself would have used:
// submitted visits through the intake, photos into the blob store. Nothing that is there is replaced; it may be run again.
#pragma once

#include "backend/application/application.hpp"
#include "backend/rescue/rescued.hpp"

namespace constat::server {

struct RescueCounts {
  std::int64_t visits = 0, known = 0, quarantined = 0, drafts = 0, photos = 0;
  std::vector<Problem> problems;  // everything that was not taken, and why
};

RescueCounts import_rescued(Application& application, const User& sender, const Rescued& rescued);

}  // namespace constat::server
