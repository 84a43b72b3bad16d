// Measures sync over real HTTP with durable acknowledgement, beside references in the same run. See bench/README.md.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include "bench/sync/load.hpp"
#include "bench/sync/material.hpp"
#include "bench/sync/photos.hpp"
#include "bench/sync/references.hpp"
#include "tests/reliability/support/server_process.hpp"

using namespace constat::bench;
using constat::test::run_program;
using constat::test::ServerProcess;
using constat::test::ServerSettings;

namespace {

struct Plan {
  std::filesystem::path folder;
  bool full = false, quick = false;
  std::size_t clients = 0;  // only this level of pushes; 0: all
  std::set<std::string> parts;
  bool wants(const std::string& part) const { return parts.empty() || parts.count(part) != 0; }
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

long kilobytes_of(int process, const std::string& what) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind(what + ":", 0) == 0) return std::atol(line.c_str() + what.size() + 1);
  return 0;
}

// Of all its threads, user and system, in seconds. What other processes do to the machine is not in it.
double processor_seconds(int process) {
  std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(stat, text);
  std::istringstream rest(text.substr(text.rfind(')') + 2));  // behind the name; the next field is the third
  std::string skipped;
  for (int field = 3; field < 14; ++field) rest >> skipped;
  double user = 0, system = 0;
  rest >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::vector<std::string> pushes(const std::string& cookie, std::uint64_t first, std::uint64_t count) {
  std::vector<std::string> all;
  for (std::uint64_t number = first; number < first + count; ++number) all.push_back(push_request(cookie, number));
  return all;
}

void must_be_clean(const Timing& timing) {
  if (timing.refused != 0) throw std::runtime_error(std::to_string(timing.refused) + " requests were refused");
}

// Submissions at 1, 8, 32 and 128 clients, each level beside its references.
void measure_pushes(const Plan& plan) {
  const auto data = plan.folder / "push";
  const std::string cookie = make_directory(data);
  ServerProcess server({data, {}, {}});
  ConstantServer constant(900);
  std::printf("\nsubmissions of %d answers, %zu bytes each\n", kAnswers, visit_body(1).size());
  std::printf("%8s %12s %9s %9s %9s %12s %9s %12s %12s %10s\n", "clients", "pushes/s", "p50 ms", "p99 ms", "CPU us", "HTTP alone", "CPU us",
              "SQLite alone", "both in line", "of lower");
  std::uint64_t first = 1;
  for (const std::size_t clients : {1u, 8u, 32u, 128u}) {
    if (plan.clients != 0 && clients != plan.clients) continue;
    const std::uint64_t count = (clients == 1 ? 2'000u : clients == 8 ? 8'000u : 16'000u) / (plan.quick ? 8 : 1);
    std::vector<std::string> bodies;
    for (std::uint64_t i = 0; i < count; ++i) bodies.push_back(visit_body(first + i));
    const auto requests = pushes(cookie, first, count);
    first += count;
    run_load(server.port(), pushes(cookie, first, clients), clients, 201);  // threads and caches warm
    first += clients;
    const double http_before = processor_seconds(constant.process());
    const Timing http = run_load(constant.port(), requests, clients, 201);
    const double http_cpu = processor_seconds(constant.process()) - http_before;
    const auto alone = plan.folder / ("alone-" + std::to_string(clients) + ".sqlite");
    const double sqlite = sqlite_alone(alone, bodies, clients);
    const double before = processor_seconds(server.process());
    const Timing ours = run_load(server.port(), requests, clients, 201);
    const double cpu = processor_seconds(server.process()) - before;
    must_be_clean(ours);
    const double lower = std::min(http.per_second, sqlite), in_line = 1 / (1 / http.per_second + 1 / sqlite);
    const double each = 1e6 / static_cast<double>(count);
    std::printf("%8zu %12.0f %9.2f %9.2f %9.0f %12.0f %9.0f %12.0f %12.0f %10.2f\n", clients, ours.per_second, ours.p50_ms, ours.p99_ms,
                cpu * each, http.per_second, http_cpu * each, sqlite, in_line, ours.per_second / lower);
    std::fflush(stdout);
  }
  std::printf("server memory: %.0f MB now, %.0f MB at most\n", static_cast<double>(kilobytes_of(server.process(), "VmRSS")) / 1024.0,
              static_cast<double>(kilobytes_of(server.process(), "VmHWM")) / 1024.0);
}

std::string text_between(const std::string& text, const std::string& before, char after) {
  const auto at = text.find(before);
  if (at == std::string::npos) return {};
  const auto from = at + before.size();
  return text.substr(from, text.find(after, from) - from);
}

// The whole feed from its beginning, page by page as the phone asks.
void measure_pull(const Plan& plan) {
  const auto data = plan.folder / "pull";
  const std::string cookie = make_directory(data);
  const std::uint64_t changes = plan.quick ? 1'000 : 10'000;
  add_history(data, 1, changes);
  ServerProcess server({data, {}, {}});
  std::string cursor;
  std::size_t pages = 0, bytes = 0;
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    const std::string page = one_exchange(server.port(), pull_request(cookie, cursor, 500));
    ++pages;
    bytes += page.size();
    cursor = text_between(page, "\"cursor\":\"", '"');
    if (cursor.empty()) throw std::runtime_error("a page has no cursor: " + page.substr(0, 300));
    if (page.find("\"more\":true") == std::string::npos) break;
  }
  const double took = seconds_since(start);
  std::printf("\npull of %llu changes: %.2f s, %zu pages, %.1f MB, %.0f changes/s\n", static_cast<unsigned long long>(changes), took, pages,
              static_cast<double>(bytes) / 1e6, static_cast<double>(changes) / took);
}

// What a push and a pull cost as the history grows.
void measure_history(const Plan& plan) {
  const auto data = plan.folder / "history";
  const std::string cookie = make_directory(data);
  std::vector<std::uint64_t> sizes = {0, 1'000, 10'000};
  if (!plan.quick) sizes.push_back(100'000);
  if (plan.full) sizes.push_back(1'000'000);
  std::printf("\n8 clients against a growing history\n%10s %12s %9s %9s %12s %12s\n", "visits", "pushes/s", "p50 ms", "p99 ms", "pull p50 ms", "pull p99 ms");
  std::uint64_t there = 0, extra = 1'000'000'000;
  double first_p99 = 0, last_p99 = 0;
  for (const std::uint64_t size : sizes) {
    if (size > there) add_history(data, there + 1, size - there);
    there = size;
    ServerProcess server({data, {}, {}});
    const std::uint64_t count = plan.quick ? 400 : 4'000;
    run_load(server.port(), pushes(cookie, extra, 64), 8, 201);
    const Timing push = run_load(server.port(), pushes(cookie, extra + 64, count), 8, 201);
    must_be_clean(push);
    extra += 64 + count;
    // The phone's usual pull: what came since the last one.
    const std::string newest = one_exchange(server.port(), pull_request(cookie, "", 1));
    const std::string epoch = text_between(newest, "\"epoch\":\"", '"');
    const std::string receipt = one_exchange(server.port(), push_request(cookie, extra++));
    const long long seq = std::atoll(text_between(receipt, "\"seq\":", ',').c_str());
    const std::vector<std::string> pulls(plan.quick ? 200 : 2'000, pull_request(cookie, epoch + "." + std::to_string(seq - 20), 500));
    const Timing pull = run_load(server.port(), pulls, 8, 200);
    must_be_clean(pull);
    std::printf("%10llu %12.0f %9.2f %9.2f %12.2f %12.2f\n", static_cast<unsigned long long>(size), push.per_second, push.p50_ms, push.p99_ms,
                pull.p50_ms, pull.p99_ms);
    std::fflush(stdout);
    if (size == 0) first_p99 = push.p99_ms;
    last_p99 = push.p99_ms;
  }
  std::printf("push p99, largest history / empty: %.2f\n", last_p99 / first_p99);
}

void measure_photos(const Plan& plan) {
  const auto data = plan.folder / "photos";
  const std::string cookie = make_directory(data);
  ServerProcess server({data, {}, {}});
  const PhotoLoad load = upload_photos(server.port(), cookie, 8, plan.quick ? 1 : 3, 2'000'000);
  std::printf("\nphotos: %zu of %.1f MB by 8 clients in %.2f s, %.1f MB/s; a visit's photos: p50 %.0f ms, p99 %.0f ms\n", load.photos, load.megabytes_each,
              load.seconds, static_cast<double>(load.photos) * load.megabytes_each / load.seconds, load.visits.p50_ms, load.visits.p99_ms);
  std::printf("server memory: %.0f MB at most\n", static_cast<double>(kilobytes_of(server.process(), "VmHWM")) / 1024.0);
}

std::string content_hash(const std::filesystem::path& data) {
  const auto run = run_program({"doctor", "--data", data.string()});
  for (std::size_t at = 0; at + 64 <= run.out.size(); ++at)
    if (run.out.find_first_not_of("0123456789abcdef", at) >= at + 64) return run.out.substr(at, 64);
  throw std::runtime_error("constat doctor prints no hash: " + run.out + run.err);
}

void measure_rebuild(const Plan& plan) {
  const auto data = plan.folder / "original", again = plan.folder / "rebuilt";
  make_directory(data);
  const std::uint64_t visits = plan.quick ? 1'000 : 100'000;
  add_history(data, 1, visits);
  const auto start = std::chrono::steady_clock::now();
  const auto run = run_program({"rebuild", "--data", data.string(), "--to", again.string()});
  const double took = seconds_since(start);
  if (run.status != 0) throw std::runtime_error("constat rebuild failed: " + run.out + run.err);
  const std::string before = content_hash(data), after = content_hash(again);
  std::printf("\nrebuild of %llu visits: %.1f s, %.0f visits/s; content hash %s (%s)\n", static_cast<unsigned long long>(visits), took,
              static_cast<double>(visits) / took, before == after ? "the same" : "DIFFERENT", after.substr(0, 16).c_str());
  if (before != after) throw std::runtime_error("the rebuilt database differs");
}

Plan plan_of(int count, char** arguments) {
  Plan plan;
  plan.folder = std::filesystem::path(CONSTAT_BENCH_FOLDER);
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--full") plan.full = true;
    else if (argument == "--quick") plan.quick = true;
    else if (argument == "--clients" && i + 1 < count) plan.clients = std::strtoul(arguments[++i], nullptr, 10);
    else if (argument == "--folder" && i + 1 < count) plan.folder = arguments[++i];
    else plan.parts.insert(argument);
  }
  return plan;
}

}  // namespace

int main(int count, char** arguments) {
  const Plan plan = plan_of(count, arguments);
  std::filesystem::remove_all(plan.folder);
  std::filesystem::create_directories(plan.folder);
  const struct {
    const char* name;
    void (*measure)(const Plan&);
  } parts[] = {{"push", measure_pushes}, {"pull", measure_pull}, {"photos", measure_photos}, {"history", measure_history}, {"rebuild", measure_rebuild}};
  int failures = 0;
  for (const auto& part : parts) {
    if (!plan.wants(part.name)) continue;
    try {
      part.measure(plan);
    } catch (const std::exception& failure) {
      std::printf("\n%s FAILED: %s\n", part.name, failure.what());
      ++failures;
    }
  }
  std::filesystem::remove_all(plan.folder);
  return failures == 0 ? 0 : 1;
}
