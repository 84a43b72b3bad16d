// What an administrator does: people, links, sites, checklists. A face of App, made where it is needed.
#pragma once

#include <functional>
#include <string>

#include "web/app/admin.hpp"

namespace constat::app {

class App;
struct Route;

class AdminActions {
 public:
  explicit AdminActions(App& app) : app_(&app) {}

  bool load(const Route& route);      // what the route's page shows; false: it is none of these
  void type_search(std::string text);
  void search();                      // what was typed
  void turn_page(std::size_t page);   // from 0

  // People (admin_people.cpp).
  void filter_people(const std::string& role, const std::string& status);  // empty: all
  void begin_person();                // the form's first values, once they are there
  void change_person(const std::function<void(PersonForm&)>& change);
  void search_form_sites();
  void save_person();
  void make_link();                   // of the person on screen
  void revoke_link();
  void copy_link();
  void ask_deactivate();
  void set_active(bool active);

  // Erasing the person on screen (admin_erasure.cpp).
  void ask_erase();
  void erase_person();

  // A link that somebody opened (admin_join.cpp).
  void look_at_link(const Route& route);
  void type_new_password(std::string text);
  void show_new_password(bool shown);
  void join();

  // Sites (admin_sites.cpp).
  void filter_sites(const std::string& region, const std::string& tag);
  void begin_site();
  void change_site(const std::function<void(SiteForm&)>& change);
  void save_site();
  void choose_site_file(int file);
  void import_sites(bool dry_run);
  void forget_site_file();

  // Programmes and waves (app_programmes.cpp).
  void filter_list(const std::string& status);  // of the list on screen, whose rows are all here
  void search_list(std::string text);
  void show_page(std::size_t page);   // from 0; of rows that are all here, on a page that has more than them
  void begin_programme();
  void change_programme(const std::function<void(ProgrammeForm&)>& change);
  void save_programme();
  void begin_wave();
  void change_wave(const std::function<void(WaveForm&)>& change);
  void search_wave_sites();
  void save_wave();
  void plan_wave(const std::string& wave);

  // Withdrawing a version (admin_withdrawal.cpp).
  void ask_withdraw();
  void type_withdrawal(std::string reason);
  void withdraw_checklist(bool back);

  // Checklists (admin_checklists.cpp).
  void choose_checklist_file(int file);
  void ask_publish();
  void publish_checklist();

 private:
  void load_people(const Route& route);
  void load_person(const Route& route);
  void load_sites(const Route& route);
  void load_site(const Route& route);
  bool load_programmes(const Route& route);
  void load_checklists();
  void load_checklist(const Route& route);
  void load_changes(const Route& route);
  void read_file(int file, std::function<void(std::optional<Failure>, std::string name, std::string content)> done);
  AdminState& admin();

  App* app_;
};

}  // namespace constat::app
