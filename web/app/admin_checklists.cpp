// Checklists: those that are published, one that is looked at before it is, and what differs between two versions.
#include "web/app/admin_checklists.hpp"

#include "shared/checklist/parse.hpp"
#include "shared/visit/visit.hpp"
#include "web/app/admin_actions.hpp"
#include "web/app/app.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

// "sections[0].items[2].visible_if" -> 0 and 2; parts that are not named stay empty.
struct Place {
  std::optional<std::size_t> section, item, check;
};

std::optional<std::size_t> number_after(std::string_view path, std::string_view name) {
  const auto at = path.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t value = 0, digits = 0;
  for (std::size_t i = at + name.size(); i < path.size() && path[i] >= '0' && path[i] <= '9' && digits < 6; ++i, ++digits)
    value = value * 10 + static_cast<std::size_t>(path[i] - '0');
  return digits > 0 ? std::optional(value) : std::nullopt;
}

std::string place_in(const Checklist& checklist, std::string_view path, std::string_view language) {
  const Place place{number_after(path, "sections["), number_after(path, "items["), number_after(path, "checks[")};
  if (place.check && *place.check < checklist.checks.size()) return std::string(checklist.checks[*place.check].message.in(language));
  if (!place.section || *place.section >= checklist.sections.size()) return std::string(checklist.title.in(language));
  const Section& section = checklist.sections[*place.section];
  std::string words(section.title.in(language));
  if (place.item && *place.item < section.items.size()) words += " · " + std::string(section.items[*place.item].prompt.in(language));
  return words;
}

// As `write_answer` wrote it: {"value": ...} or {"na": true}.
Answer read_example(const Json& json) {
  Answer answer;
  if (bool_of(json, "na")) {
    answer.value = NotApplicable{};
    return answer;
  }
  const Json* value = json.find("value");
  if (!value) return answer;
  if (value->is(JsonKind::string)) answer.value = value->text;
  if (value->is(JsonKind::number)) answer.value = NumberValue{value->text};
  if (value->is(JsonKind::array)) {
    ListValue list;
    for (const Json& each : value->elements) list.push_back(each.text);
    answer.value = std::move(list);
  }
  return answer;
}

std::string withdrawn_of(const Json& json, const char* name, const char* member) {
  const Json* withdrawn = object_of(json, name);
  return withdrawn ? text_of(*withdrawn, member) : std::string();
}

LintFinding read_finding(const Json& json, const Checklist& checklist, Language language) {
  LintFinding finding{text_of(json, "severity"), text_of(json, "message"), place_in(checklist, text_of(json, "path"), code_of(language)), {}};
  if (const Json* example = object_of(json, "example"))
    for (const Section& section : checklist.sections)
      for (const Item& item : section.items) {
        const Json* answer = example->find(item.id.value);
        if (!answer) continue;
        const Answer given = read_example(*answer);
        const std::string words = answer_text(language, item, &given);
        if (!words.empty()) finding.example.emplace_back(item.prompt.in(code_of(language)), words);
      }
  return finding;
}

}  // namespace

// A section's share of the score when everything is answered at its best: by its points, or in weighted mode by its weight.
std::vector<SectionTotal> totals_of(const Checklist& checklist, Language language) {
  std::vector<std::int64_t> parts;
  std::int64_t whole = 0;
  std::vector<SectionTotal> totals;
  for (const Section& section : checklist.sections) {
    std::int64_t possible = 0;  // millionths of points
    for (const Item& item : section.items) possible += item.possible().value * item.weight.value;
    const bool weighted = checklist.scoring.mode == ScoringMode::weighted;
    parts.push_back(weighted ? (possible > 0 ? section.weight.value : 0) : possible);
    whole += parts.back();
    totals.push_back({section.title, {}, points(language, possible), static_cast<std::int64_t>(section.items.size())});
  }
  for (std::size_t i = 0; i < totals.size(); ++i)
    if (whole > 0) totals[i].weight = format_percent(language, 100.0 * static_cast<double>(parts[i]) / static_cast<double>(whole), 1);
  return totals;
}

ChecklistShelf read_checklist_shelf(const Json& body) {
  ChecklistShelf shelf;
  const Json* list = array_of(body, "checklists");
  if (!list) return shelf;
  for (const Json& each : list->elements) {
    ChecklistShelf::Kept kept{text_of(each, "id"), localized_of(each, "title"), {}};
    if (const Json* versions = array_of(each, "versions"))
      for (const Json& version : versions->elements)
        kept.versions.push_back({integer_of(version, "version").value_or(0), integer_of(version, "items").value_or(0),
                                 integer_of(version, "sections").value_or(0), integer_of(version, "visits").value_or(0),
                                 withdrawn_of(version, "withdrawn", "at")});
    shelf.checklists.push_back(std::move(kept));
  }
  return shelf;
}

PublishedChecklist read_published_checklist(const Json& body) {
  PublishedChecklist read;
  read.id = text_of(body, "id");
  read.sha256 = text_of(body, "sha256");
  read.state = text_of(body, "state");
  read.version = integer_of(body, "version").value_or(0);
  read.newest = integer_of(body, "newest").value_or(0);
  if (const Json* document = object_of(body, "checklist")) {
    if (auto checklist = parse_checklist(write_json(*document))) read.checklist = std::move(*checklist);
    read.document = *document;
  }
  read.withdrawn_at = withdrawn_of(body, "withdrawn", "at");
  read.withdrawn_reason = withdrawn_of(body, "withdrawn", "reason");
  if (const Json* findings = array_of(body, "findings")) read.findings = *findings;
  return read;
}

std::vector<LintFinding> findings_of(const PublishedChecklist& published, Language language) {
  std::vector<LintFinding> findings;
  if (published.checklist)
    for (const Json& each : published.findings.elements) findings.push_back(read_finding(each, *published.checklist, language));
  return findings;
}

ChecklistChanges read_checklist_changes(const Json& body) {
  ChecklistChanges read;
  read.title = localized_of(body, "title");
  read.from = integer_of(body, "from").value_or(0);
  read.to = integer_of(body, "to").value_or(0);
  if (const Json* withdrawn = object_of(body, "withdrawn")) {
    read.from_withdrawn = !withdrawn_of(*withdrawn, "from", "at").empty();
    read.to_withdrawn = !withdrawn_of(*withdrawn, "to", "at").empty();
  }
  if (const Json* changes = array_of(body, "changes"))
    for (const Json& each : changes->elements) {
      ChecklistChanges::Change change{text_of(each, "kind"), text_of(each, "place"), {}};
      if (const Json* what = array_of(each, "what"))
        for (const Json& sentence : what->elements) change.what.push_back(sentence.text);
      read.changes.push_back(std::move(change));
    }
  return read;
}

void AdminActions::load_checklists() { app_->fetch(admin().checklists, "/api/v1/checklists", &app::read_checklist_shelf); }

void AdminActions::load_checklist(const Route& route) {
  const auto& shown = admin().checklist.value;
  if (shown && (shown->id != route.id || std::to_string(shown->version) != route.question)) admin().checklist = {};
  app_->fetch(admin().checklist, "/api/v1/checklists/" + encoded_part(route.id) + "/" + encoded_part(route.question), &app::read_published_checklist);
}

void AdminActions::load_changes(const Route& route) {
  admin().changes = {};
  app_->fetch(admin().changes, "/api/v1/checklists/" + encoded_part(route.id) + "/" + encoded_part(route.question) + "/changes/" + encoded_part(route.other),
              &app::read_checklist_changes);
}

void AdminActions::choose_checklist_file(int file) {
  ChecklistUpload& upload = admin().upload;
  if (upload.busy) return;
  upload = {};
  upload.busy = true;
  App* app = app_;
  read_file(file, [app](std::optional<Failure> failure, std::string name, std::string content) {
    ChecklistUpload& now = app->state_.admin.upload;
    now.name = std::move(name);
    if (failure || content.empty()) {
      now.busy = false;
      now.failure = failure ? std::move(failure) : Failure{"file-unreadable", {}, {}};
      return;
    }
    Json body = Json::object();
    body.add("json_base64", Json::of_text(content));
    Json payload = Json::object();
    payload.add("path", Json::of_text("/api/v1/checklists/check")).add("body", std::move(body));
    app->send("post", write_json(payload), [app](StoreReply& reply) {
      ChecklistUpload& checked = app->state_.admin.upload;
      checked.busy = false;
      if (!reply.ok) {
        checked.failure = reply.failure;
        return;
      }
      const Fetched fetched = read_fetched(reply.result);
      if (fetched.body) {
        checked.checked = read_published_checklist(*fetched.body);
        return;
      }
      checked.failure = fetched.failure;
      if (fetched.status == 401) return app->leave_session(true);
      const Json* problem = object_of(reply.result, "body");
      if (const Json* problems = problem ? array_of(*problem, "problems") : nullptr)
        for (const Json& each : problems->elements) checked.problems.emplace_back(text_of(each, "path"), text_of(each, "message"));
    });
  });
}

void AdminActions::ask_publish() {
  admin().upload.refusal.reset();
  app_->open_dialog(Dialog::publish_checklist);
}

void AdminActions::publish_checklist() {
  ChecklistUpload& upload = admin().upload;
  if (upload.busy || !upload.checked) return;
  upload.busy = true;
  upload.refusal.reset();
  App* app = app_;
  app_->post_document("/api/v1/checklists", upload.checked->document, [app](std::optional<Refusal> refusal, const Json& answer) {
    ChecklistUpload& now = app->state_.admin.upload;
    now.busy = false;
    now.refusal = std::move(refusal);
    if (now.refusal) return;
    if (app->state_.dialog == Dialog::publish_checklist) app->state_.dialog = Dialog::none;
    now = {};
    app->state_.admin.just_published = true;
    app->go({.page = Page::checklist, .id = text_of(answer, "id"), .question = std::to_string(integer_of(answer, "version").value_or(1))});
  });
}

}  // namespace constat::app
