// Where the user is: every screen has an address of its own, so that Back, links and a reload work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/text/text.hpp"

namespace constat::app {

enum class Page : std::uint8_t {
  home,              // "" and "#/": the role decides
  sign_in, missions, mission,
  visit,             // "#/visit/ID": resumes where the draft was left
  visit_section, visit_unanswered, visit_review,
  discreet, discreet_cover,  // the same visit under innocent addresses
  visits, my_visit, compare, site, result, settings,
  storage,           // what this phone still holds
  quarantine, set_aside, parked_text,
  review_queue,
  second_looks, second_look,  // second_look: a reviewed visit, without what was decided
  plan, plan_new, plan_mission, plan_edit,  // a programme's missions
  overview, groups, heatmap, drivers, gaps, investigators, weights, difference,  // managers' figures (insight.hpp)
  payments, fees, audit,
  password,
  links, shared,                 // links to reports; shared: what one opens, the id is its token
  tokens, token_form,            // token_form: a new one for the route's person
  people, person, join,          // person: without an id a new one; join: the id is the token of a link
  programmes, programme, programme_form, wave, wave_form,  // a form without an id: a new one
  sites, site_form, site_import, checklists, checklist, checklist_new, checklist_changes,  // what an administrator keeps
  gallery,           // every widget in every state; in no menu
  not_found
};

struct Route {
  Page page = Page::home;
  std::string id = {};       // mission, visit, site, the hash of a parked text, or a part of the gallery
  std::size_t section = 0;   // from 0; the address counts from 1
  std::string item = {};     // visit_section: the question to bring into view; may be empty
  std::string wave = {};     // compare, site: may be empty (the latest); plan: empty is all
  std::string sha256 = {};   // set_aside: which body of the visit
  std::string status = {};   // plan: of which missions; empty: all
  std::string text = {};     // plan, payments, audit: what is searched for
  std::string region = {}, tag = {};  // compare, overview, heatmap, drivers: of these sites only; empty: all
  std::string part = {};     // heatmap, weights: the checklist; drivers: the outcome; groups: "tag", or empty for regions; empty: the server chooses
  std::string question = {};  // heatmap: one row alone; weights: the version; drivers: "sites" or empty for customers' own answers
  std::string other = {}, other_wave = {};  // difference: the second side; empty while it is being chosen
  std::string month = {};    // payments: "2026-11"; empty: all
  std::string person = {};   // payments, audit, tokens: by id; empty: everybody

  friend bool operator==(const Route& a, const Route& b) {
    return a.page == b.page && a.id == b.id && a.section == b.section && a.item == b.item && a.wave == b.wave &&
           a.sha256 == b.sha256 && a.status == b.status && a.text == b.text && a.month == b.month && a.person == b.person && a.region == b.region && a.tag == b.tag && a.part == b.part &&
           a.question == b.question && a.other == b.other && a.other_wave == b.other_wave;
  }
  friend bool operator!=(const Route& a, const Route& b) { return !(a == b); }
};

Route parse_route(std::string_view hash);
std::string to_hash(const Route& route);

// Percent-encoding for one part of an address.
std::string encoded_part(std::string_view text);

// Addresses that screens link to.
std::string mission_hash(std::string_view mission);
std::string section_hash(std::string_view visit, std::size_t section, std::string_view item = {});
std::string unanswered_hash(std::string_view visit);
std::string review_hash(std::string_view visit);
std::string discreet_hash(std::string_view visit);
std::string my_visit_hash(std::string_view visit);
std::string compare_hash(std::string_view wave);
std::string site_hash(std::string_view site, std::string_view wave);
// A file of the server in this language, of this wave (empty: whatever the server takes).
std::string download_of(std::string_view path, Language language, std::string_view wave);
std::string result_hash(std::string_view visit);
std::string second_look_hash(std::string_view visit);
std::string set_aside_hash(std::string_view visit, std::string_view sha256);
std::string plan_hash(std::string_view wave, std::string_view status = {}, std::string_view text = {});
std::string plan_mission_hash(std::string_view mission);
std::string payments_hash(std::string_view month, std::string_view person = {}, std::string_view status = {}, std::string_view text = {});
std::string person_hash(std::string_view person);
std::string tokens_hash(std::string_view person);
std::string token_form_hash(std::string_view person);
std::string programme_hash(std::string_view programme);
std::string wave_page_hash(std::string_view wave);
std::string site_form_hash(std::string_view site);
std::string checklist_hash(std::string_view id, std::string_view version);
std::string checklist_changes_hash(std::string_view id, std::string_view from, std::string_view to);
std::string gallery_hash(std::string_view part);
std::string parked_text_hash(std::string_view sha256);

}  // namespace constat::app
