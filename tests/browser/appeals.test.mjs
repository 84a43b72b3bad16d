// A site contests an answer, a reviewer decides, and every page tells the same score afterwards.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { openApp, phone, settled } from './support/launch.mjs';

const t = (language, key, ...args) => text(language, key, ...args);
const kWaitMs = 60_000;

describe('appeals', { timeout: 600_000 }, () => {
  const world = demoWorld({ before, after });
  let accounts;
  before(async () => { accounts = await demoAccounts(world.server.url); });
  const account = (role) => accounts.find((one) => one.role === role);

  async function signedIn(role, language, options = {}) {
    const context = await phone(world.browser, { serviceWorkers: 'block', locale: language === 'fr' ? 'fr-FR' : 'en-GB', ...options });
    const page = await openApp(context, world.server.url);
    await signIn(page, language, account(role));
    return { context, page };
  }
  async function goTo(page, hash) {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await settled(page);
  }

  test('a site manager contests an answer of the own site; a reviewer corrects it; the score and its history agree everywhere', async () => {
    const queue = await get(world.server.url, account('reviewer'), '/api/v1/review');
    assert.equal(queue.appeals.length, 1, 'the demonstration begins with one appeal');
    const { visit, item: contested } = queue.appeals[0];
    const before = await get(world.server.url, account('reviewer'), `/api/v1/visits/${visit}`);
    const choices = before.checklist.sections.flatMap(({ items }) => items).filter(({ id, type }) => type === 'choice' && id !== contested);
    const item = choices.find(({ id }) => before.visit.answers[id]);

    // The site manager, on a phone: the answer has a button, and words are needed.
    const site = await signedIn('site_manager', 'fr');
    await goTo(site.page, `#/result/${visit}`);
    await site.page.getByRole('heading', { name: t('fr', 'appeals.title'), level: 2 }).waitFor({ timeout: kWaitMs });
    const place = choices.indexOf(item);
    assert.ok(place >= 0);
    const prompts = await site.page.getByRole('button', { name: t('fr', 'appeals.contest') }).count();
    assert.ok(prompts > choices.length, `${prompts} answers can be contested`);
    const body = site.page.getByText(item.prompt.fr, { exact: true }).last();
    await body.scrollIntoViewIfNeeded();
    await settled(site.page);
    const answerTop = (await body.boundingBox()).y;
    const buttons = await site.page.getByRole('button', { name: t('fr', 'appeals.contest') }).all();
    let chosen = null;
    for (const button of buttons) {
      const box = await button.boundingBox();
      if (box && box.y > answerTop && (chosen === null || box.y < chosen.y)) chosen = { button, y: box.y };
    }
    await chosen.button.click();
    const dialog = site.page.getByRole('dialog', { name: t('fr', 'appeals.contest_title') });
    await dialog.waitFor({ timeout: kWaitMs });
    assert.match(await dialog.innerText(), new RegExp(item.prompt.fr.slice(0, 20).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    await site.page.getByRole('button', { name: t('fr', 'appeals.send') }).click();
    await settled(site.page);
    await site.page.locator('textarea[aria-invalid="true"]').waitFor({ timeout: kWaitMs });
    if (process.env.CONSTAT_SHOTS) await site.page.screenshot({ path: `${process.env.CONSTAT_SHOTS}/appeals-contest.png` });
    await site.page.getByRole('textbox', { name: t('fr', 'appeals.text') }).fill('Le registre du jour dit autre chose.');
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'registre.png', mimeType: 'image/png', buffer: await site.page.screenshot() });
    await dialog.getByRole('img', { name: t('fr', 'capture.photo_of', '1', '1') }).or(dialog.getByRole('button', { name: t('fr', 'capture.photo_of', '1', '1') })).first().waitFor({ timeout: kWaitMs });
    await settled(site.page);
    if (process.env.CONSTAT_SHOTS) await site.page.screenshot({ path: `${process.env.CONSTAT_SHOTS}/appeals-photo.png` });
    await site.page.getByRole('button', { name: t('fr', 'appeals.send') }).click();
    await dialog.waitFor({ state: 'detached', timeout: kWaitMs });
    const told = await get(world.server.url, account('reviewer'), `/api/v1/visits/${visit}/events`);
    const [photo] = told.events.find(({ photos }) => photos)?.photos ?? [];
    assert.match(photo ?? '', /^[0-9a-f]{64}$/);
    const ofAppeal = (await get(world.server.url, account('reviewer'), `/api/v1/visits/${visit}`)).photos.find(({ sha256 }) => sha256 === photo);
    assert.equal(ofAppeal.revision, 0);
    assert.ok(ofAppeal.received_at, 'the server has the photo of the appeal');
    await site.page.getByText('Le registre du jour dit autre chose.').first().waitFor({ timeout: kWaitMs });

    // The reviewer, at a desk and in English: the list tells both, the oldest first.
    const desk = await signedIn('reviewer', 'en', { viewport: { width: 1280, height: 860 }, isMobile: false, hasTouch: false });
    await desk.page.getByText(t('en', 'appeals.waiting.other', '2')).waitFor({ timeout: kWaitMs });
    await goTo(desk.page, `#/result/${visit}`);
    const decide = desk.page.getByRole('button', { name: t('en', 'appeals.decide') });
    await decide.last().waitFor({ timeout: kWaitMs });
    assert.equal(await decide.count(), 2);
    await decide.last().click();
    const verdict = desk.page.getByRole('dialog', { name: t('en', 'appeals.decide_title') });
    await verdict.waitFor({ timeout: kWaitMs });
    await desk.page.getByRole('radio', { name: t('en', 'appeals.site_is_right') }).check({ force: true });
    await settled(desk.page);
    const points = Object.fromEntries(item.choices.map(({ id, points: earned }) => [id, earned]));
    const now = before.visit.answers[item.id].value;
    const right = item.choices.find(({ id }) => id !== now && points[id] !== points[now]) ?? item.choices.find(({ id }) => id !== now);
    await desk.page.getByRole('radio', { name: right.label.en, exact: true }).check({ force: true });
    await desk.page.getByRole('textbox', { name: t('en', 'reviewing.text') }).fill('Checked with the register.');
    if (process.env.CONSTAT_SHOTS) await desk.page.screenshot({ path: `${process.env.CONSTAT_SHOTS}/appeals-decide.png` });
    await desk.page.getByRole('dialog').getByRole('button', { name: t('en', 'appeals.decide') }).click();
    await verdict.waitFor({ state: 'detached', timeout: kWaitMs });
    await desk.page.getByText(t('en', 'appeals.accepted')).first().waitFor({ timeout: kWaitMs });

    const report = await get(world.server.url, account('reviewer'), `/api/v1/visits/${visit}`);
    assert.deepEqual(report.corrections.map(({ item: id, answer }) => [id, answer.value]), [[item.id, right.id]]);
    assert.deepEqual(report.visit, before.visit);
    const shown = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }).format(report.score.score);
    await goTo(site.page, '#/compare');
    await goTo(site.page, `#/result/${visit}`);
    await site.page.getByText(t('fr', 'appeals.accepted')).first().waitFor({ timeout: kWaitMs });
    const said = await site.page.evaluate(() => document.body.innerText);
    assert.ok(said.includes(shown), `${shown} is not on the site's page`);
    assert.ok(said.includes('Checked with the register.'));
    if (process.env.CONSTAT_SHOTS)
      for (const [name, { page }] of Object.entries({ site, desk })) await page.screenshot({ path: `${process.env.CONSTAT_SHOTS}/appeals-${name}.png`, fullPage: true });
    for (const { context, page } of [site, desk]) {
      assert.deepEqual(page.problems, []);
      await context.close();
    }
  });
});
