#include "backend/ledger/recorder.hpp"

namespace constat::server::ledger {

template <class Change>
auto Recorder::pass(Change change) {
  try {
    return change();
  } catch (...) {
    spoiled_ = true;
    throw;
  }
}

// mutation = kind:u8 length:varint fields, so that a reader can step over what it does not know.
template <class Fields>
void Recorder::note(Mutation kind, const Fields& noted) {
  pass([&] {
    std::string text;
    Encoder encoder(text, keys_, organisation_);
    // The list of fields is shared with the decoder, which writes; the encoder only reads.
    fields(encoder, const_cast<Fields&>(noted));
    out_ += static_cast<char>(kind);
    Encoder(out_, keys_, organisation_)(text);
  });
}

void Recorder::create_organisation(const Organisation& organisation) {
  pass([&] { to_.create_organisation(organisation); });
  note(Mutation::create_organisation, organisation);
}

void Recorder::set_epoch(std::string_view epoch) {
  pass([&] { to_.set_epoch(epoch); });
  note(Mutation::set_epoch, Epoch{std::string(epoch)});
}

void Recorder::put_user(const User& user) {
  pass([&] { to_.put_user(user); });
  note(Mutation::put_user, user);
}

void Recorder::put_user_site(const UserId& user, const SiteId& site) {
  pass([&] { to_.put_user_site(user, site); });
  note(Mutation::put_user_site, UserSite{user, site});
}

void Recorder::remove_user_site(const UserId& user, const SiteId& site) {
  pass([&] { to_.remove_user_site(user, site); });
  note(Mutation::remove_user_site, UserSite{user, site});
}

void Recorder::tell_of_site(const UserId& user, const SiteId& site) {
  pass([&] { to_.tell_of_site(user, site); });
  note(Mutation::tell_of_site, UserSite{user, site});
}

void Recorder::put_account_link(const AccountLink& link) {
  pass([&] { to_.put_account_link(link); });
  note(Mutation::put_account_link, link);
}

void Recorder::put_api_token(const ApiToken& token) {
  pass([&] { to_.put_api_token(token); });
  note(Mutation::put_api_token, token);
}

void Recorder::put_report_link(const ReportLink& link) {
  pass([&] { to_.put_report_link(link); });
  note(Mutation::put_report_link, link);
}

void Recorder::remove_report_link(std::string_view id) {
  pass([&] { to_.remove_report_link(id); });
  note(Mutation::remove_report_link, LinkName{std::string(id)});
}

void Recorder::put_site(const Site& site) {
  pass([&] { to_.put_site(site); });
  note(Mutation::put_site, site);
}

void Recorder::put_wave(const Wave& wave) {
  pass([&] { to_.put_wave(wave); });
  note(Mutation::put_wave, wave);
}

void Recorder::put_programme(const Programme& programme) {
  pass([&] { to_.put_programme(programme); });
  note(Mutation::put_programme, programme);
}

void Recorder::withdraw_checklist(const ChecklistId& id, std::int64_t version, std::string_view at, std::string_view reason) {
  pass([&] { to_.withdraw_checklist(id, version, at, reason); });
  note(Mutation::withdraw_checklist, Withdrawal{id, version, std::string(at), std::string(reason)});
}

void Recorder::put_checklist(const ChecklistRecord& checklist) {
  pass([&] { to_.put_checklist(checklist); });
  note(Mutation::put_checklist, checklist);
}

void Recorder::put_mission(const Mission& mission) {
  pass([&] { to_.put_mission(mission); });
  note(Mutation::put_mission, mission);
}

void Recorder::put_visit(const VisitRecord& visit) {
  pass([&] { to_.put_visit(visit); });
  note(Mutation::put_visit, visit);
}

void Recorder::add_revision(const Revision& revision) {
  pass([&] { to_.add_revision(revision); });
  note(Mutation::add_revision, revision);
}

void Recorder::make_main(const VisitId& visit, std::int64_t revision, std::string_view sha256) {
  pass([&] { to_.make_main(visit, revision, sha256); });
  note(Mutation::make_main, RevisionChoice{visit, revision, std::string(sha256), {}});
}

void Recorder::decide_revision(const VisitId& visit, std::int64_t revision, std::string_view sha256,
                               std::string_view decision) {
  pass([&] { to_.decide_revision(visit, revision, sha256, decision); });
  note(Mutation::decide_revision, RevisionChoice{visit, revision, std::string(sha256), std::string(decision)});
}

void Recorder::add_event(const VisitEvent& event) {
  pass([&] { to_.add_event(event); });
  note(Mutation::add_event, event);
}

void Recorder::add_blob(const BlobRecord& blob) {
  pass([&] { to_.add_blob(blob); });
  note(Mutation::add_blob, blob);
}

void Recorder::add_visit_photo(const VisitPhoto& photo) {
  pass([&] { to_.add_visit_photo(photo); });
  note(Mutation::add_visit_photo, photo);
}

void Recorder::add_parked(const ParkedItem& item) {
  pass([&] { to_.add_parked(item); });
  note(Mutation::add_parked, item);
}

void Recorder::decide_parked(const ParkedItem& decided) {
  pass([&] { to_.decide_parked(decided); });
  note(Mutation::decide_parked, decided);
}

void Recorder::add_payment_line(const PaymentLine& line) {
  pass([&] { to_.add_payment_line(line); });
  note(Mutation::add_payment_line, line);
}

void Recorder::remove_payment_line(const VisitId& visit, std::string_view kind) {
  pass([&] { to_.remove_payment_line(visit, kind); });
  note(Mutation::remove_payment_line, PaymentLineName{visit, std::string(kind)});
}

void Recorder::put_payment_statement(const PaymentStatement& statement) {
  pass([&] { to_.put_payment_statement(statement); });
  note(Mutation::put_payment_statement, statement);
}

void Recorder::add_audit(const AuditEntry& entry) {
  pass([&] { to_.add_audit(entry); });
  note(Mutation::add_audit, entry);
}

void Recorder::put_survey(const SurveyRecord& survey) {
  pass([&] { to_.put_survey(survey); });
  note(Mutation::put_survey, survey);
}

bool Recorder::add_response(const SurveyId& survey, const StoredResponse& response) {
  const bool added = pass([&] { return to_.add_response(survey, response); });
  if (added) note(Mutation::add_response, SurveyResponse{survey, response});
  return added;
}

void Recorder::set_index_rules(std::string_view json) {
  pass([&] { to_.set_index_rules(json); });
  note(Mutation::set_index_rules, IndexRules{std::string(json)});
}

void Recorder::set_review_required(bool required) {
  pass([&] { to_.set_review_required(required); });
  note(Mutation::set_review_required, ReviewRule{required});
}

void Recorder::set_second_share(std::int64_t percent) {
  pass([&] { to_.set_second_share(percent); });
  note(Mutation::set_second_share, SecondShare{percent});
}

void Recorder::set_retention_months(std::int64_t months) {
  pass([&] { to_.set_retention_months(months); });
  note(Mutation::set_retention_months, RetentionRule{months});
}

void Recorder::redact_revision(const RedactedBody& redacted) {
  pass([&] { to_.redact_revision(redacted); });
  note(Mutation::redact_revision, redacted);
}

void Recorder::replace_event(const VisitId& visit, std::string_view id, std::string_view body) {
  pass([&] { to_.replace_event(visit, id, body); });
  note(Mutation::replace_event, EventText{visit, std::string(id), std::string(body)});
}

void Recorder::remove_visit_photo(const VisitId& visit, std::int64_t revision, std::string_view sha256) {
  pass([&] { to_.remove_visit_photo(visit, revision, sha256); });
  note(Mutation::remove_visit_photo, PhotoName{visit, revision, std::string(sha256)});
}

void Recorder::remove_blob(std::string_view sha256) {
  pass([&] { to_.remove_blob(sha256); });
  note(Mutation::remove_blob, FileName{std::string(sha256)});
}

void Recorder::remove_parked(std::string_view sha256) {
  pass([&] { to_.remove_parked(sha256); });
  note(Mutation::remove_parked, FileName{std::string(sha256)});
}

void Recorder::hand_visit_to(const VisitId& visit, const UserId& pseudonym) {
  pass([&] { to_.hand_visit_to(visit, pseudonym); });
  note(Mutation::hand_visit_to, VisitHeir{visit, pseudonym});
}

Erasure Recorder::erase_person(const UserId& person, const Erasure& wanted) {
  Erasure done = pass([&] { return to_.erase_person(person, wanted); });
  note(Mutation::erase_person, ErasedPerson{person, done});
  return done;
}

void Recorder::forget_removals(const std::vector<std::int64_t>& seqs) {
  pass([&] { to_.forget_removals(seqs); });
  note(Mutation::forget_removals, Removals{seqs});
}

std::int64_t Recorder::next_seq() {
  const std::int64_t seq = pass([&] { return to_.next_seq(); });
  note(Mutation::next_seq, NextSeq{});
  return seq;
}

}  // namespace constat::server::ledger
