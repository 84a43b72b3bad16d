// Answers that cost much to make, kept until anything changes anywhere; at most 64 MiB of them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "backend/store/repository.hpp"

namespace constat::server {

class KeptAnswers {
 public:
  // `key` names the organisation and all that was asked, and who asks where the answer depends on it.
  std::string get(Reader& reader, const std::string& key, const std::function<std::string()>& make);

 private:
  struct Entry {
    std::uint64_t changes = 0;
    std::string json;
  };
  std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> kept_;
  std::size_t bytes_ = 0;  // of all of them
};

}  // namespace constat::server
