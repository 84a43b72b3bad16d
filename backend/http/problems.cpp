#include "backend/http/problems.hpp"

#include <cstdlib>

#include "shared/sync/problem_json.hpp"

namespace constat::server::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "0.8" -> 800; 1000 when there is no q.
int quality_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const std::string text(parameters.substr(at + 2, 5));
  return static_cast<int>(std::strtod(text.c_str(), nullptr) * 1000);
}

}  // namespace

Language language_of_request(const Request& request) {
  std::string_view rest = request.header("accept-language");
  Language best = Language::french;
  int best_quality = 0;
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    std::string_view range = trimmed(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    const auto semicolon = range.find(';');
    const int quality = semicolon == std::string_view::npos ? 1000 : quality_of(range.substr(semicolon));
    range = range.substr(0, semicolon);
    const std::string_view primary = range.substr(0, range.find('-'));
    if (quality <= best_quality || (primary != "fr" && primary != "en")) continue;
    best = primary == "en" ? Language::english : Language::french;
    best_quality = quality;
  }
  return best;
}

Response problem(Language language, int status, std::string_view code, const std::vector<std::string>& args,
                 const std::vector<Problem>& problems) {
  const std::string key = "server.problem." + std::string(code);
  ProblemReport report;
  report.status = status;
  report.code = code;
  report.title = text(language, key + ".title");
  report.detail = text(language, key + ".detail", args);
  for (const Problem& found : problems)
    report.problems.push_back({found.path, found.code, text(language, "problem." + found.code, found.args)});
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = write_problem_json(report);
  return response;
}

}  // namespace constat::server::http
