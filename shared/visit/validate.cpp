#include "shared/visit/validate.hpp"

#include <algorithm>
#include <set>

#include "shared/base/decimal.hpp"
#include "shared/visit/content_hash.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat {
namespace {

const Choice* find_choice(const Item& item, std::string_view id) {
  const auto found = std::find_if(item.choices.begin(), item.choices.end(),
                                  [&](const Choice& choice) { return choice.id.value == id; });
  return found == item.choices.end() ? nullptr : &*found;
}

class Validator {
 public:
  explicit Validator(const Item& item) : item_(item), path_("answers." + item.id.value) {}

  std::vector<Problem> problems;

  void run(const Answer& answer) {
    if (answer.is_not_applicable()) {
      if (!item_.na_allowed) report("na-not-allowed");
      return;
    }
    if (!answer.is_answered()) return;
    switch (item_.type) {
      case ItemType::choice: choice(answer.value); break;
      case ItemType::multi_choice: multi_choice(answer.value); break;
      case ItemType::scale: scale(answer.value); break;
      case ItemType::number: number(answer.value); break;
      case ItemType::duration: duration(answer.value); break;
      case ItemType::text:
      case ItemType::barcode: text(answer.value); break;
      case ItemType::date: shaped_text(answer.value, is_date, "answer-bad-date"); break;
      case ItemType::time: shaped_text(answer.value, is_time, "answer-bad-time"); break;
      case ItemType::photo:
      case ItemType::signature: hashes(answer.value); break;
      case ItemType::location:
        if (!std::holds_alternative<LocationValue>(answer.value)) report("answer-not-a-location");
        break;
    }
  }

 private:
  void report(std::string code, std::vector<std::string> args = {}) {
    problems.push_back({path_, std::move(code), std::move(args)});
  }

  const std::string* text(const AnswerValue& value) {
    const TextValue* found = std::get_if<TextValue>(&value);
    if (found == nullptr) report("answer-not-a-text");
    return found;
  }

  const ListValue* list(const AnswerValue& value) {
    const ListValue* found = std::get_if<ListValue>(&value);
    if (found == nullptr) report("answer-not-a-list");
    return found;
  }

  std::optional<Decimal> decimal(const AnswerValue& value) {
    const NumberValue* found = std::get_if<NumberValue>(&value);
    std::optional<Decimal> parsed = found == nullptr ? std::nullopt : Decimal::parse(found->decimal);
    if (!parsed) report("answer-not-a-number");
    return parsed;
  }

  void choice(const AnswerValue& value) {
    const std::string* id = text(value);
    if (id != nullptr && find_choice(item_, *id) == nullptr) report("unknown-choice", {*id});
  }

  void multi_choice(const AnswerValue& value) {
    const ListValue* ids = list(value);
    if (ids == nullptr) return;
    std::set<std::string_view> seen;
    for (const std::string& id : *ids) {
      if (find_choice(item_, id) == nullptr) report("unknown-choice", {id});
      if (!seen.insert(id).second) report("choice-twice", {id});
    }
  }

  void scale(const AnswerValue& value) {
    const std::optional<Decimal> parsed = decimal(value);
    if (!parsed) return;
    const std::string low = std::to_string(item_.min), high = std::to_string(item_.max);
    if (parsed->digits_after_point() > 0) return report("scale-not-an-integer", {parsed->plain(), low, high});
    const std::optional<std::int64_t> number = parsed->as_integer();
    if (!number || *number < item_.min || *number > item_.max) report("outside-scale", {parsed->plain(), low, high});
  }

  void number(const AnswerValue& value) {
    const std::optional<Decimal> parsed = decimal(value);
    if (parsed && !parsed->scaled_floor(3)) report("answer-number-too-large", {parsed->plain()});
  }

  void duration(const AnswerValue& value) {
    const std::optional<Decimal> parsed = decimal(value);
    if (!parsed) return;
    if (parsed->negative()) return report("duration-negative", {parsed->plain()});
    if (!parsed->scaled_floor(3)) report("answer-number-too-large", {parsed->plain()});
  }

  void shaped_text(const AnswerValue& value, bool (*is_good)(std::string_view), const char* code) {
    const std::string* found = text(value);
    if (found != nullptr && !is_good(*found)) report(code, {*found});
  }

  void hashes(const AnswerValue& value) {
    const ListValue* found = list(value);
    if (found == nullptr) return;
    for (const std::string& hash : *found) {
      if (!is_content_hash(hash)) report("bad-content-hash", {hash});
    }
  }

  const Item& item_;
  std::string path_;
};

}  // namespace

std::vector<Problem> validate_answer(const Item& item, const Answer& answer) {
  Validator validator(item);
  validator.run(answer);
  return std::move(validator.problems);
}

std::vector<Problem> validate_visit(const Checklist& checklist, const Visit& visit) {
  std::vector<Problem> problems;
  for (const auto& [id, answer] : visit.answers) {
    const std::optional<ItemRef> ref = checklist.find(id);
    if (!ref) {
      problems.push_back({"answers." + id, "unknown-item", {id}});
      continue;
    }
    std::vector<Problem> found = validate_answer(checklist.at(*ref), answer);
    problems.insert(problems.end(), found.begin(), found.end());
  }
  return problems;
}

bool is_blank(const Item& item, const Answer& answer) {
  if (answer.is_not_applicable()) return false;
  if (!answer.is_answered()) return true;
  const ListValue* list = std::get_if<ListValue>(&answer.value);
  return list != nullptr && list->empty() && item.type != ItemType::multi_choice;
}

MissingEvidence missing_evidence(const Item& item, const Answer& answer) {
  MissingEvidence missing;
  const auto demand = [&](const std::string& id) {
    const Choice* choice = find_choice(item, id);
    if (choice == nullptr) return;
    const bool has_comment = answer.comment.find_first_not_of(" \t\r\n") != std::string::npos;
    missing.comment = missing.comment || (choice->comment_required && !has_comment);
    missing.photo = missing.photo || (choice->photo_required && answer.photos.empty());
  };
  if (const TextValue* id = std::get_if<TextValue>(&answer.value)) demand(*id);
  if (const ListValue* ids = std::get_if<ListValue>(&answer.value)) {
    for (const std::string& id : *ids) demand(id);
  }
  return missing;
}

}  // namespace constat
