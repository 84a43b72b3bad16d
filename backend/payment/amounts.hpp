// What investigators are owed, by visit: the mission's fee for an approved visit, and the purchases that it names, up to
// the mission's cap. Read from visits, missions and what was decided before; nothing is kept that could be computed.
//
//   owed --put into a statement--> in_statement --paid--> paid
//   owed --refused with a reason--> refused --taken up again--> owed
// A visit that is rejected after an amount of it went into a statement gives a negative amount of its own, owed like others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/repository.hpp"

namespace constat::server {

inline constexpr std::string_view kCurrency = "EUR";
// The number question with this id is what the investigator spent, in euros; the photos beside it are the receipts.
inline constexpr std::string_view kExpensesItem = "expenses";

enum class AmountStatus : std::uint8_t {
  owed,
  held,  // of a second visit of the same mission: a mission is paid once
  refused,
  in_statement,
  paid
};
std::string_view to_string(AmountStatus status);
std::optional<AmountStatus> amount_status_of(std::string_view word);

struct Amount {
  PaymentLine line;  // as it is kept, or as it would be
  AmountStatus status = AmountStatus::owed;
  WaveId wave;
  std::string visited_at;
  std::optional<std::int64_t> day;  // of `line.dated`, in France: the period that it belongs to
};

struct AmountFilter {
  std::optional<UserId> investigator;
  std::optional<std::int64_t> from, to;  // days since 1970, both included
  bool includes(const Amount& amount) const {
    return (!from || (amount.day && *amount.day >= *from)) && (!to || (amount.day && *amount.day <= *to));
  }
};

struct Amounts {
  std::vector<Amount> amounts;      // by day, visit and kind
  std::vector<std::string> months;  // "2026-11", latest first: in which anything lies, whatever the period asked for
};

Amounts amounts(Reader& reader, const AmountFilter& filter);

struct AmountSums {
  std::int64_t owed = 0, held = 0, refused = 0, in_statement = 0, paid = 0;  // cents
  std::size_t count = 0;
  void add(const Amount& amount);
};

}  // namespace constat::server
