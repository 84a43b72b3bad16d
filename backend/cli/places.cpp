#include "backend/cli/places.hpp"

#include <vector>

namespace constat {
namespace {

namespace fs = std::filesystem;

// The program's folder and those above it, then the current folder.
std::vector<fs::path> starting_points() {
  std::vector<fs::path> points;
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (int up = 0; !error && up < 5 && folder.has_relative_path(); ++up, folder = folder.parent_path())
    points.push_back(folder);
  points.push_back(fs::current_path(error));
  return points;
}

}  // namespace

fs::path default_web_folder() {
  for (const fs::path& point : starting_points())
    for (const char* name : {"web", "build/web", "share/constat/web"})
      if (fs::exists(point / name / "index.html") && fs::exists(point / name / "sw.js")) return point / name;
  return {};
}

fs::path shared_files_folder() {
  for (const fs::path& point : starting_points())
    for (const char* name : {".", "share/constat"})
      if (fs::exists(point / name / "backend/demo/content.json") && fs::exists(point / name / "checklists"))
        return (point / name).lexically_normal();
  return {};
}

}  // namespace constat
