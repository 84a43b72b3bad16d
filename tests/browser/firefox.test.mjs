// A whole visit in Firefox: signing in, the mission, every question, the review, sending, Received. puppeteer-core drives it over
// WebDriver BiDi; Firefox draws WebGL 2 only where there is a screen, so it gets one in memory.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { text } from './support/catalog.mjs';
import { demoAccounts, get, signIn } from './support/demo.mjs';
import { settled, startServer } from './support/launch.mjs';
import { OtherPage, screenEnvironment, startScreen } from './support/other_browser.mjs';
import { Pointer } from './support/pointer.mjs';
import { checklist, fillSection } from './support/visit.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const firefox = process.env.CONSTAT_FIREFOX ?? '/usr/bin/firefox-esr';
const kSlowMs = 180_000;
const grid = checklist('sav-comptoir');

/** What OtherPage needs, by puppeteer. */
const driverOf = (page) => ({
  evaluate: (work, value) => page.evaluate(work, value),
  async element(work, value) {
    const element = (await page.evaluateHandle(work, value)).asElement();
    return { click: () => element.click(), type: (words) => page.keyboard.type(words) };
  },
});

test('a whole visit in Firefox arrives', { skip: existsSync(firefox) ? false : `no ${firefox}: run scripts/bootstrap --for-tests`, timeout: 900_000 }, async () => {
  const screen = await startScreen();
  const server = await startServer(['--demo']);
  let browser;
  try {
    browser = await puppeteer.launch({
      browser: 'firefox', executablePath: firefox, headless: false, env: screenEnvironment(screen), timeout: kSlowMs, protocolTimeout: kSlowMs,
      extraPrefsFirefox: { 'intl.accept_languages': 'fr', 'webgl.force-enabled': true },
    });
    const [tab] = await browser.pages();
    const problems = [];
    tab.on('pageerror', (error) => problems.push(error.message));
    tab.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    await tab.setViewport({ width: 412, height: 800 });
    await tab.goto(server.url, { timeout: kSlowMs });
    const page = new OtherPage(driverOf(tab));
    await settled(page);
    const accounts = await demoAccounts(server.url);
    await signIn(page, language, accounts.find(({ role }) => role === 'investigator'));

    await page.getByRole('link', { name: new RegExp(grid.title[language]) }).first().click();
    await settled(page);
    await page.getByRole('button', { name: t('mission.start'), exact: true }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    const visit = await page.evaluate(() => location.hash.split('/')[2]);
    const hands = new Pointer(page);
    const answered = [];
    for (let at = 0; at < grid.sections.length; at++) {
      answered.push(...await fillSection(page, hands, language, grid.sections[at], (item, count) => (item.type === 'scale' ? count - 1 : 0)));
      const name = at + 1 < grid.sections.length ? t('fill.next') : t('fill.to_review');
      await page.evaluate(() => document.activeElement?.blur());
      await settled(page);
      const link = page.getByRole('link', { name, exact: true });
      await ((await link.count()) > 0 ? link : page.getByRole('button', { name, exact: true })).click();
      await settled(page);
    }
    assert.equal(answered.length > 15, true, `${answered.length} questions were answered`);

    await page.getByRole('button', { name: t('review.submit'), exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: t('review.confirm_yes'), exact: true }).click();
    await page.waitForFunction(() => location.hash === '#/visits');
    await page.getByRole('link', { name: new RegExp(t('visits.received')), href: `#/my-visit/${visit}` }).waitFor({ timeout: kSlowMs });
    assert.deepEqual(problems, []);

    const kept = await get(server.url, accounts.find(({ role }) => role === 'manager'), `/api/v1/visits/${visit}`);
    assert.deepEqual(Object.keys(kept.visit.answers).sort(), answered.sort());
    assert.equal(kept.score.status, 'complete');
    assert.equal(kept.device_score.score, kept.score.score);
    console.log(`# figure a whole visit in ${await browser.version()}: ${answered.length} answers arrived`);
  } finally {
    await browser?.close();
    await server.stop();
    await screen.stop();
  }
});
