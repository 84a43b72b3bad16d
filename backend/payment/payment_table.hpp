// Payment for accounting: one row an amount, under columns whose keys and order never change.
#pragma once

#include <optional>

#include "backend/export/byte_sink.hpp"
#include "backend/export/table_writer.hpp"
#include "backend/payment/amounts.hpp"

namespace constat::server {

struct PaymentExport {
  AmountFilter filter;
  std::optional<AmountStatus> status;
  exports::Style style;
};

// How many rows were written, as CSV.
std::size_t write_payments(Reader& reader, const PaymentExport& wanted, exports::ByteSink& out);

}  // namespace constat::server
