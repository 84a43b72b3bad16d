// Visits that the server sets aside: a manager sees them beside their reason, compares two versions, decides, and takes in
// what a phone could only hand over as text.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { pattern, text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { beginVisit, downloaded, go, submit } from './support/filled_visit.mjs';
import { openApp, phone, settled } from './support/launch.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kWaitMs = 60_000;

describe('visits set aside', { timeout: 400_000 }, () => {
  const world = demoWorld({ before, after });
  let accounts;
  before(async () => { accounts = await demoAccounts(world.server.url); });
  const account = (role) => accounts.find((one) => one.role === role);

  async function desk(size = { width: 1440, height: 900 }) {
    const context = await phone(world.browser, { viewport: size, isMobile: false, hasTouch: false, serviceWorkers: 'block' });
    const page = await openApp(context, world.server.url);
    await signIn(page, language, account('manager'));
    return { context, page };
  }

  /** Sends another body under a number that is taken, as a copied phone would. */
  async function sendAgain(id, change) {
    const kept = await get(world.server.url, account('manager'), `/api/v1/visits/${id}`);
    change(kept.visit);
    const body = JSON.stringify({ format: 'constat.submission/1', visit: kept.visit, device_score: null, app: { version: '0' } });
    const { email, password } = account('investigator');
    const session = await fetch(`${world.server.url}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email, password }),
      headers: { 'Content-Type': 'application/json', 'Constat-Protocol': '1' } });
    const answer = await fetch(`${world.server.url}/api/v1/visits/${id}/revisions/1`, { method: 'PUT', body, headers: {
      'Content-Type': 'application/json', 'Constat-Protocol': '1', cookie: session.headers.get('set-cookie').split(';')[0],
      'Content-Digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:` } });
    assert.equal(answer.status, 409);
  }

  test('two versions of one visit are compared answer by answer, and the accepted one counts, with its reason on the page', async () => {
    const { context, page, visit } = await beginVisit(world.browser, world.server.url, account('investigator'), { which: 0, comment: 'Première version' });
    await submit(page, visit);
    await page.getByRole('link', { name: new RegExp(t('visits.received')) }).and(page.locator(`[href*="${visit}"]`)).waitFor({ timeout: kWaitMs });
    await context.close();
    await sendAgain(visit, ({ answers }) => {
      for (const answer of Object.values(answers)) if (answer.comment === 'Première version') answer.comment = 'Seconde version';
    });

    const { context: office, page: wide } = await desk();
    await wide.getByRole('link', { name: pattern(language, 'quarantine.nav_count') }).click();
    await settled(wide);
    const entry = wide.locator(`a[href*="#/quarantine/visit/${visit}/"]`);
    await entry.waitFor();
    assert.match(await entry.innerText(), new RegExp(t('quarantine.reason_short.conflict')));
    await entry.click();
    await settled(wide);
    await wide.getByText(t('quarantine.reason.conflict')).waitFor();
    await wide.getByRole('heading', { name: text(language, 'quarantine.differences.one', '1') }).waitFor();
    const row = wide.getByRole('row').filter({ hasText: 'Seconde version' });
    await row.waitFor({ state: 'attached' });
    assert.match(await row.innerText(), /Première version/);

    await wide.getByRole('button', { name: t('quarantine.accept'), exact: true }).click();
    const dialog = wide.getByRole('dialog');
    await dialog.getByRole('button', { name: t('quarantine.accept'), exact: true }).click();
    await settled(wide);
    assert.equal(await dialog.getByRole('textbox', { name: t('quarantine.why') }).getAttribute('aria-invalid'), 'true', 'a reason is required');
    await dialog.getByRole('textbox', { name: t('quarantine.why') }).fill('Confirmé par téléphone');
    await dialog.getByRole('button', { name: t('quarantine.accept'), exact: true }).click();
    await wide.waitForFunction((id) => location.hash === `#/result/${id}`, visit);
    await settled(wide);
    await wide.getByText(t('quarantine.accepted')).waitFor();
    await wide.getByText(t('quarantine.event_reason', 'Confirmé par téléphone')).waitFor();
    const kept = await get(world.server.url, account('manager'), `/api/v1/visits/${visit}`);
    assert.ok(Object.values(kept.visit.answers).some(({ comment }) => comment === 'Seconde version'));
    assert.equal(kept.decision, 'accept');
    assert.equal(await wide.getByText(t('quarantine.reason.conflict')).count(), 0, 'the page no longer warns');
    assert.deepEqual(wide.problems, []);
    await office.close();
  });

  test('a visit that the server refuses is handed over with a note, read, downloaded and taken in', async () => {
    const { context, page, visit } = await beginVisit(world.browser, world.server.url, account('investigator'), { which: 1, comment: 'Refusée d’abord' });
    await context.route('**/api/v1/visits/*/revisions/*', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: 'x', status: 400, code: 'not-a-visit', detail: 'x', problems: [] }) }));
    await submit(page, visit);
    await go(page, '#/storage');
    await page.getByText(t('visits.parked'), { exact: true }).waitFor({ timeout: kWaitMs });
    await page.getByText(t('storage.parked_what')).waitFor();
    await page.getByRole('button', { name: t('storage.hand_over'), exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: t('storage.note') }).fill('Le serveur la refuse, aidez-moi');
    await page.getByRole('dialog').getByRole('button', { name: t('storage.hand_over_yes'), exact: true }).click();
    await page.getByText(t('storage.handed_over_done')).waitFor({ timeout: kWaitMs });
    await page.getByText(t('storage.state_handed_over'), { exact: true }).waitFor();
    await context.close();

    const { context: office, page: small } = await desk({ width: 360, height: 740 });
    await go(small, '#/quarantine');
    const entry = small.locator('a[href^="#/quarantine/text/"]');
    await entry.waitFor();
    assert.match(await entry.innerText(), /aidez-moi/);
    await entry.click();
    await settled(small);
    await small.getByText(/Refusée d’abord/).waitFor({ state: 'attached' });
    const file = await downloaded(small, () => small.getByRole('link', { name: t('quarantine.download') }).click());
    assert.equal(JSON.parse(file.bytes).visit.id, visit);
    await small.getByRole('button', { name: t('quarantine.accept_text'), exact: true }).click();
    await small.getByRole('dialog').getByRole('textbox', { name: t('quarantine.why') }).fill('Elle est bonne');
    await small.getByRole('dialog').getByRole('button', { name: t('quarantine.accept_text'), exact: true }).click();
    await small.getByText(t('quarantine.text_accepted')).waitFor();
    const kept = await get(world.server.url, account('manager'), `/api/v1/visits/${visit}`);
    assert.equal(kept.id, visit);
    assert.deepEqual(small.problems, []);
    await office.close();
  });
});
