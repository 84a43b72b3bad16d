// A programme from its plan to its payment, told by those who live it: an administrator plans a wave for six sites over a week,
// two investigators claim and are assigned, one visits offline, a reviewer sends a visit back, a site manager contests, a manager
// pays, and the audit log tells it all. What a screen says is held against every other screen that says it. The week is that of
// the missions' dates: the visits are made on its first day, and the transfer is dated a week later.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { get, signIn } from './support/demo.mjs';
import { launchBrowser, openApp, phone, serverBinary, settled, startServer } from './support/launch.mjs';

const language = 'en';
const t = (key, ...args) => text(language, key, ...args);
const kWaitMs = 30_000;
const kDayMs = 86_400_000;
const both = (words) => ({ fr: words, en: words });
const day = (after) => new Date(Date.now() + after * kDayMs).toISOString().slice(0, 10);

const sites = [
  ['lyon', 'Lyon Part-Dieu', 'Lyon', 'Rhône', 45.7605, 4.8597], ['vienne', 'Vienne Centre', 'Vienne', 'Rhône', 45.5255, 4.8741],
  ['bron', 'Bron Aviation', 'Bron', 'Rhône', 45.7336, 4.9119], ['givors', 'Givors Gare', 'Givors', 'Rhône', 45.5852, 4.7719],
  ['oullins', 'Oullins Mairie', 'Oullins', 'Rhône', 45.7146, 4.8078], ['ecully', 'Écully Bourg', 'Écully', 'Rhône', 45.7747, 4.7780],
];
const place = (id) => { const [, , , , latitude, longitude] = sites.find(([site]) => site === id); return { latitude, longitude, accuracy: 8 }; };
const item = {
  greeted: { id: 'greeted', type: 'choice', required: true, prompt: both('Were you greeted?'), choices: [
    { id: 'yes', label: both('Yes, at once'), points: 3 }, { id: 'no', label: both('No, not at all'), points: 0 }] },
  smile: { id: 'smile', type: 'scale', required: true, prompt: both('How warm was it?'), min: 0, max: 4 },
  place: { id: 'place', type: 'location', required: true, prompt: both('Where are you?') },
  expenses: { id: 'expenses', type: 'number', prompt: both('What did you spend, in euros?') },
};
const checklist = {
  format: 'constat.checklist/1', id: 'story', version: 1, title: both('Short welcome'), languages: ['fr', 'en'],
  scoring: { mode: 'points', pass_mark: 60, grades: [{ id: 'A', label: both('Good'), from: 75 }, { id: 'B', label: both('Fair'), from: 0 }] },
  sections: [{ id: 'door', area: 'reception', title: both('At the door'), items: Object.values(item) }],
};
const people = {
  administrator: { id: 'alice', name: 'Alice Admin', role: 'administrator' }, manager: { id: 'marc', name: 'Marc Manager', role: 'manager' },
  reviewer: { id: 'rita', name: 'Rita Reviewer', role: 'reviewer' }, site: { id: 'simone', name: 'Simone Site', role: 'site_manager', more: ['--site', 'lyon'] },
  ana: { id: 'ana', name: 'Ana Enquête', role: 'investigator' }, bruno: { id: 'bruno', name: 'Bruno Visite', role: 'investigator' },
};
const password = 'a story of seven days';
const account = (who) => ({ email: `${people[who].id}@story.example`, password });

/** A person in front of the app: a phone for who visits, a desk for the others. */
class Person {
  static async arrive(browser, server, who) {
    const person = new Person();
    const isPhone = people[who].role === 'investigator';
    person.context = await phone(browser, { locale: 'en-GB', permissions: isPhone ? ['geolocation'] : [],
      ...(isPhone ? {} : { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, serviceWorkers: 'block' }) });
    person.page = await openApp(person.context, server.url);
    await signIn(person.page, language, account(who));
    return person;
  }
  async go(hash) {
    await this.page.evaluate((to) => { location.hash = to; }, hash);
    await settled(this.page);
  }
  async press(name, within = this.page) {
    await within.getByRole('button', { name, exact: true }).first().click({ timeout: kWaitMs });
    await settled(this.page);
  }
  get dialog() { return this.page.getByRole('dialog'); }
  async sees(words) { await this.page.getByText(words).first().waitFor({ timeout: kWaitMs }); }
  words() { return this.page.evaluate(() => document.getElementById('mirror')?.innerText ?? document.body.innerText); }
  async reads(words) {
    const said = await this.words();
    assert.ok(said.includes(words), `“${words}” is not on ${await this.page.evaluate(() => location.hash)}:\n${said}`);
  }
}

describe('a story', { timeout: 300_000 }, () => {
  let server, browser, folder;
  const cast = {};
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'constat-story-'));
    const data = join(folder, 'data');
    const run = (args, input) => execFileSync(serverBinary(), args, { encoding: 'utf8', input });
    writeFileSync(join(folder, 'story.json'), JSON.stringify(checklist));
    writeFileSync(join(folder, 'sites.csv'), `id,name,city,region,latitude,longitude\n${sites.map((site) => site.join(',')).join('\n')}\n`);
    run(['import', '--data', data, '--organisation', 'Story', '--checklist', join(folder, 'story.json'), '--sites', join(folder, 'sites.csv')]);
    for (const [who, { id, name, role, more = [] }] of Object.entries(people))
      run(['user', 'add', '--data', data, '--organisation', 'Story', '--email', account(who).email, '--role', role, '--id', id, '--name', name, ...more, '--password-stdin'], `${password}\n`);
    run(['organisation', '--data', data, '--review', 'required']);
    server = await startServer([], { data });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const api = (who, path) => get(server.url, account(who), path);

  /** Through the form, from its first field to the button that makes the missions. */
  async function plan(person, { title, perSite, to }) {
    const { page } = person;
    await person.go('#/plan/new');
    await page.getByRole('heading', { name: t('plan.new_title'), level: 1 }).waitFor();
    await page.getByRole('radiogroup', { name: t('compare.wave') }).getByRole('radio', { name: title ? t('plan.new_wave') : 'Week 48', exact: true }).check();
    if (title) await page.getByRole('textbox', { name: t('plan.wave_title') }).first().fill(title);
    await page.getByRole('radiogroup', { name: t('plan.checklist') }).getByRole('radio').first().check();
    await page.getByRole('textbox', { name: t('plan.per_site') }).fill(String(perSite));
    await page.getByLabel(t('plan.from'), { exact: true }).fill(day(0));
    await page.getByLabel(t('plan.to'), { exact: true }).fill(day(6));
    await page.getByRole('textbox', { name: t('plan.days') }).fill('7');
    if (to) {
      await page.getByRole('radio', { name: t('plan.by_turns'), exact: true }).check();
      await page.getByRole('checkbox', { name: to, exact: true }).check();
    }
    await page.getByRole('textbox', { name: t('plan.fee') }).fill('25');
    await page.getByRole('textbox', { name: t('plan.expenses_cap') }).fill('10');
    await person.press(t('plan.show'));
    await page.getByRole('heading', { name: t('plan.preview') }).waitFor({ timeout: kWaitMs });
    await person.press(t('plan.make'));
    await page.waitForFunction(() => /^#\/plan(\?|$)/.test(location.hash));
    await settled(page);
  }

  async function begin(person, site) {
    const { page } = person;
    await person.go('#/missions');
    await page.locator('a[href^="#/mission/"]').filter({ hasText: site }).first().click();
    await settled(page);
    await person.press(t('mission.start'));
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    return page.evaluate(() => location.hash.split('/')[2]);
  }

  const question = (person, { prompt }) => person.page.getByRole('group', { name: prompt[language] }).first();

  async function locate(person, again = false) {
    await person.press(t(again ? 'capture.locate_again' : 'capture.locate'), question(person, item.place));
    await question(person, item.place).getByText(t('capture.position')).waitFor({ timeout: kWaitMs });
  }

  async function answer(person, { greeted, smile, expenses }) {
    await question(person, item.greeted).getByRole('radio').nth(greeted).check();
    await question(person, item.smile).getByRole('radio').nth(smile).check();
    await locate(person);
    if (expenses) await question(person, item.expenses).getByRole('textbox', { name: t('fill.number') }).fill(expenses);
    await settled(person.page);
  }

  async function submit(person, visit) {
    await person.go(`#/visit/${visit}/review`);
    await person.sees(t('review.complete'));
    await person.press(t('review.submit'));
    await person.press(t('review.confirm_yes'), person.dialog);
    await person.page.waitForFunction(() => location.hash === '#/visits');
    await settled(person.page);
  }

  const row = (person, visit, state) => person.page.getByRole('link', { name: new RegExp(t(state)) }).and(person.page.locator(`[href*="${visit}"]`));

  test('a wave is planned, visited, reviewed, contested and paid, and every number agrees', async () => {
    for (const who of ['administrator', 'ana', 'reviewer']) cast[who] = await Person.arrive(browser, server, who);
    const { administrator, ana, reviewer } = cast;

    // Monday: two visits at each of the six sites for whoever claims them.
    await plan(administrator, { title: 'Week 48', perSite: 2 });
    await administrator.sees(t('plan.made.other', '12'));

    // Ana claims one; the second at the same site is against the rotation.
    await ana.go('#/visits');
    await ana.go('#/missions');
    const open = (site) => ana.page.getByRole('listitem').filter({ hasText: site }).filter({ has: ana.page.getByRole('button', { name: t('plan.claim') }) });
    await open('Lyon Part-Dieu').first().waitFor({ timeout: kWaitMs });
    assert.equal(await open('Lyon Part-Dieu').count(), 2);
    await open('Lyon Part-Dieu').first().getByRole('button', { name: t('plan.claim') }).click();
    await ana.sees(t('plan.claimed', 'Lyon Part-Dieu'));
    await open('Lyon Part-Dieu').first().getByRole('button', { name: t('plan.claim') }).click();
    await ana.page.getByText(/Lyon Part-Dieu.*(rotation|Rotation)/).first().waitFor({ timeout: kWaitMs });
    assert.equal((await api('manager', '/api/v1/missions?investigator=ana')).count, 1);

    // A third visit per site is Bruno's, in turn.
    await plan(administrator, { perSite: 3, to: 'Bruno Visite' });
    const assigned = await api('manager', '/api/v1/missions?investigator=bruno');
    assert.equal(assigned.count, 6);
    assert.deepEqual(assigned.missions.map(({ site }) => site.id).sort(), sites.map(([id]) => id).sort());

    // Ana visits without a network, three kilometres away as her phone says; Bruno visits where he should be.
    await ana.page.locator('a[href^="#/mission/"]').filter({ hasText: 'Lyon Part-Dieu' }).first().waitFor({ timeout: kWaitMs });
    await ana.page.evaluate(() => navigator.serviceWorker.ready);
    await ana.context.setGeolocation({ ...place('lyon'), latitude: place('lyon').latitude + 0.027 });
    await ana.context.setOffline(true);
    const first = await begin(ana, 'Lyon Part-Dieu');
    await answer(ana, { greeted: 1, smile: 3, expenses: '12.5' });
    await submit(ana, first);
    await row(ana, first, 'visits.saved').waitFor({ timeout: kWaitMs });

    cast.bruno = await Person.arrive(browser, server, 'bruno');
    const { bruno } = cast;
    await bruno.context.setGeolocation(place('vienne'));
    const second = await begin(bruno, 'Vienne Centre');
    await answer(bruno, { greeted: 0, smile: 4 });
    await submit(bruno, second);
    await row(bruno, second, 'visits.received').waitFor({ timeout: kWaitMs });
    await ana.context.setOffline(false);
    await row(ana, first, 'visits.received').waitFor({ timeout: kWaitMs });

    // The visit with a reason stands first, though it came last.
    await reviewer.go('#/settings');
    await reviewer.go('#/review');
    const queue = reviewer.page.locator('a[href^="#/result/"]');
    await queue.nth(1).waitFor({ timeout: kWaitMs });
    assert.ok((await queue.first().getAttribute('href')).includes(first), 'the visit from afar stands first');
    assert.match(await queue.first().innerText(), new RegExp((await api('reviewer', '/api/v1/review')).visits[0].reasons[0].title.en));
    await queue.first().click();
    await settled(reviewer.page);
    await reviewer.press(t('reviewing.return'));
    await reviewer.dialog.getByRole('checkbox', { name: item.place.prompt.en, exact: true }).check();
    await reviewer.dialog.getByRole('textbox', { name: t('reviewing.text') }).fill('Read the position inside the shop, please.');
    await reviewer.press(t('reviewing.return'), reviewer.dialog);
    await reviewer.sees(t('reviewing.said.returned'));

    // Done again offline, at the right place.
    await ana.go('#/missions');
    await ana.press(t('missions.pull'));
    await ana.go('#/visits');
    await row(ana, first, 'visits.returned').waitFor({ timeout: kWaitMs });
    await ana.context.setOffline(true);
    await ana.context.setGeolocation(place('lyon'));
    await row(ana, first, 'visits.returned').click();
    await settled(ana.page);
    await ana.sees('Read the position inside the shop, please.');
    await ana.press(t('reviewing.take_up'));
    await ana.page.waitForFunction((id) => location.hash.startsWith(`#/visit/${id}/section/`), first);
    await settled(ana.page);
    await locate(ana, true);
    await settled(ana.page);
    await submit(ana, first);
    await ana.context.setOffline(false);
    await row(ana, first, 'visits.received').waitFor({ timeout: kWaitMs });

    for (const visit of [second, first]) {
      await reviewer.go('#/settings');
      await reviewer.go(`#/result/${visit}`);
      await reviewer.press(t('reviewing.approve'));
      await reviewer.press(t('reviewing.approve'), reviewer.dialog);
      await reviewer.page.getByRole('heading', { name: t('reviewing.status.approved') }).waitFor({ timeout: kWaitMs });
    }
    const approved = await api('manager', `/api/v1/visits/${first}`);
    assert.equal(approved.revision, 2);
    assert.equal(approved.events.some(({ type }) => type === 'returned'), true);

    // The site says that it greets; the reviewer agrees, and the official score follows.
    cast.site = await Person.arrive(browser, server, 'site');
    const { site } = cast;
    await site.go(`#/result/${second}`);
    await site.page.getByText(t('appeals.contest')).first().waitFor({ timeout: 2_000 }).then(() => assert.fail('another site’s visit'), () => {});
    await site.go(`#/result/${first}`);
    await site.page.getByRole('button', { name: t('appeals.contest') }).first().waitFor({ timeout: kWaitMs });
    await site.page.getByRole('button', { name: t('appeals.contest') }).first().click();
    await site.dialog.getByRole('textbox', { name: t('appeals.text') }).fill('The camera at the door shows it.');
    await site.press(t('appeals.send'), site.dialog);
    await site.sees('The camera at the door shows it.');
    await reviewer.go('#/review');
    await reviewer.go(`#/result/${first}`);
    await reviewer.press(t('appeals.decide'));
    await reviewer.page.getByRole('radio', { name: t('appeals.site_is_right') }).check({ force: true });
    await settled(reviewer.page);
    await reviewer.page.getByRole('radio', { name: item.greeted.choices[0].label.en, exact: true }).last().check({ force: true });
    await reviewer.dialog.getByRole('textbox', { name: t('reviewing.text') }).fill('Seen on the recording.');
    await reviewer.press(t('appeals.decide'), reviewer.dialog);
    await reviewer.sees(t('appeals.accepted'));
    const corrected = await api('manager', `/api/v1/visits/${first}`);
    assert.ok(corrected.score.score > approved.score.score);

    // The week after, the manager pays. Ana: 25 and her purchase up to 10; Bruno: 25.
    cast.manager = await Person.arrive(browser, server, 'manager');
    const { manager } = cast;
    await manager.go('#/payments');
    await manager.page.getByRole('table', { name: t('payment.people') }).waitFor({ timeout: kWaitMs, state: 'attached' });
    await manager.reads('€60');
    // A row can be pressed anywhere, also far from the cell that names it.
    await manager.page.getByRole('button', { name: /Vienne Centre/ }).click({ timeout: kWaitMs });
    await manager.dialog.waitFor({ timeout: kWaitMs });
    await manager.press(t('payment.keep'), manager.dialog);
    await manager.press(t('payment.prepare'));
    await manager.page.getByRole('heading', { name: t('payment.preview') }).waitFor({ timeout: kWaitMs });
    await manager.reads(t('payment.would_make.other', '2', '€60'));
    assert.deepEqual((await api('manager', '/api/v1/payments')).statements, [], 'a preview makes nothing');

    // A second desk has the same preview on screen and presses too: one of them pays.
    const twin = await Person.arrive(browser, server, 'manager');
    await twin.go('#/payments');
    await twin.press(t('payment.prepare'));
    await twin.page.getByRole('heading', { name: t('payment.preview') }).waitFor({ timeout: kWaitMs });
    await manager.press(t('payment.make'));
    await manager.page.getByRole('heading', { name: /2$/, level: 3 }).first().waitFor({ timeout: kWaitMs });
    await twin.press(t('payment.make'));
    await twin.sees(t('payment.made_nothing'));
    await twin.context.close();
    const paid = (await api('manager', '/api/v1/payments')).statements.find(({ investigator }) => investigator.id === 'ana');
    assert.equal(paid.cents, 3500);
    await manager.page.getByRole('listitem', { name: t('payment.statement_of', paid.id) }).getByRole('button', { name: t('payment.pay') }).click();
    await manager.dialog.getByLabel(t('payment.paid_on')).fill(day(7));
    await manager.dialog.getByRole('textbox', { name: t('payment.reference') }).fill('TRANSFER 48');
    await manager.press(t('payment.pay'), manager.dialog);
    await manager.page.getByText(/TRANSFER 48/).first().waitFor({ timeout: kWaitMs });

    // The same figures everywhere: on Ana's phone, without a network too, and in the file for accounting.
    await ana.go('#/fees');
    await ana.page.getByRole('heading', { name: t('payment.statement_of', paid.id), level: 2 }).waitFor({ timeout: kWaitMs });
    for (const words of ['€35', '€25', '€10', 'TRANSFER 48']) await ana.reads(words);
    await ana.context.setOffline(true);
    await ana.go('#/visits');
    await ana.go('#/fees');
    await ana.page.getByText(/TRANSFER 48/).first().waitFor({ timeout: kWaitMs });
    await ana.context.setOffline(false);
    const ledger = await api('manager', '/api/v1/payments'), own = await api('ana', '/api/v1/fees');
    assert.deepEqual([ledger.totals.owed, ledger.totals.in_statement, ledger.totals.paid], [0, 2500, 3500]);
    assert.equal(own.totals.paid, 3500);
    assert.equal(ledger.amounts.reduce((sum, { cents }) => sum + cents, 0), 6000);
    assert.equal(ledger.amounts.find(({ kind }) => kind === 'expenses').stated, 1250);

    const shown = `${(Math.round(corrected.score.score * 10) / 10).toFixed(1).replace(/\.0$/, '')}`;
    for (const person of [manager, reviewer, site]) {
      await person.go('#/settings');
      await person.go(`#/result/${first}`);
      await person.page.getByRole('heading', { level: 2 }).first().waitFor({ timeout: kWaitMs });
      await person.reads(shown);
    }
    await manager.go('#/site/lyon');
    await manager.page.locator(`a[href*="${first}"]`).first().waitFor({ timeout: kWaitMs, state: 'attached' });
    await manager.reads(shown);
    const compared = (await api('manager', '/api/v1/comparison')).comparison.kpis.audit.sites;
    assert.deepEqual(compared.map(({ site: id, n }) => [id, n]).sort(), [['lyon', 1], ['vienne', 1]]);
    assert.ok(Math.abs(compared.find(({ site: id }) => id === 'lyon').value - corrected.score.score) < 1e-6);

    // The audit log tells the whole story once, and nothing that anybody wrote or answered.
    await administrator.go('#/audit');
    await administrator.page.getByRole('table', { name: t('audit.title') }).waitFor({ timeout: kWaitMs, state: 'attached' });
    const log = await api('administrator', '/api/v1/audit?limit=500');
    const told = {};
    for (const { action } of log.entries) told[action] = (told[action] ?? 0) + 1;
    const wanted = { 'mission-planned': 2, 'mission-claimed': 1, 'visit-returned': 1, 'visit-approved': 2, 'visit-appeal': 1, 'visit-appeal_decision': 1,
      'payment-made': 1, 'payment-paid': 1, 'data-imported': 1, 'organisation-review': 1, 'user-added': 6 };
    for (const [action, times] of Object.entries(wanted)) assert.equal(told[action], times, `${action}: ${told[action]}`);
    assert.ok(told['session-begun'] >= 6);
    const everything = JSON.stringify(log);
    for (const secret of [password, 'Read the position', 'The camera at the door', 'Seen on the recording', 'No, not at all'])
      assert.ok(!everything.includes(secret), `“${secret}” stands in the audit log`);
    await administrator.press(t('audit.group.payment'));
    await administrator.sees(t('audit.did.payment-paid'));
    await administrator.reads('Marc Manager');
    await administrator.reads(t('audit.count.other', '2'));

    for (const [who, { context, page }] of Object.entries(cast)) {
      assert.deepEqual(page.problems, [], who);
      await context.close();
    }
  });
});
