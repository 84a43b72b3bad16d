#include "shared/survey/encoding.hpp"

#include <catch_amalgamated.hpp>

namespace constat {
namespace {

std::string bytes_from(int low, int high) {
  std::string out;
  for (int byte = low; byte <= high; ++byte) out += static_cast<char>(byte);
  return out;
}

std::string decoded(std::string_view bytes, CsvEncoding encoding) {
  const Result<std::string> text = decode_csv(bytes, encoding);
  REQUIRE(text.has_value());
  return *text;
}

}  // namespace

TEST_CASE("CP850 is decoded as its code page says", "[encoding]") {
  CHECK(decoded(bytes_from(0x80, 0xff), CsvEncoding::cp850) ==
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
        "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0");
}

TEST_CASE("Windows-1252 is decoded as its code page says", "[encoding]") {
  CHECK(decoded("\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8e", CsvEncoding::windows_1252) == "€‚ƒ„…†‡ˆ‰Š‹ŒŽ");
  CHECK(decoded("\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9e\x9f", CsvEncoding::windows_1252) ==
        "‘’“”•–—˜™š›œžŸ");
  CHECK(decoded("\x81\x8d\x8f\x90\x9d", CsvEncoding::windows_1252) == "\u0081\u008d\u008f\u0090\u009d");
  CHECK(decoded(bytes_from(0xa0, 0xff), CsvEncoding::windows_1252) ==
        "\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ");
}

TEST_CASE("UTF-8 passes unchanged, without its byte order mark", "[encoding]") {
  for (const CsvEncoding encoding : {CsvEncoding::utf8, CsvEncoding::automatic}) {
    CHECK(decoded("\xef\xbb\xbfsite,é€😀", encoding) == "site,é€😀");
    CHECK(decoded("plain", encoding) == "plain");
  }
  CHECK(decoded("\xef\xbb\xbfé", CsvEncoding::windows_1252) == "é");
}

TEST_CASE("bytes that are not UTF-8 are refused with the line they stand on", "[encoding]") {
  const Result<std::string> text = decode_csv("a,b\n1,2\n3,caf\xe9\n", CsvEncoding::utf8);
  REQUIRE_FALSE(text.has_value());
  CHECK(text.error().message == "problem.csv-not-utf8");
  CHECK(text.error().args == std::vector<std::string>{"3"});
}

TEST_CASE("only well-formed UTF-8 counts as UTF-8", "[encoding]") {
  CHECK(is_utf8("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));
  for (const std::string_view wrong :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xc2", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
    CHECK_FALSE(is_utf8(wrong));
  }
}

TEST_CASE("UTF-16 is named for what it is", "[encoding]") {
  const Result<std::string> text = decode_csv(std::string_view("\xff\xfe"
                                                               "a\0",
                                                               4),
                                              CsvEncoding::automatic);
  REQUIRE_FALSE(text.has_value());
  CHECK(text.error().message == "problem.csv-utf16");
}

TEST_CASE("a file that mixes CP850 and Windows-1252 is read byte by byte", "[encoding]") {
  CHECK(decoded("tr\x8as bien, caf\x82 cr\xe8me", CsvEncoding::automatic) == "très bien, café crème");
  CHECK(decoded("\x80\x61 m\x88me, gar\x87on, l\x85, o\x97, s\x96r, \x90t\x82, \xe9t\xe9", CsvEncoding::automatic) ==
        "Ça même, garçon, là, où, sûr, Été, été");
}

TEST_CASE("a Windows-1252 file stays one although its symbols share bytes with CP850's letters", "[encoding]") {
  CHECK(decoded("12 \x80, l\x92\xe9t\xe9\x85 s\x9cur \x96 \x93 oui \x94", CsvEncoding::automatic) ==
        "12 €, l’été… sœur – “ oui ”");
  CHECK(decoded("bien\x85mais c\x8cur 9h\x96"
                "18h",
                CsvEncoding::automatic) == "bien…mais cŒur 9h–18h");
}

}  // namespace constat
