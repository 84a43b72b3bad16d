// A server as docs/protocol.md has it, in memory, for one organisation: small enough to be right by reading it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/device/seams.hpp"
#include "shared/sync/changes.hpp"

namespace constat::test {

class ModelServer {
 public:
  // Documents that everybody sees; the latest of a type and id counts. An empty doc is a removal.
  void publish(const std::string& type, const std::string& id, const std::string& doc);

  // `client` is a browser: it keeps its session like a cookie. Only email "<user>@example.org" with password "secret".
  HttpResponse handle(int client, const HttpRequest& request);
  void end_sessions() { sessions_.clear(); }
  // Their sessions are told, and everybody else hears of the mark.
  void erase(const std::string& user);

  // All the bytes that were ever accepted under visit/revision.
  const std::set<std::string>& bodies(const std::string& visit) const;
  // The first body of a revision; none: nothing came under that number.
  std::optional<std::string> body(const std::string& visit, std::int64_t revision) const;
  // As a reviewer sends it back; `sha256` of the body that was judged, the main one when it is empty.
  void return_visit(const std::string& visit, const std::string& review, std::string sha256 = {});
  std::size_t visit_count() const { return visits_.size(); }
  std::int64_t accepted() const { return accepted_; }
  // Whole photos by hash; parts; and what phones handed over as text, by hash.
  const std::map<std::string, std::string>& photos() const { return photos_; }
  const std::map<std::string, std::string>& handed_over() const { return handed_over_; }

  // As after the restore of a backup: what came since is gone, and the epoch is another.
  struct Backup {
    std::map<std::string, std::set<std::string>> visits;
    std::vector<Change> feed;
    std::map<std::string, std::string> photos = {};
  };
  Backup backup() const { return {visits_, feed_, photos_}; }
  void restore(const Backup& backup);
  void pass_seconds(std::int64_t seconds) { seconds_ += seconds; }
  // The next pulls with a cursor get 410.
  void expire_cursors() { ++cursor_base_; }

  std::map<std::string, std::pair<int, std::string>> refuse;  // visit id -> status, code
  std::map<std::string, std::pair<int, std::string>> refuse_photo;  // hash -> status, code of every chunk
  std::optional<std::int64_t> safe_seq;  // visits stored up to here are copied off the server
  void copy_off() { safe_seq = seq_; }
  int page_size = 3;
  std::string asked_in;    // Accept-Language of the latest request; empty: it had none
  int status_for_all = 0;  // not 0: every request gets it, with a page that is no problem+json

 private:
  std::string time() const;  // a second per feed entry from a fixed day, and what passed besides
  HttpResponse session(int client, const HttpRequest& request);
  HttpResponse link(int client, const HttpRequest& request);  // "good" is ines@example.org's; every other is used up
  HttpResponse pull(const HttpRequest& request) const;
  HttpResponse push(const std::string& user, const std::string& visit, std::int64_t revision, const HttpRequest& request);
  HttpResponse photo(const HttpRequest& request);
  HttpResponse park(const HttpRequest& request);
  std::vector<std::string> missing_photos(const std::string& visit) const;
  void publish_visit(const std::string& visit);

  std::map<int, std::string> sessions_;  // client -> user
  std::set<std::string> erased_;
  std::vector<Change> feed_;
  std::map<std::string, std::set<std::string>> visits_;
  std::map<std::string, std::map<std::int64_t, std::string>> main_bodies_;  // visit -> by revision, the body that counts: the first
  std::map<std::string, std::string> photos_, parts_, handed_over_;
  std::int64_t seq_ = 0, accepted_ = 0, seconds_ = 0;
  int epoch_ = 1, cursor_base_ = 0;
};

}  // namespace constat::test
