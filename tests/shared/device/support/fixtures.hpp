// Phones as earlier versions left them (tests/fixtures/device/<version>): phone.sql is the database as statements,
// logs.txt one line per draft log, with bytes that are no printable ASCII, and %, as %XX.
#pragma once

#include <string>

#include "tests/shared/device/support/phone.hpp"

namespace constat::test {

// The phone's database and logs become those of the fixture, as if that version had run here last.
void become(Phone& phone, const std::string& version, bool database = true, bool logs = true);

}  // namespace constat::test
