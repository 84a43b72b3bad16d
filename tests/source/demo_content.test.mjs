// The demonstration organisation's content hangs together: every id it names exists, nothing occurs twice, French is set right.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const content = JSON.parse(readFileSync(join(root, 'backend/demo/content.json'), 'utf8'));
const ids = (list) => list.map(({ id }) => id);
const shipped = (id) => existsSync(join(root, `checklists/${id}.json`));
const unique = (list) => assert.equal(new Set(list).size, list.length);

test('ids and addresses occur once', () => {
  for (const name of ['regions', 'waves', 'users', 'investigators', 'sites', 'scenarios']) unique(ids(content[name]));
  unique(content.users.map(({ email }) => email));
  unique(content.verbatims.map(({ text }) => text));
});

test('every site has a region, opening hours, a profile by area and shipped checklists', () => {
  assert.equal(content.sites.length, 12);
  assert.equal(content.regions.length, 3);
  for (const site of content.sites) {
    assert.ok(ids(content.regions).includes(site.region), site.id);
    for (const area of ['reception', 'service', 'after_sales', 'other']) {
      assert.ok(site.profile[area] > 0 && site.profile[area] < 1, `${site.id} ${area}`);
    }
    for (const day of ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']) {
      for (const [from, to] of site.hours[day]) assert.ok(/^\d\d:\d\d$/.test(from) && /^\d\d:\d\d$/.test(to) && from < to, `${site.id} ${day}`);
    }
    assert.ok(site.latitude > 42 && site.latitude < 51.2 && site.longitude > -5 && site.longitude < 8.3, site.id);
    assert.ok(site.checklists.length > 0 && site.checklists.every(shipped), site.id);
  }
});

test('every checklist that sites use has a scenario, and every scenario a shipped checklist', () => {
  const told = new Set(content.scenarios.map(({ checklist }) => checklist));
  for (const used of new Set(content.sites.flatMap(({ checklists }) => checklists))) assert.ok(told.has(used), used);
  for (const { id, checklist } of content.scenarios) assert.ok(shipped(checklist), id);
});

test('waves follow one another and users that are investigators exist', () => {
  content.waves.reduce((before, wave) => {
    assert.ok(before < wave.from && wave.from <= wave.visits_to && wave.visits_to <= wave.to, wave.id);
    return wave.to;
  }, '');
  for (const user of content.users.filter((u) => u.role === 'investigator')) assert.ok(ids(content.investigators).includes(user.investigator), user.id);
});

test('there are verbatims for every theme and NPS group, and comments for every tone and area', () => {
  assert.ok(content.verbatims.length >= 110);
  for (const theme of ['reception', 'waiting', 'price', 'responsiveness', 'quality', 'after_sales']) {
    for (const group of ['promoter', 'passive', 'detractor']) {
      assert.ok(content.verbatims.filter((v) => v.theme === theme && v.group === group).length >= 5, `${theme} ${group}`);
    }
  }
  for (const tone of ['good', 'middling', 'bad']) {
    assert.ok(content.summaries[tone].length > 0, tone);
    for (const area of ['reception', 'service', 'after_sales', 'other']) assert.ok(content.comments[tone][area].length > 0, `${tone} ${area}`);
  }
});

test('French is set with narrow no-break spaces and typographic apostrophes', () => {
  const french = [];
  const walk = (value) => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.fr === 'string') french.push(value.fr);
    Object.values(value).forEach(walk);
  };
  walk(content);
  french.push(...content.verbatims.map(({ text }) => text), ...content.quotes);
  walk([Object.values(content.comments).flatMap(Object.values).flat(), Object.values(content.summaries).flat()].flat(2).map((fr) => ({ fr })));
  assert.ok(french.length > 250);
  assert.deepEqual(french.filter((text) => /[ ][?!:;%»]|« |['"]/.test(text)), []);
});
