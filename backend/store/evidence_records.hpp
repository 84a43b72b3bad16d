// What stands behind a visit or beside it: photos, decisions of persons, and what phones could not deliver.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/ids.hpp"

namespace constat::server {

// A photo or signature whose bytes are all here, verified. The bytes stand in the blob folder under their hash.
struct BlobRecord {
  std::string sha256;  // hexadecimal
  std::int64_t bytes = 0;
  std::string type;  // media type, as the bytes say
  std::string received_at;
  std::int64_t seq = 0;
  std::string flaw;  // "has-metadata": it says where or by whom it was taken; empty: none
};

// One photo that a body of a visit names, with the facts that the phone sent; without them only hash and item. Revision 0:
// an appeal against the answer to `item` names it.
struct VisitPhoto {
  VisitId visit;
  std::int64_t revision = 0;
  std::string sha256;
  std::string item;  // whose answer names it
  std::int64_t bytes = 0;
  std::string type;
  std::int64_t width = 0, height = 0;
  std::optional<std::string> dhash;
  std::string taken_at;
};

// What a person did to a visit. Never removed; only an erasure or a retention takes the texts out.
struct VisitEvent {
  VisitId visit;
  std::string id;    // made by whoever sends it, so that sending it again is harmless
  std::string type;  // "decision"
  UserId author;
  std::string at;    // RFC 3339
  std::string body;  // JSON of the type's own fields
  std::int64_t seq = 0;
};

// What a phone could not deliver as a visit, kept as text for a manager.
struct ParkedItem {
  std::string sha256;  // of `body`
  UserId sender;
  std::string received_at;
  std::string visit;  // as the phone called it; may be no id at all
  std::int64_t revision = 0;
  std::string problem;  // the code that the phone was given
  std::string note;     // what the sender says to it
  std::string body;     // left empty in lists
  std::int64_t bytes = 0;  // of the body
  std::optional<std::string> decision;  // accept, dismiss; none: undecided
  UserId decided_by;
  std::string decided_at, reason;
};

}  // namespace constat::server
