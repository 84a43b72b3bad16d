#include "backend/review/quarantine.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "shared/sync/receipt.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

class Names {
 public:
  explicit Names(Reader& reader) {
    for (const User& user : reader.users()) names_[user.id.value] = user.name;
  }
  Doc of(const UserId& id) const {
    const auto found = names_.find(id.value);
    return {{"id", id.value}, {"name", found == names_.end() ? id.value : found->second}};
  }

 private:
  std::map<std::string, std::string> names_;
};

// A body that never counted waits until somebody decides; one that did only while nothing newer took its place.
bool still_waits(const VisitRecord& visit, const Revision& body) {
  if (body.quarantined == "conflict" || body.quarantined == "other-investigator" || body.quarantined == "already-decided")
    return !(body.main && visit.revision > body.revision);
  return body.main && visit.revision <= body.revision;
}

Doc checklist_document(Reader& reader, const Visit& visit) {
  const auto record = reader.checklist(visit.checklist, visit.checklist_version);
  if (!record) return nullptr;
  const Doc checklist = Doc::parse(record->json, nullptr, false);
  return {{"id", record->id.value},
          {"version", record->version},
          {"title", checklist.is_object() ? checklist.value("title", Doc::object()) : Doc::object()}};
}

Doc score_of(const Revision& body) {
  const auto receipt = parse_receipt(body.receipt);
  if (!receipt || !receipt->score || !receipt->score->score) return nullptr;
  return static_cast<double>(receipt->score->score->value) / 1e6;
}

Doc main_of(Reader& reader, const Revision& body) {
  for (const Revision& other : reader.revisions(body.visit))
    if (other.main && other.revision == body.revision && other.sha256 != body.sha256) return other.sha256;
  return nullptr;
}

Doc visit_document(Reader& reader, const Names& names, const Revision& body) {
  Doc doc = {{"id", body.visit.value},       {"revision", body.revision},
             {"sha256", body.sha256},        {"reason", *body.quarantined},
             {"received_at", body.received_at}, {"site", nullptr},
             {"investigator", names.of(body.sender)}, {"checklist", nullptr},
             {"score", score_of(body)},      {"conflicts_with", main_of(reader, body)}};
  const auto submission = parse_submission(body.body);
  if (!submission) return doc;
  if (const auto site = reader.site(submission->visit.site)) doc["site"] = {{"id", site->id.value}, {"name", site->name}};
  doc["checklist"] = checklist_document(reader, submission->visit);
  return doc;
}

}  // namespace

std::string quarantine_json(Reader& reader) {
  const Names names(reader);
  Doc visits = Doc::array(), parked = Doc::array();
  for (const Revision& body : reader.set_aside()) {
    const auto visit = reader.visit(body.visit);
    if (visit && still_waits(*visit, body)) visits.push_back(visit_document(reader, names, body));
  }
  for (const ParkedItem& item : reader.undecided_parked())
    parked.push_back({{"sha256", item.sha256},
                      {"sender", names.of(item.sender)},
                      {"received_at", item.received_at},
                      {"visit", item.visit},
                      {"revision", item.revision},
                      {"problem", item.problem},
                      {"note", item.note},
                      {"bytes", item.bytes}});
  return Doc{{"visits", std::move(visits)}, {"parked", std::move(parked)}}.dump(-1, ' ', false,
                                                                               Doc::error_handler_t::replace);
}

}  // namespace constat::server
