// Payment as docs/protocol.md writes it.
#pragma once

#include <string>

#include "backend/payment/statements.hpp"

namespace constat::server {

inline constexpr std::size_t kMostAmountsListed = 5'000;

// {"currency","months","totals","investigators","amounts","count","statements"}: of the period, or of everything. For a payee
// (filter.investigator): without the names of those who paid.
std::string payments_json(Reader& reader, const AmountFilter& filter, bool for_payee);

std::string statements_json(Reader& reader, const StatementRequest& request, const StatementOutcome& outcome);
std::string statement_json(Reader& reader, const PaymentStatement& statement);
std::string amount_json(Reader& reader, const Amount& amount);

}  // namespace constat::server
