// The people of an organisation as an administrator sees them, and the link by which somebody chooses a password.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "web/app/admin_checklists.hpp"
#include "web/app/admin_sites.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"
#include "web/app/planning.hpp"
#include "web/app/programmes.hpp"
#include "web/app/tokens.hpp"

namespace constat::app {

inline constexpr std::int64_t kPeoplePage = 50;

struct Person {
  std::string id, name, email, role, language;
  std::string status;  // active, invited, no_access, deactivated
};

struct PeoplePage {
  std::vector<Person> people;
  std::int64_t count = 0;                       // of all that fit
  std::map<std::string, std::int64_t> statuses;  // of all that fit text and role
  std::int64_t pages() const { return count == 0 ? 1 : (count + kPeoplePage - 1) / kPeoplePage; }
  std::int64_t of_status(const std::string& status) const {
    const auto found = statuses.find(status);
    return found == statuses.end() ? 0 : found->second;
  }
};

struct PersonDoc {
  struct Link {
    std::string kind, state, made_at, made_by, expires_at, used_at;
  };
  Person person;
  std::vector<SiteDoc> sites;  // of a site manager, or that a manager is limited to
  std::vector<std::string> regions, skills;
  std::optional<Link> link;    // the newest
};

// Adding or changing a person. Its first values are those on the server.
struct PersonForm {
  std::string id;                  // empty: a new one
  std::string name, email, role = "investigator", language = "fr";
  std::vector<SiteDoc> sites;
  std::set<std::string, std::less<>> regions;
  std::string skills;              // with commas
  std::string site_text;           // what is searched for
  bool begun = false, busy = false;
  bool saved = false;              // told once
  std::set<std::string, std::less<>> missing;
  std::optional<Refusal> refusal;
};

// A link as the server told it, once.
struct MadeLink {
  std::string kind, url, expires_at;
};

struct PersonAccess {
  std::string person;
  bool busy = false, copied = false, copy_failed = false;
  std::optional<MadeLink> made;
  std::optional<Refusal> refusal;
};

// What erasing a person would do, and whether it was done.
struct ErasureCounts {
  std::string email;  // that the request must carry
  std::int64_t visits = 0, photos = 0, events = 0, missions = 0, sessions = 0;
};
struct PersonErasure {
  std::string person;
  Loadable<ErasureCounts> counts;
  bool busy = false;
  std::optional<Refusal> refusal;
  std::string pseudonym;  // of who was erased last; told once, above the list
  bool scrubbed = true;
};

// What a link is for.
struct LinkOffer {
  std::string kind, name, email, organisation, expires_at, language;
  std::int64_t shortest_password = 10;
};

struct JoinForm {
  std::string token;               // that is looked at
  Loadable<LinkOffer> offer;
  std::string password;
  bool shown = false;              // the password is not hidden
  bool busy = false, too_short = false;
  std::optional<Failure> failure;
};

struct AdminState {
  Loadable<PeoplePage> people;
  std::string typed;               // into the search of the list on screen, perhaps not yet searched for
  Loadable<PersonDoc> person;
  PersonForm person_form;
  PersonAccess access;
  PersonErasure erasure;
  TokensState tokens;
  Loadable<SitesPage> found_sites;  // for the form

  Loadable<SitesPage> sites;
  Loadable<SiteDetails> site;
  SiteForm site_form;
  SiteImportForm site_import;

  ProgrammeState programmes;

  Loadable<ChecklistShelf> checklists;
  Loadable<PublishedChecklist> checklist;
  Loadable<ChecklistChanges> changes;
  ChecklistUpload upload;
  ChecklistWithdrawal withdrawal;
  bool just_published = false;      // told once, above the version
};

PeoplePage read_people(const Json& body);
PersonDoc read_person(const Json& body);
ErasureCounts read_erasure_counts(const Json& body);
LinkOffer read_link_offer(const Json& body);
MadeLink read_made_link(const Json& body);

}  // namespace constat::app
