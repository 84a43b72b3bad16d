#include "backend/http/server.hpp"

// The library's own 5 refuses phones that all come back at once.
#define CPPHTTPLIB_LISTEN_BACKLOG 1024
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <thread>

#include "backend/http/connection_threads.hpp"
#include "backend/http/deadlines.hpp"
#include "backend/http/logged_path.hpp"
#include "backend/http/problems.hpp"
#include "backend/platform/log.hpp"

namespace constat::server::http {
namespace {

// The largest body that any route takes, as sent; each route has its own limit below it.
constexpr std::size_t kLargestPayload = 33u << 20;
constexpr std::size_t kLongestPath = 1024;

const httplib::Headers kSecurityHeaders = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
     "img-src 'self' blob: data:; font-src 'self'; style-src 'self'; manifest-src 'self'; form-action 'self'; "
     "frame-ancestors 'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Robots-Tag", "noindex, nofollow"},
    {"Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)"}};

class DeadlineServer final : public httplib::Server {
 public:
  explicit DeadlineServer(std::chrono::seconds allowed) : deadlines_(allowed) {}

 private:
  bool process_and_close_socket(socket_t socket) override {
    std::string remote, local;
    int remote_port = 0, local_port = 0;
    httplib::detail::get_remote_ip_and_port(socket, remote, remote_port);
    httplib::detail::get_local_ip_and_port(socket, local, local_port);
    const bool served = httplib::detail::process_server_socket(
        svr_sock_, socket, keep_alive_max_count_, keep_alive_timeout_sec_, read_timeout_sec_, read_timeout_usec_,
        write_timeout_sec_, write_timeout_usec_,
        [&](httplib::Stream& stream, bool close_connection, bool& connection_closed) {
          deadlines_.begin(socket);
          const bool going = process_request(stream, remote, remote_port, local, local_port, close_connection,
                                             connection_closed, nullptr);
          deadlines_.end(socket);
          return going;
        });
    httplib::detail::shutdown_socket(socket);
    httplib::detail::close_socket(socket);
    return served;
  }

  Deadlines deadlines_;
};

class ConnectionQueue final : public httplib::TaskQueue {
 public:
  explicit ConnectionQueue(const ServerOptions& options) : threads_(options.most_threads, options.most_waiting) {}
  bool enqueue(std::function<void()> work) override { return threads_.run(std::move(work)); }
  void shutdown() override { threads_.stop(); }

 private:
  ConnectionThreads threads_;
};

bool is_loopback_address(std::string_view address) {
  return address.rfind("127.", 0) == 0 || address == "::1" || address.rfind("::ffff:127.", 0) == 0;
}

bool is_loopback_host(std::string_view host) {
  if (host.rfind("[::1]", 0) == 0) return true;
  const std::string_view name = host.substr(0, host.find(':'));
  return name == "localhost" || (is_loopback_address(name) && name.find_first_not_of("0123456789.") == std::string_view::npos);
}

// Chunked bodies are refused too (411): browsers do not send them, nginx turns them into plain ones, and the library's
// reading of chunk sizes has a fault (CVE-2026-45352).
//
// The library decodes %0D%0A in header values after it has checked them (CVE-2026-45372): nothing with a control character
// in it goes any further.
bool has_control_character(const httplib::Request& request) {
  for (const auto& [name, value] : request.headers)
    for (const char c : value)
      if ((c >= 0 && c < ' ' && c != '\t') || c == 0x7f) return true;
  return false;
}

Request request_of(const httplib::Request& from, Method method) {
  Request request;
  request.method = method;
  request.path = from.path;
  for (const auto& [name, value] : from.params) request.query.emplace(name, value);
  for (const auto& [name, value] : from.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    request.headers.emplace(std::move(lower), value);
  }
  const bool peer_is_here = is_loopback_address(from.remote_addr);
  const std::string_view forwarded = request.header("x-forwarded-for");
  request.address = from.remote_addr;
  // Only a proxy on this machine is believed; it appends the address that it saw.
  if (peer_is_here && !forwarded.empty()) {
    const auto comma = forwarded.rfind(',');
    request.address = forwarded.substr(comma == std::string_view::npos ? 0 : comma + 1);
    request.address.erase(0, std::min(request.address.find_first_not_of(' '), request.address.size()));
  }
  request.on_loopback = peer_is_here && forwarded.empty() && is_loopback_host(request.header("host"));
  return request;
}

void write_out(Response from, httplib::Response& to) {
  to.status = from.status;
  for (auto& [name, value] : from.headers) to.set_header(name, value);
  if (from.file) {
    // A provider, so that the library does not compress what is stored compressed.
    const auto file = from.file;
    if (!file->empty()) {
      to.set_content_provider(file->size(), from.content_type,
                              [file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                return sink.write(file->data() + offset, length);
                              });
    } else {
      to.set_header("Content-Type", from.content_type);
    }
    return;
  }
  if (!to.has_header("Cache-Control")) to.set_header("Cache-Control", "no-store");
  if (!from.content_type.empty()) to.set_content(std::move(from.body), from.content_type);
}

void log_request(const httplib::Request& request, int status) {
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                          request.start_time_);
  const std::string path = logged_path(request.path);
  log_event("request", {{"method", std::string_view(request.method)},
                        {"path", std::string_view(path)},
                        {"status", std::int64_t{status}},
                        {"ms", std::int64_t{took.count()}}});
}

// "/visits/{id}" as the library writes it: "/visits/:id".
std::string plain_pattern(std::string_view pattern) {
  std::string plain;
  for (const char c : pattern)
    if (c == '{') plain += ':';
    else if (c != '}') plain += c;
  return plain;
}

}  // namespace

struct Server::Parts {
  Parts(const Dispatcher& the_dispatcher, ServerOptions the_options)
      : dispatcher(the_dispatcher), options(std::move(the_options)), library(options.request_deadline) {}

  void set_up();
  bool answer_without_body(const httplib::Request& from, httplib::Response& to);
  void answer_with_body(const httplib::Request& from, httplib::Response& to, const httplib::ContentReader& reader);

  const Dispatcher& dispatcher;
  ServerOptions options;
  DeadlineServer library;
  std::thread thread;
};

// GET and whatever no route can take; the others go on to answer_with_body.
bool Server::Parts::answer_without_body(const httplib::Request& from, httplib::Response& to) {
  // Without a length there is no body (RFC 9112, 6.3). The library would wait for one after the answer, until the client
  // goes away: browsers send DELETE like that, and their next request on the connection would never be read.
  if (!from.has_header("Content-Length") && !from.has_header("Transfer-Encoding"))
    const_cast<httplib::Request&>(from).body_consumed_ = true;
  const auto method = method_of(from.method);
  if (method && !only_reads(*method) && from.path.size() <= kLongestPath && !has_control_character(from) &&
      !from.has_header("Transfer-Encoding"))
    return false;
  Request request = request_of(from, method.value_or(Method::get));
  if (has_control_character(from)) {
    write_out(problem(Language::french, 400, "unreadable-request"), to);
    return true;
  }
  if (from.has_header("Transfer-Encoding")) {
    write_out(problem(language_of_request(request), 411, "length-required"), to);
    return true;
  }
  if (!method || from.path.size() > kLongestPath) {
    const Language language = language_of_request(request);
    write_out(method ? problem(language, 414, "path-too-long") : problem(language, 405, "method-not-allowed", {"GET"}), to);
    return true;
  }
  auto admitted = dispatcher.admit(request);
  if (auto* refused = std::get_if<Response>(&admitted)) write_out(std::move(*refused), to);
  else write_out(dispatcher.answer(std::get<Admission>(admitted), request), to);
  return true;
}

void Server::Parts::answer_with_body(const httplib::Request& from, httplib::Response& to,
                                     const httplib::ContentReader& reader) {
  const auto method = method_of(from.method);
  Request request = request_of(from, method.value_or(Method::post));
  auto admitted = dispatcher.admit(request);
  if (auto* refused = std::get_if<Response>(&admitted)) {
    write_out(std::move(*refused), to);
    return;
  }
  const Admission& admission = std::get<Admission>(admitted);
  const std::size_t limit = admission.route->payload_limit.value_or(0);
  // The digest covers the bytes as sent: the library must not decode them on the way.
  const_cast<httplib::Request&>(from).headers.erase("Content-Encoding");
  bool too_large = false;
  const bool whole = from.body_consumed_ || reader([&](const char* bytes, std::size_t count) {
    // One byte beyond the limit is kept, so that the dispatcher sees the excess.
    too_large = request.body.size() + count > limit;
    if (!too_large) request.body.append(bytes, count);
    return !too_large;
  });
  if (!whole && !too_large) {
    write_out(problem(admission.language, 400, "body-cut"), to);
    return;
  }
  if (too_large) request.body.assign(limit + 1, '\0');
  write_out(dispatcher.answer(admission, request), to);
}

void Server::Parts::set_up() {
  library.new_task_queue = [this] { return new ConnectionQueue(options); };
  library.set_default_headers(kSecurityHeaders);
  library.set_payload_max_length(kLargestPayload);
  library.set_read_timeout(options.read_timeout);
  library.set_write_timeout(options.write_timeout);
  library.set_keep_alive_timeout(5);
  library.set_tcp_nodelay(true);
  // The library's default is SO_REUSEPORT, with which two servers would share a port without a word.
  library.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  library.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
    return answer_without_body(from, to) ? httplib::Server::HandlerResponse::Handled
                                         : httplib::Server::HandlerResponse::Unhandled;
  });
  const auto with_body = [this](const httplib::Request& from, httplib::Response& to,
                                const httplib::ContentReader& reader) { answer_with_body(from, to, reader); };
  // A regular expression costs the library more than finding the route does us: paths with parameters go by its plain
  // patterns, and only the others by ".*".
  for (const Route& route : dispatcher.table()) {
    if (route.pattern.find("/{") == std::string_view::npos) continue;
    const std::string pattern = plain_pattern(route.pattern);
    switch (route.method) {
      case Method::post: library.Post(pattern, with_body); break;
      case Method::put: library.Put(pattern, with_body); break;
      case Method::patch: library.Patch(pattern, with_body); break;
      default: break;
    }
  }
  library.Post(".*", with_body);
  library.Put(".*", with_body);
  library.Patch(".*", with_body);
  library.Delete(".*", with_body);
  library.set_exception_handler([](const httplib::Request& from, httplib::Response& to, std::exception_ptr) {
    log_event("request_failed", {{"path", std::string_view(logged_path(from.path))}});
    write_out(problem(language_of_request(request_of(from, Method::get)), 500, "internal"), to);
  });
  // What the library refuses by itself (a request line that is none, headers too long) has no body yet.
  library.set_error_handler([](const httplib::Request& from, httplib::Response& to) {
    if (!to.body.empty() || to.has_header("Content-Type")) return;
    const int status = to.status;
    Response refusal = problem(language_of_request(request_of(from, Method::get)), status, "unreadable-request");
    write_out(std::move(refusal), to);
  });
  library.set_logger([](const httplib::Request& from, const httplib::Response& to) { log_request(from, to.status); });
}

Server::Server(const Dispatcher& dispatcher, ServerOptions options)
    : parts_(std::make_unique<Parts>(dispatcher, std::move(options))) {
  parts_->set_up();
}

Server::~Server() { stop(); }

std::optional<int> Server::start() {
  int port = parts_->options.port;
  if (port == 0) {
    port = parts_->library.bind_to_any_port(parts_->options.host);
    if (port < 0) return std::nullopt;
  } else if (!parts_->library.bind_to_port(parts_->options.host, port)) {
    return std::nullopt;
  }
  parts_->thread = std::thread([this] { parts_->library.listen_after_bind(); });
  parts_->library.wait_until_ready();
  return port;
}

void Server::stop() {
  if (!parts_ || !parts_->thread.joinable()) return;
  parts_->library.stop();
  parts_->thread.join();
}

}  // namespace constat::server::http
