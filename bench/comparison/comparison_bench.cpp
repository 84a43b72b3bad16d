// What a comparison of 500 sites costs as the history grows, over real HTTP: after a change, and when nothing changed; beside a
// server that answers as many bytes without thinking. See bench/README.md.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "backend/application/application.hpp"
#include "backend/auth/secrets.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"
#include "bench/sync/load.hpp"
#include "bench/sync/material.hpp"
#include "bench/sync/references.hpp"
#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "tests/reliability/support/server_process.hpp"

using namespace constat;
using namespace constat::bench;
using constat::test::ServerProcess;

namespace {

constexpr std::uint64_t kSites = 500, kRegions = 12, kAtOnce = 5'000;
constexpr int kResponsesPerSite = 60, kRounds = 60;
constexpr const char* kSurvey = R"({"format":"constat.survey/1","id":"voices","title":{"fr":"Voix"},"theme":"service","channel":"email",
 "trigger":"contact","level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},"csv":{"encoding":"utf-8","delimiter":",","site":"site","id":"id"},
 "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}},{"column":"csat","kpi":"csat","scale":{"min":1,"max":5},"satisfied_from":4},
 {"column":"ces","kpi":"ces","scale":{"min":1,"max":7},"direction":"ease","agree_from":5}]})";

std::string site_name(std::uint64_t number) { return "site-" + std::to_string(1000 + number); }

// A manager beside make_directory's investigator, the sites and their customers. The manager's cookie.
std::string make_network(const std::filesystem::path& data) {
  auto store = server::open_sqlite_store(data / "constat.sqlite");
  const server::OrganisationId id(kOrganisation);
  Rng rng(500);
  store->write(id, [&](server::Writer& writer) {
    writer.put_user({id, UserId("manager"), "manager@bench.example", "M", server::Role::manager, "fr", "", false});
    for (std::uint64_t site = 0; site < kSites; ++site)
      writer.put_site({SiteId(site_name(site)), "Site " + std::to_string(site), "Ville", "region-" + std::to_string(site % kRegions), {}, std::nullopt});
    writer.put_survey({SurveyId("voices"), kSurvey});
  });
  std::int64_t row = 0;
  for (std::uint64_t site = 0; site < kSites; ++site) {
    store->write(id, [&](server::Writer& writer) {
      for (int i = 0; i < kResponsesPerSite; ++i) {
        const std::string answers = "[" + std::to_string(rng.below(11)) + "," + std::to_string(1 + rng.below(5)) + "," + std::to_string(1 + rng.below(7)) + "]";
        writer.add_response(SurveyId("voices"), {"file", ++row, "r" + std::to_string(row), site_name(site), "w1", "2026-11-01", 1, answers, "[]"});
      }
    });
  }
  const std::string token = server::random_token();
  const std::int64_t now = server::system_clock()();
  store->put_session({sha256_hex(token), id, UserId("manager"), now, now, now + server::kSessionLifetimeMs});
  return "constat=" + token;
}

// Official visits as the store holds them; their bodies are not looked at by a comparison.
void add_visits(const std::filesystem::path& data, std::uint64_t first, std::uint64_t count) {
  auto store = server::open_sqlite_store(data / "constat.sqlite");
  Rng rng(first + 1);
  for (std::uint64_t from = first; from < first + count; from += kAtOnce) {
    store->write(server::OrganisationId(kOrganisation), [&](server::Writer& writer) {
      for (std::uint64_t number = from; number < std::min(first + count, from + kAtOnce); ++number) {
        server::VisitRecord visit;
        visit.id = VisitId(visit_name(number));
        visit.site = SiteId(site_name(number % kSites));
        visit.checklist = ChecklistId("bench");
        visit.checklist_version = 1;
        visit.wave = WaveId("w1");
        visit.investigator = UserId("anna");
        visit.revision = 1;
        visit.sha256 = "hash";
        visit.received_at = visit.started_at = "2026-11-03T10:02:11+01:00";
        visit.score_status = "complete";
        visit.score = MicroPercent{static_cast<std::int64_t>(30'000'000 + (number % kSites) * 60'000 + rng.below(30'000'000))};
        writer.put_visit(visit);
      }
    });
  }
}

struct Cost {
  double median_ms = 0, p99_ms = 0;
  std::size_t bytes = 0;
};

// `before` each request, and not counted.
template <typename Before>
Cost cost_of(int port, const std::string& request, Before before) {
  std::vector<double> took;
  Cost cost;
  for (int round = 0; round < kRounds; ++round) {
    before();
    const auto start = std::chrono::steady_clock::now();
    const std::string answer = one_exchange(port, request);
    took.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (answer.rfind("HTTP/1.1 200", 0) != 0) throw std::runtime_error("refused: " + answer.substr(0, 200));
    cost.bytes = answer.size();
  }
  const Timing timing = timing_of(std::move(took), 1);
  return {timing.p50_ms, timing.p99_ms, cost.bytes};
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t largest = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000;
  const std::filesystem::path folder(CONSTAT_BENCH_FOLDER);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto data = folder / "data";
  const std::string investigator = make_directory(data);
  const std::string manager = make_network(data);
  const std::string request = "GET /api/v1/comparison?wave=w1 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + manager + "\r\nConnection: close\r\n\r\n";
  std::printf("%llu sites, three questions of a survey with %d responses a site, %d requests a line\n", static_cast<unsigned long long>(kSites),
              kResponsesPerSite, kRounds);
  std::printf("%10s %16s %10s %18s %10s %10s %16s\n", "visits", "after a change", "p99 ms", "nothing changed", "p99 ms", "bytes", "HTTP alone");
  std::uint64_t there = 0, pushed = 2'000'000'000;
  std::map<std::uint64_t, double> medians;
  for (std::uint64_t size = 1'000; size <= largest; size *= 10) {
    add_visits(data, there + 1, size - there);
    there = size;
    ServerProcess server({data, {}, {}});
    const Cost changed = cost_of(server.port(), request, [&] {
      const std::string answer = one_exchange(server.port(), push_request(investigator, pushed++));
      if (answer.find(" 201 ") == std::string::npos) throw std::runtime_error("refused: " + answer.substr(0, 200));
    });
    const Cost kept = cost_of(server.port(), request, [] {});
    ConstantServer constant(kept.bytes);
    const Cost alone = cost_of(constant.port(), request, [] {});
    std::printf("%10llu %13.2f ms %10.2f %15.2f ms %10.2f %10zu %13.2f ms\n", static_cast<unsigned long long>(size), changed.median_ms, changed.p99_ms,
                kept.median_ms, kept.p99_ms, kept.bytes, alone.median_ms);
    std::fflush(stdout);
    medians[size] = changed.median_ms;
  }
  std::printf("after a change, largest history / 1 000 visits: %.2f\n", medians.rbegin()->second / medians.begin()->second);
  std::filesystem::remove_all(folder);
  return 0;
}
