#include "web/app/reviewing.hpp"

namespace constat::app {

const WaitingVisit* ReviewQueue::after(std::string_view id) const {
  for (std::size_t i = 0; i < visits.size(); ++i)
    if (visits[i].id == id) return i + 1 < visits.size() ? &visits[i + 1] : nullptr;
  return visits.empty() ? nullptr : &visits.front();
}

}  // namespace constat::app
