// RFC 9457 application/problem+json, as every refusal of the server is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace constat {

struct ProblemReport {
  int status = 500;    // HTTP
  std::string title;   // short, the same for every occurrence of `code`
  std::string detail;  // a sentence in the reader's language: what is wrong; what to do
  std::string code;    // stable, kebab-case
  struct Entry {
    std::string path, code, message;
  };
  std::vector<Entry> problems;
};

std::string write_problem_json(const ProblemReport& report);

// None when the body is no JSON object with a "code" (a proxy's HTML page, for example).
std::optional<ProblemReport> parse_problem_json(std::string_view json);

}  // namespace constat
