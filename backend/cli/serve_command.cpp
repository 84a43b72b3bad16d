#include "backend/cli/serve_command.hpp"

#include <pthread.h>

#include <charconv>
#include <csignal>
#include <iostream>

#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/places.hpp"
#include "backend/demo/demo.hpp"
#include "backend/application/application.hpp"
#include "backend/platform/log.hpp"

namespace constat {
namespace {

using server::Application;
using server::ApplicationOptions;

// Blocked in every thread, so that only wait_for_end() sees them.
sigset_t ending_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

int wait_for_end(const sigset_t& set) {
  int received = 0;
  while (sigwait(&set, &received) != 0) continue;
  return received;
}

void print_accounts(Console& console, const std::vector<server::http::DemoAccount>& accounts) {
  console.out << text(console.language, "cli.serve.accounts") << "\n";
  for (const auto& account : accounts)
    console.out << "  " << account.email << "  " << account.password << "  (" << account.role << ", " << account.name
                << ")\n";
}

std::string data_folder(const Options& options) {
  return options.value("--data", options.has("--demo") ? "constat-demo" : "constat-data");
}

int run_server(Console& console, const Options& options, int port) {
  const bool demo = options.has("--demo");
  ApplicationOptions wanted;
  wanted.data = data_folder(options);
  const std::filesystem::path web = options.value("--web", default_web_folder().string());
  wanted.web = web;
  wanted.server.host = options.value("--host", "127.0.0.1");
  wanted.server.port = port;

  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  Application application(std::move(wanted));
  if (demo) {
    auto accounts = server::prepare_demo(application.store(), application.intake(), application.blobs(), application.passwords(),
                                         shared_files_folder(), server::system_clock()());
    if (!accounts) {
      report_error(console, accounts.error());
      return kExitBadInput;
    }
    print_accounts(console, *accounts);
    application.offer_demo_accounts(std::move(*accounts));
  } else if (server::holds_demo(application.store())) {
    report_error(console, {ErrorCode::invalid, "cli.serve.demo_data", {}, data_folder(options)});
    return kExitBadInput;
  }
  const auto bound = application.start();
  if (!bound) {
    report_error(console, {ErrorCode::unavailable, "cli.serve.port_taken",
                           {options.value("--host", "127.0.0.1"), std::to_string(port)}, {}});
    return kExitBadInput;
  }
  console.out << text(console.language, "cli.serve.ready",
                      {"http://" + options.value("--host", "127.0.0.1") + ":" + std::to_string(*bound) + "/"})
              << std::endl;
  if (!std::filesystem::exists(web / "index.html"))
    console.err << (web.empty() ? std::string(text(console.language, "cli.serve.no_web"))
                                : text(console.language, "cli.serve.no_web_there", {web.string()}))
                << std::endl;
  const int received = wait_for_end(signals);
  server::log_event("stopping", {{"signal", std::int64_t{received}}});
  application.stop();
  return kExitGood;
}

int serve(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(
      args,
      {{"--port", Kind::value, false, {}}, {"--host", Kind::value, false, {}}, {"--data", Kind::value, false, {}},
       {"--web", Kind::value, false, {}}, {"--demo", Kind::flag, false, {}}}, false);
  if (!options) return bad_usage(console, "serve", options.error());
  const std::string port_text = options->value("--port", "8080");
  int port = 0;
  const auto [end, error] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
  if (error != std::errc() || end != port_text.data() + port_text.size() || port < 0 || port > 65535)
    return bad_usage(console, "serve", {ErrorCode::invalid, "cli.serve.bad_port", {port_text}, {}});
  return run_on_data_folder(console, data_folder(*options), [&] { return run_server(console, *options, port); });
}

}  // namespace

Command serve_command() { return {"serve", serve}; }

}  // namespace constat
