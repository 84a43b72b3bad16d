#include "backend/cli/options.hpp"

#include <algorithm>

namespace constat {
namespace {

bool is_option(const std::string& arg) { return arg.size() > 2 && arg[0] == '-' && arg[1] == '-'; }

tl::unexpected<Error> usage_error(std::string message, std::vector<std::string> args) {
  return failure(ErrorCode::invalid, std::move(message), std::move(args));
}

const OptionSpec* find_spec(const std::vector<OptionSpec>& specs, std::string_view name) {
  const auto found = std::find_if(specs.begin(), specs.end(), [&](const OptionSpec& spec) { return spec.name == name; });
  return found == specs.end() ? nullptr : &*found;
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

}  // namespace

Result<Options> Options::parse(const std::vector<std::string>& args, const std::vector<OptionSpec>& specs,
                               bool positionals) {
  Options out;
  bool options_ended = false;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (!options_ended && arg == "--") {
      options_ended = true;
      continue;
    }
    if (options_ended || !is_option(arg)) {
      if (!positionals) return usage_error("cli.unexpected_argument", {arg});
      out.positionals_.push_back(arg);
      continue;
    }
    const std::size_t equals = arg.find('=');
    const std::string name = arg.substr(0, equals);
    const OptionSpec* spec = find_spec(specs, name);
    if (spec == nullptr) return usage_error("cli.unknown_option", {name});
    if (out.has(name) && spec->kind != OptionSpec::Kind::list) return usage_error("cli.option_twice", {name});
    std::vector<std::string>& values = out.values_[name];
    if (spec->kind == OptionSpec::Kind::flag) {
      if (equals != std::string::npos) return usage_error("cli.unexpected_value", {name});
      continue;
    }
    const std::size_t before = values.size();
    if (equals != std::string::npos) {
      values.push_back(arg.substr(equals + 1));
    } else {
      const std::size_t most = spec->kind == OptionSpec::Kind::list ? args.size() : i + 1;
      while (i < most && i + 1 < args.size() && !is_option(args[i + 1]) && args[i + 1] != "--") {
        values.push_back(args[++i]);
      }
    }
    if (values.size() == before) return usage_error("cli.missing_value", {name});
    if (!spec->allowed.empty()) {
      const auto& allowed = spec->allowed;
      if (std::find(allowed.begin(), allowed.end(), values.back()) == allowed.end()) {
        return usage_error("cli.bad_value", {values.back(), name, listed(allowed)});
      }
    }
  }
  for (const OptionSpec& spec : specs) {
    if (spec.required && !out.has(spec.name)) return usage_error("cli.missing_option", {std::string(spec.name)});
  }
  return out;
}

std::string Options::value(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? std::string(otherwise) : found->second.front();
}

std::vector<std::string> Options::values(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace constat
