// The exports of an organisation: its visits wide and long, its comparison. Rows are made and written one by one.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "backend/auth/sessions.hpp"
#include "backend/export/table_writer.hpp"
#include "backend/insight/visit_source.hpp"
#include "shared/base/result.hpp"

namespace constat::server::exports {

enum class Subject : std::uint8_t { visits, answers, comparison };
std::optional<Subject> subject_of(std::string_view word);  // "visits", "answers", "comparison"

struct TableRequest {
  Subject subject = Subject::visits;
  Format format = Format::csv;
  Style style;
  std::string wave;       // id, "all" or empty: all visits, or the latest wave's comparison
  std::string checklist;  // of visits and answers; empty: every one
  std::string table;      // of a comparison in a format with one table: "sites" (also when empty), "kpis", "differences"
  std::string now;        // RFC 3339
  // Whose site's visits and figures go out. Not called for others than those that the organisation has.
  std::function<bool(const SiteId&)> may_see = [](const SiteId&) { return true; };
  Audience audience;  // which of their visits, and whether with the investigator
  // Called after each visit with the number done and of all.
  std::function<void(std::size_t, std::size_t)> progress = [](std::size_t, std::size_t) {};
};

struct ExportCounts {
  std::size_t rows = 0;
  std::size_t left_out = 0;  // visits whose checklist or body cannot be read here
};

// Errors, before anything is written: "export.unknown_wave", "export.unknown_checklist", "export.unknown_table",
// "export.which_checklist" (a file with one table, and several checklists have visits; their ids as argument),
// "export.nothing" (no checklist at all). Throws what `out` and the store throw.
Result<ExportCounts> write_export(Reader& reader, ChecklistCache& checklists, const TableRequest& request, ByteSink& out);

}  // namespace constat::server::exports
