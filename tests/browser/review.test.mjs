// A visit that its reviewer sends back: looked at, returned with what to answer again, completed offline on its phone,
// sent as its second revision, approved, and official from then on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { beginVisit, go, submit } from './support/filled_visit.mjs';
import { openApp, phone, settled } from './support/launch.mjs';
import { Pointer } from './support/pointer.mjs';
import { checklist, fillSection } from './support/visit.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kWaitMs = 60_000;

describe('review', { timeout: 600_000 }, () => {
  const world = demoWorld({ before, after });
  let accounts;
  before(async () => { accounts = await demoAccounts(world.server.url); });
  const account = (role) => accounts.find((one) => one.role === role);
  const figure = async (site) => {
    const { comparison } = await get(world.server.url, account('manager'), '/api/v1/comparison');
    return comparison.kpis.audit.sites.find((row) => row.site === site);
  };

  test('a visit is returned with a word, taken up again offline, sent as its next revision, approved, and counts', async () => {
    const { context, page, visit } = await beginVisit(world.browser, world.server.url, account('investigator'), { comment: 'Vu sur place' });
    await submit(page, visit);
    const row = (state) => page.getByRole('link', { name: new RegExp(t(state)) }).and(page.locator(`[href*="${visit}"]`));
    await row('visits.received').waitFor({ timeout: kWaitMs });
    const sent = await get(world.server.url, account('manager'), `/api/v1/visits/${visit}`);
    const before = await figure(sent.site.id);

    // The reviewer finds it in front of the queue, because answers are missing.
    const office = await phone(world.browser, { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, serviceWorkers: 'block' });
    const desk = await openApp(office, world.server.url);
    await signIn(desk, language, account('reviewer'));
    await desk.getByRole('heading', { name: t('reviewing.title'), level: 1 }).waitFor();
    const entry = desk.locator(`a[href*="#/result/${visit}"]`);
    assert.match(await entry.innerText(), new RegExp(`${t('reviewing.incomplete_short')}|${text(language, 'reviewing.reasons.other', '\\d+')}`));
    await entry.click();
    await settled(desk);
    await desk.getByText(t('reviewing.incomplete')).waitFor();
    // The words are the server's, in the browser's language: that of a worker is not set by the test's locale.
    const detail = new RegExp(['fr', 'en'].map((each) => text(each, 'server.problem.visit-not-complete.detail')).join('|'));
    await desk.getByRole('button', { name: t('reviewing.approve'), exact: true }).click();
    await desk.getByRole('dialog').getByRole('button', { name: t('reviewing.approve'), exact: true }).click();
    await desk.getByRole('dialog').getByText(detail).waitFor();
    await desk.getByRole('dialog').getByRole('button', { name: t('app.cancel'), exact: true }).click();

    await desk.getByRole('button', { name: t('reviewing.return'), exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: t('reviewing.return'), exact: true }).click();
    await settled(desk);
    assert.equal(await dialog.getByRole('textbox', { name: t('reviewing.text') }).getAttribute('aria-invalid'), 'true', 'words are required');
    await dialog.getByRole('button', { name: t('reviewing.phrase_short.comment'), exact: true }).click();
    const grid = checklist(sent.checklist.id);
    const redo = grid.sections[grid.sections.length - 1].items.find((item) => !item.visible_if) ?? grid.sections[0].items[0];
    await dialog.getByRole('checkbox', { name: redo.prompt[language], exact: true }).check();
    await dialog.getByRole('button', { name: t('reviewing.return'), exact: true }).click();
    await desk.getByText(t('reviewing.said.returned')).waitFor();
    await desk.getByRole('heading', { name: t('reviewing.status.returned') }).waitFor();

    // On the phone: the word, what to redo, and the draft again, without a network.
    await go(page, '#/missions');
    await page.getByRole('button', { name: t('missions.pull') }).click();
    await go(page, '#/visits');
    await row('visits.returned').waitFor({ timeout: kWaitMs });
    await row('visits.returned').click();
    await settled(page);
    await page.getByText(t('reviewing.phrase.comment')).waitFor();
    await page.getByText(redo.prompt[language]).first().waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: t('reviewing.take_up'), exact: true }).click();
    await page.waitForFunction((id) => location.hash.startsWith(`#/visit/${id}/section/`), visit);
    await settled(page);
    await page.getByText(t('reviewing.redo_this'), { exact: true }).first().waitFor();
    assert.ok((await page.evaluate(() => location.hash)).endsWith(`/item/${redo.id}`));

    const hands = new Pointer(page);
    const pick = (item, count) => (item.type === 'scale' ? count - 1 : 0);
    for (let at = 0; at < grid.sections.length; at++) {
      await go(page, `#/visit/${visit}/section/${at + 1}`);
      await fillSection(page, hands, language, grid.sections[at], pick);
    }
    await go(page, `#/visit/${visit}/review`);
    await page.getByText(t('review.complete')).waitFor();
    await page.getByRole('button', { name: t('review.submit') }).click();
    await page.getByRole('dialog').getByRole('button', { name: t('review.confirm_yes'), exact: true }).click();
    await page.waitForFunction(() => location.hash === '#/visits');
    await context.setOffline(false);
    await row('visits.received').waitFor({ timeout: kWaitMs });
    assert.deepEqual(page.problems, []);

    const second = await get(world.server.url, account('manager'), `/api/v1/visits/${visit}`);
    assert.equal(second.revision, 2);
    assert.equal(second.status, 'received');
    assert.ok(Object.values(second.visit.answers).some(({ comment }) => comment === 'Vu sur place'), 'what was there before is there still');
    assert.deepEqual(await figure(sent.site.id), before, 'nothing counts before its approval');

    await go(desk, '#/review');
    await desk.locator(`a[href*="#/result/${visit}"]`).click();
    await settled(desk);
    await desk.getByRole('button', { name: t('reviewing.approve'), exact: true }).click();
    await desk.getByRole('dialog').getByRole('button', { name: t('reviewing.approve'), exact: true }).click();
    await desk.getByText(t('reviewing.said.approved')).waitFor();
    await desk.getByRole('heading', { name: t('reviewing.status.approved') }).waitFor();
    await desk.getByText(t('quarantine.event.returned'), { exact: true }).waitFor();
    const counted = await figure(sent.site.id);
    assert.equal(counted.n, (before?.n ?? 0) + 1);
    assert.deepEqual(desk.problems, []);
    await office.close();
    await context.close();
  });

  test('a second person looks at a reviewed visit, does not learn the first decision, and the agreement counts it', async () => {
    const set = await fetch(`${world.server.url}/api/v1/session`, { method: 'POST', headers: { 'Constat-Protocol': '1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: account('administrator').email, password: account('administrator').password }) });
    const cookie = set.headers.getSetCookie()[0].split(';')[0];
    await fetch(`${world.server.url}/api/v1/second-looks/share`, { method: 'POST', headers: { 'Constat-Protocol': '1', 'Content-Type': 'application/json', cookie }, body: '{"share":100}' });
    const office = await phone(world.browser, { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, serviceWorkers: 'block' });
    const desk = await openApp(office, world.server.url);
    await signIn(desk, language, account('manager'));
    await go(desk, '#/second-looks');
    const { waiting, agreement } = await get(world.server.url, account('manager'), '/api/v1/second-looks');
    assert.ok(waiting.length > 0);
    const row = desk.locator(`a[href*="#/second-look/${waiting[0].id}"]`);
    await row.waitFor({ timeout: kWaitMs });
    if (process.env.CONSTAT_SHOTS) await desk.screenshot({ path: `${process.env.CONSTAT_SHOTS}/looks.png` });
    await row.click();
    const give = desk.getByRole('button', { name: t('looks.give'), exact: true });
    await give.waitFor({ timeout: kWaitMs });
    const page = await desk.evaluate(() => document.body.innerText);
    for (const word of ['reviewing.status.approved', 'trace.official', 'reviewing.reopen']) assert.ok(!page.includes(t(word)), `the page says "${t(word)}"`);
    if (process.env.CONSTAT_SHOTS) await desk.screenshot({ path: `${process.env.CONSTAT_SHOTS}/look.png` });
    await give.click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('radio', { name: t('looks.verdict.returned'), exact: true }).check({ force: true });
    await settled(desk);
    await dialog.getByRole('button', { name: t('looks.send'), exact: true }).click();
    await settled(desk);
    assert.equal(await dialog.getByRole('textbox', { name: t('looks.text') }).getAttribute('aria-invalid'), 'true', 'words are required');
    await dialog.getByRole('textbox', { name: t('looks.text') }).fill('Le ticket manque.');
    if (process.env.CONSTAT_SHOTS) await desk.screenshot({ path: `${process.env.CONSTAT_SHOTS}/look-dialog.png` });
    await dialog.getByRole('button', { name: t('looks.send'), exact: true }).click();
    await desk.getByText(t('looks.said')).waitFor({ timeout: kWaitMs });
    await desk.getByText('Le ticket manque.').waitFor({ timeout: kWaitMs });
    if (process.env.CONSTAT_SHOTS) await desk.screenshot({ path: `${process.env.CONSTAT_SHOTS}/looks-after.png`, fullPage: true });
    const after = await get(world.server.url, account('manager'), '/api/v1/second-looks');
    assert.equal(after.agreement.units, agreement.units + 1);
    assert.ok(!after.waiting.some(({ id }) => id === waiting[0].id));
    assert.deepEqual(desk.problems, []);
    await office.close();
  });
});
