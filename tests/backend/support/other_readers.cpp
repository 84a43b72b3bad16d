#include "tests/backend/support/other_readers.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/backend/support/test_server.hpp"

namespace constat::test {
namespace {

// The system's, to which python3-openpyxl belongs, whatever other Python comes first on the path.
constexpr const char* kPython = "/usr/bin/python3";

constexpr const char* kReadWorkbook = R"py(
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def shown(value):
    return value.isoformat() if hasattr(value, 'isoformat') else value
sheets = []
for sheet in book.worksheets:
    rows, formulas = [], []
    for row in sheet.iter_rows():
        totals = [cell.value for cell in row if cell.data_type == 'f']
        if totals: formulas += totals
        else: rows.append([shown(cell.value) for cell in row])
    widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(i + 1)].width for i in range(sheet.max_column)]
    heights = [sheet.row_dimensions[i + 1].height for i in range(sheet.max_row)]
    sheets.append({'name': sheet.title, 'widths': widths, 'heights': heights, 'across': sheet.page_setup.fitToWidth, 'repeated': sheet.print_title_cols, 'frozen': sheet.freeze_panes, 'filter': sheet.auto_filter.ref, 'rows': rows, 'formulas': formulas})
json.dump(sheets, sys.stdout)
)py";

struct Ran {
  int code = 0;
  std::string out;
};

Ran run_program(const std::string& command) {
  Ran ran;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::array<char, 4096> buffer{};
  for (std::size_t count; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) ran.out.append(buffer.data(), count);
  ran.code = ::pclose(pipe);
  return ran;
}

// The bytes as a file, as long as the folder lives.
std::string as_file(const TemporaryFolder& folder, const std::string& name, const std::string& bytes) {
  const std::string path = (folder.path() / name).string();
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

}  // namespace

bool can_read_workbooks() { return run_program(std::string(kPython) + " -c 'import openpyxl' 2>/dev/null").code == 0; }

nlohmann::json read_workbook(const std::string& bytes) {
  const TemporaryFolder folder;
  const std::string script = as_file(folder, "read.py", kReadWorkbook), book = as_file(folder, "book.xlsx", bytes);
  const Ran ran = run_program(std::string(kPython) + " '" + script + "' '" + book + "'");
  auto sheets = nlohmann::json::parse(ran.out, nullptr, false);
  if (ran.code != 0 || sheets.is_discarded()) throw std::runtime_error("openpyxl cannot read the workbook");
  return sheets;
}

bool can_read_pages() { return run_program("pdftotext -v 2>/dev/null && pdffonts -v 2>/dev/null").code == 0; }

Pages read_pages(const std::string& bytes) {
  const TemporaryFolder folder;
  const std::string file = as_file(folder, "file.pdf", bytes);
  Pages pages;
  pages.text = run_program("pdftotext -layout '" + file + "' -").out;
  const std::string facts = run_program("pdfinfo '" + file + "'").out;
  pages.tagged = facts.find("Tagged:          yes") != std::string::npos;
  const auto at = facts.find("Pages:");
  if (at != std::string::npos) pages.count = std::atoi(facts.c_str() + at + 6);
  std::istringstream fonts(run_program("pdffonts '" + file + "'").out);
  std::string line;
  std::size_t column = std::string::npos;
  while (std::getline(fonts, line)) {
    if (column == std::string::npos) column = line.find("emb");
    else if (line.rfind("---", 0) != 0) {
      ++pages.fonts;
      if (line.compare(column, 3, "yes") == 0) ++pages.embedded;
    }
  }
  return pages;
}

}  // namespace constat::test
