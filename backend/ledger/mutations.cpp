#include "backend/ledger/mutations.hpp"

#include "backend/ledger/ledger.hpp"

namespace constat::server::ledger {

void each_mutation(std::string_view mutations, const std::function<void(Mutation, std::string_view)>& visit) {
  while (!mutations.empty()) {
    const auto kind = static_cast<Mutation>(mutations[0]);
    mutations.remove_prefix(1);
    visit(kind, take_text(mutations));
  }
}

}  // namespace constat::server::ledger
