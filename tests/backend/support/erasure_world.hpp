// A server on which one person left something distinctive in every place where a person can, beside somebody else.
#pragma once

#include <nlohmann/json.hpp>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "backend/erasure/erasure.hpp"
#include "tests/backend/support/photos.hpp"
#include "tests/backend/support/test_server.hpp"

namespace constat::test {

inline constexpr const char* kErasedId = "zephyrine-quillot";
inline constexpr const char* kErasedEmail = "zephyrine.quillot@planted.example";

struct Planted {
  std::string what, bytes;
};

class ErasureWorld {
 public:
  ErasureWorld();

  TestServer& server() { return server_; }
  Client& administrator() { return administrator_; }
  Client& person() { return person_; }
  server::ErasureParts parts();
  std::filesystem::path data() const { return server_.folder() / "data"; }
  // Everything that was planted, as it stands in files: as it is, as base64, and photos by their first bytes.
  const std::vector<Planted>& planted() const { return planted_; }
  const std::vector<Photo>& photos() const { return photos_; }
  nlohmann::json get(Client& client, const std::string& path);
  nlohmann::json post(Client& client, const std::string& path, const nlohmann::json& body, int status);
  Reply erase(const std::string& email = kErasedEmail);
  // What everybody else has: the bodies, events and photos of their visits.
  std::string of_others();
  // What is said of the sites: the comparison, the overview, the heat map, scores by visit.
  std::string figures();
  std::int64_t now() const { return now_->load(); }
  void pass(std::int64_t ms);  // the administrator signs in anew

 private:
  void make_person();
  void push_visits();
  void review_visits();
  void plant(const std::string& what, const std::string& bytes) { planted_.push_back({what, bytes}); }

  std::shared_ptr<std::atomic<std::int64_t>> now_;
  TestServer server_;
  Client administrator_, person_, other_;
  std::vector<Planted> planted_;
  std::vector<Photo> photos_;
};

// "file: what", for every planted thing in every byte of every file below `folder`, also in base64 and hexadecimal, and for
// every file whose name has it.
std::vector<std::string> traces_in(const std::filesystem::path& folder, const std::vector<Planted>& planted);

}  // namespace constat::test
