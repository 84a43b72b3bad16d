#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;

const std::string kSite = R"({"id":"lyon","name":"Lyon, rue de la République","city":"Lyon","region":"Auvergne-Rhône-Alpes","address":"12 rue de la République","tags":["centre-ville","gare"],"position":{"latitude":45.764,"longitude":4.8357}})";
const std::string kBareSite = R"({"id":"nice","name":"Nice","city":"","region":"","address":"","tags":[],"position":null})";
const std::string kSites = R"({"sites":[)" + kSite + "," + kBareSite + R"(],"count":120,"all":240,"regions":["Auvergne-Rhône-Alpes","Provence"],"tags":["centre-ville","gare"]})";

std::string person(std::string_view status, std::string_view role, std::string_view sites = "[]", std::string_view link = "null", bool of_list = false) {
  return R"({"id":")" + (of_list ? std::string(status) : std::string("m")) + R"(","name":"Marguerite Vandenbroucke","email":"marguerite.vandenbroucke@exemple-de-reseau.example","role":")" + std::string(role) + R"(","language":"fr","status":")" +
         std::string(status) + R"(","sites":)" + std::string(sites) + R"(,"link":)" + std::string(link) + "}";
}

std::string link(std::string_view kind, std::string_view state, std::string_view more = "") {
  return R"({"kind":")" + std::string(kind) + R"(","state":")" + std::string(state) +
         R"(","made_at":"2026-11-22T09:00:00Z","made_by":"Philippe Garnier","expires_at":"2026-11-29T09:00:00Z")" + std::string(more) + "}";
}

const std::string kPeople = R"({"people":[)" + person("active", "manager", "[]", "null", true) + "," + person("invited", "investigator", "[]", "null", true) + "," + person("no_access", "site_manager", "[]", "null", true) + "," +
                            person("deactivated", "administrator", "[]", "null", true) + R"(],"count":120,"statuses":{"active":90,"invited":20,"no_access":9,"deactivated":1}})";
const std::string kMade = R"({"kind":"invitation","url":"https://constat.exemple.example/#/join/l0123456789abcdef0123.sNj1XvQ8mV3rT0cP5wYb2kLhZ7eUaGoDfIqRxMtWyBn","expires_at":"2026-11-29T09:00:00Z"})";
const std::string kOffer = R"({"kind":"invitation","name":"Marguerite Vandenbroucke","email":"marguerite@exemple.example","language":"fr","organisation":{"name":"Réseau Mirabelle"},"expires_at":"2026-11-29T09:00:00Z","shortest_password":10})";
const std::string kTried = R"({"dry_run":true,"rows":5,"added":1,"changed":1,"unchanged":1,"left_out":2,"problems":[
  {"row":0,"column":"surface","value":"","code":"site-column-unknown","message":"la colonne « surface » n’est pas connue et n’est pas reprise","left_out":false},
  {"row":3,"column":"id","value":"","code":"site-without-id","message":"l’identifiant du site est vide","left_out":true},
  {"row":4,"column":"latitude","value":"quarante-cinq","code":"site-position","message":"la position ne se lit pas ; écrivez des degrés décimaux","left_out":false}],
  "touched":[{"site":)" + kSite + R"(,"row":2,"change":"changed","fields":["name","tags"]},{"site":)" + kBareSite + R"(,"row":5,"change":"added","fields":[]}]})";
const std::string kDocument = R"({"format":"constat.checklist/1","id":"accueil","version":3,"title":{"fr":"Accueil en boutique","en":"Welcome in the shop"},"languages":["fr","en"],
  "scoring":{"mode":"points","pass_mark":70},"sections":[{"id":"a","area":"reception","title":{"fr":"À la porte","en":"At the door"},"items":[
  {"id":"hello","type":"choice","prompt":{"fr":"Vous a-t-on salué ?","en":"Were you greeted?"},"help":{"fr":"Un regard compte.","en":"A look counts."},"required":true,
   "critical":{"scope":"visit","when":". = 'no'"},"choices":[{"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":2},{"id":"no","label":{"fr":"Non","en":"No"},"points":0,"requires":["comment","photo"]}]},
  {"id":"smile","type":"scale","prompt":{"fr":"Le sourire","en":"The smile"},"na_allowed":true,"weight":2,"visible_if":"${hello} = 'yes'","min":0,"max":5}]}]})";
const std::string kFindings = R"([{"severity":"error","code":"critical-never","path":"sections[0].items[0]","message":"l’éliminatoire ne peut jamais se déclencher ; corrigez sa condition","example":{"hello":{"value":"yes"},"smile":{"na":true}}},
  {"severity":"warning","code":"text-too-long","path":"sections[0].title","message":"le texte a 80 caractères","example":{}},{"severity":"note","code":"not-decided","path":"","message":"n’a pas pu être vérifié","example":{}}])";

std::string version(std::string_view state, std::string_view findings = "[]", int newest = 2) {
  return R"({"id":"accueil","version":3,"sha256":"x","state":")" + std::string(state) + R"(","newest":)" + std::to_string(newest) + R"(,"checklist":)" + kDocument + R"(,"findings":)" + std::string(findings) + "}";
}

const std::string kShelf = R"({"checklists":[{"id":"accueil","title":{"fr":"Accueil en boutique","en":"Welcome in the shop"},"versions":[{"version":3,"items":28,"sections":5,"visits":0},{"version":2,"items":27,"sections":5,"visits":1240},{"version":1,"items":1,"sections":1,"visits":1}]}]})";
const std::string kChanges = R"({"title":{"fr":"Accueil en boutique"},"from":2,"to":3,"changes":[{"kind":"changed","place":"À la porte · Vous a-t-on salué ?","what":["poids : 1 devient 2","réponse ajoutée : « Tard »"]},
  {"kind":"added","place":"À la porte · Le sourire","what":[]},{"kind":"removed","place":"À la caisse","what":[]}]})";

void open(AppScenario& s, std::string_view url, std::string_view body, int status = 200) {
  s.start(url, "administrator");
  s.reply_to("fetch", fetched(body, status));
}

void open_person(AppScenario& s, const std::string& body) {
  open(s, "#/people/person/m", body);
  s.app.admin().begin_person();
}

void choose_table(AppScenario& s, std::string_view answer, int status = 200) {
  s.start("#/sites/import", "administrator");
  s.app.admin().choose_site_file(1);
  s.reply_to("read_file", R"({"name":"sites-novembre.csv","base64":"aWQK"})");
  s.reply_to("post", fetched(answer, status));
}

void choose_checklist(AppScenario& s, std::string_view answer, int status = 200) {
  s.start("#/checklists/new", "administrator");
  s.app.admin().choose_checklist_file(1);
  s.reply_to("read_file", R"({"name":"accueil.json","base64":"e30="})");
  s.reply_to("post", fetched(answer, status));
}

void add_people_states(std::vector<ScreenState>& all) {
  all.push_back({"people, loading", [](AppScenario& s) { s.start("#/people", "administrator"); }});
  all.push_back({"people, refused", [](AppScenario& s) { open(s, "#/people", R"({"code":"not-allowed"})", 403); }});
  all.push_back({"people", [](AppScenario& s) { open(s, "#/people", kPeople); }});
  all.push_back({"people, second page of a role and a status", [](AppScenario& s) { open(s, "#/people?role=manager&status=active&text=marg&page=2", kPeople); }});
  all.push_back({"people, filters open", [](AppScenario& s) {
    open(s, "#/people?role=manager&status=active", kPeople);
    s.app.toggle_filters();
  }});
  all.push_back({"people, nobody fits", [](AppScenario& s) { open(s, "#/people?text=zzz", R"({"people":[],"count":0,"statuses":{}})"); }});
  all.push_back({"new person", [](AppScenario& s) { s.start("#/people/new", "administrator"); }});
  all.push_back({"new person, fields missing", [](AppScenario& s) {
    s.start("#/people/new", "administrator");
    s.app.admin().begin_person();
    s.app.admin().change_person([](app::PersonForm& form) { form.role = "site_manager"; });
    s.app.admin().save_person();
  }});
  all.push_back({"new person, sites to choose from", [](AppScenario& s) {
    s.start("#/people/new", "administrator");
    s.app.admin().begin_person();
    s.app.admin().change_person([](app::PersonForm& form) { form.role = "site_manager", form.sites.push_back({"paris", "Paris Rivoli", "Paris", "", ""}); });
    s.app.admin().search_form_sites();
    s.reply_to("fetch", fetched(kSites));
  }});
  all.push_back({"new person, refused", [](AppScenario& s) {
    s.start("#/people/new", "administrator");
    s.app.admin().begin_person();
    s.app.admin().change_person([](app::PersonForm& form) { form.name = "Ana", form.email = "ana@x.example"; });
    s.app.admin().save_person();
    s.reply_to("post", fetched(R"({"code":"bad-person","detail":"Voyez chaque problème.","problems":[{"path":"email","code":"x","message":"« ana » n’est pas une adresse"}]})", 400));
  }});
  all.push_back({"person, a manager limited to regions and a site", [](AppScenario& s) {
    open_person(s, person("active", "manager", R"([{"id":"paris","name":"Paris Rivoli","city":"Paris"}])"));
    s.app.admin().change_person([](app::PersonForm& form) { form.regions = {"Provence-Alpes-Côte d’Azur", "Une région qui n’est plus"}; });
    s.app.admin().search_form_sites();
    s.reply_to("fetch", fetched(kSites));
  }});
  all.push_back({"person, an investigator with skills, regions not to be had", [](AppScenario& s) {
    open_person(s, person("active", "investigator"));
    s.app.admin().change_person([](app::PersonForm& form) { form.skills = "permis, anglais, lunettes"; });
    s.app.admin().search_form_sites();
    s.fail(s.expect("fetch"), "offline");
  }});
  all.push_back({"person, loading", [](AppScenario& s) { s.start("#/people/person/m", "administrator"); }});
  all.push_back({"person, not there", [](AppScenario& s) { open(s, "#/people/person/m", R"({"code":"not-found"})", 404); }});
  all.push_back({"person, without access", [](AppScenario& s) { open_person(s, person("no_access", "investigator")); }});
  all.push_back({"person, invited", [](AppScenario& s) { open_person(s, person("invited", "investigator", "[]", link("invitation", "open"))); }});
  all.push_back({"person, a link just made", [](AppScenario& s) {
    open_person(s, person("no_access", "investigator"));
    s.app.admin().make_link();
    s.reply_to("post", fetched(kMade, 201));
    s.reply_to("fetch", fetched(person("invited", "investigator", "[]", link("invitation", "open"))));
    s.app.admin().copy_link();
    s.fail(s.expect("copy"), "copy-refused");
  }});
  all.push_back({"person, active, of two sites", [](AppScenario& s) {
    open_person(s, person("active", "site_manager", "[" + kSite + "," + kBareSite + "]", link("reset", "used", R"(,"used_at":"2026-11-23T09:00:00Z")")));
    s.app.admin().search_form_sites();
    s.reply_to("fetch", fetched(kSites));
  }});
  all.push_back({"person, deactivated", [](AppScenario& s) { open_person(s, person("deactivated", "manager", "[]", link("invitation", "revoked"))); }});
  all.push_back({"deactivate dialog", [](AppScenario& s) {
    open_person(s, person("active", "administrator"));
    s.app.admin().ask_deactivate();
  }});
  all.push_back({"deactivating refused", [](AppScenario& s) {
    open_person(s, person("active", "administrator"));
    s.app.admin().ask_deactivate();
    s.app.admin().set_active(false);
    s.reply_to("post", fetched(R"({"code":"last-administrator","detail":"Marguerite Vandenbroucke est la seule personne qui peut encore administrer."})", 409));
  }});
  const std::string would = R"({"email":"m@exemple.example","counts":{"visits":128,"bodies":131,"events":47,"photos":412,"parked":1,"missions":3,"statements":6,"sessions":2}})";
  all.push_back({"erase dialog, loading", [](AppScenario& s) {
    open_person(s, person("active", "investigator"));
    s.app.admin().ask_erase();
  }});
  all.push_back({"erase dialog", [would](AppScenario& s) {
    open_person(s, person("active", "investigator"));
    s.app.admin().ask_erase();
    s.reply_to("fetch", fetched(would));
  }});
  all.push_back({"erasing refused", [would](AppScenario& s) {
    open_person(s, person("active", "administrator"));
    s.app.admin().ask_erase();
    s.reply_to("fetch", fetched(would));
    s.app.admin().erase_person();
    s.reply_to("post", fetched(R"({"code":"last-administrator","detail":"Marguerite Vandenbroucke est la seule personne qui peut encore administrer."})", 409));
  }});
  all.push_back({"erased, files to be cleaned", [would](AppScenario& s) {
    open_person(s, person("active", "investigator"));
    s.app.admin().ask_erase();
    s.reply_to("fetch", fetched(would));
    s.app.admin().erase_person();
    s.reply_to("post", fetched(R"({"id":"erased-0123456789ab","counts":{},"scrubbed":false,"places_missing":[]})"));
    s.reply_to("fetch", fetched(kPeople));
  }});
  all.push_back({"join, loading", [](AppScenario& s) { s.start("#/join/l1.secret", ""); }});
  all.push_back({"join", [](AppScenario& s) {
    s.start("#/join/l1.secret", "");
    s.reply_to("look_at_link", fetched(kOffer));
  }});
  all.push_back({"join, signed in as somebody else, password shown and refused", [](AppScenario& s) {
    s.start("#/join/l1.secret", "investigator");
    s.reply_to("look_at_link", fetched(kOffer));
    s.app.admin().show_new_password(true);
    s.app.admin().type_new_password("aaaaaaaaaaaaa");
    s.app.admin().join();
    s.fail(s.expect("join"), "bad-password");
  }});
  all.push_back({"join, too short", [](AppScenario& s) {
    s.start("#/join/l1.secret", "");
    s.reply_to("look_at_link", fetched(kOffer));
    s.app.admin().join();
  }});
  for (const char* code : {"link-used", "link-expired", "link-revoked", "link-unknown"})
    all.push_back({std::string("join, ") + code, [code](AppScenario& s) {
      s.start("#/join/l1.secret", "");
      s.reply_to("look_at_link", fetched(R"({"code":")" + std::string(code) + R"(","detail":"Ce lien n’est plus valable ; demandez-en un nouveau à votre administrateur."})", 410));
    }});
  all.push_back({"join, offline", [](AppScenario& s) {
    s.start("#/join/l1.secret", "");
    s.fail(s.expect("look_at_link"), "offline");
  }});
}

void add_password_states(std::vector<ScreenState>& all) {
  const auto at = [](AppScenario& s) { s.start("#/password", "administrator"); };
  const auto filled = [at](AppScenario& s) {
    at(s);
    s.app.password().type_old("the one of now");
    s.app.password().type_new("nine cows on a meadow");
  };
  all.push_back({"password", at});
  all.push_back({"password, shown", [filled](AppScenario& s) {
    filled(s);
    s.app.password().show(true);
  }});
  all.push_back({"password, fields missing", [at](AppScenario& s) {
    at(s);
    s.app.password().change();
  }});
  all.push_back({"password, being changed", [filled](AppScenario& s) {
    filled(s);
    s.app.password().change();
  }});
  all.push_back({"password, the old one wrong", [filled](AppScenario& s) {
    filled(s);
    s.app.password().change();
    s.reply_to("post", fetched(R"({"code":"old-password-wrong","detail":"L’ancien mot de passe n’est pas le bon."})", 403));
  }});
  all.push_back({"password, changed", [filled](AppScenario& s) {
    filled(s);
    s.app.password().change();
    s.reply_to("post", fetched(R"({"id":"u"})"));
  }});
}

const std::string kTokens = R"({"tokens":[{"id":"t0123456789abcdef0123","name":"Tableau de bord du siège","user":{"id":"m","name":"Marguerite Vandenbroucke","role":"manager"},"scopes":["figures:read","sites:read"],
  "status":"active","made_at":"2026-11-01T09:00:00Z","made_by":"Philippe Garnier","expires_at":"2027-01-30T09:00:00Z","used_on":"2026-11-21","revoked_at":null},
  {"id":"t1","name":"Export","user":{"id":"m","name":"Marguerite Vandenbroucke","role":"manager"},"scopes":["exports:read"],"status":"revoked","made_at":"2026-11-01T09:00:00Z","made_by":"",
  "expires_at":"2027-01-30T09:00:00Z","used_on":null,"revoked_at":"2026-11-02T09:00:00Z"}],"count":120,"statuses":{"active":119,"revoked":1},
  "scopes":["visits:read","visits:review","figures:read","programmes:write"],"days":{"most":366,"proposed":90}})";
const std::string kNoTokens = R"({"tokens":[],"count":0,"statuses":{},"scopes":["visits:read","figures:read"],"days":{"most":366,"proposed":90}})";

void add_token_states(std::vector<ScreenState>& all) {
  all.push_back({"tokens, loading", [](AppScenario& s) { s.start("#/tokens", "administrator"); }});
  all.push_back({"tokens, refused", [](AppScenario& s) { open(s, "#/tokens", R"({"code":"not-allowed"})", 403); }});
  all.push_back({"tokens, none yet", [](AppScenario& s) { open(s, "#/tokens", kNoTokens); }});
  all.push_back({"tokens, nothing fits", [](AppScenario& s) { open(s, "#/tokens?status=expired&text=zzz", kNoTokens); }});
  all.push_back({"tokens", [](AppScenario& s) { open(s, "#/tokens", kTokens); }});
  all.push_back({"tokens of a person, second page", [](AppScenario& s) { open(s, "#/tokens?person=m&page=2", kTokens); }});
  all.push_back({"token dialog", [](AppScenario& s) {
    open(s, "#/tokens", kTokens);
    s.app.tokens().show("t0123456789abcdef0123");
  }});
  all.push_back({"token dialog, of one revoked", [](AppScenario& s) {
    open(s, "#/tokens", kTokens);
    s.app.tokens().show("t1");
  }});
  all.push_back({"token dialog, revoking refused", [](AppScenario& s) {
    open(s, "#/tokens", kTokens);
    s.app.tokens().show("t0123456789abcdef0123");
    s.app.tokens().revoke();
    s.reply_to("post", fetched(R"({"code":"unavailable","detail":"Le serveur ne peut pas."})", 503));
  }});
  all.push_back({"new token, for nobody", [](AppScenario& s) { open(s, "#/tokens/new", kNoTokens); }});
  all.push_back({"new token, loading", [](AppScenario& s) { s.start("#/tokens/new?person=m", "administrator"); }});
  const auto form = [](AppScenario& s) {
    open(s, "#/tokens/new?person=m", kTokens);
    s.app.tokens().begin_form();
  };
  all.push_back({"new token", [form](AppScenario& s) { form(s); }});
  all.push_back({"new token, fields missing", [form](AppScenario& s) {
    form(s);
    s.app.tokens().change("", "400");
    s.app.tokens().make();
  }});
  const auto made = [form](AppScenario& s, const std::string& answer, int status) {
    form(s);
    s.app.tokens().change("Tableau", "30");
    s.app.tokens().toggle("figures:read");
    s.app.tokens().make();
    s.reply_to("post", fetched(answer, status));
  };
  all.push_back({"new token, refused", [made](AppScenario& s) { made(s, R"({"code":"token-of-deactivated","detail":"Ce compte est désactivé."})", 409); }});
  all.push_back({"new token, made, copying refused", [made](AppScenario& s) {
    made(s, R"({"id":"t2","token":"constat_t0123456789abcdef0123.sNj1XvQ8mV3rT0cP5wYb2kLhZ7eUaGoDfIqRxMtWyBn"})", 201);
    s.app.tokens().copy();
    s.fail(s.expect("copy"), "copy-refused");
  }});
  all.push_back({"person, with sessions", [](AppScenario& s) {
    s.hears_of_sessions = true;
    open(s, "#/people/person/m", person("active", "manager"));
    s.reply_to("fetch", fetched(R"({"sessions":[{"id":"b2","begun_at":"2026-11-01T09:00:00Z","seen_on":"2026-11-21","device":"Firefox, Linux","this":false},
      {"id":"c3","begun_at":"2026-10-01T09:00:00Z","seen_on":"2026-11-20","device":"Safari, iPhone","this":false}]})"));
    s.app.admin().begin_person();
  }});
  all.push_back({"person, without any session", [](AppScenario& s) {
    s.hears_of_sessions = true;
    open(s, "#/people/person/m", person("invited", "manager"));
    s.reply_to("fetch", fetched(R"({"sessions":[]})"));
    s.app.admin().begin_person();
  }});
}

void add_site_states(std::vector<ScreenState>& all) {
  all.push_back({"sites, loading", [](AppScenario& s) { s.start("#/sites", "administrator"); }});
  all.push_back({"sites, refused", [](AppScenario& s) { open(s, "#/sites", R"({"code":"not-allowed"})", 403); }});
  all.push_back({"sites", [](AppScenario& s) { open(s, "#/sites", kSites); }});
  all.push_back({"sites of a manager, filtered, third page", [](AppScenario& s) {
    s.start("#/sites?region=Provence&tag=gare&text=nice&page=3", "manager");
    s.reply_to("fetch", fetched(kSites));
  }});
  all.push_back({"sites, filters open", [](AppScenario& s) {
    open(s, "#/sites?region=Provence", kSites);
    s.app.toggle_filters();
  }});
  all.push_back({"sites, none yet", [](AppScenario& s) { open(s, "#/sites", R"({"sites":[],"count":0,"all":0,"regions":[],"tags":[]})"); }});
  all.push_back({"sites, none fits", [](AppScenario& s) { open(s, "#/sites?text=zzz", R"({"sites":[],"count":0,"all":6,"regions":["ara"],"tags":[]})"); }});
  all.push_back({"new site", [](AppScenario& s) { s.start("#/sites/new", "administrator"); }});
  all.push_back({"new site, fields missing", [](AppScenario& s) {
    s.start("#/sites/new", "administrator");
    s.app.admin().begin_site();
    s.app.admin().change_site([](app::SiteForm& form) { form.latitude = "nord"; });
    s.app.admin().save_site();
  }});
  all.push_back({"site of an administrator, hours with mistakes", [](AppScenario& s) {
    open(s, "#/sites/site/lyon", kSite);
    s.app.admin().begin_site();
    s.app.admin().change_site([](app::SiteForm& form) {
      form.hours[0] = "9h-12h, 14h-26h";
      app::copy_to_weekdays(form.hours);
      form.hours[6] = "fermé";
    });
    s.app.admin().save_site();
  }});
  all.push_back({"site of an administrator", [](AppScenario& s) { open(s, "#/sites/site/lyon", kSite); }});
  all.push_back({"site of an administrator, not there", [](AppScenario& s) { open(s, "#/sites/site/lyon", R"({"code":"not-found"})", 404); }});
  all.push_back({"site of an administrator, saved", [](AppScenario& s) {
    open(s, "#/sites/site/lyon", kSite);
    s.app.admin().begin_site();
    s.app.admin().save_site();
    s.reply_to("post", fetched(kSite));
  }});
  all.push_back({"site of an administrator, refused", [](AppScenario& s) {
    open(s, "#/sites/site/lyon", kSite);
    s.app.admin().begin_site();
    s.app.admin().save_site();
    s.reply_to("post", fetched(R"({"code":"site-exists","detail":"Il y a déjà un site « Lyon » à « Lyon »."})", 409));
  }});
  all.push_back({"import of sites", [](AppScenario& s) { s.start("#/sites/import", "administrator"); }});
  all.push_back({"import of sites, tried", [](AppScenario& s) { choose_table(s, kTried); }});
  all.push_back({"import of sites, nothing to do", [](AppScenario& s) { choose_table(s, R"({"dry_run":true,"rows":0,"added":0,"changed":0,"unchanged":0,"left_out":0,"problems":[],"touched":[]})"); }});
  all.push_back({"import of sites, done", [](AppScenario& s) {
    choose_table(s, kTried);
    s.app.admin().import_sites(false);
    s.reply_to("post", fetched(kTried));
  }});
  all.push_back({"import of sites, refused", [](AppScenario& s) { choose_table(s, R"({"code":"bad-site-table","detail":"Le fichier n’est pas arrivé en entier."})", 400); }});
  all.push_back({"import of sites, file too large", [](AppScenario& s) {
    s.start("#/sites/import", "administrator");
    s.app.admin().choose_site_file(1);
    s.app.on_reply(R"({"type":"device","seq":)" + std::to_string(s.expect("read_file").seq) + R"(,"ok":false,"error":{"code":"file-too-large","args":["8"]}})");
  }});
}

void add_checklist_states(std::vector<ScreenState>& all) {
  all.push_back({"checklists, loading", [](AppScenario& s) { s.start("#/checklists", "administrator"); }});
  all.push_back({"checklists, refused", [](AppScenario& s) { open(s, "#/checklists", R"({"code":"not-allowed"})", 403); }});
  all.push_back({"checklists", [](AppScenario& s) { open(s, "#/checklists", kShelf); }});
  all.push_back({"checklists of a reviewer, none", [](AppScenario& s) {
    s.start("#/checklists", "reviewer");
    s.reply_to("fetch", fetched(R"({"checklists":[]})"));
  }});
  all.push_back({"checklist", [](AppScenario& s) { open(s, "#/checklists/version/accueil/3", version("same")); }});
  all.push_back({"checklist, not there", [](AppScenario& s) { open(s, "#/checklists/version/accueil/9", R"({"code":"not-found"})", 404); }});
  all.push_back({"changes of a checklist", [](AppScenario& s) { open(s, "#/checklists/changes/accueil/2/3", kChanges); }});
  all.push_back({"changes of a checklist, none", [](AppScenario& s) { open(s, "#/checklists/changes/accueil/2/3", R"({"title":{"fr":"Accueil"},"from":2,"to":3,"changes":[]})"); }});
  all.push_back({"upload of a checklist", [](AppScenario& s) { s.start("#/checklists/new", "administrator"); }});
  all.push_back({"upload of a checklist, problems", [](AppScenario& s) {
    choose_checklist(s, R"({"code":"bad-checklist","detail":"La grille a des problèmes.","problems":[{"path":"sections[0].items[1].prompt","code":"x","message":"le champ manque ; ajoutez-le"},{"path":"","code":"y","message":"le fichier n’est pas du JSON"}]})", 400);
  }});
  all.push_back({"upload of a checklist, checked", [](AppScenario& s) { choose_checklist(s, version("new", kFindings)); }});
  all.push_back({"upload of a checklist, the first", [](AppScenario& s) { choose_checklist(s, version("new", "[]", 0)); }});
  all.push_back({"upload of a checklist, taken", [](AppScenario& s) { choose_checklist(s, version("taken", "[]", 3)); }});
  all.push_back({"upload of a checklist, published already", [](AppScenario& s) { choose_checklist(s, version("same")); }});
  all.push_back({"publish checklist dialog, refused", [](AppScenario& s) {
    choose_checklist(s, version("new"));
    s.app.admin().ask_publish();
    s.app.admin().publish_checklist();
    s.reply_to("post", fetched(R"({"code":"checklist-published","detail":"Cette version est déjà publiée."})", 409));
  }});
  all.push_back({"checklist, just published", [](AppScenario& s) {
    choose_checklist(s, version("new"));
    s.app.admin().publish_checklist();
    s.reply_to("post", fetched(R"({"id":"accueil","version":3,"sha256":"x"})", 201));
    s.reply_to("fetch", fetched(version("same")));
  }});
}

}  // namespace

void add_admin_states(std::vector<ScreenState>& all) {
  add_people_states(all);
  add_password_states(all);
  add_token_states(all);
  add_site_states(all);
  add_checklist_states(all);
}

}  // namespace constat::testing
