#include "backend/cli/export_output.hpp"

#include <ostream>

#include "backend/cli/data_folder.hpp"
#include "backend/platform/data_directory.hpp"

namespace constat {
namespace {

class StreamSink final : public server::exports::ByteSink {
 public:
  explicit StreamSink(std::ostream& out) : out_(out) {}
  void write(std::string_view bytes) override { out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); }

 private:
  std::ostream& out_;
};

// By name or id; empty: the only one there is.
Result<server::OrganisationId> existing_organisation(server::Store& store, const std::string& name) {
  const auto all = store.accounts()->organisations();
  for (const server::Organisation& each : all)
    if (each.id.value == name || each.name == name) return each.id;
  if (!name.empty() || all.empty()) return failure(ErrorCode::not_found, "cli.organisation.absent", {name});
  if (all.size() > 1) return failure(ErrorCode::invalid, "cli.import.which_organisation");
  return all.front().id;
}

}  // namespace

int run_on_organisation(Console& console, const Options& options,
                        const std::function<int(server::Application&, const server::OrganisationId&)>& work) {
  return run_on_data_folder(console, options.value("--data"), [&] {
    server::ApplicationOptions wanted;
    wanted.data = options.value("--data");
    server::Application application(std::move(wanted));
    const auto organisation = existing_organisation(application.store(), options.value("--organisation"));
    if (!organisation) {
      report_error(console, organisation.error());
      return kExitBadInput;
    }
    const int code = work(application, *organisation);
    application.stop();
    return code;
  });
}

bool write_output(Console& console, const std::string& path, const std::function<bool(server::exports::ByteSink&)>& work) {
  if (path == "-") {
    StreamSink sink(console.out);
    return work(sink);
  }
  try {
    server::exports::FileSink sink(path);
    if (!work(sink)) return false;
    sink.commit();
    return true;
  } catch (const server::FileFailure& failure) {
    report_error(console, {ErrorCode::unavailable, "cli.export.not_written", {path, failure.what()}, {}});
  } catch (const std::length_error&) {
    report_error(console, {ErrorCode::too_large, "export.too_large", {}, {}});
  }
  return false;
}

}  // namespace constat
