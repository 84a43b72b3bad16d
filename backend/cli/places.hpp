// Where the program's own files stand, from where it was started: the browser app and the checklists.
#pragma once

#include <filesystem>

namespace constat {

// The built browser app: "web" beside the program, or "build/web" of the source tree; empty: none found.
std::filesystem::path default_web_folder();

// The folder that holds checklists/ and backend/demo/: the source tree, or share/constat of an installation.
std::filesystem::path shared_files_folder();

}  // namespace constat
