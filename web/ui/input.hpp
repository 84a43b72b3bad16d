// What the user did since the last frame, as the shell told it, until the widget concerned asks.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace constat::ui {

class Input {
 public:
  void press(std::uint64_t id) { presses_.insert(id); }
  void value(std::uint64_t id, std::string text) { values_[id] = std::move(text); }
  void commit(std::uint64_t id) { commits_.insert(id); }
  void escape() { escape_ = true; }
  void files(std::uint64_t id, std::vector<int> numbers) { files_[id] = std::move(numbers); }
  void picker_refused(std::uint64_t id) { refused_.insert(id); }
  void picker_cancelled(std::uint64_t id) { cancelled_.insert(id); }
  void strokes(std::uint64_t id, int count) { strokes_[id] = count; }

  bool waits() const {
    return escape_ || !presses_.empty() || !commits_.empty() || !refused_.empty() || !cancelled_.empty() || !files_.empty() || !strokes_.empty() || !values_.empty();
  }

  // Each is true once.
  bool take_press(std::uint64_t id) { return note(presses_.erase(id) > 0); }
  bool take_commit(std::uint64_t id) { return note(commits_.erase(id) > 0); }
  bool take_escape() { return note(std::exchange(escape_, false)); }
  std::vector<int> take_files(std::uint64_t id) {
    const auto found = files_.find(id);
    if (found == files_.end()) return {};
    std::vector<int> numbers = std::move(found->second);
    files_.erase(found);
    note(true);
    return numbers;
  }
  bool take_refused(std::uint64_t id) { return note(refused_.erase(id) > 0); }
  bool take_cancelled(std::uint64_t id) { return note(cancelled_.erase(id) > 0); }
  std::optional<int> take_strokes(std::uint64_t id) {
    const auto found = strokes_.find(id);
    if (found == strokes_.end()) return std::nullopt;
    const int count = found->second;
    strokes_.erase(found);
    note(true);
    return count;
  }
  std::optional<std::string> take_value(std::uint64_t id) {
    const auto found = values_.find(id);
    if (found == values_.end()) return std::nullopt;
    std::string text = std::move(found->second);
    values_.erase(found);
    note(true);
    return text;
  }

  // Ends the frame: what no widget asked for concerned something that is no longer there. True when something was taken.
  bool turn() {
    presses_.clear();
    values_.clear();
    commits_.clear();
    files_.clear();
    refused_.clear();
    cancelled_.clear();
    strokes_.clear();
    escape_ = false;
    return std::exchange(taken_, false);
  }

  std::uint64_t down = 0;     // the widget under the finger
  std::uint64_t focused = 0;
  bool focus_visible = false;

 private:
  bool note(bool taken) {
    taken_ = taken_ || taken;
    return taken;
  }
  std::unordered_set<std::uint64_t> presses_, commits_, refused_, cancelled_;
  std::map<std::uint64_t, std::vector<int>> files_;
  std::map<std::uint64_t, int> strokes_;
  std::map<std::uint64_t, std::string> values_;
  bool escape_ = false, taken_ = false;
};

}  // namespace constat::ui
