// A checklist (grille) as it scores: a value that exists was parsed without a problem and cannot fail to score.
// Format "constat.checklist/1"; see docs/formats.md. Published versions never change.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/fixed.hpp"
#include "shared/base/ids.hpp"
#include "shared/checklist/expression.hpp"

namespace constat {

// One text in every language of its checklist.
struct LocalizedText {
  std::map<std::string, std::string, std::less<>> by_language;
  std::string first_language;  // of its checklist: the fallback
  // The text in `language`; else the checklist's first language that has one; "" if there is none.
  std::string_view in(std::string_view language) const;
  bool empty() const { return by_language.empty(); }
};

enum class Area : std::uint8_t { reception, service, after_sales, other };

enum class ItemType : std::uint8_t {
  choice, multi_choice, scale, number, duration,               // may score
  text, date, time, photo, signature, location, barcode        // never score
};

enum class ItemRole : std::uint8_t { base, bonus, malus };
enum class ScaleStyle : std::uint8_t { numbers, stars, smileys };

struct Choice {
  ChoiceId id;
  LocalizedText label;
  std::optional<Thousandths> points;  // none: informational
  bool comment_required = false;      // "requires": ["comment"]
  bool photo_required = false;        // "requires": ["photo"]
};

// Points for values below `below` (exclusive); the last band is open.
struct Band {
  std::optional<Thousandths> below;
  Thousandths points;
};

struct Critical {
  enum class Scope : std::uint8_t { section, visit } scope = Scope::visit;
  Expression when;
};

struct Item {
  ItemId id;
  ItemType type = ItemType::text;
  ItemRole role = ItemRole::base;
  LocalizedText prompt;
  LocalizedText help;  // may be empty
  LocalizedText on_the_spot;  // empty: may wait. Else judged on the spot, under these innocent words in discreet mode
  bool required = false;
  bool na_allowed = false;
  Thousandths weight{1000};
  Expression visible_if;  // absent: always visible
  std::optional<Critical> critical;
  std::vector<Choice> choices;        // choice, multi_choice
  std::int64_t min = 0, max = 0;      // scale
  bool reversed = false;              // scale: low is good
  ScaleStyle style = ScaleStyle::numbers;
  std::vector<Band> bands;            // number, duration; empty: informational
  bool scored = false;                // has points; false for informational items

  Thousandths possible() const;       // b of a visible, answered item; 0 for bonus, malus, informational
};

struct Section {
  SectionId id;
  Area area = Area::other;
  LocalizedText title;
  Thousandths weight{1000};           // W, used in weighted mode
  std::optional<MicroPercent> pass_mark;
  std::vector<Item> items;
};

struct Grade {
  GradeId id;
  LocalizedText label;
  MicroPercent from;
};

enum class ScoringMode : std::uint8_t { points, weighted };

struct CriticalPolicy {
  enum class Kind : std::uint8_t { flag, zero, cap } kind = Kind::flag;
  MicroPercent cap;  // Kind::cap only, 0..100 %
};

struct ScoringRules {
  ScoringMode mode = ScoringMode::points;
  CriticalPolicy critical_policy;
  std::optional<MicroPercent> pass_mark;
  std::vector<Grade> grades;  // highest `from` first; empty: no grades
};

struct ItemRef {
  std::size_t section = 0;
  std::size_t item = 0;
};

// A check across answers. It tells, and asks to confirm; it never changes a score (shared/scoring/checks.hpp).
struct Check {
  enum class Severity : std::uint8_t { error, warning } severity = Severity::error;
  CheckId id;
  Expression holds;           // "assert": true while the answers agree
  LocalizedText message;
  std::vector<ItemId> items;  // where it is told, in reading order; unless the checklist says so, what `holds` names
};

struct Checklist {
  ChecklistId id;
  std::int64_t version = 1;
  LocalizedText title;
  std::vector<std::string> languages;  // first is the fallback
  ScoringRules scoring;
  std::vector<Section> sections;
  std::vector<Check> checks;

  // Position of an item in reading order, or none. O(log n).
  std::optional<ItemRef> find(std::string_view item_id) const;
  const Item& at(ItemRef ref) const { return sections[ref.section].items[ref.item]; }
  std::size_t item_count() const { return index.size(); }

  std::map<std::string, ItemRef, std::less<>> index;  // filled by the parser
};

// Whether one tap can answer an item of this type while its words hide it: choice, scale, duration, date, time.
bool is_answered_by_a_tap(ItemType type);

std::string_view to_string(ItemType type);
std::string_view to_string(Area area);
std::string_view to_string(ScaleStyle style);
std::string_view to_string(Check::Severity severity);

}  // namespace constat
