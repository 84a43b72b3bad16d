#include "shared/checklist/parse_context.hpp"

namespace constat {
namespace {

constexpr NamedValue<ItemType> kTypes[] = {
    {"choice", ItemType::choice},     {"multi_choice", ItemType::multi_choice}, {"scale", ItemType::scale},
    {"number", ItemType::number},     {"duration", ItemType::duration},         {"text", ItemType::text},
    {"date", ItemType::date},         {"time", ItemType::time},                 {"photo", ItemType::photo},
    {"signature", ItemType::signature}, {"location", ItemType::location},       {"barcode", ItemType::barcode}};
constexpr NamedValue<ItemRole> kRoles[] = {
    {"base", ItemRole::base}, {"bonus", ItemRole::bonus}, {"malus", ItemRole::malus}};
constexpr NamedValue<Critical::Scope> kScopes[] = {{"section", Critical::Scope::section},
                                                   {"visit", Critical::Scope::visit}};

std::optional<Critical> read_critical(const Json& value, const std::string& path, std::size_t position,
                                      ParseContext& context) {
  Critical critical;
  JsonReader reader(value, path, context.problems);
  if (const Json* scope = reader.required("scope")) {
    critical.scope =
        read_word(*scope, reader.path_of("scope"), kScopes, context.problems).value_or(Critical::Scope::visit);
  }
  if (const Json* when = reader.required("when")) {
    critical.when = read_expression(*when, reader.path_of("when"), position, context);
  }
  reader.refuse_others();
  return critical;
}

bool read_flag(JsonReader& reader, std::string_view name) {
  const Json* value = reader.optional(name);
  return value != nullptr && read_bool(*value, reader.path_of(name), reader.problems()).value_or(false);
}

void read_rules_of_item(JsonReader& reader, Item& item, std::size_t position, ParseContext& context) {
  item.required = read_flag(reader, "required");
  item.na_allowed = read_flag(reader, "na_allowed");
  if (const Json* role = reader.optional("role")) {
    item.role = read_word(*role, reader.path_of("role"), kRoles, context.problems).value_or(ItemRole::base);
  }
  if (const Json* weight = reader.optional("weight")) {
    item.weight = read_thousandths(*weight, reader.path_of("weight"), {0}, kMostWeight, context.problems)
                      .value_or(Thousandths{1000});
  }
  if (const Json* visible = reader.optional("visible_if")) {
    item.visible_if = read_expression(*visible, reader.path_of("visible_if"), position, context);
    if (item.visible_if.reads_self()) reader.report("visible_if", "expression-own-visibility");
  }
  if (const Json* critical = reader.optional("critical")) {
    item.critical = read_critical(*critical, reader.path_of("critical"), position, context);
  }
}

}  // namespace

Expression read_expression(const Json& value, const std::string& path, std::size_t position, ParseContext& context) {
  if (!check_kind(value, JsonKind::string, path, context.problems)) return {};
  Result<Expression> parsed = parse_expression(value.text);
  if (!parsed) {
    // Problems and errors share their sentences; a problem's code has no "problem." in front.
    context.problems.push_back({path, parsed.error().message.substr(8), parsed.error().args});
    return {};
  }
  for (const std::string& name : parsed->names()) context.references.push_back({path, position, name});
  return std::move(*parsed);
}

Item read_item(const Json& value, const std::string& path, std::size_t position, ParseContext& context) {
  Item item;
  JsonReader reader(value, path, context.problems);
  item.id = ItemId(required_shared_id(reader, context));
  if (!item.id.empty()) context.item_positions.emplace(item.id.value, position);
  item.prompt = required_localized(reader, "prompt", context);
  item.help = optional_localized(reader, "help", context);
  item.on_the_spot = optional_localized(reader, "on_the_spot", context);
  read_rules_of_item(reader, item, position, context);
  const Json* type = reader.required("type");
  const auto known = type ? read_word(*type, reader.path_of("type"), kTypes, context.problems) : std::nullopt;
  if (!known) return item;  // which other fields belong here is not known either
  item.type = *known;
  if (!item.on_the_spot.empty() && !is_answered_by_a_tap(item.type)) reader.report("on_the_spot", "not-by-a-tap", {type->text});
  read_points(reader, item, context);
  reader.refuse_others();
  return item;
}

}  // namespace constat
