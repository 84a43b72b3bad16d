// A version of a checklist that is no longer for new missions. What was begun on it goes on: missions that have it keep it, drafts
// stay on it, and visits of it arrive and are scored as before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestWithdrawalReason = 2'000;  // bytes

// {"reason"}: demanded.
Parsed<std::string> parse_withdrawal(std::string_view json);

struct WithdrawalOutcome {
  enum class Kind : std::uint8_t { changed, unchanged, not_found } kind = Kind::not_found;
  std::string json;  // {"id","version","withdrawn":{"at","reason"} or null,"reason","missions": so many are open on it}
};
WithdrawalOutcome withdraw_checklist(Store& store, const OrganisationId& organisation, const ChecklistId& id, std::int64_t version,
                                     const std::string& reason, std::int64_t now_ms);
// Taken back: it can be chosen again.
WithdrawalOutcome restore_checklist(Store& store, const OrganisationId& organisation, const ChecklistId& id, std::int64_t version);

// {"id","version","missions":[{"id","site","wave","window","status","investigator"}],"count"}: those to be made that have this
// version, the first of them. None: there is no such version.
std::optional<std::string> missions_on_checklist_json(Reader& reader, const ChecklistId& id, std::int64_t version);

}  // namespace constat::server
