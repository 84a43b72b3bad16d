#include <algorithm>
#include <set>

#include "shared/checklist/item_points.hpp"
#include "shared/checklist/parse_context.hpp"

namespace constat {
namespace {

constexpr NamedValue<ScaleStyle> kStyles[] = {
    {"numbers", ScaleStyle::numbers}, {"stars", ScaleStyle::stars}, {"smileys", ScaleStyle::smileys}};

// A bonus only gives and a malus only takes.
void check_sign(const Item& item, Thousandths points, const std::string& path, Problems& problems) {
  const bool takes = item.role == ItemRole::bonus && points.value < 0;
  const bool gives = item.role == ItemRole::malus && points.value > 0;
  if (takes) problems.push_back({path, "bonus-negative", {to_string(points)}});
  if (gives) problems.push_back({path, "malus-positive", {to_string(points)}});
}

std::optional<Thousandths> read_item_points(const Json& value, const std::string& path, const Item& item,
                                            Problems& problems) {
  const std::optional<Thousandths> points =
      read_thousandths(value, path, {-kMostPoints.value}, kMostPoints, problems);
  if (points) check_sign(item, *points, path, problems);
  return points;
}

void read_requirements(JsonReader& reader, Choice& choice) {
  const Json* list = reader.optional("requires", JsonKind::array);
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    static constexpr NamedValue<bool Choice::*> kRequirements[] = {{"comment", &Choice::comment_required},
                                                                   {"photo", &Choice::photo_required}};
    const std::string here = element_path(reader.path_of("requires"), i);
    if (const auto what = read_word(list->elements[i], here, kRequirements, reader.problems())) choice.*(*what) = true;
  }
}

Choice read_choice(const Json& value, const std::string& path, const Item& item, ParseContext& context) {
  Choice choice;
  JsonReader reader(value, path, context.problems);
  if (const Json* id = reader.required("id")) {
    choice.id = ChoiceId(read_id(*id, reader.path_of("id"), context.problems).value_or(""));
  }
  choice.label = required_localized(reader, "label", context);
  if (const Json* points = reader.optional("points")) {
    choice.points = read_item_points(*points, reader.path_of("points"), item, context.problems).value_or(Thousandths{});
  }
  read_requirements(reader, choice);
  reader.refuse_others();
  return choice;
}

void read_choices(JsonReader& reader, Item& item, ParseContext& context) {
  const Json* list = reader.required("choices", JsonKind::array);
  if (list == nullptr) return;
  const std::string path = reader.path_of("choices");
  if (list->elements.empty()) reader.report("choices", "empty-list");
  std::set<std::string> seen;
  std::size_t with_points = 0;
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    const std::string here = element_path(path, i);
    Choice choice = read_choice(list->elements[i], here, item, context);
    if (!choice.id.empty() && !seen.insert(choice.id.value).second) {
      context.problems.push_back({member_path(here, "id"), "duplicate-id", {choice.id.value, path}});
    }
    with_points += choice.points ? 1 : 0;
    item.choices.push_back(std::move(choice));
  }
  item.scored = with_points > 0;
  if (with_points == 0 || with_points == item.choices.size()) return;
  for (std::size_t i = 0; i < item.choices.size(); ++i) {
    if (!item.choices[i].points) context.problems.push_back({element_path(path, i), "points-on-some", {}});
    item.choices[i].points = item.choices[i].points.value_or(Thousandths{});
  }
}

// One end of a scale; false after its problem was reported.
bool read_end(JsonReader& reader, std::string_view name, std::int64_t& end) {
  const Json* value = reader.required(name);
  if (value == nullptr) return false;
  const auto number = read_integer(*value, reader.path_of(name), -kMostScale, kMostScale, reader.problems());
  end = number.value_or(0);
  return number.has_value();
}

void read_scale(JsonReader& reader, Item& item, ParseContext& context) {
  const bool has_min = read_end(reader, "min", item.min);
  const bool has_max = read_end(reader, "max", item.max);
  if (has_min && has_max && item.min >= item.max) {
    reader.report("min", "min-not-below-max", {std::to_string(item.min), std::to_string(item.max)});
  }
  if (const Json* style = reader.optional("style")) {
    item.style = read_word(*style, reader.path_of("style"), kStyles, context.problems).value_or(ScaleStyle::numbers);
  }
  if (const Json* reversed = reader.optional("reversed")) {
    item.reversed = read_bool(*reversed, reader.path_of("reversed"), context.problems).value_or(false);
  }
  item.scored = true;
  if (const Json* scored = reader.optional("scored")) {
    item.scored = read_bool(*scored, reader.path_of("scored"), context.problems).value_or(true);
  }
  const Thousandths best{(item.max - item.min) * 1000};
  if (item.scored && best.value > 0) check_sign(item, best, reader.path(), context.problems);
}

Band read_band(const Json& value, const std::string& path, const Item& item, ParseContext& context) {
  Band band;
  JsonReader reader(value, path, context.problems);
  if (const Json* below = reader.optional("below")) {
    band.below = read_thousandths(*below, reader.path_of("below"), {-kMostThreshold.value}, kMostThreshold,
                                  context.problems);
  }
  if (const Json* points = reader.required("points")) {
    band.points = read_item_points(*points, reader.path_of("points"), item, context.problems).value_or(Thousandths{});
  }
  reader.refuse_others();
  return band;
}

void read_bands(JsonReader& reader, Item& item, ParseContext& context) {
  const Json* list = reader.optional("bands", JsonKind::array);
  if (list == nullptr) return;
  const std::string path = reader.path_of("bands");
  if (list->elements.empty()) {
    reader.report("bands", "empty-list");
    return;
  }
  std::optional<Thousandths> highest;
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    const std::string here = element_path(path, i);
    const bool last = i + 1 == list->elements.size();
    const Json* below = list->elements[i].find("below");
    const bool open = below == nullptr || below->is(JsonKind::null);
    item.bands.push_back(read_band(list->elements[i], here, item, context));
    const std::optional<Thousandths> limit = item.bands.back().below;
    if (last && !open) context.problems.push_back({member_path(here, "below"), "bands-last-not-open", {}});
    if (!last && open) context.problems.push_back({here, "bands-open-too-early", {}});
    if (limit && highest && !(*highest < *limit)) {
      context.problems.push_back(
          {member_path(here, "below"), "bands-not-ascending", {to_string(*limit), to_string(*highest)}});
    }
    if (limit) highest = limit;
  }
  item.scored = true;
}

}  // namespace

void read_points(JsonReader& reader, Item& item, ParseContext& context) {
  const std::size_t before = context.problems.size();
  switch (item.type) {
    case ItemType::choice:
    case ItemType::multi_choice: read_choices(reader, item, context); break;
    case ItemType::scale: read_scale(reader, item, context); break;
    case ItemType::number:
    case ItemType::duration: read_bands(reader, item, context); break;
    default: return;
  }
  // Only when the points themselves are sound, so that one mistake is not reported twice.
  const bool sound = context.problems.size() == before;
  if (sound && item.scored && item.role == ItemRole::base && best_points(item).value <= 0) {
    context.problems.push_back({reader.path(), "nothing-to-earn", {to_string(best_points(item))}});
  }
}

}  // namespace constat
