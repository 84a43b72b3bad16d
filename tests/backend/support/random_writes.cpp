#include "tests/backend/support/random_writes.hpp"

#include "shared/base/sha256.hpp"
#include "shared/sync/erasure_mark.hpp"

namespace constat::test {

using namespace server;

void RandomWrites::step(Store& store) {
  for (const char* name : {"a", "b"}) {
    bool there = false;
    for (const Organisation& each : store.accounts()->organisations()) there = there || each.id.value == name;
    if (!there) store.create_organisation({OrganisationId(name), std::string("Organisation ") + name, false, "e1", ""});
  }
  store.write(OrganisationId(draw(3) == 0 ? "b" : "a"), [this](Writer& writer) {
    for (std::uint64_t count = 1 + draw(4); count > 0; --count) change(writer);
  });
}

Mission RandomWrites::mission() {
  Mission made;
  made.id = MissionId(one("m", 12));
  made.site = SiteId(one("s", 8));
  made.checklist = ChecklistId("c0");
  made.checklist_version = static_cast<std::int64_t>(draw(3));
  made.wave = WaveId("w1");
  made.contact_mode = "visit";
  made.window_from = "2026-11-01T08:00:00+01:00";
  made.scenario_fr = one("Entrez… ", 9);
  made.status = draw(3) == 0 ? "done" : "assigned";
  made.live_score = draw(2) == 0;
  made.investigator = UserId(draw(6) == 0 ? std::string() : one("u", 5));
  made.discreet = draw(4) == 0;
  if (draw(2) == 0) made.fee = static_cast<std::int64_t>(draw(10'000));
  if (draw(3) == 0) made.expenses_cap = static_cast<std::int64_t>(draw(5'000));
  made.claimed = draw(3) == 0;
  if (draw(8) == 0) made.cancel_reason = one("Fermé ", 3);
  if (draw(4) == 0) made.skills = {"anglais", one("permis ", 3)};
  return made;
}

VisitRecord RandomWrites::visit() {
  VisitRecord made;
  made.id = VisitId(one("v", 20));
  made.site = SiteId(one("s", 8));
  made.checklist = ChecklistId("c0");
  made.wave = WaveId(one("w", 3));
  made.status = draw(3) == 0 ? "approved" : draw(3) == 0 ? "rejected" : "received";
  made.investigator = UserId(one("u", 5));
  made.revision = 1 + static_cast<std::int64_t>(draw(3));
  made.sha256 = one("h", 1000);
  made.received_at = "2026-11-22T01:00:00.000Z";
  made.score_status = draw(5) == 0 ? "incomplete" : "complete";
  if (draw(2) == 0) made.score = MicroPercent{static_cast<std::int64_t>(draw(100'000'000))};
  if (draw(2) == 0) made.passed = draw(2) == 0;
  if (draw(2) == 0) made.stored_seq = static_cast<std::int64_t>(draw(500));
  made.score_differs = draw(5) == 0;
  return made;
}

Revision RandomWrites::revision() {
  Revision made;
  made.visit = VisitId(one("v", 20));
  made.revision = static_cast<std::int64_t>(++made_);
  made.body = "{\"body\":\"" + std::string(draw(3000), 'x') + std::to_string(made_) + "\"}";
  made.sha256 = sha256_hex(made.body);
  made.main = draw(4) != 0;
  made.sender = UserId(one("u", 5));
  made.received_at = "2026-11-22T01:00:00.000Z";
  if (draw(4) == 0) made.quarantined = "unknown-site";
  made.receipt = "{\"seq\":1}";
  return made;
}

void RandomWrites::evidence(Writer& writer) {
  switch (draw(7)) {
    case 0: return writer.make_main(VisitId(one("v", 20)), static_cast<std::int64_t>(draw(made_ + 1)), one("h", 9));
    case 1: {
      auto all = writer.set_aside();
      if (all.empty()) return;
      const Revision& chosen = all[draw(all.size())];
      return writer.decide_revision(chosen.visit, chosen.revision, chosen.sha256, "reject");
    }
    case 2:
      return writer.add_event({VisitId(one("v", 20)), one("event", 50), "decision", UserId(one("u", 5)),
                               "2026-11-22T01:00:00Z", "{\"reason\":\"é\"}", writer.next_seq()});
    case 3: return writer.add_blob({one("blob", 30), 5, "image/png", "2026-11-22T01:00:00Z", writer.next_seq(), ""});
    case 4: {
      VisitPhoto photo;
      photo.visit = VisitId(one("v", 20));
      photo.revision = 1;
      photo.sha256 = one("blob", 30);
      photo.item = "front";
      if (draw(2) == 0) photo.dhash = "0011223344556677";
      return writer.add_visit_photo(photo);
    }
    case 5: {
      ParkedItem item;
      item.sha256 = one("parked", 10);
      item.sender = UserId(one("u", 5));
      item.note = "Je ne comprends pas";
      item.body = "not a visit " + item.sha256;
      item.bytes = static_cast<std::int64_t>(item.body.size());
      return writer.add_parked(item);
    }
    default: {
      ParkedItem item;
      item.sha256 = one("parked", 10);
      item.decision = "dismiss";
      item.decided_by = UserId(one("u", 5));
      item.reason = "double";
      return writer.decide_parked(item);
    }
  }
}

void RandomWrites::redact(Writer& writer) {
  const VisitId visit(one("v", 20));
  switch (draw(8)) {
    case 0:
      for (const Revision& body : writer.revisions(visit)) writer.redact_revision({visit, body.revision, body.sha256, one("{\"rest\":", 9) + "}"});
      return;
    case 1:
      for (const VisitEvent& event : writer.events(visit)) writer.replace_event(visit, event.id, "{\"reason\":\"—\"}");
      return;
    case 2:
      for (const VisitPhoto& photo : writer.photos(visit)) writer.remove_visit_photo(visit, photo.revision, photo.sha256);
      return;
    case 3: return writer.remove_blob(one("blob", 30));
    case 4: return writer.remove_parked(one("parked", 10));
    case 5: return writer.hand_visit_to(visit, UserId(one("erased-", 1000)));
    case 6: return writer.set_second_share(static_cast<std::int64_t>(draw(100)));
    default: return writer.set_retention_months(static_cast<std::int64_t>(draw(24)));
  }
}

// Who is erased stays so: their id is drawn again by other changes, as by a phone that was let in before.
void RandomWrites::erase(Writer& writer) {
  const UserId person(one("u", 5));
  const std::string organisation = writer.organisation().id.value;
  const auto user = writer.user(person);
  if (!user || writer.is_erased(person)) return;
  writer.erase_person(person, {erasure_mark(organisation, person.value), UserId("erased-" + person.value), static_cast<std::int64_t>(draw(1000)), {}});
}

void RandomWrites::payment(Writer& writer) {
  if (draw(3) == 0) {
    PaymentStatement statement;
    statement.id = one("2026-000", 6);
    statement.run = one("run", 6);
    statement.investigator = UserId(one("u", 5));
    statement.cents = static_cast<std::int64_t>(draw(9'000));
    statement.status = draw(2) == 0 ? "made" : "paid";
    statement.reference = one("VIR é", 9);
    return writer.put_payment_statement(statement);
  }
  PaymentLine line;
  line.visit = VisitId(one("v", 20));
  line.kind = draw(2) == 0 ? "fee" : "fee_correction";
  line.investigator = UserId(one("u", 5));
  line.cents = static_cast<std::int64_t>(draw(9'000)) - 4'500;
  line.statement = draw(3) == 0 ? std::string() : one("2026-000", 6);
  line.reason = one("Refusé ", 5);
  for (const PaymentLine& each : writer.payment_lines({}))
    if (each.visit == line.visit && each.kind == line.kind) return writer.remove_payment_line(line.visit, line.kind);
  writer.add_payment_line(line);
}

void RandomWrites::programme(Writer& writer) {
  if (draw(2) == 0) {
    Wave wave{WaveId(one("w", 4)), one("Vague ", 9), "2026-10-01", one("Wave ", 9)};
    if (draw(2) == 0) wave.programme = ProgrammeId(one("p", 3));
    wave.closed = draw(4) == 0;
    wave.visits_per_site = static_cast<std::int64_t>(draw(5));
    if (draw(3) == 0) wave.ends_on = "2026-12-31", wave.exceptions = one("[{\"tag\":\"", 9) + "\",\"visits\":2}]";
    return writer.put_wave(wave);
  }
  Programme made;
  made.id = ProgrammeId(one("p", 3));
  made.title = one("Programme ", 9);
  if (draw(2) == 0) made.retention_months = static_cast<std::int64_t>(draw(12));
  if (draw(2) == 0) made.review_required = draw(2) == 0;
  if (draw(3) == 0) made.index_rules = one("{\"rules\":", 9) + "}";
  made.discreet = draw(3) == 0;
  made.appeal_days = 1 + static_cast<std::int64_t>(draw(30));
  made.employees_named = draw(4) == 0;
  if (made.employees_named) made.informed_on = "2026-11-01", made.informed_how = one("Réunion ", 9);
  writer.put_programme(made);
}

void RandomWrites::change(Writer& writer) {
  const OrganisationId organisation = writer.organisation().id;
  switch (draw(18)) {
    case 16: return redact(writer);
    case 17: return draw(6) == 0 ? erase(writer) : void();
    case 0: {
      const std::string id = one("u", 5);
      User user{organisation, UserId(id), id + "@" + organisation.value + ".example", one("Nom É", 100),
                static_cast<Role>(draw(6)), "fr", one("hash", 9), draw(9) == 0};
      if (draw(3) == 0) user.regions = {one("Région ", 4), "ara"};
      if (draw(3) == 0) user.skills = {one("permis ", 4)};
      return writer.put_user(user);
    }
    case 1: {
      if (!writer.user(UserId("u1"))) return;
      if (draw(3) == 0) return writer.remove_user_site(UserId("u1"), SiteId(one("s", 8)));
      if (draw(3) == 0) return writer.tell_of_site(UserId("u1"), SiteId(one("s", 8)));
      if (draw(3) == 0) {
        AccountLink link{organisation, organisation.value + one("l", 6), UserId("u1"), "reset", "hash", UserId("u2"), 1, 2, {}, {}};
        if (draw(2) == 0) link.used_at = 3;
        return writer.put_account_link(link);
      }
      if (draw(3) == 0) {
        ApiToken token{organisation, organisation.value + one("t", 6), UserId("u1"), one("Tableau ", 9), {"visits:read", one("x:", 3)}, "hash", UserId("u2"), 1, 2, {}, {}};
        if (draw(2) == 0) token.used_on = 86'400'000;
        if (draw(3) == 0) token.revoked_at = 5;
        return writer.put_api_token(token);
      }
      if (draw(4) == 0) {
        ReportLink link{organisation, organisation.value + one("r", 6), UserId(one("u", 3)), "site", one("s", 8), "all", one("q", 3), "hash", 1, 2, 0, {}, {}};
        if (draw(4) == 0) return writer.remove_report_link(link.id);
        link.opened = static_cast<std::int64_t>(draw(3));
        if (link.opened > 0) link.opened_at = 4;
        if (draw(3) == 0) link.revoked_at = 5;
        return writer.put_report_link(link);
      }
      return writer.put_user_site(UserId("u1"), SiteId(one("s", 8)));
    }
    case 2: {
      Site site{SiteId(one("s", 8)), one("Site ", 99), "Lyon", "ara", {one("tag", 9), "x"}, std::nullopt};
      site.address = one("Rue ", 9);
      if (draw(3) == 0) site.opening_hours = one("{\"mon\":[]}", 9);
      if (draw(2) == 0) site.position = Position{45.0 + static_cast<double>(draw(1000)) / 997, -4.83};
      return writer.put_site(site);
    }
    case 3: return programme(writer);
    case 4:
      if (draw(3) == 0) return writer.withdraw_checklist(ChecklistId("c0"), static_cast<std::int64_t>(draw(3)), draw(2) == 0 ? "" : "2026-11-22T01:00:00Z", one("Faute ", 3));
      return writer.put_checklist({ChecklistId("c0"), static_cast<std::int64_t>(draw(3)), "hash", "{}"});
    case 5:
    case 6: return writer.put_mission(mission());
    case 7:
    case 8: return writer.put_visit(visit());
    case 9:
    case 10: return writer.add_revision(revision());
    case 11: {
      writer.put_survey({SurveyId("q"), one("{\"v\":", 9) + "}"});
      StoredResponse response{one("file", 3), static_cast<std::int64_t>(draw(40)), one("r", 60), draw(4) == 0 ? std::string() : one("s", 8), draw(3) == 0 ? std::string() : one("w", 3), "2026-11-01",
                              0.1 * static_cast<double>(draw(30)), one("[", 9) + ",null,-2,3.5]", "[\"né\"]"};
      writer.add_response(SurveyId("q"), response);
      return;
    }
    case 12:
      if (draw(4) == 0) return writer.set_review_required(draw(2) == 0);
      return writer.set_index_rules(one("{\"rules\":", 99) + "}");
    case 13: {
      const auto found = writer.removals(std::int64_t{1} << 60, 0, 1000);
      if (!found.seqs.empty()) writer.forget_removals({found.seqs.front()});
      if (draw(20) == 0) writer.set_epoch(one("e", 1000));
      return;
    }
    case 14:
      if (draw(3) == 0) return writer.add_audit({0, "2026-11-22T01:00:00Z", UserId(draw(3) == 0 ? std::string() : one("u", 5)), "visit-approved", "visit", one("v", 20), "{}", one("10.0.0.", 9)});
      return payment(writer);
    default: return evidence(writer);
  }
}

}  // namespace constat::test
