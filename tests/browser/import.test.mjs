// Real input is one command away: a passenger survey that nobody here wrote and audit visits as JSON Lines go through
// `constat import`, and a manager finds every figure in the app. Expected values: the survey's by site from
// oracles.json (computed with R), the audits' from `constat score` over the same file.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { text } from './support/catalog.mjs';
import { signIn } from './support/demo.mjs';
import { launchBrowser, openApp, phone, root, serverBinary, settled, startServer } from './support/launch.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const shared = process.env.CONSTAT_SHARED_DATA ?? join(root, '../shared/data');
const survey = join(shared, 'sfo_2017.csv');
const areas = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const kVisitsPerSite = 2;
const grid = join(root, 'checklists/accueil-boutique.json');

// A complete visit of the shipped checklist, with a score of its own per site and turn.
function visit(site, turn) {
  const model = JSON.parse(readFileSync(join(root, 'tests/golden/visits/accueil-boutique/visit.json'), 'utf8'));
  const number = areas.indexOf(site) * kVisitsPerSite + turn;
  const day = String(2 + number).padStart(2, '0');
  return {
    ...model, id: `015bc000-0000-7000-8000-${String(number + 1).padStart(12, '0')}`, site, wave: '2017-05', mission: null,
    investigator: 'inv-01', started_at: `2017-05-${day}T10:02:11-07:00`, ended_at: `2017-05-${day}T10:31:40-07:00`,
    answers: { ...model.answers, cleanliness: { value: 1 + number % 5 }, smile: { value: 1 + number % 3 },
      identified: { value: number % 3 === 0 ? 'no' : 'yes' } },
  };
}

const jsonLines = (values) => values.map((value) => JSON.stringify(value) + '\n').join('');
const number = (shown) => Number(shown.replace(/[^0-9,.\-−]/g, '').replace(',', '.').replace('−', '-'));

// The comparison's table as the page has it: by site's name, by column's title, what the cell says. A cell is its figure,
// then, after a comma and a space, how sure it is; the site's name stands before its city in the same way.
async function rows(page) {
  const lines = await page.getByRole('table', { name: t('compare.table') }).getByRole('row')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  const [titles, ...body] = lines;
  return Object.fromEntries(body.map((cells) => [cells[0].split(', ')[0], Object.fromEntries(cells.map((cell, at) => [titles[at], cell]))]));
}

test('a real survey and visits, imported by one command, stand in the manager’s app with their figures', {
  skip: existsSync(survey) ? false : `no ${survey}: set CONSTAT_SHARED_DATA`, timeout: 180_000,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'constat-import-'));
  const data = join(folder, 'data');
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const visits = areas.flatMap((site) => Array.from({ length: kVisitsPerSite }, (_, turn) => visit(site, turn)));
  writeFileSync(join(folder, 'visits.jsonl'), jsonLines(visits));
  writeFileSync(join(folder, 'sites.csv'),
    'id,name,city,region\n' + areas.map((area) => `${area},Embarquement ${area},San Francisco,Californie\n`).join(''));

  const importing = ['import', '--data', data, '--organisation', 'SFO', '--checklist', grid, '--sites', join(folder, 'sites.csv'),
    '--visits', join(folder, 'visits.jsonl'), '--survey', join(root, 'docs/examples/surveys/sfo-2017.json'), '--responses', survey];
  const imported = spawnSync(serverBinary(), importing, { encoding: 'utf8' });
  assert.equal(imported.status, 0, imported.stderr);
  const again = spawnSync(serverBinary(), importing, { encoding: 'utf8', env: { ...process.env, LANG: 'en' } });
  assert.equal(again.status, 0, again.stderr);
  assert.match(again.stdout, new RegExp(text('en', 'cli.import.visits', '0')), 'a second import adds nothing');
  assert.match(again.stdout, new RegExp(text('en', 'cli.import.responses', '0')));

  const manager = { email: 'manager@sfo.example', password: 'correct horse battery' };
  execFileSync(serverBinary(), ['user', 'add', '--data', data, '--email', manager.email, '--name', 'Claire Aubry', '--role',
    'manager', '--password-stdin'], { input: manager.password + '\n' });

  const server = await startServer([], { data });
  const browser = await launchBrowser();
  context.after(async () => { await browser.close(); await server.stop(); });
  const desk = await phone(browser, { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false });
  const page = await openApp(desk, server.url);
  await signIn(page, language, manager);
  await page.goto(`${server.url}/#/compare`);
  await page.getByRole('heading', { name: t('compare.title'), level: 1 }).waitFor();
  await page.getByRole('table', { name: t('compare.table') }).waitFor();
  await settled(page);
  const shown = await rows(page);

  assert.deepEqual(Object.keys(shown).sort(), areas.map((area) => `Embarquement ${area}`));
  const expected = JSON.parse(readFileSync(join(shared, 'oracles.json'), 'utf8')).sites_sfo_2017.sites;
  const scores = execFileSync(serverBinary(), ['score', '--checklist', grid, '--visits', join(folder, 'visits.jsonl')],
    { encoding: 'utf8' }).trim().split('\n').map((line) => JSON.parse(line));
  for (const area of areas) {
    const row = shown[`Embarquement ${area}`];
    const [nps, audit] = [row[t('app.kpi.nps')], row[t('app.kpi.audit')]];
    assert.ok(nps.includes(t('compare.n', String(expected[area].n))), `${area}: n = ${expected[area].n} in ${nps}`);
    assert.ok(Math.abs(number(nps.split(', ')[0]) - expected[area].nps) <= 0.05 + 1e-9, `${area}: ${nps}, not ${expected[area].nps}`);
    const own = scores.filter((score) => score.site === area).map((score) => score.score);
    assert.equal(own.length, kVisitsPerSite);
    const mean = own.reduce((sum, score) => sum + score, 0) / own.length;
    assert.ok(audit.includes(t('compare.n_visits.other', String(kVisitsPerSite))), `${area}: ${audit}`);
    assert.ok(Math.abs(number(audit.split(', ')[0]) - mean) <= 0.05 + 1e-9, `${area}: ${audit}, not ${mean}`);
  }
  assert.deepEqual(page.problems, []);
});
