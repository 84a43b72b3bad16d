#include "web/ui/json_writer.hpp"

#include <cmath>
#include <cstdio>

namespace constat::ui {

void JsonWriter::open(char bracket) {
  out_ += bracket;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonWriter::element() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  element();
  string(name);
  out_ += ':';
  return *this;
}

void JsonWriter::string(std::string_view text) {
  out_ += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escaped[8];
          std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
          out_ += escaped;
        } else {
          out_ += c;
        }
    }
  }
  out_ += '"';
}

void JsonWriter::number(double value) {
  const long long hundredths = std::isfinite(value) ? std::llround(value * 100) : 0;
  if (hundredths < 0) out_ += '-';
  const long long magnitude = hundredths < 0 ? -hundredths : hundredths;
  out_ += std::to_string(magnitude / 100);
  const long long rest = magnitude % 100;
  if (rest == 0) return;
  out_ += '.';
  out_ += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out_ += static_cast<char>('0' + rest % 10);
}

void JsonWriter::boolean(bool value) { out_ += value ? "true" : "false"; }

void JsonWriter::null() { out_ += "null"; }

void JsonWriter::id(std::uint64_t value) {
  out_ += '"';
  out_ += std::to_string(value);
  out_ += '"';
}

}  // namespace constat::ui
