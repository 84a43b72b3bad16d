// Options of a command: "--name value", "--name=value", flags, lists ("--visits a b c"), and positional arguments.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

struct OptionSpec {
  enum class Kind { flag, value, list };  // a list takes every argument up to the next option, and may be repeated
  std::string_view name;                  // "--checklist"
  Kind kind = Kind::value;
  bool required = false;
  std::vector<std::string_view> allowed;  // of a value; empty: anything
};

class Options {
 public:
  // Errors: cli.unknown_option, cli.missing_value, cli.missing_option, cli.bad_value, cli.option_twice,
  // cli.unexpected_argument. `positionals` says whether free arguments are allowed; "--" ends the options.
  static Result<Options> parse(const std::vector<std::string>& args, const std::vector<OptionSpec>& specs,
                               bool positionals);

  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  std::string value(std::string_view name, std::string_view otherwise = {}) const;
  std::vector<std::string> values(std::string_view name) const;
  const std::vector<std::string>& positionals() const { return positionals_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> positionals_;
};

}  // namespace constat
