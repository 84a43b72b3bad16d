// Every screen at three sizes, in both themes and both languages: nothing is wider than the screen, everything that is
// pressed is big enough and reachable, title and language are right, and the browser complains of nothing.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { demoWorld } from './support/demo.mjs';
import { builtWeb, settled } from './support/launch.mjs';
import { tour } from './screens/tour.mjs';

const sizes = [{ width: 360, height: 740 }, { width: 412, height: 915 }, { width: 1440, height: 900 }];
const kLeastTargetPx = 44;
const kMostBytes = 450 * 1024;

/** What the title of a screen must match: discreet pages do not tell whose they are. */
const titleOf = (name) => (name.includes(' discreet ') ? '^((?!Constat).)+$' : '^(.+ · )?Constat$');

describe('screens', { timeout: 900_000 }, () => {
  const world = demoWorld({ before, after }, { captures: true });

  /** In the page: what is wrong with it at this size. */
  function faults({ least, language, scheme, title }) {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    if (root.lang !== language) found.push(`lang is ${root.lang}`);
    if (root.dataset.theme !== scheme) found.push(`theme is ${root.dataset.theme}`);
    if (!new RegExp(title).test(document.title)) found.push(`title is ${document.title}`);
    const levels = [...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) found.push(`headings of the first level: ${levels.filter((level) => level === 1).length}`);
    levels.forEach((level, at) => {
      if (at > 0 && level > levels[at - 1] + 1) found.push(`a level-${level} heading follows level ${levels[at - 1]}`);
    });
    for (const element of document.querySelectorAll('.button, .link, .radio, .checkbox, .textbox')) {
      const box = element.getBoundingClientRect();
      const name = `${element.className} "${(element.ariaLabel ?? element.textContent).slice(0, 40)}"`;
      if (box.height < least || box.width < least) found.push(`${name} is ${Math.round(box.width)} x ${Math.round(box.height)} px`);
      if (box.left < 0 || box.right > root.clientWidth) found.push(`${name} reaches from ${box.left} to ${box.right}`);
    }
    return found;
  }

  ['fr', 'en'].forEach((language, turn) => {
    test(`no screen is too wide, has small targets, or lacks its title (${language})`, async () => {
      const found = [];
      let screens = 0;
      const problems = await tour(world.browser, world.server, language, turn, async (page, name) => {
        screens++;
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.waitForFunction((width) => Math.abs(document.getElementById('canvas').clientWidth - width) <= 1, size.width);
          // Colours change no measure: one size in the dark is enough.
          for (const scheme of size.width === 412 || process.env.CONSTAT_SCREENSHOTS ? ['light', 'dark'] : ['light']) {
            await page.emulateMedia({ colorScheme: scheme });
            await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, scheme);
            await settled(page);
            const wrong = await page.evaluate(faults, { least: kLeastTargetPx, language, scheme, title: titleOf(name) });
            found.push(...wrong.map((what) => `${name} ${size.width}x${size.height} ${scheme}: ${what}`));
            if (process.env.CONSTAT_SCREENSHOTS)
              await page.screenshot({ path: join(process.env.CONSTAT_SCREENSHOTS, `${name.replaceAll(' ', '-')}.${size.width}.${scheme}.png`) });
          }
        }
      });
      assert.ok(screens >= 18, `${screens} screens were seen`);
      assert.deepEqual(found, [], `${found.length} faults`);
      assert.deepEqual(problems, []);
    });
  });

  test('what the first interactive screen needs is small', () => {
    const folder = builtWeb();
    const index = readFileSync(join(folder, 'index.html'), 'utf8');
    const linked = [...index.matchAll(/<(?:link rel="(?:stylesheet|preload)"|script)[^>]*(?:href|src)="([^"]+)"/g)].map((match) => match[1]);
    assert.ok(linked.some((name) => name.endsWith('.wasm')) && linked.some((name) => name.endsWith('.js')) && linked.length >= 6, linked.join());
    const bytes = ['index.html', ...linked].reduce((sum, name) => sum + statSync(join(folder, `${name}.br`)).size, 0);
    console.log(`# figure bytes to the first interactive screen: ${bytes}`);
    assert.ok(bytes <= kMostBytes, `${bytes} bytes`);
  });
});
