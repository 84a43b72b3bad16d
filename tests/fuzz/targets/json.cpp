// JSON that Constat reads keeps what the library's own tree would hold, and it says the same again when it is written and
// read.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "shared/base/json.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

namespace {

bool same(const Json& ours, const nlohmann::json& theirs) {
  switch (ours.kind) {
    case JsonKind::null: return theirs.is_null();
    case JsonKind::boolean: return theirs.is_boolean() && theirs.get<bool>() == ours.boolean;
    case JsonKind::string: return theirs.is_string() && theirs.get_ref<const std::string&>() == ours.text;
    case JsonKind::number: return theirs.is_number() && theirs.get<double>() == std::strtod(ours.text.c_str(), nullptr);
    case JsonKind::array: {
      if (!theirs.is_array() || theirs.size() != ours.elements.size()) return false;
      for (std::size_t i = 0; i < ours.elements.size(); ++i)
        if (!same(ours.elements[i], theirs[i])) return false;
      return true;
    }
    case JsonKind::object: {
      // As many members as theirs, each one there: none stands twice.
      if (!theirs.is_object() || theirs.size() != ours.members.size()) return false;
      for (const JsonMember& member : ours.members) {
        const auto found = theirs.find(member.name);
        if (found == theirs.end() || !same(member.value, *found)) return false;
      }
      return true;
    }
  }
  return false;
}

std::size_t depth_of(const Json& json) {
  std::size_t inside = 0;
  for (const Json& element : json.elements) inside = std::max(inside, depth_of(element));
  for (const JsonMember& member : json.members) inside = std::max(inside, depth_of(member.value));
  return json.is(JsonKind::array) || json.is(JsonKind::object) ? inside + 1 : inside;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto json = parse_json(text);
  if (!json) {
    fuzz::demand_sentences(json.error());
    return 0;
  }
  fuzz::demand(same(*json, nlohmann::json::parse(text, nullptr, false)), "the tree holds what the library reads");
  fuzz::demand(depth_of(*json) <= kJsonDepth, "the depth has its limit");
  const std::string written = write_json(*json);
  const auto again = parse_json(written);
  fuzz::demand(again.has_value() && write_json(*again) == written, "what is written is read back");
  const std::string canonical = canonical_json(*json);
  const auto sorted = parse_json(canonical);
  fuzz::demand(sorted.has_value() && canonical_json(*sorted) == canonical, "the canonical form is its own");
  return 0;
}
