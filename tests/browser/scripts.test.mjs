// Checklists in scripts that the app's font lacks: the browser's own fonts, shapes and order, in the place that they were given.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { startServerWith } from './support/capture_world.mjs';
import { demoAccounts, signIn } from './support/demo.mjs';
import { inkOf } from './support/ink.mjs';
import { launchBrowser, openApp, phone, settled } from './support/launch.mjs';
import { until } from './support/until.mjs';

const t = (key, ...args) => text('fr', key, ...args);
const both = (fr) => ({ fr, en: fr });
const kTitle = 'Проверка магазина';
const kLeastOverlap = 0.6;
const kBoxes = 0.45;

/** `font`: the Debian package that has one, for machines without. */
const scripts = [
  { id: 'cyrillic', language: 'ru', words: 'Чистая витрина', font: 'fonts-dejavu' },
  { id: 'greek', language: 'el', words: 'Καθαρή βιτρίνα', font: 'fonts-dejavu' },
  { id: 'arabic', language: 'ar', words: 'واجهة نظيفة', rightToLeft: true, font: 'fonts-dejavu' },
  { id: 'hebrew', language: 'he', words: 'חלון ראווה נקי', rightToLeft: true, font: 'fonts-dejavu' },
  { id: 'chinese', language: 'zh', words: '橱窗干净', font: 'fonts-noto-cjk' },
  { id: 'japanese', language: 'ja', words: 'きれいな窓', font: 'fonts-noto-cjk' },
  { id: 'korean', language: 'ko', words: '깨끗한 창문', font: 'fonts-noto-cjk' },
  { id: 'devanagari', language: 'hi', words: 'साफ़ खिड़की', font: 'fonts-lohit-deva' },
  { id: 'pictographs', language: 'und-zsye', words: '🧹🪟', font: 'fonts-noto-color-emoji' },
];
const hasFont = ({ language }) => {
  try {
    return execFileSync('fc-list', [`:lang=${language}`, 'family']).length > 0;
  } catch {
    return false;
  }
};
const long = 'هل رحب الموظف بالعميل خلال ثلاثين ثانية من دخوله إلى المتجر وهل سأله عما يبحث عنه قبل أن يقدم له أي منتج';

const section = {
  id: 'scripts', area: 'service', title: both('Νέα ενότητα'),
  items: [
    ...scripts.map(({ id, words }) => ({ id, type: 'choice', prompt: both(words), choices: [{ id: 'yes', label: both('Да, конечно'), points: 1 }, { id: 'no', label: both('Нет'), points: 0 }] })),
    { id: 'long', type: 'text', prompt: both(long) },
  ],
};

describe('other scripts', { timeout: 600_000 }, () => {
  let server, browser, context, page, visit;

  before(async () => {
    server = await startServerWith((checklist) => {
      if (checklist.id === 'sav-comptoir') Object.assign(checklist, { title: both(kTitle), sections: [section] });
    });
    browser = await launchBrowser();
    context = await phone(browser, { deviceScaleFactor: 2 });
    page = await openApp(context, server.url);
    await signIn(page, 'fr', (await demoAccounts(server.url)).find(({ role }) => role === 'investigator'));
    await page.getByRole('link', { name: new RegExp(kTitle) }).first().click();
    await settled(page);
    await page.getByRole('button', { name: t('mission.start'), exact: true }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    visit = await page.evaluate(() => location.hash.split('/')[2]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const picture = async (name) => {
    if (!process.env.CONSTAT_SCREENSHOTS) return;
    mkdirSync(process.env.CONSTAT_SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(process.env.CONSTAT_SCREENSHOTS, `scripts-${name}.png`) });
  };

  /** In the middle of the screen and drawn there; a page that just began may still be on its way back to where it was. */
  async function shown(locator) {
    for (let turn = 0; turn < 20; turn++) {
      await locator.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await page.waitForTimeout(150);
      await settled(page);
      const box = await locator.boundingBox();
      if (box.y > 70 && box.y + box.height < 720) return box;
    }
    throw new Error('it does not come into view');
  }

  /** The heading of a question, in view: how much of it is what the browser would write. */
  async function overlapOf({ words, rightToLeft }, instead = null) {
    const heading = page.getByRole('heading', { name: words }).first();
    const box = await shown(heading);
    const line = await heading.textContent();
    const result = await inkOf(page, box, instead ?? line, { font: '500 32px Constat, system-ui, sans-serif', rightToLeft, density: 2 });
    return { ...result, box };
  }

  for (const script of scripts) {
    test(`${script.id} looks as the browser writes it, and not like other letters`, async (context_) => {
      if (!hasFont(script)) return context_.skip(`no font for ${script.id} on this machine: install ${script.font}`);
      const { ink, overlap } = await overlapOf(script);
      await picture(script.id);
      assert.ok(ink > 100, `${script.words}: ${ink} pixels of ink`);
      assert.ok(overlap > kLeastOverlap, `${script.words}: ${overlap.toFixed(2)} of it as the browser writes it`);
      // The same number of boxes, which is what a font without these letters shows.
      const boxes = await overlapOf(script, `1. ${'\u{10FFFE}'.repeat([...script.words].length)}`);
      assert.ok(boxes.overlap < kBoxes, `${script.words}: ${boxes.overlap.toFixed(2)} like boxes`);
    });
  }

  test('a long question from right to left keeps to its place, line by line', async () => {
    const box = await shown(page.getByRole('heading', { name: long }).first());
    await picture('long');
    assert.ok(box.height >= 3 * 24, `${box.height} px high: it wraps`);
    const lines = await inkOf(page, box, '', { font: '16px sans-serif', density: 2 });
    assert.ok(lines.ink > 1000, `${lines.ink} pixels of ink`);
    // The gap to the right of the card's padding stays empty.
    const beside = await inkOf(page, { x: box.x + box.width + 1, y: box.y, width: 12, height: box.height }, '', { font: '16px sans-serif', density: 2 });
    assert.equal(beside.ink, 0, 'nothing beside its place');
  });

  test('what is written in another script is drawn once the field is left', async () => {
    const group = page.getByRole('group', { name: scripts[0].words }).first();
    await group.getByRole('button', { name: t('fill.add_comment') }).click();
    await settled(page);
    const field = group.getByRole('textbox');
    await field.fill('Очень чисто и светло');
    await field.blur();
    await settled(page);
    const box = await shown(field);
    await picture('comment');
    const line = { x: box.x + 10, y: box.y + 10, width: box.width - 20, height: 28 };
    const { overlap } = await inkOf(page, line, 'Очень чисто и светло', { font: '400 32px Constat, system-ui, sans-serif', density: 2 });
    assert.ok(overlap > kLeastOverlap, `${overlap.toFixed(2)} of it as the browser writes it`);
  });

  test('a lost graphics context, the dark theme and a start without a network show the same words', async () => {
    await page.evaluate(async () => {
      const canvas = document.querySelector('canvas');
      const loss = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
      const heard = (name) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
      const lost = heard('webglcontextlost');
      loss.loseContext();
      await lost;
      await new Promise((resolve) => setTimeout(resolve, 50));
      const restored = heard('webglcontextrestored');
      loss.restoreContext();
      await restored;
    });
    await settled(page);
    assert.ok((await overlapOf(scripts[0])).overlap > kLeastOverlap, 'after the context came back');
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(page);
    assert.ok((await overlapOf(scripts[2])).overlap > kLeastOverlap, 'in the dark theme');
    await picture('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await until(page, async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
    await context.setOffline(true);
    await page.reload();
    await settled(page);
    await page.evaluate((hash) => { location.hash = hash; }, `#/visit/${visit}/section/1`);
    await settled(page);
    await picture('offline');
    const offline = await overlapOf(scripts[0]);
    assert.ok(offline.overlap > kLeastOverlap, `without a network: ${offline.overlap.toFixed(2)}, ${offline.ink} of ${offline.expected} pixels`);
    await context.setOffline(false);
    page.problems.length = 0; // The service worker's own update check says that there is no network.
  });
});
