// Compiles shared/text/catalog/*.json into one sorted table. Usage: node build-catalog.mjs CATALOG_DIR OUTPUT.cpp [AREA...]
// The areas named are left out: <area>.fr.json and <area>.en.json.
// Fails when a key exists in one language only, twice, or with other placeholders than its twin.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dir, output, ...without] = process.argv.slice(2);
if (!dir || !output) { console.error('Usage: node build-catalog.mjs CATALOG_DIR OUTPUT.cpp [AREA...]'); process.exit(2); }
const languages = ['fr', 'en'];
const tables = Object.fromEntries(languages.map((l) => [l, new Map()]));
const problems = [];

const files = readdirSync(dir).filter((f) => f.endsWith('.json') && !without.includes(f.split('.')[0])).sort();
for (const file of files) {
  const language = file.split('.').at(-2);
  if (!tables[language]) { problems.push(`${file}: name it <area>.fr.json or <area>.en.json`); continue; }
  for (const [key, text] of Object.entries(JSON.parse(readFileSync(join(dir, file), 'utf8')))) {
    if (tables[language].has(key)) problems.push(`${file}: ${key} stands in two files; keep one`);
    if (typeof text !== 'string' || text === '' || text.includes('\0')) problems.push(`${file}: ${key} needs a text`);
    tables[language].set(key, text);
  }
}
const placeholders = (text) => [...new Set((text ?? '').match(/\{\d\}/g) ?? [])].sort().join();
const keys = [...new Set(languages.flatMap((l) => [...tables[l].keys()]))].sort((a, b) => (Buffer.from(a).compare(Buffer.from(b))));
for (const key of keys) {
  const missing = languages.filter((l) => !tables[l].has(key));
  if (missing.length) problems.push(`${key}: missing in ${missing.join(', ')}`);
  else if (new Set(languages.map((l) => placeholders(tables[l].get(key)))).size > 1) problems.push(`${key}: the languages use other placeholders`);
}
if (problems.length) { console.error(problems.join('\n')); process.exit(1); }

const escape = (text) => '"' + [...Buffer.from(text)].map((c) =>
  c === 34 ? '\\"' : c === 92 ? '\\\\' : c === 10 ? '\\n' : c < 32 || c > 126 ? '\\' + c.toString(8).padStart(3, '0') : String.fromCharCode(c)).join('') + '"';
const texts = (key) => [key, ...languages.map((l) => tables[l].get(key))];
const rows = keys.map((key) => '    ' + texts(key).map((text) => `${escape(text)} "\\0"`).join(' '));
const size = keys.flatMap(texts).reduce((bytes, text) => bytes + Buffer.byteLength(text) + 1, 0);
writeFileSync(output, `// Made by scripts/build-catalog.mjs from shared/text/catalog; do not edit.
#include "shared/text/catalog_table.hpp"
namespace constat::detail {
const char kCatalogText[] =
${rows.join('\n')};
const std::size_t kCatalogTextSize = ${size};
}  // namespace constat::detail
`);
