// What is measured: each target can open a visit on a profile, and knows where on its page an item's answers are.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from '../../../tests/browser/support/catalog.mjs';
import { startServerWith } from '../../../tests/browser/support/capture_world.mjs';
import { demoAccounts, signIn } from '../../../tests/browser/support/demo.mjs';
import { builtWeb, settled } from '../../../tests/browser/support/launch.mjs';
import { Profile } from './browser.mjs';
import { enketoPage, odkPage, plainPage, surveyPage, versionOf } from './pages.mjs';
import { asChecklist, describe, itemsOf } from './questions.mjs';
import { compressed, serve } from './served.mjs';

const kPerSection = { 40: 10, 500: 50 };
const kChecklist = 'sav-comptoir';
const kTitle = { fr: 'Contrôle de mesure', en: 'Bench check' };

/** In the page: the element that is pressed for answer `option` of an item, or nothing. `nth`: among the items with radio buttons. */
const findByOrder = ({ nth, option }) => {
  const groups = new Map();
  for (const radio of document.querySelectorAll('#form input[type=radio]')) {
    if (!groups.has(radio.name)) groups.set(radio.name, []);
    groups.get(radio.name).push(radio);
  }
  const radio = [...groups.values()][nth]?.[option];
  return radio && (radio.closest('label') ?? document.querySelector(`label[for="${radio.id}"]`) ?? radio);
};
const findByPrompt = ({ prompt, option }) => {
  const group = [...document.querySelectorAll('#mirror fieldset')].find((one) => one.firstElementChild.textContent.endsWith(prompt) && one.querySelector('input[type=radio]'));
  return group?.querySelectorAll('input[type=radio]')[option];
};

/** The items that have radio buttons with `item.nth`, of which `count` evenly over the whole checklist are answered. */
export function chosenItems(description, count) {
  const withRadios = itemsOf(description).filter(({ kind }) => kind === 'choice' || kind === 'scale').map((item, nth) => ({ ...item, nth }));
  const choices = withRadios.filter(({ kind }) => kind === 'choice');
  return Array.from({ length: count }, (_, at) => choices[Math.floor((at * choices.length) / count)]);
}

class Peer {
  find = findByOrder;

  constructor(name, make) { Object.assign(this, { name, make }); }

  async start({ items, cache, inBrowser }) {
    this.description = describe(items, kPerSection[items]);
    this.server = await serve(compressed(await this.make(this.description, inBrowser), cache));
    this.url = this.server.url;
  }

  profile() { return new Profile(); }
  ready() { return window.benchReady === true; }
  async reveal() {}
  async stop() { await this.server?.stop(); }
}

class Constat {
  find = findByPrompt;

  constructor(name, { oneSection }) { Object.assign(this, { name, oneSection }); }

  async start({ items, cache }) {
    this.description = describe(items, this.oneSection ? items : kPerSection[items]);
    this.backend = await startServerWith((checklist) => {
      if (checklist.id === kChecklist) Object.assign(checklist, { title: kTitle, sections: asChecklist(this.description) });
    });
    const folder = builtWeb();
    const names = readdirSync(folder).filter((name) => !/\.(br|gz)$/.test(name));
    this.server = await serve(compressed(new Map(names.map((name) => [name, readFileSync(join(folder, name))])), cache), { api: this.backend.url });
    this.prepared = new Profile();
    const context = await this.prepared.open();
    const page = await context.newPage();
    await page.goto(this.server.url);
    await settled(page);
    await signIn(page, 'fr', (await demoAccounts(this.backend.url)).find(({ role }) => role === 'investigator'));
    await page.getByRole('link', { name: new RegExp(kTitle.fr) }).first().click();
    await settled(page);
    await page.getByRole('button', { name: text('fr', 'mission.start') }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    this.visit = await page.evaluate(() => location.hash.split('/')[2]);
    this.url = `${this.server.url}#/visit/${this.visit}/section/1`;
    await context.close();
  }

  /** Everything is on the phone but the app itself, which comes over the network as at the first visit. */
  profile() { return this.prepared.copyWithoutCaches(); }
  ready() { return true; }

  /** One section is one page: the item's own is opened. */
  async reveal(page, { id }) {
    const section = this.description.sections.findIndex(({ items }) => items.some((item) => item.id === id)) + 1;
    await page.evaluate((hash) => { location.hash = hash; }, `#/visit/${this.visit}/section/${section}/item/${id}`);
    await settled(page);
  }

  async stop() {
    this.prepared?.remove();
    await this.server?.stop();
    await this.backend?.stop();
  }
}

export const targets = {
  constat: () => new Constat('constat', { oneSection: false }),
  'constat-one-section': () => new Constat('constat-one-section', { oneSection: true }),
  plain: () => new Peer('plain', plainPage),
  surveyjs: () => new Peer('surveyjs', surveyPage),
  enketo: () => new Peer('enketo', enketoPage),
  odk: () => new Peer('odk', odkPage),
};

export const peers = ['surveyjs', 'enketo', 'odk'];
export const peerVersions = () => ['survey-core', 'survey-js-ui', 'enketo-core', '@getodk/web-forms'].map((name) => `${name} ${versionOf(name)}`).join(', ');
