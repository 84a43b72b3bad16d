#include "shared/review/evidence.hpp"

#include <algorithm>
#include <cstdlib>

#include "shared/base/double_text.hpp"

namespace constat {
namespace {

constexpr std::array<std::string_view, kEvidenceCodes> kCodes = {
    "straight-lining", "too-fast",   "ends-before-start", "overlapping-visits", "implausible-speed", "far-from-site", "outside-opening-hours",
    "clock-moved",     "same-photo", "similar-photo",     "repeated-comment",   "score-differs",     "photo-metadata"};

}  // namespace

std::string_view to_string(EvidenceCode code) { return kCodes[static_cast<std::size_t>(code)]; }

std::optional<EvidenceCode> evidence_code(std::string_view text) {
  for (std::size_t i = 0; i < kEvidenceCodes; ++i)
    if (kCodes[i] == text) return static_cast<EvidenceCode>(i);
  return std::nullopt;
}

const EvidenceFact* EvidenceReason::find(std::string_view name) const {
  for (const EvidenceFact& fact : facts)
    if (fact.name == name) return &fact;
  return nullptr;
}

double EvidenceReason::number(std::string_view name) const {
  const EvidenceFact* fact = find(name);
  return fact ? fact->number : 0;
}

std::string_view EvidenceReason::text(std::string_view name) const {
  const EvidenceFact* fact = find(name);
  return fact ? std::string_view(fact->text) : std::string_view();
}

double strength_between(double value, double threshold, double certain) {
  const double way = (value - threshold) / (certain - threshold);
  return 0.5 + 0.5 * std::min(1.0, std::max(0.0, way));
}

double evidence_index(const std::vector<EvidenceReason>& reasons) {
  std::array<double, kEvidenceCodes> strongest{};
  for (const EvidenceReason& reason : reasons) {
    double& strength = strongest[static_cast<std::size_t>(reason.code)];
    strength = std::max(strength, reason.strength);
  }
  double innocent = 1;  // multiplied in the order of the codes: the same bits for any order of reasons
  for (std::size_t i = 0; i < kEvidenceCodes; ++i) innocent *= 1 - kEvidenceWeights[i] * strongest[i];
  return 100 * (1 - innocent);
}

bool comes_before(const QueueEntry& a, const QueueEntry& b) {
  if (a.index != b.index) return a.index > b.index;
  if (a.waiting_since != b.waiting_since) return a.waiting_since < b.waiting_since;
  return a.visit < b.visit;
}

void order_queue(std::vector<QueueEntry>& queue) { std::sort(queue.begin(), queue.end(), comes_before); }

Json evidence_json(const EvidenceReason& reason) {
  Json facts = Json::object();
  for (const EvidenceFact& fact : reason.facts) facts.add(fact.name, fact.is_number ? json_double(fact.number) : Json::of_text(fact.text));
  Json out = Json::object();
  out.add("code", Json::of_text(to_string(reason.code))).add("strength", json_double(reason.strength)).add("facts", std::move(facts));
  return out;
}

EvidenceReason read_evidence(const Json& json, const std::string& path, Problems& problems) {
  EvidenceReason reason;
  JsonReader reader(json, path, problems);
  if (const Json* code = reader.required("code", JsonKind::string)) {
    const std::optional<EvidenceCode> known = evidence_code(code->text);
    if (known) reason.code = *known;
    else reader.report("code", "unknown-evidence", {code->text});
  }
  if (const Json* strength = reader.required("strength", JsonKind::number)) reason.strength = std::strtod(strength->text.c_str(), nullptr);
  if (!(reason.strength >= 0 && reason.strength <= 1)) {
    reader.report("strength", "out-of-range", {shortest_text(reason.strength), "0", "1"});
    reason.strength = 0;
  }
  if (const Json* facts = reader.required("facts", JsonKind::object)) {
    for (const JsonMember& fact : facts->members) {
      if (fact.value.is(JsonKind::number)) reason.facts.push_back(EvidenceFact::of(fact.name, std::strtod(fact.value.text.c_str(), nullptr)));
      else if (fact.value.is(JsonKind::string)) reason.facts.push_back(EvidenceFact::of(fact.name, fact.value.text));
      else problems.push_back({member_path(reader.path_of("facts"), fact.name), "evidence-fact", {}});
    }
  }
  reader.refuse_others();
  return reason;
}

}  // namespace constat
