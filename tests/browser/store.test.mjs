import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newProfile, openBrowser, openStore, startBench } from './support/store_bench.mjs';
import { until } from './support/until.mjs';

const answer = (visit, item, value) => ({ visit, item, answer: { value } });
let bench;

before(async () => { bench = await startBench(); });
after(() => bench.stop());

/** A profile whose browser is killed at the end, whatever happened. */
async function withProfile(work) {
  const profile = newProfile();
  const open = [];
  const browse = async () => {
    const browser = await openBrowser(profile);
    open.push(browser);
    return browser;
  };
  try {
    await work(browse);
  } finally {
    for (const browser of open) await browser.kill();
    profile.remove();
  }
}

async function beginVisit(store) {
  await store.ok('open');
  await store.ok('sign_in', { email: 'a@b', password: 'x' });
  await until(store.tab, async () => (await window.store('list_missions')).result.missions.length === 1);
  return (await store.ok('start_visit', { mission: 'm1' })).visit.id;
}

test('answers that were called saved are there after the browser was killed', { timeout: 120_000 }, () => withProfile(async (browse) => {
  const first = await browse();
  const store = await openStore(first.context, bench.url);
  const visit = await beginVisit(store);
  for (let i = 0; i < 20; ++i) {
    const { saved_at } = await store.ok('save_answer', answer(visit, `i${i}`, `v${i}`));
    assert.ok(Math.abs(saved_at - Date.now()) < 60_000);
  }
  await first.kill();

  const second = await browse();
  const again = await openStore(second.context, bench.url);
  const opened = await again.ok('open');
  assert.equal(opened.session.user.id, 'anna');
  assert.equal(opened.recovered, 0);
  const { visit: found, checklist } = await again.ok('open_visit', { visit });
  assert.equal(checklist.id, 'accueil');
  assert.deepEqual(Object.fromEntries(Object.entries(found.answers).map(([item, { value }]) => [item, value])),
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`i${i}`, `v${i}`])));

  const { sha256 } = await again.ok('submit_visit', { visit, device_score: null });
  assert.match(sha256, /^[0-9a-f]{64}$/);
  await until(again.tab, async () => (await window.store('list_visits')).result.visits[0].state === 'received');
  assert.equal(JSON.parse(bench.received.get(visit)).visit.answers.i7.value, 'v7');
}));

test('a deleted database comes back from the logs', { timeout: 120_000 }, () => withProfile(async (browse) => {
  const first = await browse();
  const store = await openStore(first.context, bench.url);
  const visit = await beginVisit(store);
  await store.ok('save_answer', answer(visit, 'a', 'oui'));
  await store.tab.goto('about:blank');
  const cleaner = await first.context.newPage();
  await cleaner.route('**/clean', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await cleaner.goto(`${bench.url}clean`);
  await cleaner.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    for (let left = 50; ; --left) {
      try { await folder.removeEntry('constat-pool', { recursive: true }); break; } catch (error) {
        if (left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
  const again = await openStore(first.context, bench.url);
  const opened = await again.ok('open');
  assert.equal(opened.recovered, 1);
  assert.equal(opened.session.user.id, 'anna');
  assert.equal((await again.ok('open_visit', { visit })).visit.answers.a.value, 'oui');
}));

test('the second tab is told, takes over with everything, and the first is told in turn', { timeout: 120_000 }, () => withProfile(async (browse) => {
  const { context } = await browse();
  const first = await openStore(context, bench.url);
  const visit = await beginVisit(first);
  await first.ok('save_answer', answer(visit, 'a', 'oui'));

  const second = await openStore(context, bench.url);
  assert.deepEqual((await second.store('open')).error, { code: 'not-owner', args: [] });
  assert.deepEqual((await second.pushes()).at(-1), { push: 'owner', data: { owner: false } });
  await second.ok('take_over');
  assert.equal((await second.ok('open')).session.user.id, 'anna');
  assert.equal((await second.ok('open_visit', { visit })).visit.answers.a.value, 'oui');
  await second.ok('save_answer', answer(visit, 'a', 'non'));
  assert.deepEqual((await first.pushes()).at(-1), { push: 'owner', data: { owner: false } });
  assert.equal((await first.store('save_answer', answer(visit, 'a', 'peut-être'))).error.code, 'not-owner');

  await first.ok('take_over');
  await first.ok('open');
  assert.equal((await first.ok('open_visit', { visit })).visit.answers.a.value, 'non');
}));
