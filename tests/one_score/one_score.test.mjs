// The native scorer and the WebAssembly one give the same bytes for 10 000 random visits.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

test('10 000 random visits score to the same bytes natively and in WebAssembly', () => {
  const script = fileURLToPath(new URL('../../scripts/check-one-score', import.meta.url));
  const run = spawnSync(script, [process.env.CONSTAT_NATIVE_DIGEST ?? '', process.env.CONSTAT_WASM_DIGEST ?? ''].filter(Boolean), { encoding: 'utf8', timeout: 300_000 });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /10000 visits/);
});
