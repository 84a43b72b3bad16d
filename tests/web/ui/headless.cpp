#include "tests/web/ui/headless.hpp"

#include <catch_amalgamated.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/web/ui/item_hooks.hpp"
#include "web/ui/impl.hpp"

namespace constat::ui::testing {
namespace {

const char* const kFonts[] = {"/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
                              "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Medium.ttf",
                              "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf"};

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string text_of(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr ? found->text : std::string();
}

float number_at(const Json& array, std::size_t index) { return std::strtof(array.elements.at(index).text.c_str(), nullptr); }

}  // namespace

bool SeenNode::interactive() const {
  return role == "button" || role == "link" || role == "textbox" || role == "radio" || role == "checkbox" ||
         role == "file" || role == "pad" || role == "slider" || role == "select";
}

bool Headless::available() {
  for (const char* path : kFonts)
    if (!std::ifstream(path)) return false;
  return true;
}

Headless::Headless(float width, float height, float text_scale, Screen drawn) : screen(std::move(drawn)) {
  for (int kind = 0; kind < 3; ++kind) runtime_.add_font(kind, read_file(kFonts[kind]));
  runtime_.set_language("fr");
  event("viewport", ",\"width\":" + std::to_string(width) + ",\"height\":" + std::to_string(height) +
                        ",\"dpr\":2,\"textScale\":" + std::to_string(text_scale) +
                        ",\"safe\":{\"top\":0,\"right\":0,\"bottom\":0,\"left\":0},\"keyboard\":0,\"dark\":false");
  settle();
}

void Headless::event(std::string_view type, const std::string& members) {
  const std::string json = "{\"type\":\"" + std::string(type) + "\"" + members + "}";
  REQUIRE(runtime_.handle_event(type, json));
}

Drained Headless::frame() {
  now_ms_ += 16;
  REQUIRE(runtime_.begin_frame(now_ms_));
  items_.clear();
  listen_to_items(&items_);
  screen(ui_);
  listen_to_items(nullptr);
  runtime_.end_frame();
  std::string json;
  runtime_.drain(json);
  if (json.empty()) json = "{";
  json[0] = '{';
  json += '}';
  last_ = Drained{};
  last_.text = json;
  const auto parsed = parse_json(json);
  REQUIRE(parsed);
  apply(*parsed);
  return last_;
}

void Headless::settle() {
  for (int frames = 0; frames < 12; ++frames)
    if (!frame().animate) return;
  FAIL("the screen does not settle");
}

void Headless::apply(const Json& drained) {
  if (const Json* animate = drained.find("animate")) last_.animate = animate->boolean;
  if (const Json* page = drained.find("page"))
    if (const Json* to = page->find("scrollTo")) last_.scroll_to = std::strtod(to->text.c_str(), nullptr);
  const Json* mirror = drained.find("mirror");
  if (mirror == nullptr) return;
  for (const Json& json : mirror->find("upsert")->elements) {
    SeenNode node;
    node.json = json;
    node.id = text_of(json, "id");
    node.role = text_of(json, "role");
    node.name = text_of(json, "name");
    node.value = text_of(json, "value");
    node.description = text_of(json, "description");
    node.host = text_of(json, "host");
    node.href = text_of(json, "href");
    const Json& rect = *json.find("rect");
    node.x = number_at(rect, 0);
    node.y = number_at(rect, 1);
    node.w = number_at(rect, 2);
    node.h = number_at(rect, 3);
    node.pressable = !json.find("actions")->elements.empty();
    nodes_[node.id] = node;
    ++last_.upserted;
  }
  for (const Json& id : mirror->find("remove")->elements) {
    nodes_.erase(id.text);
    children_.erase(id.text);
    ++last_.removed;
  }
  for (const JsonMember& member : mirror->find("children")->members) {
    std::vector<std::string>& ids = children_[member.name];
    ids.clear();
    for (const Json& id : member.value.elements) ids.push_back(id.text);
    ++last_.placed;
  }
}

void Headless::walk(const std::string& id, std::vector<SeenNode>& all) const {
  const auto found = children_.find(id);
  if (found == children_.end()) return;
  for (const std::string& child : found->second) {
    all.push_back(nodes_.at(child));
    walk(child, all);
  }
}

std::vector<SeenNode> Headless::all(std::string_view role) const {
  std::vector<SeenNode> found, wanted;
  walk("root", found);
  for (const SeenNode& node : found)
    if (role.empty() || node.role == role) wanted.push_back(node);
  return wanted;
}

std::vector<SeenNode> Headless::children(const std::string& id) const {
  std::vector<SeenNode> found;
  const auto ids = children_.find(id);
  if (ids == children_.end()) return found;
  for (const std::string& child : ids->second) found.push_back(nodes_.at(child));
  return found;
}

bool Headless::has(std::string_view role, std::string_view name) const {
  for (const SeenNode& node : all(role))
    if (node.name == name) return true;
  return false;
}

const SeenNode& Headless::node(std::string_view role, std::string_view name) const {
  for (const SeenNode& node : all(role))
    if (node.name == name) return nodes_.at(node.id);
  FAIL("no " << role << " named " << name);
  return nodes_.begin()->second;
}

int Headless::drawings() { return runtime_.impl().drawings; }

std::size_t Headless::duplicate_keys() { return runtime_.impl().tree.duplicate_keys(); }

}  // namespace constat::ui::testing
