// What the mirror says is pressed is also seen: the pixels inside a control change with it, to the colour of the theme. A mirror
// that answers while the picture stays as it was would pass every test by role.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, signIn } from './support/demo.mjs';
import { openApp, phone, root, settled } from './support/launch.mjs';
import { checklist, question } from './support/visit.mjs';

const language = 'fr';
const kMostApart = 6;   // of a channel, 0..255: what rounding and blending may change

/** The colour that fills what is chosen: the accent of a theme, as web/ui/theme/palette.cpp has it. */
function accentOf(palette) {
  const source = readFileSync(join(root, 'web/ui/theme/palette.cpp'), 'utf8');
  const body = source.slice(source.indexOf(`${palette}_palette() {`));
  const tones = [...body.slice(0, body.indexOf('return palette;')).matchAll(/\{rgb\(0x([0-9A-F]{6})\), rgb/g)].map(([, hex]) => hex);
  assert.equal(tones.length, 5, 'neutral, accent, good, warning, bad');
  return [0, 2, 4].map((at) => parseInt(tones[1].slice(at, at + 2), 16));
}

describe('pixels', { timeout: 300_000 }, () => {
  const world = demoWorld({ before, after });

  /** The share of the control's pixels that have this colour. */
  async function shareOf(page, locator, colour) {
    await locator.scrollIntoViewIfNeeded();
    await settled(page);
    const clip = await locator.boundingBox();
    const png = (await page.screenshot({ clip })).toString('base64');
    const counter = await page.context().newPage();
    try {
      return await counter.evaluate(async ({ png, colour, apart }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        let same = 0;
        for (let at = 0; at < data.length; at += 4) same += colour.every((channel, i) => Math.abs(channel - data[at + i]) <= apart) ? 1 : 0;
        return same / (data.length / 4);
      }, { png, colour, apart: kMostApart });
    } finally {
      await counter.close();
    }
  }

  for (const scheme of ['light', 'dark']) {
    test(`an answer given by role is filled with the accent, and the one it replaces is not (${scheme})`, async () => {
      const accent = accentOf(scheme);
      const context = await phone(world.browser, { colorScheme: scheme });
      const page = await openApp(context, world.server.url);
      const accounts = await demoAccounts(world.server.url);
      await signIn(page, language, accounts.find((one) => one.role === 'investigator'));
      const grid = checklist('sav-comptoir');
      await page.getByRole('link', { name: new RegExp(grid.title[language]) }).first().click();
      await page.getByRole('button', { name: text(language, 'mission.start') }).click();
      await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
      await settled(page);
      const visit = await page.evaluate(() => location.hash.split('/')[2]);
      const item = grid.sections.flatMap((section) => section.items).find((one) => one.type === 'choice' && !one.visible_if);
      const at = grid.sections.findIndex((section) => section.items.includes(item));
      await page.goto(`${world.server.url}/#/visit/${visit}/section/${at + 1}`);
      await settled(page);
      const radios = question(page, language, item).getByRole('radio');
      const [yes, no] = [radios.nth(0), radios.nth(1)];
      for (const radio of [yes, no]) assert.ok(await shareOf(page, radio, accent) < 0.02, 'nothing is chosen yet');
      await yes.check();
      const filled = await shareOf(page, yes, accent);
      assert.ok(filled > 0.6, `${filled} of the chosen answer has its colour`);
      assert.ok(await shareOf(page, no, accent) < 0.02, 'the other answer has not');
      await no.check();
      assert.ok(await shareOf(page, no, accent) > 0.6);
      assert.ok(await shareOf(page, yes, accent) < 0.02, 'what was replaced is no longer filled');
      await context.close();
    });
  }
});
