// Twice the text, as a person with weak eyes has set it in the browser: every screen, and a whole visit.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOfferingServer } from './support/capture_world.mjs';
import { text } from './support/catalog.mjs';
import { demoAccounts, get, signIn } from './support/demo.mjs';
import { Keyboard } from './support/keyboard.mjs';
import { launchBrowser, openApp, phone, settled, startServer } from './support/launch.mjs';
import { checklist, fillSection } from './support/visit.mjs';
import { faults, kLeastTargetPx, titleOf } from './screens/faults.mjs';
import { tour } from './screens/tour.mjs';

const sizes = [{ width: 360, height: 740 }, { width: 1440, height: 900 }];
const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kTwice = ['--blink-settings=defaultFontSize=32'];

describe('twice the text', { timeout: 900_000 }, () => {
  let browser;
  before(async () => { browser = await launchBrowser({ args: kTwice }); });
  after(() => browser?.close());

  test('every screen fits a phone and a desk', async () => {
    const server = await startOfferingServer();
    const found = [];
    let screens = 0;
    try {
      const problems = await tour(browser, server, language, 0, async (page, name) => {
        screens++;
        assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.waitForFunction((width) => Math.abs(document.getElementById('canvas').clientWidth - width) <= 1, size.width);
          await settled(page);
          const wrong = await page.evaluate(faults, { least: kLeastTargetPx, language, theme: 'light', title: titleOf(name) });
          found.push(...wrong.map((what) => `${name} ${size.width}: ${what}`));
          if (process.env.CONSTAT_SCREENSHOTS)
            await page.screenshot({ path: `${process.env.CONSTAT_SCREENSHOTS}/${name.replaceAll(' ', '-')}.${size.width}.large.png` });
        }
      });
      assert.ok(screens >= 18, `${screens} screens were seen`);
      assert.deepEqual(found, [], `${found.length} faults`);
      assert.deepEqual(problems, []);
    } finally {
      await server.stop();
    }
  });

  test('a whole visit by keyboard alone, from signing in to Received', async () => {
    const server = await startServer(['--demo']);
    try {
      const accounts = await demoAccounts(server.url);
      const account = (role) => accounts.find((one) => one.role === role);
      const context = await phone(browser, { viewport: { width: 360, height: 740 } });
      const page = await openApp(context, server.url);
      await signIn(page, language, account('investigator'));
      const hands = new Keyboard(page);
      const grid = checklist('sav-comptoir');
      const mission = page.getByRole('link', { name: new RegExp(grid.title[language]) }).first();
      await mission.waitFor();
      await hands.press(mission);
      await settled(page);
      await hands.press(page.getByRole('button', { name: t('mission.start') }));
      await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
      await settled(page);
      const visit = await page.evaluate(() => location.hash.split('/')[2]);
      const answered = [];
      for (const [at, section] of grid.sections.entries()) {
        answered.push(...await fillSection(page, hands, language, section, (item, count) => (item.type === 'scale' ? count - 1 : 0)));
        const name = at + 1 < grid.sections.length ? t('fill.next') : t('fill.to_review');
        await hands.press(page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true })));
        await settled(page);
      }
      await page.getByText(t('review.complete')).waitFor();
      await hands.press(page.getByRole('button', { name: t('review.submit') }));
      await hands.press(page.getByRole('dialog').getByRole('button', { name: t('review.confirm_yes'), exact: true }));
      await page.getByRole('link', { name: new RegExp(t('visits.received')) }).and(page.locator(`[href*="${visit}"]`)).waitFor({ timeout: 60_000 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true);
      assert.deepEqual(page.problems, []);
      const kept = await get(server.url, account('manager'), `/api/v1/visits/${visit}`);
      assert.deepEqual(Object.keys(kept.visit.answers).sort(), answered.sort());
      assert.equal(kept.device_score.score, kept.score.score);
      await context.close();
    } finally {
      await server.stop();
    }
  });
});
