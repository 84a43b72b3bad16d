// One of several in one line. The DOM's own select lies over it: a tap opens the list of the phone or the browser, which holds
// any number of options; what is drawn here is the box and the chosen one.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kHeight = 52, kSide = 14;

}  // namespace

std::optional<std::size_t> draw_select(Impl& ui, std::uint64_t id, const ChoiceSpec& spec) {
  const Palette& p = *ui.palette;
  const std::vector<Option>& options = *spec.options;
  const float width = ui.layout.width();
  const TextBlock legend = ui.wrap(kStrong, spec.label, width);
  const float legend_height = spec.draw_label ? legend.height + 8 : 0, mark = ui.scaled(20);
  const TextBlock chosen = ui.wrap(kStrong, spec.selected ? options[*spec.selected].label : spec.prompt, width - 2 * kSide - mark - 8);
  const Rect rect = ui.layout.place(0, legend_height + std::max(kHeight, chosen.height + 24), Flow::control);
  const Rect box{rect.x, rect.y + legend_height, rect.w, rect.h - legend_height};
  if (spec.draw_label) ui.canvas.text(legend, rect.x, rect.y, p.text);
  {
    const Drawing drawing(ui, id, box);
    ui.canvas.surface(box, spec.enabled ? p.surface : p.sunken, spec.enabled ? p.outline : p.border, kRadiusControl);
    ui.canvas.text(chosen, box.x + kSide, box.center_y() - chosen.height / 2, !spec.enabled ? p.disabled : spec.selected ? p.text : p.secondary);
    ui.canvas.icon(Icon::expand_more, box.right() - kSide - mark / 2, box.center_y(), 20, spec.enabled ? p.accent.text : p.disabled);
  }
  mirror::Node node = ui.node(mirror::Role::select, id, spec.label, box);
  node.input = mirror::Input{};
  for (const Option& option : options) node.input->options.emplace_back(option.label);
  node.value = spec.selected ? std::to_string(*spec.selected) : std::string();
  if (spec.required) node.state.required = true;
  if (!spec.enabled) node.state.disabled = true;
  ui.tree.add(std::move(node));
  const auto value = ui.input.take_value(id);
  if (!value || !spec.enabled) return std::nullopt;
  char* end = nullptr;
  const unsigned long place = std::strtoul(value->c_str(), &end, 10);
  if (value->empty() || *end != '\0' || place >= options.size() || spec.selected == place) return std::nullopt;
  return place;
}

}  // namespace constat::ui
