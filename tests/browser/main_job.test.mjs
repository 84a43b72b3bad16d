// The main job, end to end: sign in, load missions, go offline, fill a visit by keyboard alone, lose the page half-way,
// come back, submit, go online, Received; then the manager sees it, and phone, server and command line agree.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pattern, text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { Keyboard } from './support/keyboard.mjs';
import { openApp, phone, root, serverBinary, settled } from './support/launch.mjs';
import { checklist, fillSection } from './support/visit.mjs';
import { until } from './support/until.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);

describe('the main job', { timeout: 600_000 }, () => {
  const world = demoWorld({ before, after });
  let accounts;
  before(async () => { accounts = await demoAccounts(world.server.url); });

  const account = (role) => accounts.find((one) => one.role === role);

  test('a visit filled offline by keyboard alone survives a lost page, arrives, and scores the same everywhere', async () => {
    const context = await phone(world.browser);
    let page = await openApp(context, world.server.url);
    await signIn(page, language, account('investigator'));
    await page.getByRole('heading', { name: t('missions.title'), level: 1 }).waitFor();

    // A mission whose checklist is one of the shipped files, so that the test knows its questions.
    const grid = checklist('sav-comptoir');
    const mission = page.getByRole('link', { name: new RegExp(grid.title[language]) }).first();
    await mission.waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await until(page, async () => (await caches.keys()).length > 0);

    await context.setOffline(true);
    const hands = new Keyboard(page);
    await hands.press(mission);
    await settled(page);
    const [reminder] = await Promise.all([page.waitForEvent('download'), hands.press(page.getByRole('button', { name: t('mission.calendar'), exact: true }))]);
    assert.equal(reminder.suggestedFilename(), t('mission.calendar_file'));
    assert.match(await readFile(await reminder.path(), 'utf8'), /BEGIN:VEVENT\r\n[^]*TRIGGER;RELATED=END:-P1D/);
    await hands.press(page.getByRole('button', { name: t('mission.start') }));
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    const visit = await page.evaluate(() => location.hash.split('/')[2]);

    const pick = (item, count) => (item.type === 'scale' ? count - 1 : item.id.length % Math.min(count, 2));
    const answered = [];
    const half = Math.floor(grid.sections.length / 2);
    const fill = async (keys, from, to) => {
      for (let at = from; at < to; at++) {
        answered.push(...await fillSection(keys.page, keys, language, grid.sections[at], pick));
        const next = keys.page.getByRole('button', { name: at + 1 < grid.sections.length ? t('fill.next') : t('fill.to_review'), exact: true })
          .or(keys.page.getByRole('link', { name: at + 1 < grid.sections.length ? t('fill.next') : t('fill.to_review'), exact: true }));
        await keys.press(next);
        await settled(keys.page);
      }
    };
    await fill(hands, 0, half);
    const last = await page.evaluate(() => location.hash);
    await page.close();

    page = await openApp(context, `${world.server.url}/${last}`);
    assert.match(await page.evaluate(() => location.hash), new RegExp(visit));
    const again = new Keyboard(page);
    await fill(again, half, grid.sections.length);

    // Nothing of the first half was lost.
    await page.getByText(t('review.complete')).waitFor();
    await again.press(page.getByRole('button', { name: t('review.submit') }));
    await again.press(page.getByRole('dialog').getByRole('button', { name: t('review.confirm_yes'), exact: true }));
    await page.waitForFunction(() => location.hash === '#/visits');
    const row = (state) => page.getByRole('link', { name: new RegExp(t(state)) }).and(page.locator(`[href*="${visit}"]`));
    await row('visits.saved').waitFor();

    await context.setOffline(false);
    await row('visits.received').waitFor({ timeout: 60_000 });
    assert.deepEqual(page.problems, []);

    const kept = await get(world.server.url, account('manager'), `/api/v1/visits/${visit}`);
    assert.equal(kept.score_differs, false);
    assert.equal(kept.device_score.score, kept.score.score);
    assert.equal(kept.score.status, 'complete');
    assert.deepEqual(Object.keys(kept.visit.answers).sort(), answered.sort());

    const folder = mkdtempSync(join(tmpdir(), 'constat-score-'));
    writeFileSync(join(folder, 'visit.jsonl'), JSON.stringify(kept.visit) + '\n');
    const scored = execFileSync(serverBinary(), ['score', '--checklist', join(root, `checklists/${grid.id}.json`),
      '--visits', join(folder, 'visit.jsonl'), '--format', 'json'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    assert.equal(JSON.parse(scored).score, kept.score.score);
    await context.close();

    // The manager finds the visit on its site's page, with the same figure.
    const desk = await phone(world.browser, { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false });
    const wide = await openApp(desk, world.server.url);
    await signIn(wide, language, account('manager'));
    await wide.goto(`${world.server.url}/#/site/${kept.visit.site}?wave=${kept.visit.wave}`);
    await settled(wide);
    const shown = kept.score.score.toFixed(1).replace('.', ',');
    const line = wide.getByRole('row').filter({ has: wide.locator(`[href*="${visit}"]`) });
    await line.waitFor({ state: 'attached' });
    assert.ok((await line.innerText()).includes(shown), `${shown} stands in the visit's row`);
    await wide.goto(`${world.server.url}/#/result/${visit}`);
    await settled(wide);
    await wide.getByRole('heading', { name: pattern(language, 'trace.why') }).waitFor();
    assert.deepEqual(wide.problems, []);
    await desk.close();
  });
});
