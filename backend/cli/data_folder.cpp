#include "backend/cli/data_folder.hpp"

#include <cerrno>

#include "backend/platform/data_directory.hpp"

namespace constat {
namespace {

Error error_of(const server::FileFailure& failure, const std::string& folder) {
  switch (failure.error) {
    case ENOTDIR: return {ErrorCode::invalid, "cli.server.not_a_folder", {folder}, {}};
    case EACCES:
    case EPERM:
    case EROFS: return {ErrorCode::unavailable, "cli.server.not_allowed", {folder}, {}};
    case ENOSPC:
    case EDQUOT: return {ErrorCode::unavailable, "cli.server.disk_full", {folder}, {}};
    default: return {ErrorCode::unavailable, "cli.server.storage_failed", {failure.what()}, {}};
  }
}

}  // namespace

int run_on_data_folder(Console& console, const std::string& folder, const std::function<int()>& work) {
  try {
    return work();
  } catch (const server::DataDirectoryBusy& busy) {
    report_error(console, {ErrorCode::busy, "cli.server.data_busy", {busy.what()}, {}});
  } catch (const server::FileFailure& failure) {
    report_error(console, error_of(failure, folder));
  } catch (const std::exception& failure) {
    report_error(console, {ErrorCode::unavailable, "cli.server.storage_failed", {failure.what()}, {}});
  }
  return kExitBadInput;
}

}  // namespace constat
