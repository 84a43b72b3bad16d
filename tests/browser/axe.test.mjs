// What axe finds wrong on any screen, in both languages and every theme. Contrast is not its business here: the canvas
// draws the text, and tests/web/ui/theme_test.cpp proves every pair of colours.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { demoWorld } from './support/demo.mjs';
import { settled } from './support/launch.mjs';
import { tour } from './screens/tour.mjs';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('axe', { timeout: 900_000 }, () => {
  const world = demoWorld({ before, after }, { captures: true });

  // axe sees no colours here: each of the further looks is tried in one of the languages.
  async function violations(page, name, turn) {
    const found = [];
    const looks = [['light', { colorScheme: 'light', contrast: 'no-preference' }], ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
      ['contrast', { colorScheme: 'light', contrast: 'more' }]];
    for (const [look, media] of looks.filter((_, at) => at === 0 || at % 2 === turn)) {
      await page.emulateMedia(media);
      await settled(page);
      if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(source);
      const results = await page.evaluate(() => window.axe.run(document, {
        resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } },
      }));
      assert.ok(results.passes.length > 0, `axe looked at ${name}`);
      for (const { id, help, nodes } of results.violations)
        found.push(`${name} ${look}: ${id} (${help}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    }
    return found;
  }

  ['fr', 'en'].forEach((language, turn) => {
    test(`no screen violates a rule (${language})`, async () => {
      const found = [];
      let screens = 0;
      await tour(world.browser, world.server, language, turn, async (page, name) => {
        screens++;
        found.push(...await violations(page, name, turn));
      });
      assert.ok(screens >= 18, `${screens} screens were seen`);
      assert.deepEqual(found, []);
    });
  });
});
