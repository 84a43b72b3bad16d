// A programme from its plan to its payment, told by those who live it, over a simulated week that begins on Monday 29 March 2027:
// an administrator plans a wave for six sites, two investigators claim and are assigned, one visits offline, a reviewer sends the
// visit back, it is done again on another phone, a site manager contests, a manager pays, and the audit log tells it all. Server,
// pages and workers read one clock, which jumps from chapter to chapter. What a screen says is held against every other screen
// that says it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { get } from './support/demo.mjs';
import { settled } from './support/launch.mjs';
import { account, day, item, kSummerTime, kWaitMs, language, password, Person, place, sites, storyWorld, t } from './support/story_world.mjs';

describe('a story', { timeout: 300_000 }, () => {
  let folder;
  const world = {}, cast = {};
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'constat-story-'));
    Object.assign(world, await storyWorld(folder));
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const api = (who, path) => get(world.server.url, account(who), path);
  const arrives = async (who, as = who) => { cast[as] = await Person.arrive(world, who); return cast[as]; };

  /** The next chapter: everybody's clock jumps to that time of that day. */
  async function chapter(after, time, name) {
    await world.clock.set(`${day(after)}T${time}:00${kSummerTime}`);
    const told = new Date(Date.parse(day(after))).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
    assert.ok(name.startsWith(told), `${day(after)} is a ${told}, not “${name}”`);
    for (const { page } of Object.values(cast))
      assert.equal(await page.evaluate(() => new Date().toISOString().slice(0, 10)), day(after), name);
  }

  /** Through the form, from its first field to the button that makes the missions. */
  async function plan(person, { title, perSite, to }) {
    const { page } = person;
    await person.go('#/plan/new');
    await page.getByRole('heading', { name: t('plan.new_title'), level: 1 }).waitFor();
    await page.getByRole('radiogroup', { name: t('compare.wave') }).getByRole('radio', { name: title ? t('plan.new_wave') : 'Week 13', exact: true }).check();
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

  test('a wave is planned, visited, reviewed, contested and paid within a week, and every number agrees', async () => {
    for (const who of ['administrator', 'ana', 'bruno', 'reviewer']) await arrives(who);
    const { administrator, ana, bruno, reviewer } = cast;

    await chapter(0, '10:00', 'Monday: two visits at each of the six sites for whoever claims them, and two days to contest');
    const programme = await api('administrator', '/api/v1/programmes/main');
    assert.equal(await administrator.page.evaluate((body) => fetch('api/v1/programmes/main', { method: 'POST', body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Constat-Protocol': '1' } }).then(({ status }) => status), { title: programme.title, appeal_days: 2 }), 200);
    await plan(administrator, { title: 'Week 13', perSite: 2 });
    await administrator.sees(t('plan.made.other', '12'));

    // Ana claims one; the second at the same site is against the rotation.
    const open = ({ page }, site) => page.getByRole('listitem').filter({ hasText: site }).filter({ has: page.getByRole('button', { name: t('plan.claim') }) });
    const claim = async (person, site) => {
      await person.go('#/visits');
      await person.go('#/missions');
      await open(person, site).first().waitFor({ timeout: kWaitMs });
      assert.equal(await open(person, site).count(), 2);
      await open(person, site).first().getByRole('button', { name: t('plan.claim') }).click();
      await person.sees(t('plan.claimed', site));
    };
    await claim(ana, 'Lyon Part-Dieu');
    await open(ana, 'Lyon Part-Dieu').first().getByRole('button', { name: t('plan.claim') }).click();
    await ana.page.getByText(/Lyon Part-Dieu.*(rotation|Rotation)/).first().waitFor({ timeout: kWaitMs });
    assert.equal((await api('manager', '/api/v1/missions?investigator=ana')).count, 1);
    await claim(bruno, 'Bron Aviation');

    // A third visit per site is Bruno's, in turn, but where he has one.
    await plan(administrator, { perSite: 3, to: 'Bruno Visite' });
    const assigned = await api('manager', '/api/v1/missions?investigator=bruno');
    assert.equal(assigned.count, 6);
    assert.deepEqual(assigned.missions.map(({ site }) => site.id).sort(), sites.map(([id]) => id).sort());
    for (const { window } of assigned.missions) assert.equal(window.to.slice(0, 10), day(6));
    await ana.page.locator('a[href^="#/mission/"]').filter({ hasText: 'Lyon Part-Dieu' }).first().waitFor({ timeout: kWaitMs });
    await ana.page.evaluate(() => navigator.serviceWorker.ready);
    assert.ok(!(await ana.words()).includes(t('missions.days_left.other', '6')), 'six days press nobody');
    await ana.context.setOffline(true);

    await chapter(1, '11:00', 'Tuesday: Bruno visits where and when he should');
    await bruno.context.setGeolocation(place('bron'));
    const second = await begin(bruno, 'Bron Aviation');
    await answer(bruno, { greeted: 0, smile: 4 });
    await chapter(1, '11:25', 'Tuesday, 25 minutes later');
    await submit(bruno, second);
    await row(bruno, second, 'visits.received').waitFor({ timeout: kWaitMs });

    await chapter(1, '20:40', 'Tuesday night: Ana visits without a network, three kilometres away as her phone says, when the shop is closed');
    await ana.context.setGeolocation({ ...place('lyon'), latitude: place('lyon').latitude + 0.027 });
    const first = await begin(ana, 'Lyon Part-Dieu');
    await answer(ana, { greeted: 1, smile: 3, expenses: '12.5' });
    await chapter(1, '21:10', 'Tuesday, half an hour later');
    await submit(ana, first);
    await row(ana, first, 'visits.saved').waitFor({ timeout: kWaitMs });

    await chapter(2, '09:30', 'Wednesday: the visit arrives, and stands first, though it came last');
    await ana.context.setOffline(false);
    await row(ana, first, 'visits.received').waitFor({ timeout: kWaitMs });
    // Then this phone stays at home, without a network.
    await ana.context.setOffline(true);
    const arrived = await api('manager', `/api/v1/visits/${first}`);
    assert.match(arrived.visit.started_at, new RegExp(`^${day(1)}T20:4.*\\+02:00$`));
    assert.match(arrived.visit.ended_at, new RegExp(`^${day(1)}T21:1`));
    assert.equal(arrived.received_at.slice(0, 10), day(2));
    await reviewer.go('#/settings');
    await reviewer.go('#/review');
    const queue = reviewer.page.locator('a[href^="#/result/"]');
    await queue.nth(1).waitFor({ timeout: kWaitMs });
    assert.ok((await queue.first().getAttribute('href')).includes(first), 'the visit from afar stands first');
    const [reasons, none] = (await api('reviewer', '/api/v1/review')).visits.map((visit) => visit.reasons);
    assert.deepEqual(reasons.map(({ code }) => code).sort(), ['far-from-site', 'outside-opening-hours']);
    assert.deepEqual(none, []);
    assert.ok((await queue.first().innerText()).includes(t('reviewing.reasons.other', '2')));
    await queue.first().click();
    await settled(reviewer.page);
    for (const { title } of reasons) await reviewer.sees(title.en);
    await reviewer.press(t('reviewing.return'));
    await reviewer.dialog.getByRole('checkbox', { name: item.place.prompt.en, exact: true }).check();
    await reviewer.dialog.getByRole('textbox', { name: t('reviewing.text') }).fill('Read the position inside the shop, please.');
    await reviewer.press(t('reviewing.return'), reviewer.dialog);
    await reviewer.sees(t('reviewing.said.returned'));

    await chapter(3, '10:00', 'Thursday: on her other phone Ana reads why, and does it again in the shop, without a network');
    const other = await arrives('ana', 'other');
    await other.go('#/visits');
    await row(other, first, 'visits.returned').waitFor({ timeout: kWaitMs });
    await other.context.setOffline(true);
    await other.context.setGeolocation(place('lyon'));
    await row(other, first, 'visits.returned').click();
    await settled(other.page);
    await other.sees('Read the position inside the shop, please.');
    await other.reads(item.greeted.choices[1].label.en);
    await other.press(t('reviewing.take_up'));
    await other.page.waitForFunction((id) => location.hash.startsWith(`#/visit/${id}/section/`), first);
    await settled(other.page);
    assert.equal(await question(other, item.smile).getByRole('radio').nth(3).isChecked(), true, 'what was answered on the first phone');
    await locate(other, true);
    await settled(other.page);
    await chapter(3, '10:20', 'Thursday, twenty minutes later');
    await submit(other, first);
    await row(other, first, 'visits.saved').waitFor({ timeout: kWaitMs });
    await other.context.setOffline(false);
    await row(other, first, 'visits.received').waitFor({ timeout: kWaitMs });
    const redone = await api('manager', `/api/v1/visits/${first}`);
    assert.equal(redone.revision, 2);
    assert.equal(redone.visit.started_at, arrived.visit.started_at);
    for (const { id } of [item.greeted, item.smile, item.expenses]) assert.deepEqual(redone.visit.answers[id], arrived.visit.answers[id]);
    assert.notDeepEqual(redone.visit.answers.place, arrived.visit.answers.place);
    assert.equal(redone.received_at.slice(0, 10), day(3));

    await chapter(4, '15:00', 'Friday: both visits are approved, and two days are left for the others');
    for (const visit of [second, first]) {
      await reviewer.go('#/settings');
      await reviewer.go(`#/result/${visit}`);
      await reviewer.press(t('reviewing.approve'));
      await reviewer.press(t('reviewing.approve'), reviewer.dialog);
      await reviewer.page.getByRole('heading', { name: t('reviewing.status.approved') }).waitFor({ timeout: kWaitMs });
    }
    const approved = await api('manager', `/api/v1/visits/${first}`);
    assert.deepEqual(approved.events.map(({ type, at }) => [type, at.slice(0, 10)]), [['returned', day(2)], ['approved', day(4)]]);
    await bruno.go('#/missions');
    await bruno.readsTimes(t('missions.days_left.other', '2'), 5);
    // The phone that was at home hears of it all.
    await ana.context.setOffline(false);
    await ana.go('#/missions');
    await ana.press(t('missions.pull'));
    await ana.go('#/visits');
    await row(ana, first, 'visits.approved').waitFor({ timeout: kWaitMs });

    await chapter(5, '11:00', 'Saturday: the site says that it greets');
    const site = await arrives('site');
    await site.go(`#/result/${second}`);
    await site.page.getByText(t('appeals.contest')).first().waitFor({ timeout: 1_000 }).then(() => assert.fail('another site’s visit'), () => {});
    const contest = async (at, words) => {
      await site.page.getByRole('button', { name: t('appeals.contest') }).nth(at).click({ timeout: kWaitMs });
      await site.dialog.getByRole('textbox', { name: t('appeals.text') }).fill(words);
      await site.press(t('appeals.send'), site.dialog);
    };
    await site.go(`#/result/${first}`);
    await contest(0, 'The camera at the door shows it.');
    await site.sees('The camera at the door shows it.');

    await chapter(6, '18:00', 'Sunday: the reviewer agrees, and the official score follows');
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
    await bruno.go('#/visits');
    await bruno.go('#/missions');
    await bruno.readsTimes(t('missions.last_day'), 5);

    await chapter(7, '09:00', 'Monday again: it is too late for the missions and for another appeal');
    await bruno.go('#/visits');
    await bruno.go('#/missions');
    await bruno.readsTimes(t('missions.over'), 5);
    await site.go('#/settings');
    await site.go(`#/result/${first}`);
    await contest(1, 'And we smile, too.');
    await site.sees('An answer can be contested within 2 days of the approval.');

    // The manager pays. Ana: 25 and her purchase up to 10; Bruno: 25. By the days of approval, not of the visits in March.
    const manager = await arrives('manager');
    await manager.go('#/payments');
    await manager.page.getByRole('table', { name: t('payment.people') }).waitFor({ timeout: kWaitMs, state: 'attached' });
    await manager.reads('€60');
    await manager.reads('2 Apr 2027');
    assert.deepEqual((await api('manager', '/api/v1/payments')).months, [day(4).slice(0, 7)]);
    // A row can be pressed anywhere, also far from the cell that names it.
    await manager.page.getByRole('button', { name: /Bron Aviation/ }).click({ timeout: kWaitMs });
    await manager.dialog.waitFor({ timeout: kWaitMs });
    await manager.press(t('payment.keep'), manager.dialog);
    await manager.press(t('payment.prepare'));
    await manager.page.getByRole('heading', { name: t('payment.preview') }).waitFor({ timeout: kWaitMs });
    await manager.reads(t('payment.would_make.other', '2', '€60'));
    assert.deepEqual((await api('manager', '/api/v1/payments')).statements, [], 'a preview makes nothing');

    // A second desk has the same preview on screen and presses too: one of them pays.
    const twin = await Person.arrive(world, 'manager');
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
    assert.equal(paid.made_at.slice(0, 10), day(7));
    assert.equal(paid.id.slice(0, 5), '2027-');
    await manager.page.getByRole('listitem', { name: t('payment.statement_of', paid.id) }).getByRole('button', { name: t('payment.pay') }).click();
    await manager.dialog.getByLabel(t('payment.paid_on')).fill(day(7));
    await manager.dialog.getByRole('textbox', { name: t('payment.reference') }).fill('TRANSFER 13');
    await manager.press(t('payment.pay'), manager.dialog);
    await manager.page.getByText(/TRANSFER 13/).first().waitFor({ timeout: kWaitMs });

    // The same figures everywhere: on Ana's phone, without a network too, and in the file for accounting.
    await ana.go('#/fees');
    await ana.page.getByRole('heading', { name: t('payment.statement_of', paid.id), level: 2 }).waitFor({ timeout: kWaitMs });
    for (const words of ['€35', '€25', '€10', 'TRANSFER 13']) await ana.reads(words);
    await ana.context.setOffline(true);
    await ana.go('#/visits');
    await ana.go('#/fees');
    await ana.page.getByText(/TRANSFER 13/).first().waitFor({ timeout: kWaitMs });
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
    assert.deepEqual(compared.map(({ site: id, n }) => [id, n]).sort(), [['bron', 1], ['lyon', 1]]);
    assert.ok(Math.abs(compared.find(({ site: id }) => id === 'lyon').value - corrected.score.score) < 1e-6);

    // The audit log tells the whole story once, and nothing that anybody wrote or answered.
    await administrator.go('#/audit');
    await administrator.page.getByRole('table', { name: t('audit.title') }).waitFor({ timeout: kWaitMs, state: 'attached' });
    const log = await api('administrator', '/api/v1/audit?limit=500');
    const told = {};
    for (const { action } of log.entries) told[action] = (told[action] ?? 0) + 1;
    const wanted = { 'mission-planned': 2, 'mission-claimed': 2, 'visit-returned': 1, 'visit-approved': 2, 'visit-appeal': 1, 'visit-appeal_decision': 1,
      'payment-made': 1, 'payment-paid': 1, 'data-imported': 1, 'organisation-review': 1, 'user-added': 6, 'programme-changed': 1 };
    for (const [action, times] of Object.entries(wanted)) assert.equal(told[action], times, `${action}: ${told[action]}`);
    const days = { 'user-added': 0, 'mission-planned': 0, 'mission-claimed': 0, 'visit-returned': 2, 'visit-approved': 4, 'visit-appeal': 5,
      'visit-appeal_decision': 6, 'payment-made': 7, 'payment-paid': 7 };
    for (const [action, after] of Object.entries(days))
      for (const entry of log.entries.filter((each) => each.action === action)) assert.equal(entry.at.slice(0, 10), day(after), action);
    assert.deepEqual(log.entries.map(({ at }) => at), log.entries.map(({ at }) => at).sort().reverse(), 'the log has the days in their order');
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
