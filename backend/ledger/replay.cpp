// The way back from the ledger's bytes to the Writer's calls.
#include "backend/ledger/ledger.hpp"
#include "backend/ledger/mutations.hpp"
#include "backend/ledger/recorder.hpp"

namespace constat::server::ledger {
namespace {

void replay_one(Writer& writer, Mutation kind, Decoder& d, std::string_view organisation) {
  switch (kind) {
    case Mutation::create_organisation: return writer.create_organisation(read_fields<Organisation>(d));
    case Mutation::set_epoch: return writer.set_epoch(read_fields<Epoch>(d).epoch);
    case Mutation::put_user: {
      User user = read_fields<User>(d);
      user.organisation = OrganisationId(std::string(organisation));
      // The address is unique: an erased person keeps a place of their own.
      if (d.erased() > 0) user.email = "erased:" + user.organisation.value + ":" + user.id.value;
      return writer.put_user(user);
    }
    case Mutation::put_user_site: {
      const auto pair = read_fields<UserSite>(d);
      return writer.put_user_site(pair.user, pair.site);
    }
    case Mutation::remove_user_site: {
      const auto pair = read_fields<UserSite>(d);
      return writer.remove_user_site(pair.user, pair.site);
    }
    case Mutation::tell_of_site: {
      const auto pair = read_fields<UserSite>(d);
      return writer.tell_of_site(pair.user, pair.site);
    }
    case Mutation::put_account_link: return writer.put_account_link(read_fields<AccountLink>(d));
    case Mutation::put_api_token: return writer.put_api_token(read_fields<ApiToken>(d));
    case Mutation::put_report_link: return writer.put_report_link(read_fields<ReportLink>(d));
    case Mutation::remove_report_link: return writer.remove_report_link(read_fields<LinkName>(d).id);
    case Mutation::put_site: return writer.put_site(read_fields<Site>(d));
    case Mutation::put_wave: return writer.put_wave(read_fields<Wave>(d));
    case Mutation::put_programme: return writer.put_programme(read_fields<Programme>(d));
    case Mutation::withdraw_checklist: {
      const auto withdrawal = read_fields<Withdrawal>(d);
      return writer.withdraw_checklist(withdrawal.id, withdrawal.version, withdrawal.at, withdrawal.reason);
    }
    case Mutation::put_checklist: return writer.put_checklist(read_fields<ChecklistRecord>(d));
    case Mutation::put_mission: return writer.put_mission(read_fields<Mission>(d));
    case Mutation::put_visit: return writer.put_visit(read_fields<VisitRecord>(d));
    case Mutation::add_revision: return writer.add_revision(read_fields<Revision>(d));
    case Mutation::make_main: {
      const auto choice = read_fields<RevisionChoice>(d);
      return writer.make_main(choice.visit, choice.revision, choice.sha256);
    }
    case Mutation::decide_revision: {
      const auto choice = read_fields<RevisionChoice>(d);
      return writer.decide_revision(choice.visit, choice.revision, choice.sha256, choice.decision);
    }
    case Mutation::add_event: return writer.add_event(read_fields<VisitEvent>(d));
    case Mutation::add_blob: return writer.add_blob(read_fields<BlobRecord>(d));
    case Mutation::add_visit_photo: return writer.add_visit_photo(read_fields<VisitPhoto>(d));
    case Mutation::add_parked: return writer.add_parked(read_fields<ParkedItem>(d));
    case Mutation::decide_parked: return writer.decide_parked(read_fields<ParkedItem>(d));
    case Mutation::add_payment_line: return writer.add_payment_line(read_fields<PaymentLine>(d));
    case Mutation::remove_payment_line: {
      const auto name = read_fields<PaymentLineName>(d);
      return writer.remove_payment_line(name.visit, name.kind);
    }
    case Mutation::put_payment_statement: return writer.put_payment_statement(read_fields<PaymentStatement>(d));
    case Mutation::add_audit: return writer.add_audit(read_fields<AuditEntry>(d));
    case Mutation::put_survey: return writer.put_survey(read_fields<SurveyRecord>(d));
    case Mutation::add_response: {
      const auto answer = read_fields<SurveyResponse>(d);
      writer.add_response(answer.survey, answer.response);
      return;
    }
    case Mutation::set_index_rules: return writer.set_index_rules(read_fields<IndexRules>(d).json);
    case Mutation::set_review_required: return writer.set_review_required(read_fields<ReviewRule>(d).required);
    case Mutation::set_retention_months: return writer.set_retention_months(read_fields<RetentionRule>(d).months);
    case Mutation::set_second_share: return writer.set_second_share(read_fields<SecondShare>(d).percent);
    case Mutation::redact_revision: return writer.redact_revision(read_fields<RedactedBody>(d));
    case Mutation::replace_event: {
      const auto event = read_fields<EventText>(d);
      return writer.replace_event(event.visit, event.id, event.body);
    }
    case Mutation::remove_visit_photo: {
      const auto photo = read_fields<PhotoName>(d);
      return writer.remove_visit_photo(photo.visit, photo.revision, photo.sha256);
    }
    case Mutation::remove_blob: return writer.remove_blob(read_fields<FileName>(d).sha256);
    case Mutation::remove_parked: return writer.remove_parked(read_fields<FileName>(d).sha256);
    case Mutation::hand_visit_to: {
      const auto heir = read_fields<VisitHeir>(d);
      return writer.hand_visit_to(heir.visit, heir.pseudonym);
    }
    case Mutation::erase_person: {
      const auto erased = read_fields<ErasedPerson>(d);
      writer.erase_person(erased.person, erased.erasure);
      return;
    }
    case Mutation::forget_removals: return writer.forget_removals(read_fields<Removals>(d).seqs);
    case Mutation::next_seq: writer.next_seq(); return;
  }
  throw LedgerDamage("a change of a kind that this version does not know; use the version that wrote it, or a newer one");
}

}  // namespace

std::size_t replay(Writer& writer, std::string_view mutations, PersonKeys& keys, std::string_view organisation) {
  std::size_t erased = 0;
  each_mutation(mutations, [&](Mutation kind, std::string_view bytes) {
    Decoder decoder(bytes, keys, organisation);
    replay_one(writer, kind, decoder, organisation);
    erased += decoder.erased();
  });
  return erased;
}

}  // namespace constat::server::ledger
