// A long section under the finger, and at rest: a swipe that begins on an answer presses nothing, and nobody pays for a page
// that nothing happens on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { startServerWith } from './support/capture_world.mjs';
import { demoAccounts, signIn } from './support/demo.mjs';
import { launchBrowser, openApp, phone, settled } from './support/launch.mjs';
import { generator } from './support/random.mjs';
import { swipe } from './support/touch.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kSeed = Number(process.env.CONSTAT_SEED ?? 20261122);
const kSwipes = 50;
const kIdleMs = 10_000;
const kTitle = 'Longue grille';
const both = (fr) => ({ fr, en: fr });

/** One section as long as any: everything that can be pressed by mistake comes again and again. */
const longSection = {
  id: 'long', area: 'service', title: both('Tout'),
  items: Array.from({ length: 60 }, (_, at) => [
    { id: `choice${at}`, type: 'choice', prompt: both(`Question à choix ${at + 1}`), help: both('Une aide.'), na_allowed: true,
      choices: [{ id: 'yes', label: both('Oui'), points: 1 }, { id: 'no', label: both('Non'), points: 0 }] },
    { id: `scale${at}`, type: 'scale', prompt: both(`Note ${at + 1}`), min: 1, max: 5, style: 'stars' },
    { id: `several${at}`, type: 'multi_choice', prompt: both(`Plusieurs réponses ${at + 1}`),
      choices: [{ id: 'left', label: both('À gauche') }, { id: 'right', label: both('À droite') }] },
    { id: `wait${at}`, type: 'duration', prompt: both(`Attente ${at + 1}`) },
  ][at % 4]),
};

describe('a visit’s page', { timeout: 600_000 }, () => {
  let server, browser, context, page;

  before(async () => {
    server = await startServerWith((checklist) => {
      if (checklist.id === 'sav-comptoir') Object.assign(checklist, { title: both(kTitle), sections: [longSection] });
    });
    browser = await launchBrowser();
    context = await phone(browser);
    await context.addInitScript(() => {
      window.__frames = [];
      const original = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (run) => original((time) => { window.__frames.push(performance.now()); run(time); });
    });
    page = await openApp(context, server.url);
    await signIn(page, language, (await demoAccounts(server.url)).find(({ role }) => role === 'investigator'));
    await page.getByRole('link', { name: new RegExp(kTitle) }).first().click();
    await settled(page);
    await page.getByRole('button', { name: t('mission.start'), exact: true }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await page.evaluate(() => navigator.serviceWorker.ready);
    await settled(page);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test(`${kSwipes} swipes that begin on something to press scroll the page and press nothing`, async () => {
    console.log(`# seed ${kSeed}`);
    const random = generator(kSeed);
    await page.evaluate(() => {
      window.__clicks = [];
      window.__cancelled = 0;
      addEventListener('click', (event) => window.__clicks.push(event.target.outerHTML.slice(0, 120)), true);
      addEventListener('pointercancel', () => window.__cancelled++, true);
    });
    const kinds = new Set();
    for (let turn = 0; turn < kSwipes; turn++) {
      await settled(page);
      const [at, end] = await page.evaluate(() => [scrollY, document.documentElement.scrollHeight - innerHeight]);
      const direction = at < 400 ? -1 : at > end - 400 ? 1 : random() < 0.7 ? -1 : 1;
      // The start lies on something to press, with room for the finger's way between the bars.
      const starts = await page.evaluate(() => [...document.querySelectorAll('#mirror :is(button, a, input[type=radio], input[type=checkbox])')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const point = { x: x + width / 2, y: y + height / 2, kind: element.className };
        return document.elementFromPoint(point.x, point.y) === element ? point : null;
      }).filter((point) => point && point.y > 150 && point.y < 650));
      assert.ok(starts.length > 0, `something to press is in view at ${at}`);
      const start = starts[Math.floor(random() * starts.length)];
      const room = direction < 0 ? start.y - 90 : 710 - start.y;
      const way = Math.min(room, 60 + random() * 240);
      await swipe(page, { x: start.x, fromY: start.y, toY: start.y + direction * way });
      await settled(page);
      kinds.add(start.kind.split(' ')[1]);
      const [now, clicks, cancelled] = await page.evaluate(() => [scrollY, window.__clicks, window.__cancelled]);
      const where = `swipe ${turn + 1} from a ${start.kind} at ${Math.round(start.x)}, ${Math.round(start.y)} by ${Math.round(direction * way)}`;
      assert.deepEqual(clicks, [], where);
      assert.equal(cancelled, turn + 1, `${where}: the browser took the finger over`);
      assert.ok((now - at) * direction < -20, `${where}: scrolled from ${at} to ${now}`);
    }
    assert.ok(kinds.size >= 3, `they began on ${[...kinds].join(', ')}`);
    assert.equal(await page.locator('#mirror input:checked').count(), 0);
    assert.equal(await page.locator('#mirror [aria-pressed=true]').count(), 0);
    console.log(`# figure swipes that began on something to press: ${kSwipes} (${[...kinds].join(', ')}), 0 false presses`);
  });

  test('nothing is drawn for ten seconds in which nothing happens', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(1000);
    await settled(page);
    await page.evaluate(() => { window.__frames.length = 0; });
    await page.waitForTimeout(kIdleMs);
    assert.deepEqual(await page.evaluate(() => window.__frames), []);
  });

  test('a running stopwatch costs one frame a second', async () => {
    const start = page.getByRole('button', { name: t('fill.stopwatch_start') }).first();
    await start.click();
    await settled(page);
    await page.getByText(t('fill.saved'), { exact: true }).first().waitFor().catch(() => {});
    await page.waitForTimeout(1500);
    await page.evaluate(() => { window.__frames.length = 0; });
    await page.waitForTimeout(kIdleMs);
    const frames = await page.evaluate(() => window.__frames);
    const seconds = frames.length > 1 ? (frames.at(-1) - frames[0]) / 1000 : 0;
    console.log(`# figure frames in ${kIdleMs / 1000} s of a running stopwatch: ${frames.length}`);
    assert.ok(frames.length >= 3, `the stopwatch runs on: ${frames.length} frames`);
    assert.ok(frames.length - 1 <= seconds + 0.5, `${frames.length} frames in ${seconds.toFixed(1)} s`);
    assert.deepEqual(page.problems, []);
  });
});
