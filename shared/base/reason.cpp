#include "shared/base/reason.hpp"

#include "shared/base/json_reader.hpp"

namespace constat {

Parsed<std::string> parse_reason(std::string_view json, std::size_t longest) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  const Json* value = reader.required("reason", JsonKind::string);
  const std::string reason = value ? value->text : std::string();
  if (value && reason.find_first_not_of(" \t\r\n") == std::string::npos) reader.report("reason", "reason-missing");
  if (reason.size() > longest) reader.report("reason", "text-too-long", {std::to_string(longest)});
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return reason;
}

}  // namespace constat
