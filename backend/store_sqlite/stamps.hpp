// A number for every site and wave that rises with each change to what its visits say, kept by triggers: no way of writing a row
// can forget it. What is kept in memory of these visits asks it whether it still holds (backend/insight/kept_visit_sums.hpp).
// It counts the changes of this file: neither the intake log nor a snapshot holds it, and a rebuilt database may have others.
#pragma once

namespace constat::server::sqlite {

extern const char kStamps[];  // the step of the layout: table, triggers, and a stamp for what is there

inline constexpr const char* kStampTable = "visit_stamp";

}  // namespace constat::server::sqlite
