// Who and what the story is about (story.test.mjs): six sites, a short checklist, six people, and the week in which they live.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from './catalog.mjs';
import { signIn } from './demo.mjs';
import { launchBrowser, openApp, phone, serverBinary, settled, startServer } from './launch.mjs';
import { SimulatedClock } from './simulated_clock.mjs';

export const language = 'en';
export const t = (key, ...args) => text(language, key, ...args);
export const kWaitMs = 30_000;
const kDayMs = 86_400_000;
const both = (words) => ({ fr: words, en: words });
const monday = '2027-03-29';
/** Days after the Monday of the story. */
export const day = (after) => new Date(Date.parse(monday) + after * kDayMs).toISOString().slice(0, 10);
export const kSummerTime = '+02:00';

export const sites = [
  ['lyon', 'Lyon Part-Dieu', 'Lyon', 'Rhône', 45.7605, 4.8597, 'Mo-Sa 09:00-19:00'], ['vienne', 'Vienne Centre', 'Vienne', 'Rhône', 45.5255, 4.8741, ''],
  ['bron', 'Bron Aviation', 'Bron', 'Rhône', 45.7336, 4.9119, ''], ['givors', 'Givors Gare', 'Givors', 'Rhône', 45.5852, 4.7719, ''],
  ['oullins', 'Oullins Mairie', 'Oullins', 'Rhône', 45.7146, 4.8078, ''], ['ecully', 'Écully Bourg', 'Écully', 'Rhône', 45.7747, 4.7780, ''],
];
export const place = (id) => { const [, , , , latitude, longitude] = sites.find(([site]) => site === id); return { latitude, longitude, accuracy: 8 }; };
export const item = {
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
export const password = 'a story of seven days';
export const account = (who) => ({ email: `${people[who].id}@story.example`, password });

/** A person in front of the app: a phone for who visits, a desk for the others. */
export class Person {
  static async arrive({ browser, server, clock }, who) {
    const person = new Person();
    const isPhone = people[who].role === 'investigator';
    person.context = await phone(browser, { locale: 'en-GB', permissions: isPhone ? ['geolocation'] : [],
      ...(isPhone ? {} : { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, serviceWorkers: 'block' }) });
    await clock.follow(person.context);
    person.page = await openApp(person.context, server.url);
    await clock.reachesWorkers();
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
  /** Waits until the page says it so many times. */
  async readsTimes(words, times) {
    let said = '';
    for (const end = Date.now() + kWaitMs; Date.now() < end; await this.page.waitForTimeout(100)) {
      said = await this.words();
      if (said.split(words).length === times + 1) return;
    }
    assert.fail(`“${words}” is not there ${times} times:\n${said}`);
  }
  async reads(words) {
    const said = await this.words();
    assert.ok(said.includes(words), `“${words}” is not on ${await this.page.evaluate(() => location.hash)}:\n${said}`);
  }
}

/** {clock, server, browser} on the first morning; `folder` keeps its files. */
export async function storyWorld(folder) {
  const data = join(folder, 'data'), clock = new SimulatedClock(folder, `${day(0)}T09:00:00${kSummerTime}`), env = clock.environment;
  const run = (args, input) => execFileSync(serverBinary(), args, { encoding: 'utf8', input, env });
  writeFileSync(join(folder, 'story.json'), JSON.stringify(checklist));
  writeFileSync(join(folder, 'sites.csv'), `id,name,city,region,latitude,longitude,opening_hours\n${sites.map((site) => site.join(',')).join('\n')}\n`);
  run(['import', '--data', data, '--organisation', 'Story', '--checklist', join(folder, 'story.json'), '--sites', join(folder, 'sites.csv')]);
  for (const [who, { id, name, role, more = [] }] of Object.entries(people))
    run(['user', 'add', '--data', data, '--organisation', 'Story', '--email', account(who).email, '--role', role, '--id', id, '--name', name, ...more, '--password-stdin'], `${password}\n`);
  run(['organisation', '--data', data, '--review', 'required']);
  return { clock, server: await startServer([], { data, env }), browser: await launchBrowser() };
}
