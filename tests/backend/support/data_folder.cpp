#include "tests/backend/support/data_folder.hpp"

#include <fstream>

#include "backend/platform/data_directory.hpp"

namespace constat::test {

void damage(const std::filesystem::path& file) {
  std::string bytes = server::read_file(file);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace constat::test
