// A share of the reviewed visits is looked at by a second person, who is not told what the first one decided: how far do
// two reviewers agree? The second word is an event of type "second_look"; it changes neither status nor score.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"
#include "shared/sync/review_step.hpp"

namespace constat::server {

inline constexpr std::size_t kMostReviewsLookedAt = 2'000;  // of each verdict, the newest

// What a look can end with, in the order of the agreement table.
inline constexpr std::array<ReviewStep, 3> kLookVerdicts = {ReviewStep::approved, ReviewStep::returned, ReviewStep::rejected};

struct SecondLook {
  std::string id;  // a UUID of the sender's: the same again is known, and changes nothing
  std::int64_t revision = 0;
  std::string sha256;  // of the body that was looked at
  ReviewStep verdict = ReviewStep::approved;
  std::string text;    // why; only an approval needs none
};

// {"id","type":"second_look","revision","sha256","verdict","text"?}, with every problem of it.
Parsed<SecondLook> parse_second_look(std::string_view json);

// Whether the visit belongs to the share (0 to 100 %): the same answer for the same visit, whoever asks, and a larger share
// has all the visits of a smaller one.
bool is_in_second_sample(const OrganisationId& organisation, const VisitId& visit, std::int64_t share);

struct SecondLookOutcome {
  enum class Kind : std::uint8_t {
    created,
    repeated,
    no_such_visit,
    another_body,    // nobody has reviewed this body, or another one came since
    not_chosen,      // the visit is not of the sample
    already_looked,  // by a second person, at this body
    own_visit,       // who made the visit does not judge it
    own_review,      // who decided first cannot be the second
    id_taken
  } kind = Kind::created;
  VisitEvent event;  // created, repeated
};

SecondLookOutcome look_again(Store& store, const SignedIn& who, const VisitId& visit, const SecondLook& look, std::int64_t now_ms);

inline constexpr std::size_t kLooksPage = 50;

struct LooksAsked {
  std::string text = {};   // in the site's name, town or region, the investigator's name or the id, without case or accents
  std::string visit = {};  // this one alone, by id
  std::size_t page = 0;    // from 0
};

// {"share","waiting":[V],"count":n,"waiting_in_all":n,"with_others":n,"agreement":A,"apart":[D],"apart_in_all":n}
//   V: {"id","revision","sha256","site","checklist","investigator","started_at","score"}, the visits that `who` may look at,
//      oldest review first, one page of the "count" that fit what is asked; "with_others": those that only somebody else may look at.
//   A: {"units","same","counts":[[n]],"kappa":C,"alpha":C}; counts[first][second], in the order of kLookVerdicts; Cohen's kappa
//      and Krippendorff's nominal alpha (shared/compare/agreement.hpp, reliability.hpp); C: {"value","interval":[low,high]} or null.
//   D: {"visit","site","started_at","first":W,"second":W}, where the two differ, newest first, at most 50. W: {"verdict","text","author","at"}.
std::string second_looks_json(Reader& reader, const SignedIn& who, const LooksAsked& asked = {});

}  // namespace constat::server
