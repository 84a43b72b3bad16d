#include "bench/sync/material.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "backend/application/application.hpp"
#include "backend/auth/secrets.hpp"
#include "shared/base/sha256.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/sync/digest.hpp"

namespace constat::bench {
namespace {

using namespace server;

// Forty items as in the shipped checklists: mostly choices, some scales and remarks.
std::string checklist_json() {
  std::string items;
  for (int i = 0; i < kAnswers; ++i) {
    const std::string head = (i ? "," : "") + std::string("{\"id\":\"item_") + std::to_string(i) +
                             R"(","prompt":{"fr":"Question posée","en":"Question asked"},)";
    switch (i % 10) {
      case 7: items += head + R"("type":"scale","min":0,"max":10})"; break;
      case 8: items += head + R"("type":"scale","min":0,"max":100,"scored":false})"; break;
      case 9: items += head + R"("type":"text"})"; break;
      default:
        items += head + R"("type":"choice","choices":[{"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":2},)"
                        R"({"id":"partly","label":{"fr":"En partie","en":"Partly"},"points":1},)"
                        R"({"id":"no","label":{"fr":"Non","en":"No"},"points":0}]})";
    }
  }
  return R"({"format":"constat.checklist/1","id":"bench","version":1,"title":{"fr":"Mesure","en":"Bench"},"languages":["fr","en"],)"
         R"("scoring":{"mode":"points","pass_mark":60,"grades":[{"id":"A","label":{"fr":"Bien","en":"Good"},"from":75},)"
         R"({"id":"B","label":{"fr":"Moyen","en":"Fair"},"from":0}]},"sections":[{"id":"all","area":"reception",)"
         R"("title":{"fr":"Tout","en":"All"},"items":[)" + items + "]}]}";
}

std::string answers_json(std::uint64_t number) {
  std::string out;
  for (int i = 0; i < kAnswers; ++i) {
    const std::uint64_t draw = (number * 2654435761u + static_cast<std::uint64_t>(i) * 40503u) >> 7;
    constexpr const char* kChoices[] = {"yes", "yes", "partly", "no"};
    out += (i ? ",\"item_" : "\"item_") + std::to_string(i) + "\":{";
    if (draw % 8 == 0) out += R"("comment":"Le vendeur termine sa conversation avant de saluer le client.",)";
    switch (i % 10) {
      case 7: out += "\"value\":" + std::to_string(draw % 11); break;
      case 8: out += "\"value\":" + std::to_string(draw % 101); break;
      case 9: out += R"("value":"Accueil correct, attente un peu longue à la caisse.")"; break;
      default: out += std::string("\"value\":\"") + kChoices[draw % 4] + "\"";
    }
    out += "}";
  }
  return out;
}

std::string request(const std::string& line, const std::string& cookie, const std::string& headers, const std::string& body) {
  return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + "\r\nConstat-Protocol: 1\r\nAccept: */*\r\n" + headers + "\r\n" + body;
}

}  // namespace

std::string visit_name(std::uint64_t number) {
  char text[40];
  std::snprintf(text, sizeof text, "%08llx-%04llx-7d0a-b1f2-%012llx", static_cast<unsigned long long>(0x01936d2e + (number >> 32)),
                static_cast<unsigned long long>(number >> 16 & 0xffff), static_cast<unsigned long long>(number));
  return text;
}

std::string visit_body(std::uint64_t number) {
  return R"({"app":{"version":"bench"},"device_score":{"grade":"A","passed":true,"score":75,"scoring_version":1,)"
         R"("status":"complete","uncapped":75},"format":"constat.submission/1","visit":{"answers":{)" + answers_json(number) +
         R"(},"checklist":{"id":"bench","version":1},"contact_mode":"visit","ended_at":"2026-11-03T10:31:40+01:00",)"
         R"("format":"constat.visit/1","id":")" + visit_name(number) +
         R"(","investigator":"anna","mission":null,"site":"lyon","started_at":"2026-11-03T10:02:11+01:00","wave":"w1"}})";
}

namespace {

std::string push_request_of(const std::string& cookie, std::uint64_t number, const std::string& body) {
  return request("PUT /api/v1/visits/" + visit_name(number) + "/revisions/1", cookie,
                 "Content-Type: application/json\r\nContent-Digest: " + content_digest(body) +
                     "\r\nConstat-Client-Time: 2026-11-03T10:32:00+01:00\r\nContent-Length: " + std::to_string(body.size()) + "\r\n",
                 body);
}

}  // namespace

std::string push_request(const std::string& cookie, std::uint64_t number) {
  return push_request_of(cookie, number, visit_body(number));
}

std::string push_request_with_photos(const std::string& cookie, std::uint64_t number, const std::string& photos) {
  std::string body = visit_body(number);
  constexpr std::string_view kFirst = "\"item_0\":{";
  body.insert(body.find(kFirst) + kFirst.size(), "\"photos\":[" + photos + "],");
  return push_request_of(cookie, number, body);
}

std::string pull_request(const std::string& cookie, const std::string& cursor, int limit) {
  return request("GET /api/v1/sync?limit=" + std::to_string(limit) + (cursor.empty() ? "" : "&cursor=" + cursor), cookie, "", "");
}

std::string make_directory(const std::filesystem::path& data) {
  ApplicationOptions options;
  options.data = data;
  Application application(std::move(options));
  Store& store = application.store();
  const OrganisationId id(kOrganisation);
  const std::string json = checklist_json();
  const auto checklist = parse_checklist(json);
  if (!checklist) throw std::logic_error("the bench's checklist: " + checklist.error().front().path + " " + checklist.error().front().code);
  store.create_organisation({id, "Bench", false, "epoch-bench", ""});
  store.write(id, [&](Writer& writer) {
    writer.put_user({id, UserId("anna"), "anna@bench.example", "Anna", Role::investigator, "fr", "", false});
    writer.put_site({SiteId("lyon"), "Lyon", "Lyon", "ara", {}, std::nullopt});
    writer.put_wave({WaveId("w1"), "Vague 1", "2026-10-01", "Wave 1"});
    writer.put_checklist(record_of(*checklist, json));
  });
  const std::string token = random_token();
  const std::int64_t now = system_clock()();
  store.put_session({sha256_hex(token), id, UserId("anna"), now, now, now + kSessionLifetimeMs});
  return "constat=" + token;
}

void add_history(const std::filesystem::path& data, std::uint64_t first, std::uint64_t count) {
  constexpr std::uint64_t kAtOnce = 500;
  ApplicationOptions options;
  options.data = data;
  Application application(std::move(options));
  for (std::uint64_t from = first; from < first + count; from += kAtOnce) {
    std::vector<Push> pushes;
    for (std::uint64_t number = from; number < std::min(first + count, from + kAtOnce); ++number)
      pushes.push_back({visit_name(number), 1, visit_body(number), "2026-11-03T10:32:00+01:00", UserId("anna")});
    for (const PushOutcome& outcome : application.intake().receive(OrganisationId(kOrganisation), std::move(pushes)))
      if (outcome.kind != PushOutcome::Kind::created) throw std::runtime_error("the bench's visit was not taken in");
  }
}

}  // namespace constat::bench
