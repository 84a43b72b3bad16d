// A phone ends the app at random moments of a visit: only its page, or the whole browser, in the middle of something or while
// the person reads. Opened again by its icon, it shows the same visit and section, every answer that was called Saved, and a page
// that was ended at rest is scrolled to the same place. CONSTAT_SEED names another run, CONSTAT_REOPENS how many ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KillablePhone, language, t } from './support/capture_phone.mjs';
import { openApp, settled, startServer } from './support/launch.mjs';
import { generator } from './support/random.mjs';
import { checklist } from './support/visit.mjs';

const kSeed = Number(process.env.CONSTAT_SEED ?? 20261122);
const kReopens = Number(process.env.CONSTAT_REOPENS ?? 20);
const kLongestMs = 1500;
const kRestMs = 700;
const kNearPx = 200;
const grid = checklist('sav-comptoir');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const choicesOf = (section) => grid.sections[section - 1].items.filter(({ type, visible_if }) => type === 'choice' && !visible_if);
const group = (page, item) => page.getByRole('group', { name: item.prompt[language], exact: true }).first();

async function sectionOf(page) {
  return Number(/\/section\/(\d+)/.exec(await page.evaluate(() => location.hash))?.[1] ?? 0);
}

/** What was told: the answers called Saved, and where the page was at rest. */
class Told {
  answers = new Map();
  section = 1;
  leaving = null;
  scroll = 0;
}

/** Goes on with the visit, at random, beginning with an answer, until the page dies under it or `hand.rests`. */
async function goOn({ page, hand }, told, random) {
  for (; !hand.rests; hand.acts++) {
    const act = hand.acts === 0 ? 0 : random();
    const items = choicesOf(told.section);
    if (act < 0.5 && items.length > 0) {
      const item = items[Math.floor(random() * items.length)];
      const option = Math.floor(random() * item.choices.length);
      const place = group(page, item);
      told.answers.delete(item.id);
      await place.getByRole('radio').nth(option).check();
      await settled(page);
      if (await place.getByText(t('fill.saved'), { exact: true }).count() > 0) told.answers.set(item.id, { section: told.section, item, option });
      told.scroll = await page.evaluate(() => scrollY);
    } else if (act < 0.8) {
      await scroll(page, told, random);
    } else {
      const forward = told.section === 1 || (told.section < grid.sections.length && random() < 0.6);
      told.leaving = told.section + (forward ? 1 : -1);
      await page.evaluate((hash) => { location.hash = hash; }, (await page.evaluate(() => location.hash)).replace(/section\/\d+.*/, `section/${told.leaving}`));
      await settled(page);
      told.section = told.leaving;
      told.leaving = null;
      told.scroll = 0;
    }
  }
}

async function scroll(page, told, random) {
  const share = random();
  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, (await page.evaluate((part) => Math.round((document.documentElement.scrollHeight - innerHeight) * part) - scrollY, share)));
  await pause(kRestMs);
  told.scroll = await page.evaluate(() => scrollY);
}

test(`ended at ${kReopens} random moments of a visit, the app opens again where it was`, { timeout: 120_000 + kReopens * 45_000 }, async () => {
  console.log(`# seed ${kSeed}`);
  const random = generator(kSeed);
  const counts = { page: 0, browser: 0, reading: 0 };
  let server, hand;
  try {
    server = await startServer(['--demo']);
    hand = new KillablePhone(server);
    await hand.start();
    await hand.page.getByRole('link', { name: new RegExp(grid.title[language]) }).first().click();
    await settled(hand.page);
    await hand.page.getByRole('button', { name: t('mission.start'), exact: true }).click();
    await hand.page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(hand.page);
    const visit = await hand.page.evaluate(() => location.hash.split('/')[2]);
    const told = new Told();

    for (let round = 0; round < kReopens; round++) {
      const kind = ['page', 'browser', 'reading'][round % 3];
      const where = `end ${round + 1} (${kind})`;
      const state = { rests: false, acts: 0 };
      const working = goOn({ page: hand.page, hand: state }, told, random).catch((error) => { state.error = error; });
      while (state.acts === 0 && !state.error) await pause(20);
      if (state.error) throw state.error;
      await pause(random() * kLongestMs);
      if (kind === 'browser') {
        await hand.kill();
        await working;
        await hand.start();
      } else {
        if (kind === 'reading') {
          state.rests = true;
          await working;
          await scroll(hand.page, told, random);
        }
        const dead = hand.page;
        const died = dead.waitForEvent('crash');
        dead.goto('chrome://crash').catch(() => {});
        await died;
        await dead.close();
        await working;
        hand.page = await openApp(hand.browser.context, server.url);
      }
      counts[kind]++;
      await settled(hand.page);
      await hand.page.waitForFunction((id) => location.hash.includes(`/visit/${id}/section/`), visit).catch(async () => {
        assert.fail(`${where}: the app opened at ${await hand.page.evaluate(() => location.hash)}, not in the visit`);
      });
      const section = await sectionOf(hand.page);
      assert.ok(section === told.section || section === told.leaving, `${where}: section ${section} is open, it was ${told.section}${told.leaving ? ` on the way to ${told.leaving}` : ''}`);
      // What was under way when the page died may have scrolled on; a page at rest comes back as it was.
      if (kind === 'reading') {
        await hand.page.waitForFunction(([y, near]) => Math.abs(scrollY - y) <= near, [told.scroll, kNearPx], { timeout: 5000 }).catch(async () => {
          assert.fail(`${where}: scrolled to ${await hand.page.evaluate(() => scrollY)}, it was ${told.scroll}`);
        });
      }
      told.section = section;
      told.leaving = null;
      told.scroll = await hand.page.evaluate(() => scrollY);
      console.log(`# ${where}: section ${section}, scrolled to ${told.scroll}`);
      for (const { section: at, item, option } of told.answers.values()) {
        if (at !== section) continue;
        assert.equal(await group(hand.page, item).getByRole('radio').nth(option).isChecked(), true, `${where}: ${item.id} was saved`);
      }
    }

    // Every section's answers, at the end.
    for (const { section, item, option } of told.answers.values()) {
      await hand.go(`#/visit/${visit}/section/${section}`);
      assert.equal(await group(hand.page, item).getByRole('radio').nth(option).isChecked(), true, `${item.id} of section ${section} was saved`);
    }
    assert.ok(told.answers.size > 0, 'answers were saved on the way');
    console.log(`# figure ends of the app in a visit: ${kReopens} (${Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ')}), opened again where it was, ${told.answers.size} saved answers there`);
  } finally {
    await hand?.remove();
    await server?.stop();
  }
});
