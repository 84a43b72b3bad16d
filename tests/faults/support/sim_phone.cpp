#include "tests/faults/support/sim_phone.hpp"

#include <new>
#include <stdexcept>

#include "tests/faults/support/memory_faults.hpp"
#include "tests/faults/support/settings.hpp"

namespace constat::test {
namespace {

std::string photo_file(const std::string& sha256) { return "/phone-photos/" + sha256; }

}  // namespace

SimPhone::SimPhone(std::uint64_t seed) : disk(seed), vfs(disk, seed + 1), sql(vfs), slots(disk), rng_(seed + 2) {
  if (!start()) throw std::logic_error("a new phone does not start");
}

SimPhone::~SimPhone() { sql.close(); }

bool SimPhone::start() {
  now.monotonic_ms = 0;
  if (!sql.open() || !slots.open()) return false;
  device_ = std::make_unique<Device>(sql, slots, *this, "test");
  return true;
}

bool SimPhone::restart(Loss loss, Copy lost) {
  trace(name + " restarts" + (lost == Copy::database ? " without its database" : lost == Copy::logs ? " without its logs" : ""));
  device_.reset();
  disk.cut_power();
  sql.close();
  vfs.forget_locks();
  requests_.clear();
  wake_in_ms_.reset();
  last_sync.clear();
  session_lost = false;
  disk.power_on(loss);
  if (lost == Copy::database) lose("/phone");
  if (lost == Copy::logs) lose("/phone-logs");
  return start();
}

void SimPhone::lose(const std::string& folder) {
  for (const std::string& name : disk.list(folder)) (void)disk.remove(folder + "/" + name);
  (void)disk.sync_directory(folder);
}

// Without memory the process ends: a browser closes the worker, and the next start recovers.
template <class Work>
void SimPhone::run(Work&& work) {
  if (!device_ || is_dead()) return;
  Outbox out;
  try {
    const MemoryFaults::Watched watched;
    work();
    out = device_->drain();
  } catch (const std::bad_alloc&) {
    disk.cut_power();
  }
  if (!is_dead()) take(std::move(out));
}

void SimPhone::take(Outbox out) {
  for (Reply& reply : out.replies) {
    if (reply.seq > last_seq_ || answers_.count(reply.seq)) throw std::logic_error("a command was answered twice, or never asked");
    auto parsed = parse_json(reply.json);
    if (!parsed) throw std::logic_error("a reply is no JSON: " + reply.json);
    trace(name + "   answer " + std::to_string(reply.seq) + (reply.ok ? " ok " : " refused ") + reply.json.substr(0, 300));
    answers_[reply.seq] = {reply.ok, std::move(*parsed)};
  }
  for (Push& push : out.pushes) {
    if (push.topic == "sync") last_sync = std::move(push.data);
    session_lost = session_lost || push.topic == "session_lost";
  }
  for (HttpRequest& request : out.requests) requests_.push_back(std::move(request));
  wake_in_ms_ = out.wake_in_ms;
  for (const std::string& sha256 : out.remove_blobs) (void)disk.remove(photo_file(sha256));
  if (out.free_log_slots < 4) slots.grow();
}

std::int64_t SimPhone::send(const std::string& command, const std::string& payload) {
  const std::int64_t seq = ++last_seq_;
  trace(name + " command " + std::to_string(seq) + " " + command + " " + payload.substr(0, 300));
  run([&] { device_->command(seq, command, payload, now); });
  if (is_dead()) trace(name + " lost its power");
  return seq;
}

const PhoneAnswer* SimPhone::open() {
  const std::int64_t seq = send("open");
  std::string files;
  for (const std::string& name : disk.list("/phone-photos")) {
    const auto bytes = photo(name);
    files += std::string(files.empty() ? "" : ",") + "{\"sha256\":\"" + name + "\",\"bytes\":" + std::to_string(bytes ? bytes->size() : 0) + "}";
  }
  (void)send("check_photos", "{\"files\":[" + files + "]}");
  return answer(seq);
}

const PhoneAnswer* SimPhone::answer(std::int64_t seq) const {
  const auto found = answers_.find(seq);
  return found == answers_.end() ? nullptr : &found->second;
}

void SimPhone::respond(std::int64_t id, const HttpResponse& response) {
  trace(name + " hears " + std::to_string(id) + ": " + std::to_string(response.status) + " " + response.body.substr(0, 400));
  run([&] { device_->http_response(id, response, now); });
  if (is_dead()) trace(name + " lost its power");
}

void SimPhone::wait(std::int64_t ms) {
  now.monotonic_ms += ms;
  now.wall_ms += ms;
  run([&] { device_->tick(now); });
}

std::vector<HttpRequest> SimPhone::take_requests() {
  std::vector<HttpRequest> out;
  out.swap(requests_);
  return out;
}

bool SimPhone::put_photo(const std::string& sha256, const std::string& bytes) {
  const auto file = disk.open(photo_file(sha256), true);
  return file && disk.write(file, 0, bytes) && disk.sync(file) && disk.sync_directory("/phone-photos");
}

std::optional<std::string> SimPhone::photo(const std::string& sha256) {
  const auto file = disk.open(photo_file(sha256), false);
  std::string bytes;
  if (!file || !disk.read(file, 0, disk.size(file), bytes)) return std::nullopt;
  return bytes;
}

std::optional<std::string> SimPhone::body_of(const HttpRequest& request) {
  if (!request.blob) return request.body;
  auto bytes = photo(request.blob->sha256);
  if (!bytes || static_cast<std::int64_t>(bytes->size()) < request.blob->offset + request.blob->length) return std::nullopt;
  return bytes->substr(static_cast<std::size_t>(request.blob->offset), static_cast<std::size_t>(request.blob->length));
}

}  // namespace constat::test
