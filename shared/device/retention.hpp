// When a visit is Safe, and when its bytes may leave the phone: 7 days after the phone learned that it is Safe; where no
// copy target was ever used, 30 days after it was received. All by the server's time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/device/context.hpp"
#include "shared/device/photo_files.hpp"

namespace constat {

// Over a row `visit`: the feed says that these very bytes, with all photos, are stored and copied off the server.
inline constexpr std::string_view kIsSafe =
    "(visit.state = 'received' AND EXISTS(SELECT 1 FROM doc AS stored JOIN account ON account.user = stored.owner "
    "WHERE stored.owner = visit.owner AND stored.type = 'visit' AND stored.id = visit.id "
    "AND json_extract(stored.doc, '$.sha256') = visit.sha256 "
    "AND json_extract(stored.doc, '$.stored_seq') <= account.safe_seq) "
    "AND NOT EXISTS(SELECT 1 FROM photo WHERE photo.visit = visit.id AND photo.state NOT IN ('sent', 'purged')))";

// After a page of the pull, in its transaction: notes when visits became Safe, and takes for received what the feed says
// the server holds. `server_time` in unix ms, 0: not known.
Result<void> note_stored(Context& context, const std::string& user, std::int64_t server_time);

// After the server was restored from a backup: what was Safe is to be proven anew.
Result<void> forget_stored(Context& context, const std::string& user);

// Bytes, checklist copy and photos leave; what list_visits shows stays. Only visits of the signed-in person.
void purge(Context& context, PhotoFiles& files, std::int64_t server_time);

}  // namespace constat
