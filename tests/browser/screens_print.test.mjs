// A visit on paper: the canvas is only a picture of a screen, so the mirror's own words are printed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { demoAccounts, demoWorld, get, signIn } from './support/demo.mjs';
import { openApp, phone, settled } from './support/launch.mjs';

const language = 'fr';

describe('print', { timeout: 300_000 }, () => {
  const world = demoWorld({ before, after });

  test('a visit prints as words, black on white, one under the other, without bars or buttons', async () => {
    const accounts = await demoAccounts(world.server.url);
    const manager = accounts.find((one) => one.role === 'manager');
    const comparison = await get(world.server.url, manager, '/api/v1/comparison');
    const site = await get(world.server.url, manager, `/api/v1/sites/${comparison.sites[0].id}/summary`);
    const visit = site.visits.find((one) => one.score !== null);
    const context = await phone(world.browser, { viewport: { width: 1000, height: 800 }, isMobile: false, hasTouch: false, colorScheme: 'dark' });
    const page = await openApp(context, world.server.url);
    await signIn(page, language, manager);
    await page.goto(`${world.server.url}/#/result/${visit.id}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const shown = (element) => element.getClientRects().length > 0;
      const words = [...document.querySelectorAll('h1, h2, h3, p.node, td.node, th.node')].filter((element) => shown(element) && element.textContent.trim());
      const boxes = words.map((element) => ({ text: element.textContent, box: element.getBoundingClientRect(), style: getComputedStyle(element) }));
      const overlapping = [];
      for (let i = 1; i < boxes.length; i++) {
        const [a, b] = [boxes[i - 1].box, boxes[i].box];
        if (b.top < a.bottom - 1 && b.left < a.right - 1 && a.left < b.right - 1) overlapping.push(`${boxes[i - 1].text} / ${boxes[i].text}`);
      }
      return {
        canvas: shown(document.getElementById('canvas')), bars: [...document.querySelectorAll('.fixed')].filter(shown).length,
        buttons: [...document.querySelectorAll('button:not(:has(.image))')].filter(shown).map((element) => element.textContent),
        words: words.length, first: words.find((element) => /^H\d/.test(element.tagName))?.tagName, overlapping,
        colours: [...new Set(boxes.map(({ style }) => style.color))], clipped: words.filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0).length,
        wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      };
    });
    assert.equal(seen.canvas, false);
    assert.equal(seen.bars, 0);
    assert.deepEqual(seen.buttons, []);
    assert.equal(seen.first, 'H1');
    assert.ok(seen.words > 20, `${seen.words} pieces of text`);
    assert.deepEqual(seen.overlapping, []);
    assert.deepEqual(seen.colours, ['rgb(0, 0, 0)']);
    assert.equal(seen.clipped, 0);
    assert.equal(seen.wide, false);
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 10_000 && pdf.subarray(0, 4).toString() === '%PDF');
    if (process.env.CONSTAT_SCREENSHOTS) {
      writeFileSync(`${process.env.CONSTAT_SCREENSHOTS}/print.pdf`, pdf);
      await page.screenshot({ path: `${process.env.CONSTAT_SCREENSHOTS}/print.png`, fullPage: true });
    }
    await context.close();
  });
});
