#include "shared/base/base64.hpp"

#include <catch_amalgamated.hpp>

namespace constat::test {

TEST_CASE("base64 gives the bytes of RFC 4648's examples") {
  CHECK(decode_base64("") == "");
  CHECK(decode_base64("Zg==") == "f");
  CHECK(decode_base64("Zm8=") == "fo");
  CHECK(decode_base64("Zm9v") == "foo");
  CHECK(decode_base64("Zm9vYg==") == "foob");
  CHECK(decode_base64("Zm9vYmE=") == "fooba");
  CHECK(decode_base64("Zm9vYmFy") == "foobar");
  CHECK(decode_base64("+/8A") == std::string("\xfb\xff\0", 3));
}

TEST_CASE("what is not base64 is refused") {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "====", "Zm9v\n", "Zm 9", "Zh==", "Zm9=", "-_8A", "Z=9v"}) {
    INFO(text);
    CHECK_FALSE(decode_base64(text));
  }
}

}  // namespace constat::test
