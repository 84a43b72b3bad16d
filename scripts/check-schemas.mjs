// Validates every shipped checklist against checklists/checklist.schema.json (JSON Schema draft 2020-12), and proves that
// the schema is strict: a file with one unknown field, one wrong type or one missing field must be refused.
// Usage: node scripts/check-schemas.mjs [FILE...]; needs `npm ci` in tests/browser. Exit 1 if a file is refused.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const Ajv2020 = createRequire(join(root, 'tests/browser/package.json'))('ajv/dist/2020').default;
const folder = join(root, 'checklists');
const schemaFile = join(folder, 'checklist.schema.json');
// Thousandths are not exact in binary floating point; 6 digits are enough to tell 0.001 from 0.0005.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, multipleOfPrecision: 6 });
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

const shipped = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== basename(schemaFile)).sort();
const files = process.argv.length > 2 ? process.argv.slice(2) : shipped.map((name) => join(folder, name));
let failures = 0;
for (const file of files) {
  if (validate(JSON.parse(readFileSync(file, 'utf8')))) { console.log(`ok   ${basename(file)}`); continue; }
  failures += 1;
  for (const e of validate.errors) console.error(`${file}:${e.instancePath || '/'}: ${e.message} ${JSON.stringify(e.params)}`);
}

// Each change breaks one rule of the format in an otherwise sound file.
const breakages = {
  'unknown field': (c) => { c.colour = 'red'; },
  'unknown field in an item': (c) => { c.sections[0].items[0].hint = 'x'; },
  'field of another type of item': (c) => { c.sections[0].items[0] = { id: 'x', type: 'text', prompt: { fr: 'x' }, bands: [{ points: 1 }] }; },
  'unknown format': (c) => { c.format = 'constat.checklist/2'; },
  'missing title': (c) => { delete c.title; },
  'unknown policy': (c) => { c.scoring.critical_policy = 'halve'; },
  'cap beyond 100': (c) => { c.scoring.critical_policy = { cap: 101 }; },
  'more than 3 decimals': (c) => { c.sections[0].items[0].weight = 0.0005; },
  'weight out of range': (c) => { c.sections[0].items[0].weight = 1000001; },
  'upper-case id': (c) => { c.sections[0].id = 'Welcome'; },
  'unknown type': (c) => { c.sections[0].items[0].type = 'slider'; },
  'choice without choices': (c) => { c.sections[0].items[0] = { id: 'x', type: 'choice', prompt: { fr: 'x' } }; },
  'scale without limits': (c) => { c.sections[0].items[0] = { id: 'x', type: 'scale', prompt: { fr: 'x' } }; },
  'empty text': (c) => { c.sections[0].title.fr = ''; },
  'grades without a 0': (c) => { c.scoring.grades = [{ id: 'A', label: { fr: 'x' }, from: 50 }]; },
  'points on some choices only': (c) => { c.sections[0].items[0] = { id: 'x', type: 'choice', prompt: { fr: 'x' }, choices: [{ id: 'y', label: { fr: 'y' }, points: 1 }, { id: 'z', label: { fr: 'z' } }] }; },
  'empty list of checks': (c) => { c.checks = []; },
  'check without a message': (c) => { c.checks = [{ id: 'x', assert: '${a} < ${b}' }]; },
  'check of unknown severity': (c) => { c.checks = [{ id: 'x', assert: '${a} < ${b}', message: { fr: 'x' }, severity: 'fatal' }]; },
  'unknown evidence': (c) => { c.sections[0].items[0] = { id: 'x', type: 'choice', prompt: { fr: 'x' }, choices: [{ id: 'y', label: { fr: 'y' }, requires: ['video'] }] }; },
};
for (const [name, spoil] of Object.entries(breakages)) {
  const copy = JSON.parse(readFileSync(join(folder, shipped[0]), 'utf8'));
  spoil(copy);
  if (validate(copy)) { failures += 1; console.error(`${schemaFile}: accepts a checklist with: ${name}`); }
}
console.log(`${files.length} files, ${Object.keys(breakages).length} planted faults, ${failures} failures`);
process.exit(failures ? 1 : 0);
