// Surveys and their responses.
#include <nlohmann/json.hpp>

#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/insight/survey_intake.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kSurveyBytes = 1u << 20;
constexpr std::size_t kResponseBytes = 32u << 20;

Response put(const Call& call) {
  // A survey is asked in all sites: its description is for who sees them all.
  if (call.who->limited) return problem(call.language, 403, "limited-manager");
  const auto is_new = put_survey(call.services.store, call.who->organisation.id, call.request.body);
  if (!is_new) return problem(call.language, 400, "bad-survey", {}, is_new.error());
  const auto body = Doc::parse(call.request.body, nullptr, false);
  return json_response(*is_new ? 201 : 200, Doc{{"id", body.value("id", std::string())}}.dump());
}

Response add(const Call& call) {
  const auto survey =
      read_for(call.services.store, *call.who)->survey(SurveyId(call.path.at("id")));
  if (!survey) return problem(call.language, 404, "not-found");
  const std::string_view type = call.request.header("content-type");
  if (type.substr(0, type.find(';')) != "text/csv") return problem(call.language, 415, "csv-expected");
  const std::string_view dry = call.request.parameter("dry_run");
  const auto result = import_responses(call.services.store, call.who->organisation.id, *survey, call.request.body,
                                       !dry.empty() && dry != "0", call.who);
  if (!result) return problem(call.language, 400, "bad-responses", {}, result.error());
  Doc rejected = Doc::array();
  for (const RejectedValue& value : result->rejected)
    rejected.push_back({{"row", value.row}, {"column", value.column}, {"value", value.value}});
  const Doc answer = {{"rows",
                       {{"read", result->read},
                        {"accepted", result->accepted},
                        {"blank", result->blank},
                        {"rejected", std::move(rejected)}}},
                      {"stored", result->stored},
                      {"duplicates", result->duplicates},
                      {"new_sites", result->new_sites}};
  return json_response(200, answer.dump(-1, ' ', false, Doc::error_handler_t::replace));
}

}  // namespace

void add_survey_routes(std::vector<Route>& table) {
  const Access managers = Access::roles({Role::manager, Role::administrator});
  table.push_back({Method::post, "/api/v1/surveys", managers, kSurveyBytes, put, TokenScope::surveys_write});
  table.push_back({Method::post, "/api/v1/surveys/{id}/responses", managers, kResponseBytes, add, TokenScope::surveys_write});
}

}  // namespace constat::server::http
