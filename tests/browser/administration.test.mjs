// An administrator's day: a new investigator is invited by a link on one phone and joins with it on another, gets a mission, and a
// table of sites with a bad row is brought in after a look at what it would do.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { onDisk, tracesOnDisk } from './support/faulty_store.mjs';
import { openApp, phone, settled } from './support/launch.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kName = 'Inès Durand-Martin';
const kEmail = 'ines@mirabelle.example';
const kPassword = 'une phrase assez longue';
const kWaitMs = 60_000;

describe('administration', { timeout: 400_000 }, () => {
  const world = demoWorld({ before, after });
  const folder = mkdtempSync(join(tmpdir(), 'constat-administration-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  let accounts, admin, desk;
  const account = (role) => accounts.find((one) => one.role === role);
  const button = (page, name) => page.getByRole('button', { name, exact: true });
  const go = async (page, hash) => {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await settled(page);
  };
  // The store's worker asks in the browser's language, which a test's locale does not reach, unless somebody chose one.
  async function inFrench(page) {
    await go(page, '#/settings');
    for (const name of [t('app.language.en'), t('app.language.fr')]) {
      await page.getByRole('radio', { name, exact: true }).click();
      await settled(page);
    }
  }
  /** Writes as a person, outside the browser. */
  async function put(role, path, body) {
    const { email, password } = account(role);
    const headers = { 'Content-Type': 'application/json', 'Constat-Protocol': '1' };
    const session = await fetch(`${world.server.url}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email, password }), headers });
    const cookie = session.headers.get('set-cookie').split(';')[0];
    const answer = await fetch(`${world.server.url}${path}`, { method: 'PUT', body: JSON.stringify(body), headers: { ...headers, cookie } });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`);
  }
  async function choose(page, name, content) {
    const file = join(folder, name);
    writeFileSync(file, content);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: new RegExp(`${t('admin.import.choose')}|${t('admin.import.another')}`) }).click();
    await (await chooser).setFiles(file);
  }

  before(async () => {
    accounts = await demoAccounts(world.server.url);
    const context = await phone(world.browser, { serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'] });
    admin = await openApp(context, world.server.url);
    await signIn(admin, language, account('administrator'));
    await inFrench(admin);
    desk = context;
  });
  after(async () => { await desk?.close(); });

  let link;
  test('an administrator adds a person and gets a link to hand on', async () => {
    await go(admin, '#/settings');
    await admin.getByRole('link', { name: new RegExp(t('admin.people_row')) }).click();
    await admin.getByRole('link', { name: t('admin.new_person') }).click();
    await settled(admin);
    await button(admin, t('admin.add_person')).click();
    await admin.locator('[aria-invalid="true"]').first().waitFor();
    assert.equal(await admin.locator('[aria-invalid="true"]').count(), 2);
    await admin.getByRole('textbox', { name: t('admin.name') }).fill(kName);
    await admin.getByRole('textbox', { name: t('admin.email') }).fill(kEmail);
    await button(admin, t('admin.add_person')).click();
    await admin.getByRole('heading', { level: 1, name: kName }).waitFor();
    await button(admin, t('admin.make_link')).click();
    await button(admin, t('admin.copy')).waitFor();
    link = await admin.getByRole('textbox', { name: t('admin.link') }).inputValue();
    assert.match(link, /#\/join\/l[0-9a-f]{20}\.[A-Za-z0-9_-]{43}$/);
    await button(admin, t('admin.copy')).click();
    await button(admin, t('admin.copied')).waitFor();
    assert.equal(await admin.evaluate(() => navigator.clipboard.readText()), link);
    assert.equal(world.server.log().includes(link.split('/').at(-1).split('.')[1]), false, 'no secret in the log');
  });

  test('the person joins with the link on another phone, and gets a mission there', async () => {
    const context = await phone(world.browser, { serviceWorkers: 'block' });
    const page = await openApp(context, link);
    await page.getByRole('heading', { level: 1, name: t('admin.join.welcome', kName) }).waitFor();
    await page.getByLabel(t('admin.join.password'), { exact: true }).fill('court');
    await button(page, t('admin.join.submit')).click();
    await settled(page);
    assert.ok(page.url().includes('#/join/'));
    await page.getByLabel(t('admin.join.password'), { exact: true }).fill(kPassword);
    await button(page, t('admin.join.submit')).click();
    await page.waitForFunction(() => location.hash === '#/missions');
    assert.equal((await page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name).join())).includes(link.split('.').at(-1)), false, 'no secret in an address');

    const people = await get(world.server.url, account('administrator'), `/api/v1/people?text=${encodeURIComponent(kEmail)}`);
    assert.equal(people.people[0].status, 'active');
    const { sites, checklists, waves } = await get(world.server.url, account('administrator'), '/api/v1/missions/plan');
    const at = (days) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
    await put('administrator', '/api/v1/missions/m-ines', {
      site: sites[0].id, checklist: { id: checklists[0].id, version: checklists[0].version }, wave: waves.at(-1).id, contact_mode: 'visit',
      window: { from: at(1), to: at(9) }, investigator: people.people[0].id,
    });
    await go(page, '#/settings');
    await button(page, t('settings.sync')).click();
    await settled(page);
    await go(page, '#/missions');
    await page.locator('a[href="#/mission/m-ines"]').waitFor({ timeout: kWaitMs });
    assert.deepEqual(page.problems, []);
    await context.close();

    // The link is worth nothing more.
    const later = await phone(world.browser, { serviceWorkers: 'block' });
    const again = await openApp(later, link);
    await again.getByRole('heading', { name: t('admin.join.link-used') }).waitFor();
    await later.close();
  });

  test('an administrator ends the sessions of a lost phone, whose owner signs in again and finds everything', async () => {
    const context = await phone(world.browser, { serviceWorkers: 'block' });
    const page = await openApp(context, world.server.url);
    await signIn(page, language, { email: kEmail, password: kPassword });
    await page.locator('a[href="#/mission/m-ines"]').waitFor({ timeout: kWaitMs });
    await go(page, '#/settings');
    await page.getByText(new RegExp(t('settings.session_this', '.*Linux').replace('(', '\\(').replace(')', '\\)'))).waitFor();
    await go(admin, '#/people');
    await go(admin, '#/people/person/ines');
    await button(admin, t('admin.end_sessions')).click();
    await admin.getByText(t('admin.no_sessions')).waitFor();
    await page.getByRole('button', { name: t('settings.sync') }).click();
    await page.getByLabel(t('sign_in.password'), { exact: true }).waitFor({ timeout: kWaitMs });
    await signIn(page, language, { email: kEmail, password: kPassword });
    await go(page, '#/missions');
    await page.locator('a[href="#/mission/m-ines"]').waitFor({ timeout: kWaitMs });
    await context.close();
  });

  test('a token is made for a program, which reads what it may until the token is revoked', async () => {
    const reviewer = await get(world.server.url, account('administrator'), '/api/v1/people?role=reviewer');
    await go(admin, `#/people/person/${reviewer.people[0].id}`);
    await admin.locator('a[href^="#/tokens/new"]').click();
    await settled(admin);
    await admin.getByRole('textbox', { name: t('tokens.name') }).fill('Écran du siège');
    await admin.getByRole('checkbox', { name: new RegExp('sites:read') }).click();
    await button(admin, t('tokens.make')).click();
    const token = await admin.getByRole('textbox', { name: t('tokens.token') }).inputValue();
    assert.match(token, /^constat_t[0-9a-f]{20}\.[A-Za-z0-9_-]{43}$/);
    const asked = async (path) => (await fetch(`${world.server.url}${path}`, { headers: { Authorization: `Bearer ${token}` } })).status;
    assert.deepEqual([await asked('/api/v1/sites'), await asked('/api/v1/missions')], [200, 403]);
    await go(admin, '#/tokens');
    await admin.getByRole('button', { name: /Écran du siège/ }).click();
    await button(admin.getByRole('dialog'), t('tokens.revoke')).click();
    await admin.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await asked('/api/v1/sites'), 401);
    assert.equal(world.server.log().includes(token.split('.')[1]), false, 'no secret in the log');
    assert.deepEqual(admin.problems, []);
  });

  test('a link opens a report without an account, until it is revoked', async () => {
    await go(admin, '#/compare');
    await button(admin, t('links.make')).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('textbox', { name: t('links.days') }).fill('3');
    await button(dialog, t('links.make')).click();
    const url = await dialog.getByRole('textbox', { name: t('links.link') }).inputValue();
    assert.match(url, /\/#\/shared\/r[0-9a-f]{20}\.[A-Za-z0-9_-]{43}$/);

    const context = await phone(world.browser, { serviceWorkers: 'block' });
    const reader = await openApp(context, url);
    await reader.getByRole('heading', { name: t('links.kind.network') }).waitFor();
    const [file] = await Promise.all([reader.waitForEvent('download'), button(reader, t('links.shared.open')).click()]);
    assert.match(file.suggestedFilename(), /^constat-comparison-.*\.xlsx$/);
    assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), 'PK');
    await reader.getByText(t('links.shared.saved')).waitFor();

    await go(admin, '#/links');
    await admin.getByText(new RegExp(t('links.times.one', '1', '').trim())).first().waitFor();
    await admin.getByRole('button', { name: new RegExp(t('links.kind.network')) }).first().click();
    await button(dialog, t('links.revoke')).click();
    await dialog.waitFor({ state: 'detached' });
    await button(reader, t('links.shared.open')).click();
    await reader.getByRole('heading', { name: t('links.over.shared-revoked') }).waitFor();
    await reader.reload();
    await settled(reader);
    await reader.getByText(t('server.problem.shared-revoked.detail')).waitFor();
    assert.equal(await button(reader, t('links.shared.open')).count(), 0);
    assert.equal(world.server.log().includes(url.split('.').at(-1)), false, 'no secret in the log');
    // The browser itself tells of the refusals that were wanted.
    assert.deepEqual(reader.problems.filter((problem) => !problem.includes('410')), []);
    assert.deepEqual(admin.problems, []);
    await context.close();
  });

  test('a deactivated person is cut off, and the last administrator is not', async () => {
    await go(admin, '#/people/person/ines');
    await button(admin, t('admin.deactivate')).click();
    await button(admin.getByRole('dialog'), t('admin.deactivate')).click();
    await button(admin, t('admin.reactivate')).waitFor();
    const refused = await fetch(`${world.server.url}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email: kEmail, password: kPassword }),
      headers: { 'Content-Type': 'application/json', 'Constat-Protocol': '1' } });
    assert.equal(refused.status, 401);
    const { people } = await get(world.server.url, account('administrator'), '/api/v1/people?role=administrator');
    await go(admin, `#/people/person/${people[0].id}`);
    await button(admin, t('admin.deactivate')).click();
    await button(admin.getByRole('dialog'), t('admin.deactivate')).click();
    await admin.getByText(text(language, 'server.problem.last-administrator.detail', people[0].name)).waitFor();
  });

  test('an erased person is gone from the server and from their phone, which says so', async () => {
    await go(admin, '#/people/person/ines');
    await button(admin, t('admin.reactivate')).click();
    await button(admin, t('admin.deactivate')).waitFor();
    const context = await phone(world.browser, { serviceWorkers: 'block' });
    const page = await openApp(context, world.server.url);
    await signIn(page, language, { email: kEmail, password: kPassword });
    await page.locator('a[href="#/mission/m-ines"]').waitFor({ timeout: kWaitMs });

    const traces = () => onDisk(context, world.server.url, tracesOnDisk, [kEmail, kName, 'm-ines']);
    assert.ok((await traces()).length >= 3, 'the phone holds them until then');

    await button(admin, t('admin.erase')).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByText(t('admin.erase_goes')).waitFor();
    await button(dialog, t('admin.erase')).click();
    await admin.getByText(new RegExp(t('admin.erased', 'erased-[0-9a-f]{12}').replaceAll('.', '\\.'))).waitFor();
    assert.equal((await get(world.server.url, account('administrator'), `/api/v1/people?text=${encodeURIComponent(kEmail)}`)).count, 0);

    // The settings ask the server which sessions are open: the answer is enough.
    await go(page, '#/settings');
    await page.getByText(t('sign_in.account_erased')).waitFor({ timeout: kWaitMs });
    assert.deepEqual(page.problems, []);
    await page.close();
    assert.deepEqual(await traces(), []);
    await context.close();
  });

  test('a table of sites with a bad row is looked at, then brought in without it', async () => {
    const before = await get(world.server.url, account('administrator'), '/api/v1/sites');
    await go(admin, '#/sites/import');
    await choose(admin, 'sites.csv', Buffer.from('id;nom;ville;latitude;longitude\nmetz;Metz Muse;Metz;49,11;6,18\n;Sans code;;;\nnantes-nord;Nantes \xC9toile;Nantes;ici;l\xE0\n', 'latin1'));
    await admin.getByRole('heading', { name: t('admin.import.preview', 'sites.csv') }).waitFor();
    await admin.getByRole('heading', { name: text(language, 'admin.import.problems.other', '2') }).waitFor();
    assert.equal((await get(world.server.url, account('administrator'), '/api/v1/sites')).count, before.count, 'nothing is stored yet');
    await button(admin, text(language, 'admin.import.do.other', '2')).click();
    await admin.getByText(t('admin.import.done', '2', '0', '1')).waitFor();
    const found = await get(world.server.url, account('administrator'), '/api/v1/sites?text=etoile');
    assert.equal(found.sites[0].name, 'Nantes Étoile');
    assert.equal((await get(world.server.url, account('administrator'), '/api/v1/sites')).count, before.count + 2);
  });

  test('a checklist is checked, published as the next version, and compared with the one before', async () => {
    const shelf = await get(world.server.url, account('administrator'), '/api/v1/checklists');
    const { id, versions } = shelf.checklists[0];
    const { checklist } = await get(world.server.url, account('administrator'), `/api/v1/checklists/${id}/${versions[0].version}`);
    const next = versions[0].version + 1;
    await go(admin, '#/checklists/new');
    await choose(admin, 'broken.json', JSON.stringify({ ...checklist, version: next, sections: [{ id: 'empty' }] }));
    await admin.getByRole('heading', { name: new RegExp(t('admin.import.problems.other', '\\d+')) }).waitFor();
    checklist.sections[0].title.fr = 'Une autre entrée';
    await choose(admin, 'next.json', JSON.stringify({ ...checklist, version: next }));
    await button(admin, t('admin.publish_version', String(next))).click();
    await button(admin.getByRole('dialog'), t('admin.publish')).click();
    await admin.getByText(t('admin.published')).waitFor();
    await go(admin, `#/checklists/changes/${id}/${next - 1}/${next}`);
    await admin.getByText('Une autre entrée').first().waitFor();
    assert.deepEqual(admin.problems, []);
  });
});
