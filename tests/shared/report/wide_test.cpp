#include <catch_amalgamated.hpp>

#include <algorithm>
#include <map>

#include "shared/checklist/parse.hpp"
#include "shared/report/wide.hpp"
#include "tests/shared/report/reported.hpp"
#include "tests/support/random_checklist.hpp"

using namespace constat;
using namespace constat::report;
using namespace constat::test;

namespace {

using Versions = std::vector<std::shared_ptr<const Checklist>>;

constexpr Wording kCodes{Language::english, true};
constexpr Wording kWords{Language::english, false};

std::string checklist_json(const std::string& version, const std::string& items) {
  return R"({"format":"constat.checklist/1","id":"welcome","version":)" + version +
         R"(,"title":{"fr":"Accueil","en":"Welcome"},"languages":["fr","en"],"scoring":{"mode":"points"},
 "sections":[{"id":"door","area":"reception","title":{"fr":"Porte","en":"Door"},"items":[)" + items + "]}]}";
}

std::shared_ptr<const Checklist> parsed(const std::string& json) {
  auto checklist = parse_checklist(json);
  REQUIRE(checklist);
  return std::make_shared<const Checklist>(std::move(*checklist));
}

std::string offers(const std::vector<std::string>& choices) {
  std::string list;
  for (const std::string& each : choices)
    list += (list.empty() ? "" : ",") + (R"({"id":")" + each + R"(","label":{"fr":")" + each + R"(","en":"Offer )" + each + R"("}})");
  return R"({"id":"offers","type":"multi_choice","prompt":{"fr":"Offres","en":"Offers"},"na_allowed":true,"choices":[)" + list + "]}";
}

const std::string kGreeted = R"({"id":"greeted","type":"choice","prompt":{"fr":"Salué ?","en":"Greeted?"},"na_allowed":true,"choices":[
   {"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":1},{"id":"no","label":{"fr":"Non","en":"No"},"points":0}]})";
const std::string kSmile = R"({"id":"smile","type":"scale","prompt":{"fr":"Sourire","en":"Smile"},"min":0,"max":3})";

Visit visit_with(const std::string& answers, int version = 1) {
  auto visit = parse_visit(R"({"format":"constat.visit/1","id":"01936d2e-7c1b-7d0a-b1f2-000000000001","checklist":{"id":"welcome","version":)" +
                           std::to_string(version) + R"(},"site":"lyon","wave":"w1","investigator":"lea","mission":null,"contact_mode":"visit",
 "started_at":"2026-11-03T10:02:11+01:00","ended_at":"2026-11-03T10:31:40+01:00","answers":)" + answers + "}");
  REQUIRE(visit);
  return *visit;
}

std::vector<std::string> keys_of(const WideColumns& columns) {
  std::vector<std::string> keys;
  for (const Column& column : columns.columns()) keys.push_back(column.key);
  return keys;
}

// By key, as text: blank, or what stands there.
std::map<std::string, std::string> cells(const WideColumns& columns, const ReportedVisit& visit) {
  std::map<std::string, std::string> out;
  const Row row = columns.row(visit);
  REQUIRE(row.size() == columns.columns().size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::string text = "(blank)";
    if (const auto* said = std::get_if<std::string>(&row[i])) text = *said;
    if (const auto* integer = std::get_if<Integer>(&row[i])) text = std::to_string(integer->value);
    if (const auto* fixed = std::get_if<Fixed>(&row[i])) text = plain_text(*fixed);
    if (const auto* percent = std::get_if<MicroPercent>(&row[i])) text = to_string(*percent);
    out[columns.columns()[i].key] = text;
  }
  return out;
}

bool begins_with(const std::vector<std::string>& longer, const std::vector<std::string>& beginning) {
  return longer.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), longer.begin());
}

// A later version: items removed, choices removed and added, items added at random places.
Checklist changed(Rng& rng, Checklist checklist, int version) {
  checklist.version = version;
  for (Section& section : checklist.sections) {
    if (section.items.size() > 1 && rng.below(2) == 0)
      section.items.erase(section.items.begin() + static_cast<std::ptrdiff_t>(rng.below(section.items.size())));
    for (Item& item : section.items) {
      if (item.type != ItemType::multi_choice) continue;
      if (item.choices.size() > 1 && rng.below(2) == 0)
        item.choices.erase(item.choices.begin() + static_cast<std::ptrdiff_t>(rng.below(item.choices.size())));
      Choice added = item.choices.front();
      added.id = ChoiceId("new" + std::to_string(version));
      item.choices.insert(item.choices.begin() + static_cast<std::ptrdiff_t>(rng.below(item.choices.size() + 1)), added);
    }
    Item added;
    added.id = ItemId("added_" + std::to_string(version) + "_" + section.id.value);
    added.type = ItemType::text;
    section.items.insert(section.items.begin() + static_cast<std::ptrdiff_t>(rng.below(section.items.size() + 1)), added);
    std::reverse(section.items.begin(), section.items.end());
  }
  reindex(checklist);
  return checklist;
}

}  // namespace

TEST_CASE("columns never shift, whatever a later version removes, adds or reorders", "[property]") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed);
    INFO("seed " << seed);
    Versions versions = {std::make_shared<const Checklist>(random_checklist(rng, {}))};
    std::vector<std::string> before;
    std::map<std::string, std::string> first_cells;
    const ReportedVisit oldest = reported(versions[0], random_visit(rng, *versions[0]));
    for (int version = 2; version <= 6; ++version) {
      const WideColumns columns(versions, kCodes);
      const std::vector<std::string> keys = keys_of(columns);
      REQUIRE(begins_with(keys, before));
      REQUIRE(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
      // What an old visit says under a column stays what it said.
      const auto now = cells(columns, oldest);
      for (const auto& [key, value] : first_cells) REQUIRE(now.at(key) == value);
      for (const auto& [key, value] : now)
        if (first_cells.count(key) == 0) REQUIRE((before.empty() || value == "(blank)"));
      if (first_cells.empty()) first_cells = now;
      before = keys;
      versions.push_back(std::make_shared<const Checklist>(changed(rng, *versions.back(), version)));
    }
  }
}

TEST_CASE("a choice that is removed keeps its column, and a new one stands behind everything older") {
  const auto first = parsed(checklist_json("1", offers({"a", "b"}) + "," + kSmile));
  const auto second = parsed(checklist_json("2", offers({"b", "c"}) + "," + kSmile));
  const WideColumns columns({first, second}, kCodes);
  const std::vector<std::string> keys = keys_of(columns);
  const std::vector<std::string> tail(keys.end() - 8, keys.end());
  CHECK(tail == std::vector<std::string>{"offers:a", "offers:b", "offers.comment", "smile", "smile.comment", "smile.points",
                                         "smile.possible", "offers:c"});
  const auto old_visit = cells(columns, reported(first, visit_with(R"({"offers":{"value":["a"]},"smile":{"value":2}})")));
  CHECK(old_visit.at("offers:a") == "1");
  CHECK(old_visit.at("offers:b") == "0");
  CHECK(old_visit.at("offers:c") == "(blank)");
  const auto new_visit = cells(columns, reported(second, visit_with(R"({"offers":{"value":["c"]},"smile":{"value":2}})", 2)));
  CHECK(new_visit.at("offers:a") == "(blank)");
  CHECK(new_visit.at("offers:b") == "0");
  CHECK(new_visit.at("offers:c") == "1");
}

TEST_CASE("N/A, blank and zero are three different things") {
  const auto checklist = parsed(checklist_json("1", kGreeted + "," + offers({"a", "b"}) + "," + kSmile));
  const WideColumns columns({checklist}, kCodes);
  const auto said = cells(columns, reported(checklist, visit_with(R"({"greeted":{"na":true,"comment":"closed"},"offers":{"na":true},"smile":{"value":0}})")));
  CHECK(said.at("greeted") == "na");
  CHECK(said.at("greeted.comment") == "closed");
  CHECK(said.at("greeted.points") == "(blank)");
  CHECK(said.at("offers:a") == "na");
  CHECK(said.at("smile") == "0");
  CHECK(said.at("smile.points") == "0");
  CHECK(said.at("smile.possible") == "3");
  const auto silent = cells(columns, reported(checklist, visit_with("{}")));
  CHECK(silent.at("greeted") == "(blank)");
  CHECK(silent.at("smile") == "(blank)");
  CHECK(silent.at("smile.points") == "(blank)");
  const auto none = cells(columns, reported(checklist, visit_with(R"({"offers":{"value":[]}})")));
  CHECK(none.at("offers:a") == "0");
}

TEST_CASE("titles are the newest words of the question, in the language asked for") {
  const auto first = parsed(checklist_json("1", R"({"id":"smile","type":"scale","prompt":{"fr":"Sourire","en":"A smile"},"min":0,"max":3})"));
  const auto second = parsed(checklist_json("2", kSmile));
  const WideColumns columns({first, second}, kWords);
  const auto smile = std::find_if(columns.columns().begin(), columns.columns().end(), [](const Column& each) { return each.key == "smile"; });
  REQUIRE(smile != columns.columns().end());
  CHECK(smile->title == "Smile");
  const auto said = cells(WideColumns({parsed(checklist_json("1", kGreeted))}, kWords),
                          reported(parsed(checklist_json("1", kGreeted)), visit_with(R"({"greeted":{"value":"yes"}})")));
  CHECK(said.at("greeted") == "Yes");
}

TEST_CASE("a question that becomes another kind gets columns of its own") {
  const auto first = parsed(checklist_json("1", kGreeted));
  const auto second = parsed(checklist_json("2", R"({"id":"greeted","type":"multi_choice","prompt":{"fr":"Salué ?","en":"Greeted?"},"choices":[
   {"id":"yes","label":{"fr":"Oui","en":"Yes"}},{"id":"late","label":{"fr":"Tard","en":"Late"}}]})"));
  const WideColumns columns({first, second}, kCodes);
  const auto old_visit = cells(columns, reported(first, visit_with(R"({"greeted":{"value":"yes"}})")));
  CHECK(old_visit.at("greeted") == "yes");
  CHECK(old_visit.at("greeted:late") == "(blank)");
  const auto new_visit = cells(columns, reported(second, visit_with(R"({"greeted":{"value":["late"]}})", 2)));
  CHECK(new_visit.at("greeted") == "(blank)");
  CHECK(new_visit.at("greeted:late") == "1");
  CHECK(new_visit.at("greeted:yes") == "0");
}
