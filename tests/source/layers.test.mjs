// Dependencies run one way: what a folder may include is declared here and nowhere else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sources } from './support.mjs';

const core = ['shared/base', 'shared/text', 'shared/checklist', 'shared/visit', 'shared/review', 'shared/scoring', 'shared/survey', 'shared/compare'];
const domain = [...core, 'shared/rescoring', 'shared/lint', 'shared/report', 'shared/sync'];
// What routes, the import and the demonstration work with: the store's interface, never a concrete one.
const service = ['backend/platform', 'backend/store', 'backend/auth', 'backend/intake', 'backend/feed', 'backend/insight', 'backend/blobs', 'backend/review', 'backend/missions', 'backend/export', 'backend/payment', 'backend/audit', 'backend/administration', 'backend/erasure', 'backend/programmes', 'backend/sharing'];
const mayInclude = {
  'shared/base': [],
  'shared/text': ['shared/base'],
  'shared/checklist': ['shared/base', 'shared/text'],
  'shared/visit': ['shared/base', 'shared/text', 'shared/checklist'],
  'shared/review': ['shared/base', 'shared/text', 'shared/checklist', 'shared/visit'],
  'shared/scoring': ['shared/base', 'shared/text', 'shared/checklist', 'shared/visit'],
  'shared/rescoring': ['shared/base', 'shared/text', 'shared/checklist', 'shared/visit', 'shared/scoring'],
  'shared/lint': ['shared/base', 'shared/text', 'shared/checklist', 'shared/visit', 'shared/scoring'],
  'shared/survey': ['shared/base', 'shared/text', 'shared/checklist'],
  'shared/compare': core,
  'shared/report': core,
  'shared/sync': ['shared/base', 'shared/text', 'shared/checklist', 'shared/visit', 'shared/scoring'],
  'shared/device': domain,
  'web/ui': ['shared/base', 'shared/text'],
  'web/app': [...core, 'shared/rescoring', 'shared/sync'],
  'web/screens': [...core, 'web/app', 'web/ui'],
  'web/store': [...domain, 'shared/device'],
  'backend/platform': ['shared/base'],
  'backend/store': domain,
  'backend/ledger': [...domain, 'backend/store', 'backend/platform', 'backend/auth'],
  'backend/store_sqlite': [...domain, 'backend/store', 'backend/platform', 'backend/auth', 'backend/ledger'],
  'backend/auth': [...domain, 'backend/platform', 'backend/store'],
  'backend/intake': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/ledger'],
  'backend/feed': [...domain, 'backend/platform', 'backend/store', 'backend/auth'],
  'backend/programmes': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/administration'],
  'backend/insight': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/intake', 'backend/feed', 'backend/review', 'backend/programmes'],
  'backend/blobs': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/feed'],
  'backend/review': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/intake', 'backend/feed', 'backend/programmes'],
  'backend/missions': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/programmes'],
  'backend/audit': [...domain, 'backend/platform', 'backend/store'],
  'backend/payment': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/missions', 'backend/review', 'backend/export'],
  'backend/administration': [...domain, 'backend/platform', 'backend/store', 'backend/auth'],
  'backend/erasure': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/intake', 'backend/blobs', 'backend/feed', 'backend/payment', 'backend/programmes'],
  // The copies, the way back from them, and what is wrong: over the files themselves.
  'backend/recovery': [...domain, ...service, 'backend/ledger', 'backend/store_sqlite'],
  'backend/export': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/intake', 'backend/feed', 'backend/insight', 'backend/review', 'backend/programmes'],
  'backend/sharing': [...domain, 'backend/platform', 'backend/store', 'backend/auth', 'backend/intake', 'backend/feed', 'backend/insight', 'backend/export'],
  'backend/http': [...domain, ...service],
  'backend/application': [...domain, ...service, 'backend/http', 'backend/store_sqlite'],
  'backend/demo': [...domain, ...service, 'backend/http'],
  'backend/import': [...domain, ...service, 'backend/application'],
  'backend/rescue': [...domain, ...service, 'shared/device', 'backend/application'],
  'backend/cli': [...domain, ...service, 'backend/http', 'backend/application', 'backend/demo', 'backend/import', 'backend/rescue', 'backend/recovery'],
};

// The most specific declared folder of a path.
const layerOf = (path) => Object.keys(mayInclude).filter((folder) => path.startsWith(folder + '/')).sort((a, b) => b.length - a.length)[0];
const includes = (text) => [...text.matchAll(/^\s*#include\s+[<"]([^>"]+)[>"]/gm)].map((match) => match[1]);
const code = ['shared', 'web', 'backend'].flatMap((folder) => sources(folder, ['.cpp', '.hpp']));

test('the tree has sources to check', () => assert.ok(code.length > 100, `${code.length} files`));

test('every folder includes only what lies below it', () => {
  const wrong = [];
  for (const { path, text } of code) {
    const layer = layerOf(path);
    if (!layer) continue;
    for (const included of includes(text).filter((name) => /^(shared|web|backend)\//.test(name))) {
      const target = layerOf(included) ?? included.split('/').slice(0, 2).join('/');
      if (target !== layer && !mayInclude[layer].includes(target)) wrong.push(`${path} includes ${included}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('libraries stay behind their seams', () => {
  const rules = [
    [/^sqlite3\.h$/, /^(backend\/store_sqlite\/|tests\/)/],
    [/^emscripten(\.h|\/)/, /^web\/(main\.cpp|ui\/platform|store\/)/],
    [/^imgui/, /^web\/ui\//],
    [/^(xlsxwriter|cairo|ft2build|freetype\/)/, /^backend\/export\//],
    [/^httplib\.h$/, /^backend\/http\//],
    [/^sodium\.h$/, /^backend\/(auth|blobs|store_sqlite|intake|crypto)\//],
  ];
  const wrong = code.flatMap(({ path, text }) => includes(text).flatMap((name) =>
    rules.filter(([library, allowed]) => library.test(name) && !allowed.test(path)).map(() => `${path} includes ${name}`)));
  assert.deepEqual(wrong, []);
});

test('the core has no clock, no threads, no input or output, no random device', () => {
  const forbidden = /^(chrono|thread|mutex|atomic|future|random|fstream|iostream|filesystem|unistd\.h|sys\/.*|ctime|time\.h)$/;
  const wrong = code.filter(({ path }) => path.startsWith('shared/'))
    .flatMap(({ path, text }) => includes(text).filter((name) => forbidden.test(name)).map((name) => `${path} includes ${name}`));
  assert.deepEqual(wrong, []);
});

test('screens do not score and do not store', () => {
  const wrong = code.filter(({ path }) => path.startsWith('web/screens/'))
    .flatMap(({ path, text }) => (text.match(/\b(score_visit|smallest_change|save_answer|submit_visit)\s*\(/g) ?? [])
      .filter((call) => !/actions|app/.test(text.slice(Math.max(0, text.indexOf(call) - 12), text.indexOf(call)))).map((call) => `${path}: ${call}`));
  assert.deepEqual(wrong, []);
});

test('nothing can wipe the storage of a phone', () => {
  const wrong = sources('web', ['.ts', '.cpp', '.hpp', '.mjs', '.html']).concat(code)
    .filter(({ text }) => /removeVfs|wipeFiles|clearOnInit/.test(text)).map(({ path }) => path);
  assert.deepEqual(wrong, []);
});

test('no source is longer than 500 lines', () => {
  const all = code.concat(sources('web', ['.ts', '.css']), sources('tests', ['.cpp', '.hpp', '.mjs']), sources('scripts', ['.mjs']));
  assert.deepEqual(all.filter(({ text }) => text.split('\n').length > 501).map(({ path }) => path), []);
});

test('no browser test takes a promise for an answer', () => {
  // waitForFunction does not await what it is given; support/until.mjs does.
  const wrong = sources('tests', ['.mjs']).concat(sources('bench', ['.mjs']))
    .filter(({ path, text }) => !path.startsWith('tests/source/') && /waitForFunction\(\s*async/.test(text)).map(({ path }) => path);
  assert.deepEqual(wrong, []);
});
