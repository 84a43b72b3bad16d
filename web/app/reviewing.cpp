#include "web/app/reviewing.hpp"

namespace constat::app {

const WaitingVisit* ReviewQueue::after(std::string_view id) const {
  for (std::size_t i = 0; i < visits.size(); ++i)
    if (visits[i].id == id) return i + 1 < visits.size() ? &visits[i + 1] : nullptr;
  return visits.empty() ? nullptr : &visits.front();
}

std::string_view to_string(ReviewStep step) {
  switch (step) {
    case ReviewStep::approved: return "approved";
    case ReviewStep::returned: return "returned";
    case ReviewStep::rejected: return "rejected";
    case ReviewStep::reopened: return "reopened";
    case ReviewStep::comment: break;
  }
  return "comment";
}

}  // namespace constat::app
