// Payment runs: a statement for each investigator of a period, marked as paid or cancelled. Every step is one transaction of
// the only writer, so that of two who press the button at the same moment one makes it and the other finds nothing owed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/payment/amounts.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestPaymentWord = 2'000;  // bytes, of a reason
inline constexpr std::size_t kLongestReference = 200;      // bytes

struct StatementRequest {
  std::string id;  // a UUID of the sender's: the same again is known, and makes nothing more
  std::int64_t from = 0, to = 0;  // days since 1970, both included
  std::optional<std::vector<UserId>> investigators;  // none: everybody who is owed something
  bool dry_run = false;
};

struct StatementDraft {
  PaymentStatement statement;
  std::vector<Amount> amounts;
};

struct StatementOutcome {
  bool repeated = false;
  std::vector<StatementDraft> statements;  // made, or with `dry_run` to be made; by investigator
  // Owed in all nothing, or less: corrections wait until there is something to take them off.
  std::vector<StatementDraft> left;
  std::vector<Problem> problems;  // with one of them, nothing was made
};

// {"id","from","to","investigators":[id]|null,"dry_run"}
Parsed<StatementRequest> parse_statement_request(std::string_view json);
StatementOutcome make_statements(Store& store, const SignedIn& who, const StatementRequest& request, std::int64_t now_ms);

struct Payment {
  std::string on;  // date
  std::string reference;
};
// {"on","reference"}
Parsed<Payment> parse_payment(std::string_view json);
// {"reason"}
Parsed<std::string> parse_payment_reason(std::string_view json);

struct ClosingOutcome {
  enum class Kind : std::uint8_t { changed, unchanged, not_found, closed } kind = Kind::unchanged;  // closed: otherwise than asked
  PaymentStatement statement;
};
ClosingOutcome pay_statement(Store& store, const SignedIn& who, const std::string& id, const Payment& payment, std::int64_t now_ms);
// Its amounts are owed again.
ClosingOutcome cancel_statement(Store& store, const SignedIn& who, const std::string& id, const std::string& reason, std::int64_t now_ms);

struct AmountRefusal {
  VisitId visit;
  std::string kind;
  bool refused = true;  // false: taken up again
  std::string reason;
};
// {"visit","kind","refused","reason"}
Parsed<AmountRefusal> parse_refusal(std::string_view json);

struct RefusalOutcome {
  enum class Kind : std::uint8_t { changed, unchanged, not_found, closed } kind = Kind::unchanged;  // closed: in a statement
  Amount amount;  // as it is now
};
RefusalOutcome refuse_amount(Store& store, const SignedIn& who, const AmountRefusal& refusal, std::int64_t now_ms);

}  // namespace constat::server
