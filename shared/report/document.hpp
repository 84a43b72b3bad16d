// A report as its parts: headings, paragraphs, facts, bars, tables, a line over time. What it says, in the reader's language;
// not where it stands on a page. Every bar and line carries its figures as text too.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/text/text.hpp"

namespace constat::report {

struct Heading {
  int level = 2;  // 1 is the title's; 2 and 3
  std::string text;
};

enum class Tone : std::uint8_t { plain, quiet, warning };
struct Paragraph {
  std::string text;
  Tone tone = Tone::plain;
};

// "Site: Lyon", side by side where there is room.
struct Facts {
  struct Fact {
    std::string label, value;
  };
  std::vector<Fact> facts;
};

// The one figure that the report is about.
struct Headline {
  std::string label, value;          // "Score", "72,5 %"
  std::vector<std::string> remarks;  // "Grade B", "pass mark of 70 % reached"
};

// Bars on one scale from 0 to 100, one below the other.
struct Bars {
  struct Bar {
    std::string label;
    std::optional<double> value;       // none: nothing to draw, the text says why
    std::string text;                  // the figure as it is read
    std::optional<double> low, high;   // its 95 % interval
    std::optional<double> mark;        // a pass mark, or the network's mean
  };
  std::string mark_legend;  // what the marks are; empty: there are none
  std::vector<Bar> bars;
};

struct Grid {
  struct Column {
    std::string title;
    double weight = 1;  // of the width
    bool is_number = false;
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

// Values over time, oldest first; the scale goes from 0 to 100.
struct Line {
  struct Point {
    std::string label;
    double value = 0;
    std::string text;
  };
  std::vector<Point> points;
};

using Block = std::variant<Heading, Paragraph, Facts, Headline, Bars, Grid, Line>;

struct Document {
  Language language = Language::french;
  std::string title, subtitle;
  std::string author;        // the organisation
  std::string generated_at;  // RFC 3339
  std::vector<Block> blocks;
};

}  // namespace constat::report
