// The second copy of what is not yet received: one append-only log per visit (and one for the sign-in), outside the database.
//
//   slot   = name-record record*          each in a frame with length and CRC32C (shared/sync/frame.hpp)
//   name-record = {"log":NAME}            NAME: a visit's id, or "device"
//   record = {"t":"start","owner","visit":{head},"checklist":{..},"site_doc","live_score","revision"}   first of a visit; of one that
//            was taken over from the server also "n", and then what came before it counts no more
//          | {"t":"answer","n","item","answer":{..}}
//          | {"t":"awaiting","n","awaiting":{"item","since"} or null}
//          | {"t":"photo","n","item","as":"value" or "photos","facts":{..},"answer"?:{..}}   ends the waiting of that item
//          | {"t":"photo-removed","n","item","sha256","answer":{..}}
//          | {"t":"ui","n","ui":{..}}
//          | {"t":"submit","n","ended_at","sha256","body":"text"}
//          | {"t":"reopen","n","revision"}                      a returned visit is a draft again, of its next revision
//          | {"t":"discard","n"}
//          | {"t":"session","active":bool,"session":{..}}                                              "device" only
//
// n grows by one per record of a visit; the database remembers the last one that it holds. Anything after a submit
// undoes it: that submission was never acknowledged; and so after a discard, which had failed. A reader skips records of types that it does not know.
// The log of a visit stays until the server has the visit and all of its photos.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device/seams.hpp"

namespace constat {

inline constexpr std::string_view kDeviceLog = "device";

class DraftLogs {
 public:
  explicit DraftLogs(LogSlots& slots) : slots_(slots) {}

  struct Found {
    std::string name;
    std::vector<std::string> records;
    bool clean = true;  // one slot, no torn tail
  };
  // Reads every slot; logs of one name are joined. To be called before anything else.
  Result<std::vector<Found>> scan();

  // Appends to the log of that name, which begins with its first record. Flushed when it returns.
  Result<void> append(const std::string& name, std::string_view record);

  // Writes the log anew in a free slot, then clears the old one.
  Result<void> replace(const std::string& name, const std::vector<std::string>& records);

  Result<void> remove(const std::string& name);
  // Every slot but those of the device log, also those that no reader understands.
  Result<void> remove_all();

  bool has(const std::string& name) const { return logs_.count(name) > 0; }
  int free_slots();

 private:
  struct Place {
    int slot = 0;
    std::size_t end = 0;
  };
  // -1: none. A slot whose content cannot be read is never taken: it may hold what somebody can still rescue.
  int free_slot();

  LogSlots& slots_;
  std::map<std::string, std::vector<Place>> logs_;  // the last place of a name is the one that grows
  std::vector<bool> taken_;
};

}  // namespace constat
