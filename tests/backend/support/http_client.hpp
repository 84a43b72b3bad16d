// A client for the tests, over real HTTP on loopback. Only http_client.cpp includes the library.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace constat::test {

struct Reply {
  int status = 0;  // 0: no answer at all
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string header(const std::string& lower_case_name) const;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

class Client {
 public:
  explicit Client(int port, std::chrono::milliseconds timeout = std::chrono::seconds(20));
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  Reply get(const std::string& path, Headers headers = {});
  // With Constat-Protocol and the cookie, unless `bare`.
  Reply send(const std::string& method, const std::string& path, const std::string& body, Headers headers = {},
              bool bare = false);
  // PUT of a visit's revision, with its digest.
  Reply push(const std::string& visit, int revision, const std::string& body, Headers headers = {});
  // Keeps the session's cookie.
  Reply sign_in(const std::string& email, const std::string& password);
  const std::string& cookie() const { return cookie_; }
  void use_cookie(std::string cookie) { cookie_ = std::move(cookie); }

 private:
  struct Library;
  std::unique_ptr<Library> library_;
  std::string cookie_;
};

// Bytes as they are, to a port; what comes back until the other side closes or `seconds` have passed.
std::string raw_exchange(int port, const std::string& bytes, int seconds);

}  // namespace constat::test
