// What the pull brought, as a draft needs it: documents as they came, and the answers of a visit that a reviewer sent back.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device/context.hpp"
#include "shared/device/photo_rows.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// Of the signed-in person; empty: there is none.
Result<std::string> pulled_document(Context& context, std::string_view type, const std::string& id);

// The body that the server returned, read from its document of the visit ("submission").
struct ReturnedVisit {
  std::int64_t revision = 0;  // that was looked at
  Visit visit;
  // Every file that an answer names, in the order of the body; what the body does not tell of a file is not known here either.
  std::vector<PhotoRow> photos;
  std::set<std::string> missing;  // files that the server has not either
  Json checklist, site_doc;
  bool live_score = false;
};

// None: the visit is not with its investigator, or its answers or its checklist are not here.
Result<std::optional<ReturnedVisit>> returned_visit(Context& context, const std::string& id);

}  // namespace constat
