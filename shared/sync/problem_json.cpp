#include "shared/sync/problem_json.hpp"

#include "shared/sync/json_fields.hpp"

namespace constat {

std::string write_problem_json(const ProblemReport& report) {
  Json object = Json::object();
  object.add("type", Json::of_text("about:blank"))
      .add("title", Json::of_text(report.title))
      .add("status", Json::of_integer(report.status))
      .add("detail", Json::of_text(report.detail))
      .add("code", Json::of_text(report.code));
  if (!report.problems.empty()) {
    Json list = Json::array();
    for (const auto& entry : report.problems)
      list.push(Json::object()
                    .add("path", Json::of_text(entry.path))
                    .add("code", Json::of_text(entry.code))
                    .add("message", Json::of_text(entry.message)));
    object.add("problems", std::move(list));
  }
  return write_json(object);
}

std::optional<ProblemReport> parse_problem_json(std::string_view json) {
  const Json object = json_fields::parse(json);
  auto code = json_fields::text(object, "code");
  if (!code) return std::nullopt;
  ProblemReport report;
  report.code = std::move(*code);
  report.status = static_cast<int>(json_fields::integer(object, "status").value_or(0));
  report.title = json_fields::text_or(object, "title");
  report.detail = json_fields::text_or(object, "detail");
  if (const Json* list = json_fields::member(object, "problems"); list && list->is(JsonKind::array))
    for (const Json& entry : list->elements)
      report.problems.push_back({json_fields::text_or(entry, "path"), json_fields::text_or(entry, "code"),
                                 json_fields::text_or(entry, "message")});
  return report;
}

}  // namespace constat
