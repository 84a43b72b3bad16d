#include "web/ui/mirror/node_json.hpp"

#include <cstring>

#include "web/ui/hash.hpp"
#include "web/ui/json_writer.hpp"

namespace constat::ui::mirror {
namespace {

void write_state(const State& state, JsonWriter& json) {
  json.key("state").begin_object();
  const auto flag = [&](std::string_view name, std::optional<bool> value) {
    if (value) json.key(name).boolean(*value);
  };
  const auto figure = [&](std::string_view name, auto value) {
    if (value) json.key(name).number(*value);
  };
  flag("checked", state.checked);
  flag("selected", state.selected);
  flag("pressed", state.pressed);
  flag("expanded", state.expanded);
  flag("disabled", state.disabled);
  flag("invalid", state.invalid);
  flag("required", state.required);
  flag("current", state.current);
  flag("busy", state.busy);
  figure("min", state.min);
  figure("max", state.max);
  figure("now", state.now);
  figure("step", state.step);
  figure("posinset", state.posinset);
  figure("setsize", state.setsize);
  json.end_object();
}

void write_input(const Input& input, JsonWriter& json) {
  json.key("input").begin_object();
  if (!input.accept.empty()) {
    json.key("accept").string(input.accept);
    if (input.camera) json.key("capture").string("environment");
    json.key("multiple").boolean(input.multiple);
    json.key("direct").boolean(input.direct);
    json.end_object();
    return;
  }
  if (!input.options.empty()) {
    json.key("options").begin_array();
    for (const std::string& option : input.options) {
      json.element();
      json.string(option);
    }
    json.end_array();
    json.end_object();
    return;
  }
  json.key("type").string(input.type);
  if (!input.inputmode.empty()) json.key("inputmode").string(input.inputmode);
  if (!input.autocomplete.empty()) json.key("autocomplete").string(input.autocomplete);
  if (!input.enterkeyhint.empty()) json.key("enterkeyhint").string(input.enterkeyhint);
  if (input.max_length > 0) json.key("maxlength").number(input.max_length);
  json.key("fontSize").number(input.font_size);
  json.key("lineHeight").number(input.line_height);
  json.key("color").string(css_hex(input.colour));
  json.key("padding").begin_array();
  for (const float side : {input.padding.top, input.padding.right, input.padding.bottom, input.padding.left}) {
    json.element();
    json.number(side);
  }
  json.end_array();
  json.end_object();
}

std::uint64_t bits(float value) {
  std::uint32_t raw = 0;
  std::memcpy(&raw, &value, sizeof raw);
  return raw;
}

std::uint64_t flag_bits(const State& s) {
  std::uint64_t all = 0;
  for (const auto& flag : {s.checked, s.selected, s.pressed, s.expanded, s.disabled, s.invalid, s.required, s.current, s.busy})
    all = all * 3 + (flag ? (*flag ? 2U : 1U) : 0U);
  return all;
}

std::uint64_t figure_bits(const std::optional<double>& value) {
  return value ? bits(static_cast<float>(*value)) + 1 : 0;
}

}  // namespace

void write_node(const Node& node, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("id").id(node.id);
  json.key("role").string(name_of(node.role));
  json.key("name").string(node.name);
  if (!node.description.empty()) json.key("description").string(node.description);
  if (!node.value.empty() || node.role == Role::textbox || node.role == Role::slider) json.key("value").string(node.value);
  write_state(node.state, json);
  json.key("rect").begin_array();
  for (const float side : {node.rect.x, node.rect.y, node.rect.w, node.rect.h}) {
    json.element();
    json.number(side);
  }
  json.end_array();
  if (node.host == Host::inner) json.key("host").id(node.host_id);
  else json.key("host").string(name_of(node.host));
  json.key("actions").begin_array();
  if (node.pressable) {
    json.element();
    json.string("press");
  }
  json.end_array();
  if (node.input) write_input(*node.input, json);
  if (node.level > 0) json.key("level").number(node.level);
  if (!node.href.empty()) json.key("href").string(node.href);
  json.end_object();
}

std::uint64_t hash_of(const Node& node) {
  std::uint64_t hash = hash_text(node.name);
  for (const std::string* text : {&node.description, &node.value, &node.href}) hash = hash_pair(hash, hash_text(*text));
  hash = hash_pair(hash, static_cast<std::uint64_t>(node.role) << 16 | static_cast<std::uint64_t>(node.host) << 8 |
                             static_cast<std::uint64_t>(node.level) << 1 | static_cast<std::uint64_t>(node.pressable));
  hash = hash_pair(hash, bits(node.rect.x) << 32 | bits(node.rect.y));
  hash = hash_pair(hash, bits(node.rect.w) << 32 | bits(node.rect.h));
  hash = hash_pair(hash_pair(hash, node.host_id), flag_bits(node.state));
  for (const auto& figure : {node.state.min, node.state.max, node.state.now, node.state.step}) hash = hash_pair(hash, figure_bits(figure));
  hash = hash_pair(hash, static_cast<std::uint64_t>(node.state.posinset.value_or(0)) << 32 |
                             static_cast<std::uint64_t>(node.state.setsize.value_or(0)));
  if (!node.input) return hash;
  const Input& input = *node.input;
  hash = hash_pair(hash, static_cast<std::uint64_t>(input.camera) << 2 | static_cast<std::uint64_t>(input.multiple) << 1 |
                             static_cast<std::uint64_t>(input.direct));
  for (const std::string_view text : {input.type, input.accept, std::string_view(input.inputmode), std::string_view(input.autocomplete),
                                      std::string_view(input.enterkeyhint)})
    hash = hash_pair(hash, hash_text(text));
  for (const std::string& option : input.options) hash = hash_pair(hash, hash_text(option));
  hash = hash_pair(hash, bits(input.font_size) << 32 | bits(input.line_height));
  hash = hash_pair(hash, static_cast<std::uint64_t>(input.max_length) << 32 | static_cast<std::uint64_t>(input.colour.r) << 16 |
                             static_cast<std::uint64_t>(input.colour.g) << 8 | input.colour.b);
  hash = hash_pair(hash, bits(input.padding.top) << 32 | bits(input.padding.right));
  return hash_pair(hash, bits(input.padding.bottom) << 32 | bits(input.padding.left));
}

}  // namespace constat::ui::mirror
