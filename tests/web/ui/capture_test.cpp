#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

const std::string kHash(64, 'a');

void page(Ui& ui, const std::function<void(Ui&)>& inside) {
  ui.begin_page("Photos");
  inside(ui);
  ui.end_page();
}

TEST_CASE("a camera button is a file input of a finger's size, pressed first and opened on the app's word") {
  NEEDS_FONTS();
  FileEvent seen;
  bool open = false;
  Headless shell(360, 740, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      const FileEvent event = inside.file_button("camera", {.label = "Prendre une photo"});
      seen.pressed = seen.pressed || event.pressed;
      seen.cancelled = seen.cancelled || event.cancelled;
      seen.refused = seen.refused || event.refused;
      seen.files.insert(seen.files.end(), event.files.begin(), event.files.end());
      if (open) inside.pick("camera");
      open = false;
    });
  });
  shell.settle();
  const SeenNode camera = shell.node("file", "Prendre une photo");
  CHECK(camera.h >= 48);
  CHECK(camera.w >= 48);
  const Json* input = camera.json.find("input");
  REQUIRE(input);
  CHECK(input->find("accept")->text == "image/*");
  CHECK(input->find("capture")->text == "environment");
  CHECK_FALSE(input->find("direct")->boolean);
  shell.press(camera);
  shell.frame();
  CHECK(seen.pressed);
  open = true;
  CHECK(shell.frame().text.find("\"pick\":\"" + camera.id + "\"") != std::string::npos);
  CHECK(shell.frame().text.find("\"pick\"") == std::string::npos);
  shell.event("picker", ",\"id\":\"" + camera.id + "\",\"state\":\"cancelled\"");
  shell.frame();
  CHECK(seen.cancelled);
  CHECK_FALSE(seen.refused);
  shell.event("files", ",\"id\":\"" + camera.id + "\",\"files\":[4,5]");
  shell.frame();
  CHECK(seen.files == std::vector<int>{4, 5});
}

TEST_CASE("the gallery takes several files and names no camera") {
  NEEDS_FONTS();
  Headless shell(360, 740, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) { inside.file_button("gallery", {.label = "Choisir", .camera = false, .several = true, .direct = true}); });
  });
  shell.settle();
  const Json* input = shell.node("file", "Choisir").json.find("input");
  CHECK(input->find("capture") == nullptr);
  CHECK(input->find("multiple")->boolean);
  CHECK(input->find("direct")->boolean);
}

TEST_CASE("a photo is asked for once, drawn when it came, and forgotten when no page shows it") {
  NEEDS_FONTS();
  bool shown = false;
  Headless shell(360, 740, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      if (shown) inside.picture("photo", {.sha256 = kHash, .name = "Photo 1 sur 1", .missing = "Photo indisponible"});
    });
  });
  shell.settle();
  shown = true;
  const std::string asked = shell.frame().text;
  REQUIRE(asked.find("\"sha256\":\"" + kHash + "\"") != std::string::npos);
  const std::size_t at = asked.find("\"pictures\":[{\"key\":\"") + 20;
  const std::string key = asked.substr(at, asked.find('"', at) - at);
  shell.settle();
  const SeenNode button = shell.node("button", "Photo 1 sur 1");
  CHECK(button.pressable);
  REQUIRE(shell.children(button.id).size() == 1);
  CHECK(shell.children(button.id)[0].role == "image");
  CHECK(shell.frame().text.find("\"pictures\"") == std::string::npos);
  shell.event("picture", ",\"key\":\"" + key + "\",\"problem\":\"missing\"");
  shell.frame();
  CHECK(shell.node("button", "Photo 1 sur 1").description == "Photo indisponible");
  shell.event("picture", ",\"key\":\"" + key + "\",\"texture\":9,\"width\":160,\"height\":120");
  shell.frame();
  CHECK(shell.node("button", "Photo 1 sur 1").description.empty());
  shown = false;
  CHECK(shell.frame().text.find("\"pictures\":[]") != std::string::npos);
}

TEST_CASE("a drawing is asked for whole, and stands wider than a photo, in its own proportions") {
  NEEDS_FONTS();
  bool shown = false;
  Headless shell(360, 740, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      if (!shown) return;
      inside.picture("photo", {.sha256 = kHash, .name = "Photo"});
      inside.picture("drawing", {.sha256 = std::string(64, 'd'), .name = "Signature", .sheet = true});
    });
  });
  shell.settle();
  shown = true;
  const std::string asked = shell.frame().text;
  REQUIRE(asked.find("{\"key\":\"dddd") != std::string::npos);
  const std::size_t at = asked.find("{\"key\":\"dddd") + 8;
  const std::string key = asked.substr(at, asked.find('"', at) - at);
  CHECK(asked.substr(at, asked.find('}', at) - at).find("\"contain\"") != std::string::npos);
  shell.event("picture", ",\"key\":\"" + key + "\",\"texture\":9,\"width\":400,\"height\":100");
  shell.settle();
  const SeenNode photo = shell.children(shell.node("button", "Photo").id)[0], drawing = shell.children(shell.node("button", "Signature").id)[0];
  CHECK(drawing.w > 1.5F * photo.w);
  CHECK(std::abs(drawing.h - drawing.w / 4) <= 1);
}

TEST_CASE("a photo far below the screen is not asked for yet") {
  NEEDS_FONTS();
  Headless shell(360, 740, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      for (int i = 0; i < 60; ++i) inside.text(Key("line", std::int64_t{i}), "Une ligne de texte");
      inside.picture("photo", {.sha256 = kHash, .name = "Photo"});
    });
  });
  shell.settle();
  CHECK(shell.last().text.find(kHash) == std::string::npos);
  shell.event("scroll", ",\"host\":\"page\",\"y\":900");
  CHECK(shell.frame().text.find(kHash) != std::string::npos);
}

TEST_CASE("the signature pad tells its strokes and takes orders") {
  NEEDS_FONTS();
  std::optional<int> strokes;
  bool undo = false;
  Headless shell(360, 740, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      if (const PadEvent event = inside.pad("pad", "Cadre de signature"); event.strokes) strokes = event.strokes;
      if (undo) inside.pad_order("pad", PadOrder::undo);
      undo = false;
    });
  });
  shell.settle();
  const SeenNode pad = shell.node("pad", "Cadre de signature");
  CHECK(pad.h >= 140);
  shell.event("pad", ",\"id\":\"" + pad.id + "\",\"strokes\":2");
  shell.frame();
  CHECK(strokes == std::optional<int>(2));
  undo = true;
  CHECK(shell.frame().text.find("\"pads\":[{\"id\":\"" + pad.id + "\",\"do\":\"undo\"}]") != std::string::npos);
}

}  // namespace
}  // namespace constat::ui::testing
