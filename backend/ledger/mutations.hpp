// The mutations inside a record, one by one.
#pragma once

#include <functional>
#include <string_view>

#include "backend/ledger/codec.hpp"
#include "backend/ledger/mutation_fields.hpp"

namespace constat::server::ledger {

// `fields` are the bytes that fields(Decoder&, ...) of that kind reads. Throws LedgerDamage.
void each_mutation(std::string_view mutations, const std::function<void(Mutation kind, std::string_view fields)>& visit);

template <class Fields>
Fields read_fields(Decoder& decoder) {
  Fields value;
  fields(decoder, value);
  return value;
}

}  // namespace constat::server::ledger
