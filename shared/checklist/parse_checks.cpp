#include <algorithm>
#include <set>

#include "shared/checklist/parse.hpp"
#include "shared/checklist/parse_context.hpp"

namespace constat {
namespace {

constexpr NamedValue<Check::Severity> kSeverities[] = {{"error", Check::Severity::error},
                                                       {"warning", Check::Severity::warning}};

Expression read_assert(JsonReader& reader, ParseContext& context) {
  const Json* value = reader.required("assert");
  if (value == nullptr) return {};
  Expression holds = read_expression(*value, reader.path_of("assert"), kAnywhere, context);
  if (!holds.present()) return holds;
  // `.` is an item's own answer, and a check belongs to none; without an item it would say the same of every visit.
  if (holds.reads_self()) reader.report("assert", "check-own-item");
  else if (holds.names().empty()) reader.report("assert", "check-names-nothing");
  return holds;
}

std::vector<ItemId> read_places(JsonReader& reader, ParseContext& context) {
  std::vector<ItemId> places;
  const Json* list = reader.optional("items", JsonKind::array);
  if (list == nullptr) return places;
  if (list->elements.empty()) reader.report("items", "empty-list");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    const std::string here = element_path(reader.path_of("items"), i);
    const std::optional<std::string> id = read_id(list->elements[i], here, context.problems);
    if (!id) continue;
    if (context.item_positions.count(*id) == 0) context.problems.push_back({here, "check-unknown-item", {*id}});
    if (!seen.insert(*id).second) context.problems.push_back({here, "item-twice", {*id}});
    places.emplace_back(*id);
  }
  return places;
}

void sort_by_position(std::vector<ItemId>& places, const ParseContext& context) {
  const auto position = [&](const ItemId& id) {
    const auto found = context.item_positions.find(id.value);
    return found == context.item_positions.end() ? kAnywhere : found->second;
  };
  std::stable_sort(places.begin(), places.end(),
                   [&](const ItemId& a, const ItemId& b) { return position(a) < position(b); });
}

Check read_check(const Json& value, const std::string& path, ParseContext& context) {
  Check check;
  JsonReader reader(value, path, context.problems);
  if (const Json* id = reader.required("id")) {
    check.id = CheckId(read_id(*id, reader.path_of("id"), context.problems).value_or(""));
  }
  check.holds = read_assert(reader, context);
  check.message = required_localized(reader, "message", context);
  check.items = read_places(reader, context);
  if (check.items.empty()) {
    for (const std::string& name : check.holds.names()) check.items.emplace_back(name);
  }
  sort_by_position(check.items, context);
  if (const Json* severity = reader.optional("severity")) {
    check.severity = read_word(*severity, reader.path_of("severity"), kSeverities, context.problems)
                         .value_or(Check::Severity::error);
  }
  reader.refuse_others();
  return check;
}

}  // namespace

std::vector<Check> read_checks(JsonReader& reader, ParseContext& context) {
  std::vector<Check> checks;
  const Json* list = reader.optional("checks", JsonKind::array);
  // Without a single item to name, each check would only repeat that.
  if (list == nullptr || context.item_positions.empty()) return checks;
  const std::string path = reader.path_of("checks");
  const std::size_t count = list->elements.size();
  if (count == 0) reader.report("checks", "empty-list");
  if (count > kMostChecks) {
    reader.report("checks", "too-many-checks", {std::to_string(count), std::to_string(kMostChecks)});
    return checks;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string here = element_path(path, i);
    checks.push_back(read_check(list->elements[i], here, context));
    const std::string& id = checks.back().id.value;
    if (!id.empty() && !seen.insert(id).second) {
      context.problems.push_back({member_path(here, "id"), "duplicate-id", {id, path}});
    }
  }
  return checks;
}

}  // namespace constat
