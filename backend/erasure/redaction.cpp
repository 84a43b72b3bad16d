#include "backend/erasure/redaction.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/sync/submission.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr double kAnywhere = 1e7;  // metres: the widest accuracy that the format knows

// Members of an event that say what it is about and what it decides. Every other text is somebody's words.
constexpr std::string_view kFacts[] = {"revision", "sha256", "item", "items", "accepted", "appeal", "decision", "official", "verdict"};

bool offers(const Item& item, std::string_view id) {
  return std::any_of(item.choices.begin(), item.choices.end(), [&](const Choice& choice) { return choice.id.value == id; });
}

AnswerValue redacted_text(const Item& item, const TextValue& text) {
  switch (item.type) {
    case ItemType::choice: return offers(item, text) ? AnswerValue(text) : AnswerValue(Unanswered{});
    case ItemType::date: return is_date(text) ? AnswerValue(text) : AnswerValue(Unanswered{});
    case ItemType::time: return is_time(text) ? AnswerValue(text) : AnswerValue(Unanswered{});
    case ItemType::text:
    case ItemType::barcode: return TextValue(kRedactedText);
    default: return Unanswered{};
  }
}

AnswerValue redacted_list(const Item& item, const ListValue& list) {
  if (item.type == ItemType::photo || item.type == ItemType::signature)
    return list.empty() ? list : ListValue{std::string(kRedactedPhoto)};
  if (item.type != ItemType::multi_choice) return Unanswered{};
  ListValue kept;
  for (const std::string& id : list)
    if (offers(item, id)) kept.push_back(id);
  return kept;
}

Answer without_checklist(const Answer& answer) {
  Answer kept;
  if (std::holds_alternative<NumberValue>(answer.value) || answer.is_not_applicable()) kept.value = answer.value;
  return kept;
}

Answer redacted(const Checklist* checklist, const std::string& item, const Answer& answer) {
  if (!checklist) return without_checklist(answer);
  const auto ref = checklist->find(item);
  return ref ? redacted_answer(checklist->at(*ref), answer) : Answer{};
}

Doc redacted_correction(const Doc& event, const Doc& answer, const Checklist* checklist) {
  const auto parsed = parse_answer(answer.dump(-1, ' ', false, Doc::error_handler_t::replace));
  if (!parsed) return Doc::object();
  const std::string item = event.contains("item") && event["item"].is_string() ? event["item"].get<std::string>() : std::string();
  return Doc::parse(write_answer(redacted(checklist, item, *parsed)), nullptr, false);
}

}  // namespace

Answer redacted_answer(const Item& item, const Answer& answer) {
  Answer kept;
  if (const auto* text = std::get_if<TextValue>(&answer.value)) kept.value = redacted_text(item, *text);
  else if (const auto* list = std::get_if<ListValue>(&answer.value)) kept.value = redacted_list(item, *list);
  else if (!std::holds_alternative<LocationValue>(answer.value)) kept.value = answer.value;
  else if (item.type == ItemType::location) kept.value = LocationValue{0, 0, kAnywhere};
  return kept;
}

std::string redacted_body(std::string_view body, const Checklist* checklist, const UserId& pseudonym) {
  auto submission = parse_submission(body);
  if (!submission) return {};
  submission->photos.clear();
  submission->visit.investigator = pseudonym;
  std::map<std::string, Answer, std::less<>> answers;
  for (const auto& [item, answer] : submission->visit.answers) {
    // An item that the checklist does not have is a text of its own.
    Answer kept = redacted(checklist, item, answer);
    if (!kept.is_empty()) answers.emplace(item, std::move(kept));
  }
  submission->visit.answers = std::move(answers);
  return write_submission(*submission);
}

std::string redacted_event(std::string_view body, const Checklist* checklist) {
  Doc event = Doc::parse(body, nullptr, false);
  if (!event.is_object()) return "{}";
  for (auto& [name, value] : event.items()) {
    if (std::find(std::begin(kFacts), std::end(kFacts), name) != std::end(kFacts)) continue;
    if (name == "answer") value = redacted_correction(event, value, checklist);
    else if (value.is_string()) value = std::string(kRedactedText);
    else if (value.is_structured()) value = nullptr;
  }
  return event.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

std::set<std::string> photos_of_event(std::string_view body) {
  std::set<std::string> photos;
  const Doc event = Doc::parse(body, nullptr, false);
  const auto list = event.is_object() ? event.find("photos") : event.end();
  if (!event.is_object() || list == event.end() || !list->is_array()) return photos;
  for (const Doc& each : *list)
    if (each.is_string()) photos.insert(each.get<std::string>());
  return photos;
}

}  // namespace constat::server
