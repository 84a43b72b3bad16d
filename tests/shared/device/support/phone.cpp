#include "tests/shared/device/support/phone.hpp"

#include <stdexcept>

namespace constat::test {

Phone::Phone(std::uint64_t seed) : rng_(seed) { restart(); }

void Phone::restart() {
  device.reset();
  sql.forget_uncommitted();
  requests_.clear();
  wake_in_ms_.reset();
  now.monotonic_ms = 0;
  device = std::make_unique<Device>(sql, slots, *this, "test");
}

void Phone::collect() {
  Outbox out = device->drain();
  for (Reply& reply : out.replies) {
    if (reply.seq > last_seq_ || answers_.count(reply.seq)) throw std::logic_error("a command was answered twice, or never asked");
    auto parsed = parse_json(reply.json);
    if (!parsed) throw std::logic_error("a reply is no JSON: " + reply.json);
    answers_[reply.seq] = {reply.ok, std::move(*parsed)};
  }
  for (Push& push : out.pushes) pushes.push_back(std::move(push));
  for (HttpRequest& request : out.requests) requests_.push_back(std::move(request));
  wake_in_ms_ = out.wake_in_ms;
}

std::int64_t Phone::send(const std::string& name, const std::string& payload) {
  const std::int64_t seq = ++last_seq_;
  device->command(seq, name, payload, now);
  collect();
  return seq;
}

const Answered* Phone::answer(std::int64_t seq) const {
  const auto found = answers_.find(seq);
  return found == answers_.end() ? nullptr : &found->second;
}

void Phone::respond(std::int64_t id, const HttpResponse& response) {
  device->http_response(id, response, now);
  collect();
}

void Phone::wait(std::int64_t ms) {
  now.monotonic_ms += ms;
  now.wall_ms += ms;
  device->tick(now);
  collect();
}

std::vector<HttpRequest> Phone::take_requests() {
  std::vector<HttpRequest> out;
  out.swap(requests_);
  return out;
}

}  // namespace constat::test
