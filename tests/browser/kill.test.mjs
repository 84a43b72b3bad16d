// The browser is killed (SIGKILL) at seeded random moments: while text is typed, between "a photo is awaited" and its
// photo, while the photo is being made smaller, while visit and photos are sent, and while the database of an older version
// is upgraded. After each start everything that was shown as Saved is there; at the end everything has arrived, once.
// CONSTAT_KILLS sets how many, CONSTAT_SEED which.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keptPhotos, paintJpeg, withExif, writePhoto } from './support/camera.mjs';
import { group, KillablePhone, openPicker, t, thumbnails } from './support/capture_phone.mjs';
import { capture, startCaptureServer } from './support/capture_world.mjs';
import { demoAccounts, get } from './support/demo.mjs';
import { settled } from './support/launch.mjs';
import { OldPhone, stopAtChange, withoutServer } from './support/old_phone.mjs';
import { generator } from './support/random.mjs';
import { newProfile, openBrowser, openStore, startBench } from './support/store_bench.mjs';
import { until } from './support/until.mjs';

const kKills = Number(process.env.CONSTAT_KILLS ?? 10);
const kSeed = Number(process.env.CONSTAT_SEED ?? 20261122);
const kUpgradeKills = Math.ceil(kKills * 0.3);
const kVisitKills = kKills - kUpgradeKills;
const kKillsPerVisit = 10;
const kVisitsPerServer = 3;
const kLongestWaitMs = 1500;
const kLongestSendingMs = 900;
const kSources = 6;

const item = Object.fromEntries(capture.items.map((one) => [one.id, one]));

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Does `work` until the browser dies under it, `delay` after it began. What the dying page says is of no account. */
async function killedWhile(hand, delay, work) {
  const working = work().catch(() => {});
  await pause(delay);
  await hand.kill();
  await working;
}

const shows = async (place, key) => (await place.getByText(t(key), { exact: true }).count()) > 0;

/** What the camera's button says now. */
async function cameraName(place) {
  const again = t('capture.take_again');
  return (await place.getByRole('button', { name: again, exact: true }).count()) > 0 ? again : t('capture.take');
}

/** What the person was told is Saved. A later text of a question takes the place of the one before. */
class Told {
  texts = new Map();
  tried = new Map();
  photos = 0;
  triedPhotos = 0;
}

async function type(hand, told, round) {
  const id = round % 2 === 0 ? 'note' : 'again';
  for (let n = 0; ; n++) {
    const value = `round ${round}, text ${n}`;
    const place = group(hand.page, item[id]);
    told.tried.set(id, value);
    await place.getByRole('textbox', { name: t('fill.text') }).fill(value);
    await settled(hand.page);
    if (await shows(place, 'fill.saved')) told.texts.set(id, value);
  }
}

async function shoot(hand, told, sources, round) {
  const place = group(hand.page, item.shelf);
  for (let n = 0; ; n++) {
    const chooser = await openPicker(hand.page, place, await cameraName(place));
    told.triedPhotos++;
    await chooser.setFiles(sources[(round + n) % sources.length]);
    await settled(hand.page);
    const shown = await thumbnails(place).count();
    if (await shows(place, 'fill.saved')) told.photos = Math.max(told.photos, shown);
  }
}

async function openCamera(hand) {
  const place = group(hand.page, item.shelf);
  await openPicker(hand.page, place, await cameraName(place));
  await pause(kLongestWaitMs * 2);
}

/** Everything that was told is there; a value that was still on its way may be there as well. */
async function check(hand, told, where) {
  for (const [id, value] of told.texts) {
    const shown = await group(hand.page, item[id]).getByRole('textbox', { name: t('fill.text') }).inputValue();
    if (shown !== value) assert.equal(numberOf(shown) > numberOf(value) || shown === told.tried.get(id), true, `${where}: ${id} is "${shown}", "${value}" was saved`);
    told.texts.set(id, shown);
  }
  const shown = await thumbnails(group(hand.page, item.shelf)).count();
  assert.ok(shown >= told.photos, `${where}: ${shown} photos, ${told.photos} were saved`);
  told.photos = shown;
  const files = await keptPhotos(hand.page);
  for (const { name, sha256 } of files) assert.equal(sha256, name, `${where}: a file whose bytes are not its name's`);
  assert.ok(files.length >= shown, `${where}: ${files.length} files for ${shown} photos`);
}

/** Texts count up within a round, and rounds count up. */
const numberOf = (value) => {
  const [, round, n] = /^round (\d+), text (\d+)$/.exec(value) ?? [0, -1, -1];
  return Number(round) * 100_000 + Number(n);
};

async function visitUnderFire(server, sources, hand, turn, kills, random, counts) {
  await hand.start();
  const visit = await hand.begin(turn);
  const told = new Told();
  const sending = Math.max(1, Math.floor(kills * 0.3));
  const kinds = ['type', 'await', 'shoot'];
  for (let round = 0; round < kills - sending; round++) {
    const kind = kinds[round % kinds.length];
    const delay = 150 + random() * kLongestWaitMs;
    const where = `kill ${round + 1} (${kind} at ${Math.round(delay)} ms)`;
    await killedWhile(hand, delay, () => kind === 'type' ? type(hand, told, round) : kind === 'await' ? openCamera(hand) : shoot(hand, told, sources, round));
    counts[kind] = (counts[kind] ?? 0) + 1;
    await hand.start(`#/visit/${visit}/section/1`);
    await settled(hand.page);
    await check(hand, told, where);
  }
  // At least two photos travel; then the visit is sent, and the browser dies while it goes.
  for (let n = 0; told.photos < 2; n++) {
    const place = group(hand.page, item.shelf);
    await (await openPicker(hand.page, place, await cameraName(place))).setFiles(sources[n]);
    await settled(hand.page);
    told.photos = await thumbnails(place).count();
  }
  await hand.go(`#/visit/${visit}/review`);
  await hand.page.getByRole('button', { name: t('review.submit_incomplete') }).click();
  const send = hand.page.getByRole('dialog').getByRole('button', { name: t('review.confirm_incomplete_yes'), exact: true });
  await send.waitFor();
  for (let round = 0; round < sending; round++) {
    const delay = random() * kLongestSendingMs;
    await killedWhile(hand, delay, async () => {
      if (round === 0) await send.click();
      await pause(kLongestSendingMs * 2);
    });
    counts.send = (counts.send ?? 0) + 1;
    await hand.start(`#/my-visit/${visit}`);
    await settled(hand.page);
    if (!await hand.page.evaluate(() => location.hash.includes('my-visit'))) {
      // Killed before the submission was on disk: the draft is there, whole, and is sent again.
      await check(hand, told, `kill while sending at ${Math.round(delay)} ms`);
    }
  }
  await ensureSent(hand, visit);
  await hand.page.getByText(t('capture.sent_all.other', String(told.photos))).waitFor({ timeout: 60_000 });

  const accounts = await demoAccounts(server.url);
  const manager = accounts.find(({ role }) => role === 'manager');
  const report = await get(server.url, manager, `/api/v1/visits/${visit}`);
  assert.equal(report.conflicts.length, 0, 'one body, once');
  for (const [id, value] of told.texts) assert.equal(report.visit.answers[id]?.value, value);
  const photos = report.visit.answers.shelf.value;
  assert.equal(photos.length, told.photos);
  assert.equal(new Set(photos).size, photos.length, 'no photo twice');
  for (const photo of report.photos) assert.ok(photo.received_at, `${photo.sha256} was received`);
  return told.photos;
}

/** The last submission may have died before it was on disk; then the visit is still a draft, and the person sends it. */
async function ensureSent(hand, visit) {
  await hand.go(`#/visit/${visit}/review`);
  await hand.page.waitForFunction(() => /my-visit|review/.test(location.hash));
  await settled(hand.page);
  const submit = hand.page.getByRole('button', { name: t('review.submit_incomplete') });
  if (await submit.count() > 0) {
    await submit.click();
    await hand.page.getByRole('dialog').getByRole('button', { name: t('review.confirm_incomplete_yes'), exact: true }).click();
    await hand.page.waitForFunction(() => location.hash === '#/visits');
  }
  await hand.go(`#/my-visit/${visit}`);
}

test('nothing that was shown as saved is lost when the browser is killed', { timeout: 120_000 + kVisitKills * 40_000 }, async () => {
  console.log(`# seed ${kSeed}`);
  const random = generator(kSeed);
  const counts = {};
  let photos = 0;
  let visits = 0;
  const folder = mkdtempSync(join(tmpdir(), 'constat-kill-'));
  let server, hand, sources;
  try {
    for (let left = kVisitKills; left > 0; left -= kKillsPerVisit, visits++) {
      if (visits % kVisitsPerServer === 0) {
        await hand?.remove();
        await server?.stop();
        server = await startCaptureServer();
        hand = new KillablePhone(server);
      }
      if (!sources) {
        await hand.start();
        sources = [];
        for (let seed = 1; seed <= kSources; seed++)
          sources.push(writePhoto(join(folder, `${seed}.jpg`), withExif(await paintJpeg(hand.page, { seed, noise: 120 }))));
      }
      await hand.kill();
      photos += await visitUnderFire(server, sources, hand, visits % kVisitsPerServer, Math.min(left, kKillsPerVisit), random, counts);
    }
  } finally {
    await hand?.remove();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ');
  console.log(`# figure browser kills survived: ${Object.values(counts).reduce((sum, count) => sum + count, 0)} (${kinds}); ${visits} visits and ${photos} photos arrived once`);
});

/** Starts the store worker; it stops for good at the `at`th change of the disk, or opens before it gets there. */
async function upgradeUntil(context, url, stop) {
  await stopAtChange(context, stop);
  const { tab, store } = await openStore(context, url);
  const stopped = tab.waitForFunction(() => window.pushes.some(({ push, data }) => push === 'disk' && data.stops), null, { polling: 20 });
  stopped.catch(() => {});
  const opened = await Promise.race([stopped.then(() => false), store('open').then(({ ok }) => ok)]);
  return { opened, changes: await tab.evaluate(() => window.pushes.filter(({ push }) => push === 'disk').map(({ data }) => data.name)) };
}

/** The file of the old version stands as it was; the newest one is whole, is of this version, and holds every row. */
function checkUpgraded(before, after, where) {
  const [old, current] = [after.find(({ name }) => name === before.name), after.at(-1)];
  assert.deepEqual(old, before, `${where}: the old database stays as it was`);
  assert.ok(current.whole && current.version > before.version, `${where}: ${current.name} is of version ${current.version}`);
  assert.deepEqual(current.tables, before.tables, `${where}: every row is in the new database`);
}

test('nothing that an older version saved is lost when the browser is killed while its database is upgraded', { timeout: 60_000 + kUpgradeKills * 30_000 }, async () => {
  const random = generator(kSeed);
  const bench = await startBench();
  const old = await OldPhone.of('v1', bench.url);
  const profile = newProfile();
  let browser;
  let kills = 0;
  let rounds = 0;
  const start = async () => {
    browser = await openBrowser(profile);
    await withoutServer(browser.context);
  };
  const kill = async () => { await browser?.kill(); browser = null; };
  try {
    await start();
    await old.write(browser.context);
    const [before] = await old.read(browser.context);
    assert.deepEqual([before.whole, before.version], [true, 1]);
    const { opened, changes } = await upgradeUntil(browser.context, bench.url, { at: 0, torn: false });
    assert.ok(opened, 'an upgrade that nobody disturbs');
    await kill();
    // What comes before the first write is only the pool that opens.
    const first = changes.indexOf('write') + 1;
    assert.ok(first > 0 && changes.length - first > 10, `the upgrade changes the disk: ${changes}`);
    const queued = before.tables.visit.map((row) => Object.fromEntries(old.tables.visit.map((name, i) => [name, row[i]]))).find(({ state }) => state === 'saved');

    for (; kills < kUpgradeKills; rounds++) {
      // A phone whose logs are gone as well has nothing but the database.
      const logs = rounds % 2 === 1;
      const where = [];
      await start();
      await old.write(browser.context, { logs });
      for (let again = rounds % 3 === 1; kills < kUpgradeKills; again = false) {
        // Early ones cut the copy, late ones the change of its tables: both come in any run.
        const part = (kills + random()) % kUpgradeKills / kUpgradeKills;
        const stop = { at: first + Math.floor(part * (changes.length - first + 1)), torn: random() < 0.5 };
        const cut = await upgradeUntil(browser.context, bench.url, stop);
        await kill();
        kills++;
        where.push(`${stop.torn ? 'torn ' : ''}${cut.changes.at(-1)} ${cut.changes.length} of ${changes.length}`);
        await start();
        if (!again) break;
      }
      const words = `kill at ${where.join(', then at ')}, ${logs ? 'with' : 'without'} logs`;
      const phone = await openStore(browser.context, bench.url);
      const { session, recovered } = await phone.ok('open');
      assert.deepEqual([session?.user.id, recovered], ['anna', 0], words);
      await phone.tab.close();
      checkUpgraded(before, await old.read(browser.context), words);

      // It goes on: what that version had queued arrives, byte for byte.
      await browser.context.unrouteAll();
      bench.received.clear();
      const online = await openStore(browser.context, bench.url);
      await online.ok('open');
      await online.ok('sync');
      await until(online.tab, async (visit) => (await window.store('list_visits')).result.visits.find(({ id }) => id === visit).state === 'received', queued.id);
      assert.equal(bench.received.get(queued.id), queued.body, words);
      await kill();
    }
  } finally {
    await kill();
    profile.remove();
    await bench.stop();
  }
  console.log(`# figure browser kills survived while an older database was upgraded: ${kills} on ${rounds} phones`);
});
