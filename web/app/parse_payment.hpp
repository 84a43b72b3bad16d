// The server's answers about payment (docs/protocol.md, Payment).
#pragma once

#include "shared/base/json.hpp"
#include "web/app/payment.hpp"

namespace constat::app {

PaymentLedger read_payment_ledger(const Json& body);
PaymentRun read_payment_run(const Json& body);

}  // namespace constat::app
