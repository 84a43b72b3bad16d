#include "tests/shared/device/support/phone.hpp"

#include <stdexcept>

#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/photo_facts.hpp"

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
  for (const std::string& sha256 : out.remove_blobs) files.erase(sha256);
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

std::string Phone::take_photo(const std::string& bytes, const std::string& item) {
  const std::string sha256 = sha256_hex(bytes);
  files[sha256] = bytes;
  return write_photo_facts({sha256, item, static_cast<std::int64_t>(bytes.size()), "image/jpeg", 1600, 1200, std::nullopt,
                            "2026-11-03T10:05:00+01:00"});
}

std::vector<HttpRequest> Phone::take_requests() {
  std::vector<HttpRequest> out, all;
  all.swap(requests_);
  for (HttpRequest& request : all) {
    if (request.blob) {
      const auto file = files.find(request.blob->sha256);
      const auto end = static_cast<std::size_t>(request.blob->offset + request.blob->length);
      if (file == files.end() || file->second.size() < end) {
        respond(request.id, HttpResponse{kUnreadableFile, {}, {}});
        continue;
      }
      request.body = file->second.substr(static_cast<std::size_t>(request.blob->offset), static_cast<std::size_t>(request.blob->length));
      request.headers.emplace_back("Content-Digest", content_digest(request.body));
    }
    out.push_back(std::move(request));
  }
  return out;
}

}  // namespace constat::test
