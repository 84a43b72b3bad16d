#include "tests/backend/support/http_client.hpp"

#include <arpa/inet.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "shared/sync/digest.hpp"

namespace constat::test {

struct Client::Library {
  Library(int port, std::chrono::milliseconds timeout) : client("127.0.0.1", port) {
    client.set_read_timeout(timeout);
    client.set_keep_alive(true);
    client.set_decompress(false);
  }
  httplib::Client client;
};

Client::Client(int port, std::chrono::milliseconds timeout) : library_(std::make_unique<Library>(port, timeout)) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Reply Client::send(const std::string& method, const std::string& path, const std::string& body, Headers headers,
                    bool bare) {
  httplib::Request request;
  request.method = method;
  request.path = path;
  request.body = body;
  if (!bare && method != "GET") request.headers.emplace("Constat-Protocol", "1");
  if (!bare && !cookie_.empty()) request.headers.emplace("Cookie", cookie_);
  for (auto& [name, value] : headers) request.headers.emplace(name, value);
  if (!request.has_header("Accept-Encoding")) request.headers.emplace("Accept-Encoding", "identity");
  const auto result = library_->client.send(request);
  Reply answer;
  if (!result) return answer;
  answer.status = result->status;
  answer.body = result->body;
  for (const auto& [name, value] : result->headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(tolower(c)); });
    answer.headers.emplace(lower, value);
  }
  return answer;
}

Reply Client::get(const std::string& path, Headers headers) { return send("GET", path, "", std::move(headers)); }

Reply Client::push(const std::string& visit, int revision, const std::string& body, Headers headers) {
  headers.emplace_back("Content-Digest", content_digest(body));
  headers.emplace_back("Content-Type", "application/json");
  return send("PUT", "/api/v1/visits/" + visit + "/revisions/" + std::to_string(revision), body, std::move(headers));
}

Reply Client::sign_in(const std::string& email, const std::string& password) {
  Reply answer = send("POST", "/api/v1/session", R"({"email":")" + email + R"(","password":")" + password + R"("})");
  const std::string cookie = answer.header("set-cookie");
  if (answer.status == 200) cookie_ = cookie.substr(0, cookie.find(';'));
  return answer;
}

std::string raw_exchange(int port, const std::string& bytes, int seconds) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    const timeval limit{seconds, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    char buffer[4096];
    for (ssize_t count = 0; (count = recv(socket, buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(count));
  }
  close(socket);
  return answer;
}

}  // namespace constat::test
