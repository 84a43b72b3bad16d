#include "shared/survey/csv.hpp"

#include <algorithm>
#include <utility>

namespace constat {
namespace {

bool is_line_break(char c) { return c == '\n' || c == '\r'; }

}  // namespace

bool CsvReader::ends_field(std::size_t at) const {
  return at >= text_.size() || text_[at] == delimiter_ || is_line_break(text_[at]);
}

std::size_t CsvReader::skip_line_break(std::size_t at) const {
  if (at >= text_.size()) return at;
  const bool pair = text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
  return at + (pair ? 2 : 1);
}

// Reads from after the opening quote and returns the offset of what ends the field. A quote inside that closes nothing
// is text ("He said "hi""), unless the field already runs over lines: then it is more likely the quote of a later row.
std::size_t CsvReader::read_quoted(std::size_t at, Quotes quotes, Attempt& attempt, std::string& field) const {
  bool over_lines = false;
  while (at < text_.size()) {
    const char c = text_[at];
    if (c == '"') {
      if (at + 1 < text_.size() && text_[at + 1] == '"') {
        field += '"';
        at += 2;
        continue;
      }
      std::size_t after = at + 1;
      while (after < text_.size() && text_[after] == ' ' && delimiter_ != ' ') ++after;
      if (ends_field(after)) return after;
      if (over_lines) break;
    } else if (is_line_break(c)) {
      if (quotes == Quotes::in_line) break;
      over_lines = attempt.over_lines = true;
    }
    field += c;
    ++at;
  }
  attempt.broken = true;
  return at;
}

CsvReader::Attempt CsvReader::read_record(Quotes quotes) const {
  Attempt attempt;
  std::size_t at = at_;
  for (;;) {
    std::string field;
    const bool opens = at < text_.size() && text_[at] == '"';
    if (opens && quotes != Quotes::literal) {
      const std::size_t start = at;
      at = read_quoted(at + 1, quotes, attempt, field);
      if (attempt.broken && quotes == Quotes::over_lines) return attempt;
      if (attempt.broken) {
        field.assign(text_.substr(start, at - start));
        attempt.record.unclosed_quote = attempt.record.fields.size();
      }
    } else {
      const std::size_t start = at;
      while (!ends_field(at)) ++at;
      field.assign(text_.substr(start, at - start));
    }
    attempt.record.fields.push_back(std::move(field));
    if (at < text_.size() && text_[at] == delimiter_) {
      ++at;
      continue;
    }
    attempt.end = skip_line_break(at);
    return attempt;
  }
}

bool CsvReader::next(CsvRecord& record, std::size_t expected) {
  if (at_ >= text_.size()) return false;
  Attempt attempt = read_record(Quotes::over_lines);
  const bool swallowed = attempt.over_lines && expected != 0 && attempt.record.fields.size() != expected;
  if (attempt.broken || swallowed) {
    attempt = read_record(Quotes::in_line);
    if (attempt.record.unclosed_quote && attempt.record.fields.size() != expected) {
      // A stray quote rather than an opening one, if the line has its fields once it is taken as text.
      Attempt literal = read_record(Quotes::literal);
      if (literal.record.fields.size() == expected) {
        literal.record.unclosed_quote = attempt.record.unclosed_quote;
        attempt = std::move(literal);
      }
    }
  }
  at_ = attempt.end;
  record = std::move(attempt.record);
  return true;
}

char sniff_delimiter(std::string_view text, const std::vector<std::string_view>& wanted) {
  constexpr char kCandidates[] = {',', ';', '\t', '|'};
  constexpr int kRows = 20;
  char best = ',';
  std::pair<std::ptrdiff_t, int> best_score{-1, -1};
  for (const char candidate : kCandidates) {
    CsvReader reader(text, candidate);
    CsvRecord header, row;
    if (!reader.next(header)) return best;
    const auto has = [&](std::string_view name) {
      return std::find(header.fields.begin(), header.fields.end(), name) != header.fields.end();
    };
    std::pair<std::ptrdiff_t, int> score{std::count_if(wanted.begin(), wanted.end(), has), 0};
    for (int i = 0; i < kRows && header.fields.size() > 1 && reader.next(row, header.fields.size()); ++i) {
      score.second += row.fields.size() == header.fields.size() ? 1 : 0;
    }
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

}  // namespace constat
