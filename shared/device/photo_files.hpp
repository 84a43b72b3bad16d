// Which photo files this phone holds and which of them still belong to somebody. The host deletes a file only when told
// so here. Everybody's visits count, whoever is signed in.
#pragma once

#include <string>
#include <vector>

#include "shared/device/context.hpp"

namespace constat {

struct PhotoFile {
  std::string sha256;
  std::int64_t bytes = 0;
};

class PhotoFiles {
 public:
  explicit PhotoFiles(Context& context) : context_(context) {}

  // Tells the host to delete those that no visit names any more. To be called after the rows are gone for good.
  void release(const std::vector<std::string>& hashes);

  // `files` is all that there is. A photo without its file is marked and shown, and taken back when the file returns; a
  // file that nobody names is kept for a day, in case its photo is still to be added.
  void check(std::int64_t seq, const std::vector<PhotoFile>& files);

 private:
  Result<void> mark_missing(const std::vector<PhotoFile>& files, std::int64_t& missing, bool& changed);
  Result<void> collect_orphans(const std::vector<PhotoFile>& files, std::vector<std::string>& old);

  Context& context_;
};

}  // namespace constat
