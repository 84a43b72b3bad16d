// One answer of the store worker (docs/store-protocol.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/base/json.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

struct StoreReply {
  std::uint32_t seq = 0;
  bool ok = false;
  Json result;      // when ok
  Failure failure;  // when not
};

// None when the text is no reply at all.
std::optional<StoreReply> read_reply(std::string_view json);

// A reply of `fetch` holds an HTTP answer: its body when the status is 200, else a failure made of the status and the
// problem document.
struct Fetched {
  std::optional<Json> body;
  Failure failure;
  std::int64_t fetched_at = 0;
  bool stale = false;
  int status = 0;
};
Fetched read_fetched(const Json& result);

}  // namespace constat::app
