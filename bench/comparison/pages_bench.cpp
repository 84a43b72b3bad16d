// What a manager's pages that look into visits cost as the history grows, over real HTTP: overview and heat map, beside the
// comparison, which only reads sums. The first answer after a start, after a visit was pushed, and when nothing changed. See
// bench/README.md.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "backend/application/application.hpp"
#include "backend/auth/secrets.hpp"
#include "bench/sync/load.hpp"
#include "bench/sync/material.hpp"
#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "tests/reliability/support/server_process.hpp"

using namespace constat;
using namespace constat::bench;
using constat::test::ServerProcess;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t kSites = 500, kRegions = 12, kAtOnce = 500;
constexpr int kResponsesPerSite = 60, kMostRounds = 25, kFewestRounds = 3;
constexpr double kEnoughSeconds = 30;  // of one line: beyond, only the fewest rounds
constexpr const char* kSurvey = R"({"format":"constat.survey/1","id":"voices","title":{"fr":"Voix"},"theme":"service","channel":"email",
 "trigger":"contact","level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},"csv":{"encoding":"utf-8","delimiter":",","site":"site","id":"id"},
 "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}},{"column":"csat","kpi":"csat","scale":{"min":1,"max":5},"satisfied_from":4},
 {"column":"ces","kpi":"ces","scale":{"min":1,"max":7},"direction":"ease","agree_from":5}]})";

std::string site_name(std::uint64_t number) { return "site-" + std::to_string(1000 + number % kSites); }

// The visit at its site; any other visit of the bench is at one site alone.
std::string body_of(std::uint64_t number) {
  std::string body = visit_body(number);
  constexpr std::string_view kOnly = R"("site":"lyon")";
  body.replace(body.find(kOnly), kOnly.size(), R"("site":")" + site_name(number) + "\"");
  return body;
}

std::string push_of(const std::string& cookie, std::uint64_t number) {
  const std::string body = body_of(number);
  return "PUT /api/v1/visits/" + visit_name(number) + "/revisions/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie +
         "\r\nConstat-Protocol: 1\r\nContent-Type: application/json\r\nContent-Digest: " + content_digest(body) +
         "\r\nConstat-Client-Time: 2026-11-03T10:32:00+01:00\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string session_of(server::Store& store, const std::string& user) {
  const std::string token = server::random_token();
  const std::int64_t now = server::system_clock()();
  store.put_session({sha256_hex(token), server::OrganisationId(kOrganisation), UserId(user), now, now, now + server::kSessionLifetimeMs});
  return "constat=" + token;
}

// The cookies of both.
struct People {
  std::string investigator, manager;
};
People make_network(const std::filesystem::path& data) {
  const std::string investigator = make_directory(data);
  server::ApplicationOptions options;
  options.data = data;
  server::Application application(std::move(options));
  server::Store& store = application.store();
  const server::OrganisationId id(kOrganisation);
  Rng rng(500);
  store.write(id, [&](server::Writer& writer) {
    writer.put_user({id, UserId("manager"), "manager@bench.example", "M", server::Role::manager, "fr", "", false});
    for (std::uint64_t site = 0; site < kSites; ++site)
      writer.put_site({SiteId(site_name(site)), "Site " + std::to_string(site), "Ville", "region-" + std::to_string(site % kRegions), {}, std::nullopt});
    writer.put_survey({SurveyId("voices"), kSurvey});
    std::int64_t row = 0;
    for (std::uint64_t site = 0; site < kSites; ++site)
      for (int i = 0; i < kResponsesPerSite; ++i) {
        const std::string answers = "[" + std::to_string(rng.below(11)) + "," + std::to_string(1 + rng.below(5)) + "," + std::to_string(1 + rng.below(7)) + "]";
        writer.add_response(SurveyId("voices"), {"file", ++row, "r" + std::to_string(row), site_name(site), "w1", "2026-11-01", 1, answers, "[]"});
      }
  });
  return {investigator, session_of(store, "manager")};
}

void take_in(server::Application& application, std::uint64_t from, std::uint64_t to) {
  std::vector<server::Push> pushes;
  for (std::uint64_t number = from; number < to; ++number)
    pushes.push_back({visit_name(number), 1, body_of(number), "2026-11-03T10:32:00+01:00", UserId("anna")});
  for (const server::PushOutcome& outcome : application.intake().receive(server::OrganisationId(kOrganisation), std::move(pushes)))
    if (outcome.kind != server::PushOutcome::Kind::created) throw std::runtime_error("the bench's visit was not taken in");
}

void add_visits(const std::filesystem::path& data, std::uint64_t first, std::uint64_t count) {
  server::ApplicationOptions options;
  options.data = data;
  server::Application application(std::move(options));
  for (std::uint64_t from = first; from < first + count; from += kAtOnce) take_in(application, from, std::min(first + count, from + kAtOnce));
}

double one(int port, const std::string& request) {
  const auto start = Clock::now();
  const std::string answer = one_exchange(port, request);
  if (answer.rfind("HTTP/1.1 2", 0) != 0) throw std::runtime_error("refused: " + answer.substr(0, 200));
  return 1e3 * std::chrono::duration<double>(Clock::now() - start).count();
}

template <typename Before>
double median_of(int port, const std::string& request, Before before) {
  std::vector<double> took;
  const auto start = Clock::now();
  while (took.size() < kMostRounds && (took.size() < kFewestRounds || Clock::now() - start < std::chrono::duration<double>(kEnoughSeconds))) {
    before();
    took.push_back(one(port, request));
  }
  std::sort(took.begin(), took.end());
  return took[took.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t largest = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 100'000;
  const std::filesystem::path folder(CONSTAT_BENCH_FOLDER);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto data = folder / "data";
  const People people = make_network(data);
  std::printf("%llu sites, 40 questions a visit, %d responses a site; median ms of %d to %d requests\n", static_cast<unsigned long long>(kSites), kResponsesPerSite,
              kFewestRounds, kMostRounds);
  std::printf("%10s %-22s %20s %16s %18s\n", "visits", "page", "first after start", "after a change", "nothing changed");
  std::uint64_t there = 0, pushed = 3'000'000'000;
  for (std::uint64_t size = 1'000; size <= largest; size *= 10) {
    add_visits(data, there + 1, size - there);
    there = size;
    for (const char* page : {"comparison", "overview", "heatmap", "gaps", "investigators"}) {
      const std::string request = "GET /api/v1/" + std::string(page) + "?wave=w1 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + people.manager + "\r\nConnection: close\r\n\r\n";
      ServerProcess server({data, {}, {}});
      const double first = one(server.port(), request);
      const double changed = median_of(server.port(), request, [&] { one(server.port(), push_of(people.investigator, pushed++)); });
      const double kept = median_of(server.port(), request, [] {});
      std::printf("%10llu %-22s %17.1f ms %13.2f ms %15.2f ms\n", static_cast<unsigned long long>(size), page, first, changed, kept);
      std::fflush(stdout);
    }
  }
  std::filesystem::remove_all(folder);
  return 0;
}
