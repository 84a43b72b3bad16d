#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kInes = R"({"id":"ines","name":"Inès","email":"ines@n.example","role":"investigator","language":"fr","status":"no_access","sites":[],"link":null})";
const std::string kPeople = R"({"people":[)" + kInes + R"(],"count":120,"statuses":{"no_access":1,"active":119}})";
const std::string kLink = R"({"kind":"invitation","token":"l1.secret","url":"https://c.example/#/join/l1.secret","expires_at":"2026-11-29T10:00:00Z"})";
const std::string kOffer = R"({"kind":"invitation","name":"Inès","email":"ines@n.example","language":"en","organisation":{"name":"Nord"},"expires_at":"2026-11-29T10:00:00Z","shortest_password":10})";

void open_person(AppScenario& s) {
  s.start("#/people/person/ines", "administrator");
  s.reply_to("fetch", fetched(kInes));
  s.app.admin().begin_person();
}

}  // namespace

TEST_CASE("the list of people is asked for by what its address says, and searched only when the typing is done") {
  AppScenario s;
  s.start("#/people?role=reviewer&status=active&text=ana&page=3", "administrator");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/people?page=3&role=reviewer&status=active&text=ana"})");
  s.reply(request, fetched(kPeople));
  CHECK(s.app.state().admin.people.value->pages() == 3);
  CHECK(s.app.state().admin.people.value->of_status("active") == 119);
  s.app.admin().type_search("inès");
  CHECK_FALSE(s.has("fetch"));
  s.app.admin().search();
  CHECK(s.url() == "#/people?role=reviewer&status=active&text=in%C3%A8s");
  s.reply_to("fetch", fetched(kPeople));
  s.app.admin().filter_people("", "invited");
  CHECK(s.url() == "#/people?status=invited&text=in%C3%A8s");
}

TEST_CASE("a new person needs a name and an address, and stays on screen when the server refuses") {
  AppScenario s;
  s.start("#/people/new", "administrator");
  s.app.admin().begin_person();
  s.app.admin().save_person();
  CHECK(s.app.state().admin.person_form.missing.size() == 2);
  CHECK_FALSE(s.has("post"));
  s.app.admin().change_person([](PersonForm& form) { form.name = "Inès", form.email = "ines@n.example"; });
  s.app.admin().save_person();
  s.app.admin().save_person();
  const StoreRequest post = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(post.payload == R"({"path":"/api/v1/people","body":{"name":"Inès","email":"ines@n.example","role":"investigator","language":"fr","regions":[],"skills":[]}})");
  s.reply(post, fetched(R"({"code":"email-taken","detail":"Un autre compte a déjà cette adresse."})", 409));
  CHECK(s.app.state().admin.person_form.refusal->failure.detail == "Un autre compte a déjà cette adresse.");
  CHECK(s.app.state().admin.person_form.name == "Inès");
  s.app.admin().save_person();
  s.reply_to("post", fetched(kInes, 201));
  CHECK(s.url() == "#/people/person/ines");
  CHECK(s.app.state().admin.person_form.saved);
}

TEST_CASE("a site manager is saved with sites, and not without") {
  AppScenario s;
  open_person(s);
  s.app.admin().change_person([](PersonForm& form) { form.role = "site_manager"; });
  s.app.admin().save_person();
  CHECK(s.app.state().admin.person_form.missing.count("sites") == 1);
  s.app.admin().change_person([](PersonForm& form) { form.sites.push_back({"lyon", "Lyon", "", "", ""}); });
  s.app.admin().save_person();
  CHECK(s.expect("post").payload.find(R"("sites":["lyon"])") != std::string::npos);
}

TEST_CASE("a manager is limited to regions and sites, an investigator has regions and skills, and nobody else either") {
  AppScenario s;
  s.start("#/people/person/ines", "administrator");
  s.reply_to("fetch", fetched(R"({"id":"ines","name":"Inès","email":"ines@n.example","role":"investigator","language":"fr","status":"active",
    "regions":["hdf"],"skills":["permis","anglais"],"sites":[],"link":null})"));
  s.app.admin().begin_person();
  CHECK(s.app.state().admin.person_form.skills == "permis, anglais");
  s.app.admin().change_person([](PersonForm& form) { form.skills = " permis,lunettes ,, permis"; form.regions.insert("ara"); });
  s.app.admin().save_person();
  const StoreRequest post = s.expect("post");
  CHECK(post.payload.find(R"("regions":["ara","hdf"],"skills":["permis","lunettes"]})") != std::string::npos);
  s.reply(post, fetched(R"({"code":"bad-person","detail":"x"})", 400));
  s.app.admin().change_person([](PersonForm& form) { form.role = "manager"; form.sites.push_back({"lyon", "Lyon", "", "", ""}); });
  s.app.admin().save_person();
  const StoreRequest limited = s.expect("post");
  CHECK(limited.payload.find(R"("regions":["ara","hdf"],"sites":["lyon"]})") != std::string::npos);
  s.reply(limited, fetched(R"({"code":"bad-person","detail":"x"})", 400));
  s.app.admin().change_person([](PersonForm& form) { form.role = "reviewer"; });
  s.app.admin().save_person();
  CHECK(s.expect("post").payload.find("regions") == std::string::npos);
}

TEST_CASE("opening hours are typed a day at a time, copied to the weekdays, and not sent with a mistake") {
  AppScenario s;
  s.start("#/sites/site/lyon", "administrator");
  s.reply_to("fetch", fetched(R"({"id":"lyon","name":"Lyon","city":"Lyon","region":"","tags":[],"address":"","position":null,"opening_hours":{"mon":[["09:00","12:30"],["14:00","19:00"]],"sun":[]}})"));
  s.app.admin().begin_site();
  const SiteForm& form = s.app.state().admin.site_form;
  CHECK(form.hours[0] == "09:00-12:30, 14:00-19:00");
  CHECK(form.hours[1].empty());
  CHECK(form.hours[6] == "fermé");
  s.app.admin().change_site([](SiteForm& changed) {
    changed.hours[0] = "9h-12h, 14h–18h";
    copy_to_weekdays(changed.hours);
    changed.hours[5] = "10h-9";
    changed.hours[2] = "9h-26h";
  });
  s.app.admin().save_site();
  CHECK_FALSE(s.has("post"));
  CHECK(form.missing == std::set<std::string, std::less<>>{"hours.2"});
  CHECK(hours_problem(form.hours[2])->code == "opening-hours-time");
  s.app.admin().change_site([](SiteForm& changed) { changed.hours[2] = ""; changed.hours[5] = "Fermé"; });
  CHECK(form.missing.empty());
  s.app.admin().save_site();
  const std::string sent = s.expect("post").payload;
  CHECK(sent.find(R"("opening_hours":{"mon":[["09:00","12:00"],["14:00","18:00"]],"tue":[["09:00","12:00"],["14:00","18:00"]],"thu":[["09:00","12:00"],["14:00","18:00"]],"fri":[["09:00","12:00"],["14:00","18:00"]],"sat":[],"sun":[]})") != std::string::npos);
}

TEST_CASE("a link is shown once, copied by the phone itself, and forgotten with the page") {
  AppScenario s;
  open_person(s);
  s.app.admin().make_link();
  const StoreRequest post = s.expect("post");
  CHECK(post.payload.find("/api/v1/people/ines/link") != std::string::npos);
  s.reply(post, fetched(kLink, 201));
  REQUIRE(s.app.state().admin.access.made);
  s.app.admin().copy_link();
  const StoreRequest copy = s.expect("copy");
  CHECK(copy.payload == R"({"text":"https://c.example/#/join/l1.secret"})");
  s.fail(copy, "copy-refused");
  CHECK(s.app.state().admin.access.copy_failed);
  s.app.admin().copy_link();
  s.reply_to("copy", "{}");
  CHECK(s.app.state().admin.access.copied);
  s.reply_to("fetch", fetched(kInes));
  s.app.on_navigate("#/people/person/bob");
  CHECK_FALSE(s.app.state().admin.access.made);
}

TEST_CASE("deactivating asks first, and says why it cannot be done") {
  AppScenario s;
  open_person(s);
  s.app.admin().ask_deactivate();
  CHECK(s.app.state().dialog == Dialog::deactivate_person);
  s.app.admin().set_active(false);
  s.reply_to("post", fetched(R"({"code":"last-administrator","detail":"Inès est la seule."})", 409));
  CHECK(s.app.state().admin.access.refusal->failure.detail == "Inès est la seule.");
  CHECK(s.app.state().admin.person.value->person.status == "no_access");
}

TEST_CASE("a link opens without a session, says whose it is, in their language, and signs them in") {
  AppScenario s;
  s.start("#/join/l1.secret", "");
  const StoreRequest look = s.expect("look_at_link");
  CHECK(look.payload == R"({"token":"l1.secret"})");
  s.reply(look, fetched(kOffer));
  CHECK(s.app.language() == Language::english);
  CHECK(s.app.state().join.offer.value->organisation == "Nord");
  s.app.admin().type_new_password("court");
  s.app.admin().join();
  CHECK(s.app.state().join.too_short);
  CHECK_FALSE(s.has("join"));
  s.app.admin().type_new_password("une longue phrase");
  s.app.admin().join();
  const StoreRequest join = s.expect("join");
  CHECK(join.payload == R"({"token":"l1.secret","password":"une longue phrase"})");
  s.fail(join, "offline");
  CHECK(s.app.state().join.failure->code == "offline");
  s.app.admin().join();
  s.reply_to("join", R"({"session":{"user":{"id":"ines","name":"Inès","email":"ines@n.example","role":"investigator","language":"en"},"organisation":{"id":"n","name":"Nord","demo":false}}})");
  REQUIRE(s.app.state().session);
  CHECK(s.app.state().session->name == "Inès");
  CHECK(s.url() == "#/missions");
  CHECK(s.app.state().join.password.empty());
  CHECK(s.app.state().join.token.empty());
}

TEST_CASE("a link that is over says which, by its code, and offers no password") {
  AppScenario s;
  s.start("#/join/l1.secret", "");
  s.reply_to("look_at_link", fetched(R"({"code":"link-expired","detail":"Ce lien n’est plus valable."})", 410));
  CHECK_FALSE(s.app.state().join.offer.value);
  CHECK(s.app.state().join.offer.failure->code == "link-expired");
  s.app.admin().join();
  CHECK_FALSE(s.has("join"));
}

TEST_CASE("a table of sites is tried as soon as it is chosen, and stored only when that is asked") {
  AppScenario s;
  s.start("#/sites/import", "administrator");
  s.app.admin().choose_site_file(3);
  const StoreRequest read = s.expect("read_file");
  CHECK(read.payload.find(R"("file":3)") != std::string::npos);
  s.reply(read, R"({"name":"sites.csv","base64":"aWQK"})");
  const StoreRequest tried = s.expect("post");
  CHECK(tried.payload == R"({"path":"/api/v1/imports/sites","body":{"csv_base64":"aWQK","dry_run":true}})");
  const std::string found = R"({"dry_run":true,"rows":2,"added":1,"changed":0,"unchanged":0,"left_out":1,"problems":[{"row":3,"column":"id","value":"","code":"site-without-id","message":"vide","left_out":true}],
    "touched":[{"site":{"id":"nice","name":"Nice"},"row":2,"change":"added","fields":[]}]})";
  s.reply(tried, fetched(found));
  REQUIRE(s.app.state().admin.site_import.preview);
  CHECK(s.app.state().admin.site_import.preview->troubles[0].row == 3);
  CHECK_FALSE(s.has("post"));
  s.app.admin().import_sites(false);
  const StoreRequest stored = s.expect("post");
  CHECK(stored.payload.find(R"("dry_run":false)") != std::string::npos);
  s.reply(stored, fetched(found));
  CHECK(s.app.state().admin.site_import.done->added == 1);
  CHECK(s.app.state().admin.site_import.content.empty());
  s.app.admin().choose_site_file(4);
  s.reply(s.expect("read_file"), R"({"name":"empty.csv","base64":""})");
  CHECK(s.app.state().admin.site_import.failure->code == "file-unreadable");
}

TEST_CASE("a site is sent with its tags in words and its position as numbers, and a position that is none is not sent") {
  AppScenario s;
  s.start("#/sites/new", "administrator");
  s.app.admin().begin_site();
  s.app.admin().change_site([](SiteForm& form) { form.name = "Étoile", form.city = "Nice", form.tags = "gare, centre", form.latitude = "43,7", form.longitude = "est"; });
  s.app.admin().save_site();
  CHECK(s.app.state().admin.site_form.missing.count("longitude") == 1);
  s.app.admin().change_site([](SiteForm& form) { form.longitude = "7.26"; });
  s.app.admin().save_site();
  const StoreRequest post = s.expect("post");
  CHECK(post.payload.find(R"("tags":["gare","centre"],"position":{"latitude":43.7,"longitude":7.26})") != std::string::npos);
}

TEST_CASE("a checklist is checked when its file is chosen, and published as it was checked") {
  const std::string checklist = R"({"format":"constat.checklist/1","id":"w","version":2,"title":{"fr":"Accueil"},"languages":["fr"],"scoring":{"mode":"points"},
    "sections":[{"id":"a","area":"reception","title":{"fr":"Porte"},"items":[{"id":"smile","type":"scale","prompt":{"fr":"Sourire"},"min":0,"max":3}]},
    {"id":"b","area":"service","title":{"fr":"Caisse"},"items":[{"id":"fast","type":"scale","prompt":{"fr":"Vite"},"min":0,"max":1}]}]})";
  AppScenario s;
  s.start("#/checklists/new", "administrator");
  s.app.admin().choose_checklist_file(1);
  s.reply_to("read_file", R"({"name":"w.json","base64":"e30="})");
  const StoreRequest check = s.expect("post");
  CHECK(check.payload == R"({"path":"/api/v1/checklists/check","body":{"json_base64":"e30="}})");
  s.reply(check, fetched(R"({"id":"w","version":2,"state":"new","newest":1,"checklist":)" + checklist + R"(,"findings":[{"severity":"warning","code":"dominant-item","path":"sections[0].items[0]",
    "message":"la question décide","example":{"smile":{"value":3},"fast":{"na":true},"gone":{"value":"x"}}}]})"));
  const PublishedChecklist& checked = *s.app.state().admin.upload.checked;
  const auto findings = findings_of(checked, Language::french);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].place == "Porte · Sourire");
  REQUIRE(findings[0].example.size() == 2);
  CHECK(findings[0].example[0].first == "Sourire");
  CHECK(findings[0].example[1].second == "Sans objet");
  const auto totals = totals_of(*checked.checklist, Language::english);
  CHECK(totals[0].weight == "75.0%");
  CHECK(totals[1].weight == "25.0%");
  s.app.admin().ask_publish();
  s.app.admin().publish_checklist();
  const StoreRequest publish = s.expect("post");
  CHECK(publish.payload.find(R"("path":"/api/v1/checklists","body":{"format":"constat.checklist/1","id":"w","version":2)") != std::string::npos);
  s.reply(publish, fetched(R"({"id":"w","version":2,"sha256":"x"})", 201));
  CHECK(s.url() == "#/checklists/version/w/2");
  CHECK(s.app.state().admin.just_published);
}

TEST_CASE("a file that is no checklist shows every problem with its place") {
  AppScenario s;
  s.start("#/checklists/new", "administrator");
  s.app.admin().choose_checklist_file(1);
  s.reply_to("read_file", R"({"name":"w.json","base64":"e30="})");
  s.reply_to("post", fetched(R"({"code":"bad-checklist","detail":"La grille a des problèmes.","problems":[{"path":"sections[0]","code":"x","message":"il manque un titre"}]})", 400));
  const ChecklistUpload& upload = s.app.state().admin.upload;
  CHECK(upload.failure->detail == "La grille a des problèmes.");
  REQUIRE(upload.problems.size() == 1);
  CHECK(upload.problems[0].first == "sections[0]");
}

TEST_CASE("every address of an administrator's pages leads back to itself") {
  for (const char* hash : {"#/people", "#/people?role=client&status=active&text=a&page=2", "#/people/new", "#/people/person/ines", "#/join/l1.secret", "#/sites", "#/sites?region=ara&tag=gare&text=x&page=4",
                           "#/sites/new", "#/sites/import", "#/sites/site/lyon", "#/checklists", "#/checklists/new", "#/checklists/version/welcome/2", "#/checklists/changes/welcome/1/2"})
    CHECK(to_hash(parse_route(hash)) == hash);
}

TEST_CASE("erasing a person asks first what it does, carries the address that was confirmed, and ends on the list") {
  AppScenario s;
  open_person(s);
  s.app.admin().ask_erase();
  s.app.admin().erase_person();
  CHECK_FALSE(s.has("post"));  // not before it is known what it does
  const StoreRequest look = s.expect("fetch");
  CHECK(look.payload == R"({"path":"/api/v1/people/ines/erasure"})");
  s.reply(look, fetched(R"({"email":"ines@n.example","counts":{"visits":3,"bodies":4,"events":2,"photos":5,"parked":0,"missions":1,"statements":0,"sessions":2}})"));
  CHECK(s.app.state().admin.erasure.counts.value->photos == 5);
  s.app.admin().erase_person();
  s.app.admin().erase_person();
  const StoreRequest refused = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(refused.payload == R"({"path":"/api/v1/people/ines/erasure","body":{"email":"ines@n.example"}})");
  s.reply(refused, fetched(R"({"code":"last-administrator","detail":"Inès est la seule."})", 409));
  CHECK(s.app.state().admin.erasure.refusal->failure.detail == "Inès est la seule.");
  CHECK(s.app.state().dialog == Dialog::erase_person);
  s.app.admin().erase_person();
  s.reply_to("post", fetched(R"({"id":"erased-0123456789ab","counts":{},"scrubbed":true,"places_missing":[]})"));
  CHECK(s.url() == "#/people");
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.app.state().admin.erasure.pseudonym == "erased-0123456789ab");
  CHECK_FALSE(s.app.state().admin.person.value);
}

TEST_CASE("whoever was erased is told on the sign-in screen what their phone deleted, until somebody signs in") {
  AppScenario s;
  s.start("#/missions", "investigator");
  s.app.on_push(R"({"push":"account_erased","data":{"active":false,"unsent":1}})");
  CHECK(s.app.state().session);  // somebody else's
  s.app.on_push(R"({"push":"account_erased","data":{"active":true,"unsent":2}})");
  CHECK_FALSE(s.app.state().session);
  CHECK(s.url() == "#/sign-in");
  CHECK(s.app.state().account_erased == 2);
  CHECK_FALSE(s.app.state().session_lost);
}
