#include "tests/shared/device/support/fixtures.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace constat::test {
namespace {

std::ifstream open_fixture(const std::string& path) {
  std::ifstream file(std::string(CONSTAT_SOURCE_DIR "/tests/fixtures/device/") + path, std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + path);
  return file;
}

std::string unescaped(const std::string& line) {
  std::string bytes;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '%') bytes += line[i];
    else bytes += static_cast<char>(std::stoi(line.substr(std::exchange(i, i + 2) + 1, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

void become(Phone& phone, const std::string& version, bool database, bool logs) {
  phone.device.reset();
  if (database) {
    phone.sql.lose();
    std::ifstream file = open_fixture(version + "/phone.sql");
    for (std::string line; std::getline(file, line);) {
      if (line.rfind("--", 0) == 0) continue;
      const auto done = phone.sql.run(line, {});
      if (!done) throw std::runtime_error(line + ": " + done.error().args.at(0));
    }
  }
  if (logs) {
    std::ifstream file = open_fixture(version + "/logs.txt");
    std::size_t slot = 0;
    for (std::string line; std::getline(file, line);) phone.slots.files().at(slot++) = unescaped(line);
  }
  phone.restart();
}

}  // namespace constat::test
