// The widget layer: what a screen may draw. Every call lays out, draws with Dear ImGui and emits a mirror node (a native
// element for touch, keyboard, screen readers and tests). Immediate mode: call once a frame, in reading order; a call
// returns what the user did since the last frame. Lengths are CSS pixels. No screen includes imgui.h.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace constat::ui {

// Stable identity of a widget, made of the data it stands for ("answer", item id), never of its label.
// Keys nest: inside push_key/pop_key (or a group) they are hashed together with their parents'.
struct Key {
  std::uint64_t hash;
  Key(const char* text);                                   // NOLINT: implicit on purpose
  Key(std::string_view text);                              // NOLINT
  Key(const std::string& text) : Key(std::string_view(text)) {}  // NOLINT
  Key(std::string_view kind, std::string_view id);
  Key(std::string_view kind, std::int64_t index);
};

enum class Icon : std::uint8_t {
  none, back, close, check, chevron_right, expand_more, expand_less, error, warning, info, comment, timer, play, stop, reset,
  star, star_outline, smiley_1, smiley_2, smiley_3, smiley_4, smiley_5, person, missions, visits, compare, logout, language,
  dark_mode, light_mode, cloud_done, cloud_waiting, cloud_off, sync, add, remove, edit, send, place, calendar, list, store, refresh,
  visibility, visibility_off, search, settings, camera, gallery, delete_, signature, undo, locate, broken_image, image, scan, shield, download, inbox, phone
};
enum class Tone : std::uint8_t { neutral, accent, good, warning, bad };
enum class TextStyle : std::uint8_t { body, secondary, small, strong, display };  // display: the one big figure of a page
enum class ButtonKind : std::uint8_t { primary, secondary, quiet, danger };
enum class Space : std::uint8_t { tight = 4, small = 8, medium = 16, large = 24, section = 40 };
enum class Width : std::uint8_t { narrow, wide };  // 640 px reading column; 1160 px for tables
enum class GroupRole : std::uint8_t { group, list, list_item, region };

struct ButtonSpec {
  std::string_view label;
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  bool enabled = true;
  bool full_width = false;
  bool icon_only = false;          // the label is spoken, not drawn
  std::string_view description = {};  // for screen readers
  std::optional<bool> pressed = {};   // toggle buttons
  std::optional<bool> expanded = {};  // disclosures
};

struct RowSpec {  // a tappable row of a list: a card with up to three lines
  std::string_view title, subtitle = {}, detail = {};
  std::string_view badge = {};
  Tone badge_tone = Tone::neutral;
  Icon icon = Icon::none;
  std::string_view trailing = {};  // a figure at the right, e.g. "72,5 %"
  std::string_view href = {};      // a link ("#/visit/…") rather than a button
};

struct Option {
  std::string_view id, label;
  Tone tone = Tone::neutral;  // colour once selected (yes good, no bad); never the only sign
  Icon icon = Icon::none;
};

struct ChoiceSpec {  // one of several, as a radio group
  std::string_view label;          // legend; drawn only with draw_label
  const std::vector<Option>* options = nullptr;
  std::optional<std::size_t> selected;
  bool draw_label = false;
  bool segmented = true;           // side by side when everything fits, else one under the other
  bool folds = false;              // rather than one under the other: one line that opens the device's own list
  std::string_view prompt = {};    // stands in that line while nothing is chosen
  bool required = false;
  bool enabled = true;
};

struct Tick {  // one of the round marks of a tick row
  std::string_view id, name;       // the name is spoken
  std::string_view sign = {};      // drawn; empty: the icon
  Icon icon = Icon::none;
  bool on = false;
};
struct TickRowSpec {  // an article of a shopping list: its words, and at the right what can be ticked with a thumb
  std::string_view title;
  std::string_view figure = {};    // under the title
  std::string_view detail = {};    // shown while open
  bool open = false;
  bool done = false;               // struck through
  const std::vector<Tick>* ticks = nullptr;
};
struct TickRowEvent {
  bool title = false;              // the words were pressed
  std::optional<std::size_t> tick;
};

struct ScaleSpec {
  std::string_view label;
  int min = 1, max = 5;
  enum class Style : std::uint8_t { numbers, stars, smileys } style = Style::numbers;
  std::optional<int> value;
  std::string_view low_label = {}, high_label = {};
  bool required = false;
};

struct FileSpec {  // a button that opens the camera or the gallery
  std::string_view label;
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::camera;
  bool enabled = true;
  bool full_width = false;
  bool camera = true;    // else the gallery
  bool several = false;
  std::string_view accept = "image/*";  // which files the picker offers
  bool direct = false;   // the tap itself opens the picker; otherwise it is told as `pressed`, and `pick` opens the picker
};
struct FileEvent {
  bool pressed = false;
  std::vector<int> files;  // the shell's numbers of what was chosen
  bool refused = false;    // `pick` came too late for the browser: a fresh, direct tap is needed
  bool cancelled = false;  // nothing was chosen
};

struct PictureSpec {  // a photo by the hash of its file, from this device or the server
  std::string_view sha256;
  std::string_view name;      // spoken
  std::string_view caption = {};
  std::string_view missing = {};  // drawn where the photo is not to be had
  bool large = false;         // the whole photo in the container's width; else a square that can be pressed
  bool sheet = false;         // of one that can be pressed: the whole drawing, as wide as two squares
  float aspect = 0;           // of a large one: height by width; 0: not known before it is there
};

enum class PadOrder : std::uint8_t { undo, clear, write, take };
struct PadEvent {
  std::optional<int> strokes;  // after a change
  std::vector<int> files;      // the drawing, after `take`
};

struct SliderSpec {
  std::string_view label;
  std::string_view shown;   // the value in words, drawn at the right and spoken
  std::string_view detail = {};  // under the label
  double value = 0, min = 0, max = 1, step = 0.1;
  std::optional<double> mark = {};  // a notch on the track: what it was
  bool enabled = true;
};
struct SliderEvent {
  std::optional<double> value;  // at every movement
  bool committed = false;       // the finger rests
};

enum class FieldType : std::uint8_t { text, multiline, email, password, integer, decimal, date, time, search };

struct FieldSpec {
  std::string_view label;
  std::string_view value;
  std::string_view display = {};   // drawn instead of the value while the field has no focus; empty: the value
  FieldType type = FieldType::text;
  std::string_view hint = {};      // under the field
  std::string_view error = {};     // replaces the hint, announced
  std::string_view unit = {};      // drawn at the right, e.g. "s"
  std::string_view autocomplete = {};  // "username", "current-password", ...; empty: off
  int max_length = 0;              // 0: none
  bool required = false;
  bool enabled = true;
};
struct FieldEvent {
  std::optional<std::string> value;  // changed text, at every input
  bool committed = false;            // Enter, or the field lost the focus
};

struct Column {
  std::string_view title;
  bool numeric = false;   // right aligned, tabular figures
  bool row_header = false;
  float weight = 1;       // share of the width
};
struct Cell {
  std::string text;
  std::string detail = {};  // second, smaller line (n and interval)
  Tone tone = Tone::neutral;
};
struct TableSpec {
  std::string_view label;
  const std::vector<Column>* columns = nullptr;
  std::size_t row_count = 0;
  std::function<void(std::size_t row, std::vector<Cell>& cells)> cells;
  std::function<std::string(std::size_t row)> href = {};  // rows are links when given
  std::function<std::string(std::size_t row)> row_key = {};
};

struct NavItem {
  std::string_view id, label, href;
  Icon icon = Icon::none;
  bool current = false;
  std::string_view tab = {};    // the label without its count, for a tab; empty: the label
  std::string_view count = {};  // drawn on the icon of a tab; the label has it in words
};

struct AppBarSpec {
  std::string_view title;
  std::string_view back_href = {};       // empty: no back button
  std::string_view back_label = {};
  std::string_view status = {};          // "2 visites non reçues": always visible when not empty
  Tone status_tone = Tone::neutral;
  Icon status_icon = Icon::none;
  std::string_view status_href = {};
  std::optional<float> progress = {};    // 0..1, a line under the bar
  std::string_view progress_label = {};  // "12 / 28"
};

class Runtime;

class Ui {
 public:
  explicit Ui(Runtime& runtime) : runtime_(runtime) {}

  // Page. Order: app_bar, navigation, begin_page ... end_page, bottom bar, dialog.
  void app_bar(const AppBarSpec& spec);
  void navigation(std::string_view label, const std::vector<NavItem>& items);  // side bar from 900 px, else a bottom tab bar
  void begin_page(std::string_view label, Width width = Width::narrow);
  void end_page();
  bool begin_bottom_bar();  // fixed; false (and nothing is to be drawn) while a text field has the focus
  void end_bottom_bar();
  bool begin_dialog(Key key, std::string_view title);  // modal sheet; call each frame while it is open
  bool end_dialog();                                    // true: the user asked to close it (Escape, outside)

  // Structure.
  void push_key(Key key);
  void pop_key();
  void begin_group(Key key, GroupRole role, std::string_view label = {});
  void end_group();
  void begin_card(Tone edge = Tone::neutral);  // a surface with padding; a coloured edge for a tone
  void end_card();
  void begin_columns(int count, float min_width);  // side by side where each gets min_width, else stacked
  void next_column();
  void end_columns();
  void begin_row();  // widgets side by side, left to right, wrapping
  void end_row();
  void space(Space space);
  void divider();
  // A list on the page that may be long: parts far from the screen keep their place but are not there. `needed`: this one is,
  // wherever it stands (something in it is to be scrolled to). False: nothing is to be drawn, and no end_part follows.
  void begin_long_list(Key key);
  bool begin_part(Key key, bool needed = false);
  void end_part();
  void end_long_list();

  // Text.
  void heading(Key key, int level, std::string_view text, int size = 0);  // drawn in the size of that level; 0: its own
  void text(Key key, std::string_view text, TextStyle style = TextStyle::body, Tone tone = Tone::neutral);
  void badge(Key key, std::string_view text, Tone tone, Icon icon = Icon::none);
  void stat(Key key, std::string_view label, std::string_view value, std::string_view detail = {}, Tone tone = Tone::neutral);
  void fact(Key key, std::string_view label, std::string_view value);  // one "label: value" line
  bool banner(Key key, Tone tone, std::string_view text, std::string_view action = {});  // true: its action was pressed
  bool empty_state(Key key, Icon icon, std::string_view title, std::string_view what_to_do, std::string_view action = {});
  void progress(Key key, std::string_view label, double value, double max);

  // Controls. Each returns what the user did since the last frame.
  bool button(Key key, const ButtonSpec& spec);
  void link(Key key, std::string_view label, std::string_view href, Icon icon = Icon::none);
  bool row(Key key, const RowSpec& spec);
  std::optional<std::size_t> choice(Key key, const ChoiceSpec& spec);            // newly selected index
  std::optional<bool> checkbox(Key key, std::string_view label, bool checked);   // new state
  std::optional<int> scale(Key key, const ScaleSpec& spec);
  SliderEvent slider(Key key, const SliderSpec& spec);
  TickRowEvent tick_row(Key key, const TickRowSpec& spec);
  FieldEvent field(Key key, const FieldSpec& spec);
  FileEvent file_button(Key key, const FileSpec& spec);
  void pick(Key key);                                                            // opens the picker of that file button
  bool picture(Key key, const PictureSpec& spec);                                // true: pressed
  PadEvent pad(Key key, std::string_view label);                                 // white paper to sign on
  void pad_order(Key key, PadOrder order, std::string_view text = {});           // `write` puts a name in the stead of ink
  bool disclosure(Key key, std::string_view label, bool open);                   // true: toggled
  std::optional<std::size_t> table(Key key, const TableSpec& spec);              // pressed row when rows are not links

  // What the next frame should do.
  void focus(Key key);               // absolute key path is resolved where it is called
  void scroll_to(Key key);           // brings the widget under the app bar
  void scroll_to_top();
  void announce(std::string_view text, bool assertive = false);
  void vibrate(int milliseconds);
  void wake_in(int milliseconds);    // a frame no later than this (running stopwatch)

  // Facts.
  float content_width() const;       // of the current container
  bool columns_fit(int count, float min_width) const;  // whether begin_columns would put them side by side
  bool is_compact() const;           // viewport under 600 px
  double now_ms() const;             // monotonic
  bool is_focused(Key key) const;

  Runtime& runtime() { return runtime_; }

 private:
  Runtime& runtime_;
};

}  // namespace constat::ui
