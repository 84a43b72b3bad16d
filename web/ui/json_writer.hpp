// Appends JSON text; escapes strings. No tree, no allocation but the target's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace constat::ui {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& key(std::string_view name);  // with its comma
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void string(std::string_view text);
  void number(double value);               // at most two decimals
  void boolean(bool value);
  void null();
  void id(std::uint64_t value);            // 64 bits do not fit a JavaScript number: a decimal string

  // The next value starts an array's element or an object's first member.
  void element();

 private:
  void open(char bracket);
  void close(char bracket);

  std::string& out_;
  bool first_ = true;
};

}  // namespace constat::ui
