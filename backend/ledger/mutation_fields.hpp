// The fields of everything that can be written, in the order in which the ledger keeps them. Append only: a new field
// goes to the end of its list, a new mutation to the end of the enumeration.
#pragma once

#include "backend/store/account_links.hpp"
#include "backend/store/api_tokens.hpp"
#include "backend/store/audit_records.hpp"
#include "backend/store/erasure_records.hpp"
#include "backend/store/evidence_records.hpp"
#include "backend/store/payment_records.hpp"
#include "backend/store/records.hpp"
#include "backend/store/report_links.hpp"

namespace constat::server::ledger {

enum class Mutation : std::uint8_t {  // stored
  create_organisation = 1, put_user, put_user_site, put_site, put_wave, put_checklist, put_mission, put_visit, add_revision,
  put_survey, add_response, set_index_rules, next_seq, make_main, decide_revision, add_event, add_blob, add_visit_photo,
  add_parked, decide_parked, forget_removals, set_epoch, set_review_required,
  add_payment_line, remove_payment_line, put_payment_statement, add_audit,
  remove_user_site, put_account_link,
  set_retention_months, redact_revision, replace_event, remove_visit_photo, remove_blob, remove_parked, hand_visit_to, erase_person,
  set_second_share,
  tell_of_site,
  put_programme, withdraw_checklist,
  put_api_token,
  put_report_link, remove_report_link,
};

// Arguments that are no record of their own.
struct UserSite {
  UserId user;
  SiteId site;
};
struct SurveyResponse {
  SurveyId survey;
  StoredResponse response;
};
struct IndexRules {
  std::string json;
};
struct ReviewRule {
  bool required = false;
};
struct NextSeq {};
struct RetentionRule {
  std::int64_t months = 0;
};
struct SecondShare {
  std::int64_t percent = 0;
};
struct EventText {
  VisitId visit;
  std::string id, body;
};
struct FileName {  // remove_blob, remove_parked
  std::string sha256;
};
struct PhotoName {
  VisitId visit;
  std::int64_t revision = 0;
  std::string sha256;
};
struct VisitHeir {
  VisitId visit;
  UserId pseudonym;
};
struct ErasedPerson {
  UserId person;
  Erasure erasure;
};
struct RevisionChoice {  // make_main, decide_revision
  VisitId visit;
  std::int64_t revision = 0;
  std::string sha256, decision;
};
struct Withdrawal {
  ChecklistId id;
  std::int64_t version = 0;
  std::string at, reason;
};
struct Removals {
  std::vector<std::int64_t> seqs;
};
struct PaymentLineName {
  VisitId visit;
  std::string kind;
};
struct LinkName {
  std::string id;
};
struct Epoch {
  std::string epoch;
};

// Words of a person, one a line, in one field: it is sealed as a whole.
inline std::string joined_words(const std::vector<std::string>& words) {
  std::string lines;
  for (const std::string& word : words) lines += word + "\n";
  return lines;
}
inline std::vector<std::string> split_words(std::string_view lines) {
  std::vector<std::string> words;
  for (auto end = lines.find('\n'); end != std::string_view::npos; end = lines.find('\n')) {
    words.emplace_back(lines.substr(0, end));
    lines.remove_prefix(end + 1);
  }
  return words;
}

template <class Codec>
void fields(Codec& c, Organisation& o) {
  c(o.id), c(o.name), c(o.demo), c(o.epoch), c(o.index_rules), c(o.review_required), c(o.retention_months), c(o.second_share);
}

template <class Codec>
void fields(Codec& c, User& u) {
  std::string role(to_string(u.role));
  std::string regions = joined_words(u.regions), skills = joined_words(u.skills);
  c(u.id), c.personal(u.id, u.email), c.personal(u.id, u.name), c(role), c(u.language), c(u.password_hash), c(u.disabled);
  c.personal(u.id, regions), c.personal(u.id, skills);
  u.role = role_of(role).value_or(Role::client);
  u.regions = split_words(regions);
  u.skills = split_words(skills);
}

template <class Codec>
void fields(Codec& c, UserSite& u) {
  c(u.user), c(u.site);
}

template <class Codec>
void fields(Codec& c, Site& s) {
  bool placed = s.position.has_value();
  c(s.id), c(s.name), c(s.city), c(s.region), c(s.tags), c(placed);
  if (placed) {
    if (!s.position) s.position.emplace();
    c(s.position->latitude), c(s.position->longitude);
  }
  c(s.address), c(s.opening_hours);
}

template <class Codec>
void fields(Codec& c, AccountLink& l) {
  c(l.id), c(l.user), c(l.kind), c(l.token_hash), c(l.made_by), c(l.made_at), c(l.expires_at), c(l.used_at), c(l.revoked_at);
}

template <class Codec>
void fields(Codec& c, ApiToken& t) {
  c(t.id), c(t.user), c.personal(t.user, t.name), c(t.scopes), c(t.token_hash), c(t.made_by), c(t.made_at), c(t.expires_at), c(t.used_on);
  c(t.revoked_at);
}

template <class Codec>
void fields(Codec& c, ReportLink& l) {
  c(l.id), c(l.maker), c(l.kind), c(l.subject), c(l.wave), c(l.request), c(l.token_hash), c(l.made_at), c(l.expires_at), c(l.opened), c(l.opened_at);
  c(l.revoked_at);
}

template <class Codec>
void fields(Codec& c, LinkName& l) {
  c(l.id);
}

template <class Codec>
void fields(Codec& c, Wave& w) {
  c(w.id), c(w.title), c(w.starts_on), c(w.title_en), c(w.programme), c(w.ends_on), c(w.closed), c(w.visits_per_site), c(w.exceptions);
}

template <class Codec>
void fields(Codec& c, Programme& p) {
  c(p.id), c(p.title), c(p.title_en), c(p.index_rules), c(p.retention_months), c(p.review_required), c(p.live_score);
  c(p.discreet), c(p.appeal_days), c(p.employees_named), c(p.informed_on), c(p.informed_how);
}

template <class Codec>
void fields(Codec& c, Withdrawal& w) {
  c(w.id), c(w.version), c(w.at), c(w.reason);
}

template <class Codec>
void fields(Codec& c, ChecklistRecord& r) {
  c(r.id), c(r.version), c(r.hash), c(r.json);
}

template <class Codec>
void fields(Codec& c, Mission& m) {
  c(m.id), c(m.site), c(m.checklist), c(m.checklist_version), c(m.wave), c(m.contact_mode), c(m.window_from);
  c(m.window_to), c(m.scenario_fr), c(m.scenario_en), c(m.status), c(m.live_score), c(m.investigator);
  c(m.discreet), c(m.fee), c(m.expenses_cap), c(m.claimed), c(m.cancel_reason), c(m.skills);
}

template <class Codec>
void fields(Codec& c, VisitRecord& v) {
  std::optional<std::int64_t> score;
  if (v.score) score = v.score->value;
  c(v.id), c(v.site), c(v.checklist), c(v.checklist_version), c(v.wave), c(v.investigator), c(v.mission), c(v.revision);
  c(v.sha256), c(v.received_at), c(v.started_at), c(v.status), c(v.score_status), c(score), c(v.score_json);
  c(v.device_score_json), c(v.grade), c(v.passed), c(v.score_differs), c(v.stored_seq);
  if (score) v.score = MicroPercent{*score};
}

template <class Codec>
void fields(Codec& c, Revision& r) {
  c(r.visit), c(r.revision), c(r.sha256), c(r.main), c(r.sender), c.personal(r.sender, r.body), c(r.received_at);
  c(r.client_time), c(r.quarantined), c(r.receipt), c(r.seq), c(r.decision), c(r.redacted);
}

template <class Codec>
void fields(Codec& c, SurveyRecord& s) {
  c(s.id), c(s.json);
}

template <class Codec>
void fields(Codec& c, SurveyResponse& s) {
  StoredResponse& r = s.response;
  c(s.survey), c(r.file_hash), c(r.row), c(r.id), c(r.site), c(r.wave), c(r.date), c(r.weight), c(r.values), c(r.texts);
}

template <class Codec>
void fields(Codec& c, ReviewRule& r) {
  c(r.required);
}

template <class Codec>
void fields(Codec& c, IndexRules& r) {
  c(r.json);
}

template <class Codec>
void fields(Codec&, NextSeq&) {}

template <class Codec>
void fields(Codec& c, RevisionChoice& r) {
  c(r.visit), c(r.revision), c(r.sha256), c(r.decision);
}

template <class Codec>
void fields(Codec& c, VisitEvent& e) {
  c(e.visit), c(e.id), c(e.type), c(e.author), c(e.at), c.personal(e.author, e.body), c(e.seq);
}

template <class Codec>
void fields(Codec& c, BlobRecord& b) {
  c(b.sha256), c(b.bytes), c(b.type), c(b.received_at), c(b.seq), c(b.flaw);
}

template <class Codec>
void fields(Codec& c, VisitPhoto& p) {
  c(p.visit), c(p.revision), c(p.sha256), c(p.item), c(p.bytes), c(p.type), c(p.width), c(p.height), c(p.dhash), c(p.taken_at);
}

template <class Codec>
void fields(Codec& c, ParkedItem& p) {
  c(p.sha256), c(p.sender), c(p.received_at), c(p.visit), c(p.revision), c(p.problem), c.personal(p.sender, p.note);
  c.personal(p.sender, p.body), c(p.bytes), c(p.decision), c(p.decided_by), c(p.decided_at), c(p.reason);
}

template <class Codec>
void fields(Codec& c, Removals& r) {
  c(r.seqs);
}

template <class Codec>
void fields(Codec& c, PaymentLine& l) {
  c(l.visit), c(l.kind), c(l.investigator), c(l.mission), c(l.site), c(l.cents), c(l.stated), c(l.dated), c(l.statement);
  c(l.decided_by), c(l.decided_at), c(l.reason);
}

template <class Codec>
void fields(Codec& c, PaymentLineName& l) {
  c(l.visit), c(l.kind);
}

template <class Codec>
void fields(Codec& c, PaymentStatement& s) {
  c(s.id), c(s.run), c(s.investigator), c(s.period_from), c(s.period_to), c(s.cents), c(s.lines), c(s.status);
  c(s.made_by), c(s.made_at), c(s.paid_on), c(s.reference), c(s.closed_by), c(s.closed_at), c(s.reason);
}

// Its number is given anew: it is the same, because the order is.
template <class Codec>
void fields(Codec& c, AuditEntry& e) {
  c(e.at), c(e.actor), c(e.action), c(e.object_type), c(e.object), c(e.detail);
  if (e.actor.empty()) c(e.address);
  else c.personal(e.actor, e.address);
}

template <class Codec>
void fields(Codec& c, RetentionRule& r) {
  c(r.months);
}

template <class Codec>
void fields(Codec& c, SecondShare& s) {
  c(s.percent);
}

// In the clear: it says nothing any more that a key would have to guard.
template <class Codec>
void fields(Codec& c, RedactedBody& r) {
  c(r.visit), c(r.revision), c(r.sha256), c(r.body);
}

template <class Codec>
void fields(Codec& c, EventText& e) {
  c(e.visit), c(e.id), c(e.body);
}

template <class Codec>
void fields(Codec& c, FileName& f) {
  c(f.sha256);
}

template <class Codec>
void fields(Codec& c, PhotoName& p) {
  c(p.visit), c(p.revision), c(p.sha256);
}

template <class Codec>
void fields(Codec& c, VisitHeir& v) {
  c(v.visit), c(v.pseudonym);
}

// The person's id goes with the log's earlier records: Store::scrub().
template <class Codec>
void fields(Codec& c, ErasedPerson& p) {
  c(p.person), c(p.erasure.mark), c(p.erasure.pseudonym), c(p.erasure.at), c(p.erasure.sessions);
}

template <class Codec>
void fields(Codec& c, Epoch& e) {
  c(e.epoch);
}

}  // namespace constat::server::ledger
