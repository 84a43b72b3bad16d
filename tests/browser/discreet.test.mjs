// Discreet mode, end to end and offline: a mission that demands it becomes a shopping list; the wait runs on while the tab
// is dead; somebody looks and sees empty notes; then the full checklist opens with the answers and their times, the last
// answer is taken back, everything missing is linked before sending, and the visit arrives.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { openApp, phone, settled } from './support/launch.mjs';
import { checklist, question } from './support/visit.mjs';
import { until } from './support/until.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const grid = checklist('accueil-boutique');
const items = Object.fromEntries(grid.sections.flatMap((section) => section.items).map((item) => [item.id, item]));
const words = (id) => items[id].on_the_spot[language];
const kDeadMs = 3000;

describe('discreet mode', { timeout: 300_000 }, () => {
  const world = demoWorld({ before, after });

  const article = (page, id) => page.getByRole('group', { name: words(id), exact: true });
  const mark = (page, id, name) => article(page, id).getByRole('button', { name, exact: true });
  const press = async (page, button) => { await button.click(); await settled(page); };
  /** Nothing on the page, in its title or in its address says what it is. */
  const innocent = async (page) => {
    const shown = await page.evaluate(() => `${document.title} ${document.body.innerText} ${location.hash}`);
    assert.doesNotMatch(shown, /constat|visit|mission|salué|boutique|attente|question/i);
  };

  test('a visit begun as a shopping list offline loses nothing, opens as the checklist and is sent', async () => {
    const investigator = (await demoAccounts(world.server.url)).find((one) => one.role === 'investigator');
    const context = await phone(world.browser, { viewport: { width: 360, height: 740 } });
    let page = await openApp(context, world.server.url);
    await signIn(page, language, investigator);
    const missions = page.getByRole('link', { name: new RegExp(grid.title[language]) });
    await missions.first().waitFor();
    await until(page, async () => (await navigator.serviceWorker.ready) && (await caches.keys()).length > 0);
    await context.setOffline(true);

    // The mission that demands it offers no other way.
    const demanded = t('mission.start_discreet');
    for (let at = 0; at < await missions.count(); at++) {
      await press(page, missions.nth(at));
      if (await page.getByText(t('mission.discreet_demanded')).count() > 0) break;
      await page.goBack();
      await settled(page);
    }
    assert.equal(await page.getByRole('button', { name: t('mission.start'), exact: true }).count(), 0);
    await press(page, page.getByRole('button', { name: t('mission.discreet_how') }));
    await press(page, page.getByRole('button', { name: demanded, exact: true }));
    await page.waitForFunction(() => location.hash.startsWith('#/list/'));
    await settled(page);
    const visit = await page.evaluate(() => location.hash.split('/')[2]);
    await innocent(page);

    // In the shop: the hour, a wait that begins, a greeting; what an article means is a tap on it away.
    const entered = await page.evaluate(() => new Date().toTimeString().slice(0, 5));
    await press(page, mark(page, 'arrival_time', t('discreet.now')));
    const left = await page.evaluate(() => new Date().toTimeString().slice(0, 5));
    await mark(page, 'till_wait', t('fill.stopwatch_start')).click();
    await settled(page);
    const started = Date.now();
    await press(page, mark(page, 'greeted', items.greeted.choices[0].label[language]));
    await press(page, article(page, 'greeted').getByRole('button', { name: words('greeted') }));
    await article(page, 'greeted').getByText(items.greeted.prompt[language]).waitFor();
    await press(page, article(page, 'greeted').getByRole('button', { name: words('greeted') }));
    await page.getByRole('textbox', { name: t('discreet.notes') }).fill('Vendeuse aux cheveux courts');
    await settled(page);
    await page.evaluate(() => document.activeElement?.blur());
    await settled(page);
    await page.getByText(t('fill.saved'), { exact: true }).waitFor();

    // Somebody looks: an empty page, for Back too and for whoever opens the phone again.
    await press(page, page.getByRole('button', { name: t('discreet.cover'), exact: true }));
    await page.waitForFunction(() => location.hash.startsWith('#/notes/'));
    await page.goBack();
    await settled(page);
    assert.match(await page.evaluate(() => location.hash), /^#\/notes\//);
    assert.equal(await page.getByRole('textbox', { name: t('discreet.cover_field') }).inputValue(), '');
    await innocent(page);
    await page.close();

    await new Promise((resolve) => setTimeout(resolve, kDeadMs));
    page = await openApp(context, `${world.server.url}/#/visit/${visit}`);
    await page.getByRole('textbox', { name: t('discreet.cover_field') }).waitFor();
    await innocent(page);
    const date = page.getByRole('button').filter({ hasText: /\d{4}/ });
    await press(page, date);
    await press(page, date);
    await page.waitForFunction(() => location.hash.startsWith('#/list/'));
    await settled(page);
    assert.equal(await page.getByRole('textbox', { name: t('discreet.notes') }).inputValue(), 'Vendeuse aux cheveux courts');
    await press(page, mark(page, 'till_wait', t('fill.stopwatch_stop')));
    const waited = (Date.now() - started) / 1000;
    await innocent(page);

    // Outside: the full checklist, with answers and times.
    await press(page, page.getByRole('button', { name: t('discreet.done'), exact: true }));
    await page.waitForFunction(() => location.hash.endsWith('/section/1'));
    await settled(page);
    const hour = question(page, language, items.arrival_time).getByLabel(t('fill.time'));
    assert.ok([entered, left].includes(await hour.inputValue()), `${await hour.inputValue()} is ${entered}`);
    await page.getByText('Vendeuse aux cheveux courts', { exact: true }).waitFor();
    await press(page, page.getByRole('button', { name: t('fill.scenario'), exact: true }));
    await page.getByRole('dialog').getByRole('heading', { name: t('mission.scenario') }).waitFor();
    await press(page, page.getByRole('dialog').getByRole('button', { name: t('fill.scenario_close') }));
    const go = async (hash) => { await page.evaluate((to) => { location.hash = to; }, hash); await settled(page); };
    const section = grid.sections.findIndex((one) => one.items.includes(items.greeted)) + 1;
    await go(`#/visit/${visit}/section/${section}`);
    const greeted = question(page, language, items.greeted);
    assert.equal(await greeted.getByRole('radio', { name: items.greeted.choices[0].label[language] }).isChecked(), true);
    await greeted.getByText(t('discreet.judged_at', '').trim(), { exact: false }).waitFor();

    // The last answer is taken back.
    await press(page, greeted.getByRole('radio', { name: items.greeted.choices[1].label[language] }));
    assert.equal(await greeted.getByRole('radio', { name: items.greeted.choices[1].label[language] }).isChecked(), true);
    await press(page, page.getByRole('button', { name: t('fill.undo'), exact: true }));
    assert.equal(await greeted.getByRole('radio', { name: items.greeted.choices[0].label[language] }).isChecked(), true);

    // Everything missing is a link to its question.
    await go(`#/visit/${visit}/review`);
    const missing = page.getByRole('list', { name: t('review.missing_title') }).getByRole('link');
    const count = await missing.count();
    assert.ok(count > 10, `${count} links`);
    for (let at = 0; at < count; at++)
      assert.match(await missing.nth(at).getAttribute('href'), new RegExp(`^#/visit/${visit}/section/\\d+/item/`));
    const target = await missing.nth(count - 1).getAttribute('href');
    await missing.nth(count - 1).click();
    await settled(page);
    await question(page, language, items[target.split('/').pop()]).waitFor();

    await go(`#/visit/${visit}/review`);
    await press(page, page.getByRole('button', { name: t('review.submit_incomplete'), exact: true }));
    await page.getByRole('dialog').getByRole('button', { name: t('review.confirm_incomplete_yes'), exact: true }).click();
    await page.waitForFunction(() => location.hash === '#/visits');
    await context.setOffline(false);
    await page.getByRole('link', { name: new RegExp(t('visits.received')) }).and(page.locator(`[href*="${visit}"]`)).waitFor({ timeout: 60_000 });
    assert.deepEqual(page.problems, []);
    await context.close();

    const manager = (await demoAccounts(world.server.url)).find((one) => one.role === 'manager');
    const { answers } = (await get(world.server.url, manager, `/api/v1/visits/${visit}`)).visit;
    assert.deepEqual(Object.keys(answers).sort(), ['arrival_time', 'greeted', 'till_wait']);
    assert.equal(answers.greeted.value, items.greeted.choices[0].id);
    const seconds = answers.till_wait.value;
    assert.ok(seconds >= kDeadMs / 1000 && Math.abs(seconds - waited) <= 2, `${seconds} s of ${waited}`);
  });
});
