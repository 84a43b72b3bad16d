#include "web/ui/mirror/node.hpp"

namespace constat::ui::mirror {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::heading: return "heading";
    case Role::text: return "text";
    case Role::status: return "status";
    case Role::alert: return "alert";
    case Role::button: return "button";
    case Role::link: return "link";
    case Role::textbox: return "textbox";
    case Role::group: return "group";
    case Role::radiogroup: return "radiogroup";
    case Role::radio: return "radio";
    case Role::checkbox: return "checkbox";
    case Role::list: return "list";
    case Role::listitem: return "listitem";
    case Role::table: return "table";
    case Role::row: return "row";
    case Role::columnheader: return "columnheader";
    case Role::rowheader: return "rowheader";
    case Role::cell: return "cell";
    case Role::navigation: return "navigation";
    case Role::main: return "main";
    case Role::banner: return "banner";
    case Role::contentinfo: return "contentinfo";
    case Role::region: return "region";
    case Role::progressbar: return "progressbar";
    case Role::image: return "image";
    case Role::dialog: return "dialog";
    case Role::file: return "file";
    case Role::pad: return "pad";
    case Role::slider: return "slider";
    case Role::select: return "select";
  }
  return "text";
}

bool is_interactive(Role role) {
  return role == Role::button || role == Role::link || role == Role::textbox || role == Role::radio || role == Role::checkbox ||
         role == Role::file || role == Role::slider || role == Role::select;
}

std::string_view name_of(Host host) {
  switch (host) {
    case Host::page: return "page";
    case Host::top: return "top";
    case Host::bottom: return "bottom";
    case Host::dialog: return "dialog";
    case Host::inner: break;
  }
  return "page";
}

}  // namespace constat::ui::mirror
