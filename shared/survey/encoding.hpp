// Bytes of somebody's export to UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/survey/survey.hpp"

namespace constat {

// The text as UTF-8, a byte order mark taken off. Fails when the bytes are UTF-16 or, for CsvEncoding::utf8, no UTF-8;
// the single-byte encodings accept every byte (the five that Windows-1252 leaves open become C1 controls).
//
// CsvEncoding::automatic, for the whole file: UTF-8 if it is UTF-8; else Windows-1252; but where bytes stand that only
// CP850 makes French of (an "é" written 0x82 beside a letter, say), the file mixes the two and the bytes 80, 82-85,
// 87-8C, 90, 93, 96, 97 are read as CP850, the others as Windows-1252.
Result<std::string> decode_csv(std::string_view bytes, CsvEncoding encoding);

bool is_utf8(std::string_view bytes);  // no overlong forms, no surrogates, nothing above U+10FFFF

}  // namespace constat
