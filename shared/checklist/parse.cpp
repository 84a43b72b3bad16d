#include "shared/checklist/parse.hpp"

#include <algorithm>
#include <limits>

#include "shared/base/sha256.hpp"
#include "shared/checklist/item_points.hpp"
#include "shared/checklist/parse_context.hpp"

namespace constat {
namespace {

// Sums of weight * points stay below this, so that every later addition fits int64 with room for a difference.
constexpr __int128 kMostTotal = std::numeric_limits<std::int64_t>::max() / 4;

constexpr NamedValue<Area> kAreas[] = {{"reception", Area::reception},
                                       {"service", Area::service},
                                       {"after_sales", Area::after_sales},
                                       {"other", Area::other}};

Section read_section(const Json& value, const std::string& path, std::size_t& position, ParseContext& context) {
  Section section;
  JsonReader reader(value, path, context.problems);
  section.id = SectionId(required_shared_id(reader, context));
  if (const Json* area = reader.required("area")) {
    section.area = read_word(*area, reader.path_of("area"), kAreas, context.problems).value_or(Area::other);
  }
  section.title = required_localized(reader, "title", context);
  if (const Json* weight = reader.optional("weight")) {
    section.weight = read_thousandths(*weight, reader.path_of("weight"), {0}, kMostWeight, context.problems)
                         .value_or(Thousandths{1000});
  }
  if (const Json* mark = reader.optional("pass_mark")) {
    section.pass_mark = read_percent(*mark, reader.path_of("pass_mark"), context.problems);
  }
  if (const Json* items = reader.required("items", JsonKind::array)) {
    if (items->elements.empty()) reader.report("items", "empty-list");
    for (std::size_t i = 0; i < items->elements.size() && position < kMostItems; ++i) {
      section.items.push_back(
          read_item(items->elements[i], element_path(reader.path_of("items"), i), position++, context));
    }
  }
  reader.refuse_others();
  return section;
}

std::size_t count_items(const Json& sections) {
  std::size_t count = 0;
  for (const Json& section : sections.elements) {
    const Json* items = section.find("items");
    count += items != nullptr ? items->elements.size() : 0;
  }
  return count;
}

void read_sections(JsonReader& reader, Checklist& checklist, ParseContext& context) {
  const Json* list = reader.required("sections", JsonKind::array);
  if (list == nullptr) return;
  const std::string path = reader.path_of("sections");
  if (list->elements.empty()) reader.report("sections", "empty-list");
  const std::size_t count = count_items(*list);
  if (count > kMostItems || list->elements.size() > kMostItems) {
    reader.report("sections", "too-many-items", {std::to_string(count), std::to_string(kMostItems)});
    return;
  }
  std::size_t position = 0;
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    checklist.sections.push_back(read_section(list->elements[i], element_path(path, i), position, context));
  }
}

// An item's expressions may name only items that stand before it.
void check_references(ParseContext& context) {
  for (const ExpressionReference& reference : context.references) {
    const auto found = context.item_positions.find(reference.name);
    if (found == context.item_positions.end()) {
      context.problems.push_back({reference.path, "expression-unknown-item", {reference.name}});
    } else if (reference.position == kAnywhere) {
      continue;
    } else if (found->second == reference.position) {
      context.problems.push_back({reference.path, "expression-own-item", {reference.name}});
    } else if (found->second > reference.position) {
      context.problems.push_back({reference.path, "expression-later-item", {reference.name}});
    }
  }
}

void check_total(const Checklist& checklist, Problems& problems) {
  __int128 total = 0;
  for (const Section& section : checklist.sections) {
    for (const Item& item : section.items) {
      const PointsRange range = points_range(item);
      const std::int64_t most = std::max({-range.low.value, range.high.value, item.possible().value});
      total += static_cast<__int128>(most) * item.weight.value;
    }
  }
  if (total > kMostTotal) problems.push_back({"sections", "total-too-large", {}});
}

void fill_index(Checklist& checklist) {
  for (std::size_t s = 0; s < checklist.sections.size(); ++s) {
    const std::vector<Item>& items = checklist.sections[s].items;
    for (std::size_t i = 0; i < items.size(); ++i) checklist.index.emplace(items[i].id.value, ItemRef{s, i});
  }
}

}  // namespace

Parsed<Checklist> parse_checklist(std::string_view json) {
  const Parsed<Json> root = parse_json(json);
  if (!root) return tl::unexpected(root.error());
  Checklist checklist;
  ParseContext context;
  JsonReader reader(*root, "", context.problems);
  read_format(reader, "constat.checklist/1");
  if (const Json* id = reader.required("id")) {
    checklist.id = ChecklistId(read_id(*id, "id", context.problems).value_or(""));
  }
  if (const Json* version = reader.required("version")) {
    checklist.version = read_integer(*version, "version", 1, 1'000'000'000, context.problems).value_or(1);
  }
  context.languages = read_languages(reader);
  checklist.languages = context.languages;
  checklist.title = required_localized(reader, "title", context);
  if (const Json* rules = reader.required("scoring")) checklist.scoring = read_rules(*rules, "scoring", context);
  read_sections(reader, checklist, context);
  checklist.checks = read_checks(reader, context);
  reader.refuse_others();
  check_references(context);
  if (context.problems.empty()) check_total(checklist, context.problems);
  if (!context.problems.empty()) return tl::unexpected(std::move(context.problems));
  fill_index(checklist);
  return checklist;
}

Parsed<std::string> checklist_hash(std::string_view json) {
  const Parsed<Json> root = parse_json(json);
  if (!root) return tl::unexpected(root.error());
  return "sha256:" + sha256_hex(canonical_json(*root));
}

}  // namespace constat
