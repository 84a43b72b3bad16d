// Which database file the store worker opens, and which it copies first: after a crash at any point of an upgrade too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const esbuild = createRequire(join(root, 'web/package.json'))('esbuild');
const built = esbuild.buildSync({ entryPoints: [join(root, 'web/store/generations.ts')], bundle: true, format: 'esm', write: false });
const { copyMark, kSchema, planOpening } = await import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].text).toString('base64')}`);

const file = (generation, version, applicationId = 0) => ({ generation, version, applicationId });
const copied = (generation, version = 1) => file(generation, version, copyMark(2));

test('the worker and the engine mean the same version of the tables', () => {
  const header = readFileSync(join(root, 'shared/device/schema.hpp'), 'utf8');
  assert.equal(kSchema, Number(/kDeviceSchema = (\d+);/.exec(header)[1]));
});

for (const [name, readable, highest, expected] of [
  ['a new phone begins with the first file', [], 0, { open: 1, copyFrom: null }],
  ['the current file is opened', [file(1, 2)], 1, { open: 1, copyFrom: null }],
  ['an older version is copied first', [file(1, 1)], 1, { open: 2, copyFrom: 1 }],
  ['a copy that was not finished is made again from the file that holds the data', [file(1, 1), copied(2)], 2, { open: 2, copyFrom: 1 }],
  ['a copy that is damaged gets another number', [file(1, 1)], 2, { open: 3, copyFrom: 1 }],
  ['a copy that was migrated is the current one', [file(1, 1), copied(2, 2)], 2, { open: 2, copyFrom: null }],
  ['at the next upgrade the finished copy is the original', [file(1, 1), copied(2, 2)], 2, { open: 3, copyFrom: 2 }, 3],
  ['a file that took the place of a damaged one is copied like any other', [file(2, 1)], 2, { open: 3, copyFrom: 2 }],
  ['the newest file with data counts, not the one that it replaced', [file(1, 1), file(2, 1)], 2, { open: 3, copyFrom: 2 }],
  ['an unfinished copy serves when its original was damaged since', [copied(2)], 2, { open: 2, copyFrom: null }],
  ['an empty file is never preferred to one with data', [file(1, 2), file(2, 0)], 2, { open: 1, copyFrom: null }],
  ['an empty file is filled from the logs when the others are damaged', [file(2, 0)], 2, { open: 2, copyFrom: null }],
  ['where all are damaged a new one begins', [], 3, { open: 4, copyFrom: null }],
  ['a file of a newer version is opened, for the engine to refuse', [file(1, 1), file(2, 7)], 2, { open: 2, copyFrom: null }],
].map(([name, readable, highest, expected, schema]) => [name, readable, highest, { ...expected, schema: schema ?? kSchema }])) {
  test(name, () => {
    const { schema, ...plan } = expected;
    assert.deepEqual(planOpening(readable, highest, schema), plan);
  });
}
