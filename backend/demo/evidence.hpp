// What the demonstration shows of the work behind the figures: visits with photos, and visits that wait for a person.
#pragma once

#include <functional>

#include "backend/blobs/blob_store.hpp"
#include "backend/demo/content.hpp"
#include "backend/demo/diary.hpp"
#include "backend/intake/visit_intake.hpp"

namespace constat::server::demo {

using FindChecklist = std::function<const Checklist*(std::string_view id)>;

// Through the same intake as real ones, from the seed alone. Doing it again changes nothing.
void push_visits_with_photos(VisitIntake& intake, BlobStore& blobs, const Content& content, const FindChecklist& checklist,
                             Diary& diary, std::uint64_t seed);
// One for a cancelled mission, one with an answer that its checklist does not know, and two bodies under one number.
void push_visits_set_aside(Store& store, VisitIntake& intake, const Content& content, const FindChecklist& checklist,
                           Diary& diary, std::uint64_t seed);

}  // namespace constat::server::demo
