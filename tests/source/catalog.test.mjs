// Product text comes from catalogues: every key that the code names exists in both languages, and none is left over.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sources } from './support.mjs';

const tables = { fr: {}, en: {} };
for (const { path, text } of sources('shared/text/catalog', ['.json'])) Object.assign(tables[path.split('.').at(-2)], JSON.parse(text));
const keys = new Set(Object.keys(tables.fr));
const code = ['shared', 'web', 'backend'].flatMap((folder) => sources(folder, ['.cpp', '.hpp', '.ts', '.html', '.mjs']))
  .concat(sources('scripts', ['.mjs', '']));

test('French and English have the same keys', () => assert.deepEqual(Object.keys(tables.en).sort(), Object.keys(tables.fr).sort()));

test('every key that the code names exists', () => {
  const areas = new Set([...keys].map((key) => key.split('.')[0]));
  const missing = new Set();
  for (const { path, text } of code) {
    for (const [, key] of text.matchAll(/"([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)"/g)) {
      if (!areas.has(key.split('.')[0]) || /\.(json|js|wasm|ts|cpp|hpp|html|css|png|svg|ttf|db|sqlite|csv|log|lock|tmp|key)$/.test(key)) continue;
      const isPrefix = [...keys].some((name) => name.startsWith(`${key}.`));   // "app.role" + "." + role, plurals
      if (!isPrefix && ![key, `problem.${key}`, `error.${key}`].some((name) => keys.has(name))) missing.add(`${path}: ${key}`);
    }
  }
  assert.deepEqual([...missing], []);
});

test('French typography: no plain space before ? ! ; : %, no straight quotes around words', () => {
  const wrong = Object.entries(tables.fr)
    .filter(([, text]) => /[\p{L}\d)}»] [?!;%](?=\s|$)|[\p{L})}»] :(?=\s|$)|"\p{L}/u.test(text)).map(([key, text]) => `${key}: ${text}`);
  assert.deepEqual(wrong, []);
});

test('no French word stands in the code', () => {
  const wrong = code.filter(({ path }) => /\.(cpp|hpp|ts)$/.test(path)).flatMap(({ path, text }) =>
    text.split('\n').filter((line) => /"[^"]*[éèêàçùôî][^"]*"/.test(line.replace(/\/\/.*/, ''))).map((line) => `${path}: ${line.trim()}`));
  assert.deepEqual(wrong, []);
});

test('the browser app names no text that its table leaves out', () => {
  const without = /set\(CONSTAT_APP_WITHOUT ([a-z_ ]+)\)/.exec(sources('web', ['CMakeLists.txt']).map(({ text }) => text).join('\n'))[1].split(' ');
  const left = new Set(sources('shared/text/catalog', ['.fr.json']).filter(({ path }) => without.includes(path.split('/').at(-1).split('.')[0]))
    .flatMap(({ text }) => Object.keys(JSON.parse(text))));
  assert.ok(left.size > 100, `${left.size} keys are left out`);
  const wrong = ['web/app', 'web/screens', 'web/ui'].flatMap((folder) => sources(folder, ['.cpp', '.hpp'])).flatMap(({ path, text }) =>
    [...text.matchAll(/"([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)"/g)].map(([, key]) => key)
      .filter((key) => left.has(key) || [...left].some((one) => one.startsWith(`${key}.`) && !keys.has(key))).map((key) => `${path}: ${key}`));
  assert.deepEqual(wrong, []);
});

test('the font that a phone downloads has every character of the texts', () => {
  const [, list] = /const ranges = \[([\s\S]*?)\n\];/.exec(sources('web/bundle', ['fonts.mjs'])[0].text);
  const ranges = [...list.matchAll(/\[(0x[0-9a-f]+), (0x[0-9a-f]+)\]/g)].map(([, from, to]) => [Number(from), Number(to)]);
  assert.ok(ranges.length > 10);
  const wrong = Object.values(tables).flatMap((table) => Object.entries(table)).flatMap(([key, text]) =>
    [...text].filter((sign) => sign !== '\n' && !ranges.some(([from, to]) => sign.codePointAt(0) >= from && sign.codePointAt(0) <= to))
      .map((sign) => `${key}: ${sign} U+${sign.codePointAt(0).toString(16)}`));
  assert.deepEqual(wrong, []);
});
