#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include "backend/http/connection_threads.hpp"
#include "backend/http/logged_path.hpp"
#include "backend/http/static_files.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

void write_file(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

}  // namespace

TEST_CASE("every answer carries the security headers, refusals too") {
  TestServer fixture;
  Client client = fixture.client();
  for (const char* path : {"/healthz", "/api/v1/session", "/nothing", "/api/nothing"}) {
    const Reply answer = client.get(path);
    INFO(path);
    CHECK(answer.header("content-security-policy").rfind("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", 0) == 0);
    CHECK(answer.header("content-security-policy").find("frame-ancestors 'none'; base-uri 'none'") != std::string::npos);
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("referrer-policy") == "no-referrer");
    CHECK(answer.header("permissions-policy") == "camera=(self), geolocation=(self), microphone=(self)");
    CHECK(answer.header("cache-control") == "no-store");
  }
  CHECK(client.get("/nothing").status == 404);
}

TEST_CASE("a page of another site cannot write") {
  TestServer fixture;
  Client client = fixture.client();
  const std::string body = R"({"email":"manager@north.example","password":"correct horse battery"})";
  const Reply silent = client.send("POST", "/api/v1/session", body, {}, true);
  CHECK(silent.status == 400);
  CHECK(Doc::parse(silent.body)["code"] == "protocol-missing");
  CHECK(client.send("POST", "/api/v1/session", body, {{"Sec-Fetch-Site", "cross-site"}}).status == 403);
  CHECK(client.send("POST", "/api/v1/session", body, {{"Sec-Fetch-Site", "same-site"}}).status == 403);
  CHECK(client.send("POST", "/api/v1/session", body, {{"Sec-Fetch-Site", "same-origin"}}).status == 200);
  CHECK(client.send("POST", "/api/v1/session", body, {{"Constat-Protocol", "7"}}, true).status == 400);
}

TEST_CASE("wrong methods are named, and the allowed ones with them") {
  TestServer fixture;
  const Reply answer = fixture.client().send("PUT", "/api/v1/session", "{}");
  CHECK(answer.status == 405);
  CHECK(answer.header("allow") == "POST, GET, HEAD, DELETE");
  CHECK(fixture.client().send("PATCH", "/api/v1/nothing", "{}").status == 404);
}

TEST_CASE("large JSON answers are compressed for those who ask") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  const Reply plain = client.get("/api/v1/sync");
  const Reply packed = client.get("/api/v1/sync", {{"Accept-Encoding", "gzip"}});
  CHECK(plain.header("content-encoding").empty());
  CHECK(packed.header("content-encoding") == "gzip");
  CHECK(packed.body.size() < plain.body.size());
}

TEST_CASE("the app's files come compressed, with an ETag, and hashed names are kept for ever") {
  TestServer fixture;
  write_file(fixture.web() / "index.html", "<!doctype html>");
  write_file(fixture.web() / "app-3f9a1c0b.wasm", std::string("\0asm plain", 10));
  write_file(fixture.web() / "app-3f9a1c0b.wasm.br", "brotli bytes");
  write_file(fixture.web() / "app-3f9a1c0b.wasm.gz", "gzip bytes");
  write_file(fixture.web() / "sw.js", "self");
  Client client = fixture.client();

  const Reply page = client.get("/");
  CHECK(page.status == 200);
  CHECK(page.body == "<!doctype html>");
  CHECK(page.header("content-type") == "text/html; charset=utf-8");
  CHECK(page.header("cache-control") == "no-cache");
  CHECK(client.get("/sw.js").header("cache-control") == "no-cache");

  const Reply brotli = client.get("/app-3f9a1c0b.wasm", {{"Accept-Encoding", "gzip, br"}});
  CHECK(brotli.body == "brotli bytes");
  CHECK(brotli.header("content-encoding") == "br");
  CHECK(brotli.header("content-type") == "application/wasm");
  CHECK(brotli.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(brotli.header("vary") == "Accept-Encoding");
  CHECK(client.get("/app-3f9a1c0b.wasm", {{"Accept-Encoding", "gzip, br;q=0"}}).body == "gzip bytes");
  const Reply plain = client.get("/app-3f9a1c0b.wasm");
  CHECK(plain.header("content-encoding").empty());
  CHECK(plain.body.size() == 10);

  const Reply unchanged = client.get("/", {{"If-None-Match", page.header("etag")}});
  CHECK(unchanged.status == 304);
  CHECK(unchanged.body.empty());
  for (const char* path : {"/../data/server.key", "/%2e%2e/data/server.key", "/.hidden", "/missing.js", "//etc/passwd"})
    CHECK(client.get(path).status == 404);
}

TEST_CASE("a hash in a name is told from a word") {
  using server::http::name_carries_hash;
  CHECK(name_carries_hash("/assets/app-3f9a1c0b.js"));
  CHECK(name_carries_hash("app.0a1b2c3d4e5f.wasm"));
  CHECK(name_carries_hash("chunk-QX7PB2LM.js"));
  CHECK(name_carries_hash("chunk.QWERTYUI.js"));
  CHECK_FALSE(name_carries_hash("/index.html"));
  CHECK_FALSE(name_carries_hash("/service-worker.js"));
  CHECK_FALSE(name_carries_hash("/manifest.webmanifest"));
  CHECK_FALSE(name_carries_hash("/defaced.js"));
}

TEST_CASE("requests that are none are refused without a crash") {
  TestServer fixture;
  const int port = fixture.port();
  for (const std::string& bytes :
       {std::string("NONSENSE\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n"), std::string("\0\0\0\0\r\n\r\n", 8),
        std::string("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        std::string("BREW /pot HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        "GET /" + std::string(7000, 'a') + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "PUT /" + std::string(7000, 'a') + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"}) {
    const std::string answer = raw_exchange(port, bytes, 1);
    INFO(bytes.substr(0, 30));
    CHECK((answer.empty() || answer.rfind("HTTP/1.1 4", 0) == 0));
    CHECK(answer.find("cpp-httplib") == std::string::npos);
  }
  CHECK(fixture.client().get("/healthz").status == 200);
}

TEST_CASE("a line break that hides in a header's percent code is refused") {
  TestServer fixture;
  Client client = fixture.signed_in("manager");
  CHECK(client.get("/api/v1/session", {{"X-Forwarded-For", "10.0.0.1%0d%0aSet-Cookie: constat=x"}}).status == 400);
  CHECK(client.send("DELETE", "/api/v1/session", "", {{"Accept-Language", "fr%0a"}}).status == 400);
  CHECK(client.get("/api/v1/session").status == 200);
}

TEST_CASE("chunked bodies are refused, and a chunk of negative size harms nothing") {
  TestServer fixture;
  for (const char* size : {"5", "-2", "ffffffffffffffff", "-1"}) {
    const std::string answer = raw_exchange(
        fixture.port(), "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\nConstat-Protocol: 1\r\n"
        "Transfer-Encoding: chunked\r\n\r\n" + std::string(size) + "\r\n{\"a\"}\r\n0\r\n\r\n", 5);
    CHECK(answer.rfind("HTTP/1.1 411", 0) == 0);
  }
  CHECK(fixture.client().get("/healthz").status == 200);
}

TEST_CASE("a request that never ends is cut at its deadline") {
  TestServer fixture;  // 3 seconds
  const auto begin = std::chrono::steady_clock::now();
  const std::string answer =
      raw_exchange(fixture.port(), "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nConstat-Protocol: 1\r\nContent-Length: 100\r\n\r\n{", 9);
  const auto took = std::chrono::steady_clock::now() - begin;
  CHECK(took < std::chrono::seconds(7));
  CHECK(answer.find("HTTP/1.1 200") == std::string::npos);
}

TEST_CASE("of many connections that come at once none waits for another to end") {
  constexpr std::size_t kConnections = 128;
  server::http::ConnectionThreads threads(kConnections, 4);
  std::promise<void> end;
  const std::shared_future<void> ended = end.get_future().share();
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t served = 0;
  const auto connection = [&] {
    {
      const std::lock_guard lock(mutex);
      ++served;
    }
    changed.notify_one();
    ended.wait();
  };
  const auto all_served = [&](std::size_t wanted) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(30), [&] { return served == wanted; });
  };
  // Some threads are idle when the others come; one that has only just ended its work still counts for a moment.
  for (int i = 0; i < 8; ++i) CHECK(threads.run([] {}));
  const auto runs_soon = [&] {
    for (int tries = 0; tries < 10'000; ++tries) {
      if (threads.run(connection)) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
  };
  std::size_t running = 0;
  for (std::size_t i = 0; i < kConnections; ++i) running += runs_soon();
  CHECK(running == kConnections);
  CHECK(all_served(kConnections));
  for (int i = 0; i < 4; ++i) CHECK(threads.run(connection));
  CHECK_FALSE(threads.run(connection));
  end.set_value();
  CHECK(all_served(kConnections + 4));
  threads.stop();
  CHECK_FALSE(threads.run(connection));
}

TEST_CASE("two servers never share a data directory") {
  TestServer fixture;
  server::ApplicationOptions options;
  options.data = fixture.folder() / "data";
  CHECK_THROWS_AS(server::Application(options), server::DataDirectoryBusy);
}

TEST_CASE("two servers never share a port") {
  TestServer first;
  TemporaryFolder folder;
  server::ApplicationOptions options;
  options.data = folder.path() / "data";
  options.server.port = first.port();
  server::Application second(options);
  CHECK_FALSE(second.start());
}

TEST_CASE("the log names routes of people without their ids, which are made of addresses") {
  using server::http::logged_path;
  CHECK(logged_path("/api/v1/people/claire.aubry") == "/api/v1/people/{id}");
  CHECK(logged_path("/api/v1/people/claire.aubry/link/revoke") == "/api/v1/people/{id}/link/revoke");
  CHECK(logged_path("/api/v1/people") == "/api/v1/people");
  CHECK(logged_path("/api/v1/people/") == "/api/v1/people/");
  CHECK(logged_path("/api/v1/visits/42") == "/api/v1/visits/42");
  CHECK(logged_path(std::string(500, 'x')).size() == 200);
}
