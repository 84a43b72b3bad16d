// /api/v1/sync: the pull feed.
#include <charconv>

#include "backend/feed/pull.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

Response pull(const Call& call) {
  std::size_t limit = kDefaultPage;
  if (const auto text = call.request.parameter("limit"); !text.empty()) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error != std::errc() || end != text.data() + text.size() || limit == 0)
      return problem(call.language, 400, "bad-limit", {std::to_string(kLargestPage)});
  }
  auto page = pull_page(call.services.store, *call.who, call.request.parameter("cursor"), limit,
                        call.services.copies);
  if (!page) return problem(call.language, 410, "cursor-expired");
  return json_response(200, std::move(*page));
}

}  // namespace

void add_sync_routes(std::vector<Route>& table) {
  table.push_back({Method::get, "/api/v1/sync", Access::every_role(), {}, pull, TokenScope::no_tokens});
}

}  // namespace constat::server::http
