// Every screen at three sizes, in every theme and both languages: nothing is wider than the screen, everything that is
// pressed is big enough and reachable, title and language are right, and the browser complains of nothing.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { demoWorld } from './support/demo.mjs';
import { builtWeb, root, settled } from './support/launch.mjs';
import { faults, kLeastTargetPx, titleOf } from './screens/faults.mjs';
import { tour } from './screens/tour.mjs';

const sizes = [{ width: 360, height: 740 }, { width: 412, height: 915 }, { width: 1440, height: 900 }];
const looks = [
  { name: 'light', theme: 'light', media: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' } },
  { name: 'dark', theme: 'dark', media: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' } },
  { name: 'contrast', theme: 'contrast', media: { colorScheme: 'light', contrast: 'more', forcedColors: 'none' } },
  { name: 'forced', theme: 'contrast', media: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' } },
];
// What was reached, 281 and 804 KB, and a little more.
const kMostFirstBytes = 294_000;
const kMostFieldBytes = 825_000;

describe('screens', { timeout: 900_000 }, () => {
  const world = demoWorld({ before, after }, { captures: true });

  ['fr', 'en'].forEach((language, turn) => {
    test(`no screen is too wide, has small targets, or lacks its title (${language})`, async () => {
      const found = [];
      let screens = 0;
      const problems = await tour(world.browser, world.server, language, turn, async (page, name) => {
        screens++;
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.waitForFunction((width) => Math.abs(document.getElementById('canvas').clientWidth - width) <= 1, size.width);
          // Colours change no measure: one size is enough, and each of the further looks in one of the languages.
          const wanted = (look, at) => process.env.CONSTAT_SCREENSHOTS || at === 0 || (size.width === 412 && at % 2 === turn);
          for (const look of looks.filter(wanted)) {
            await page.emulateMedia(look.media);
            await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, look.theme);
            await settled(page);
            const wrong = await page.evaluate(faults, { least: kLeastTargetPx, language, theme: look.theme, title: titleOf(name) });
            found.push(...wrong.map((what) => `${name} ${size.width}x${size.height} ${look.name}: ${what}`));
            if (process.env.CONSTAT_SCREENSHOTS)
              await page.screenshot({ path: join(process.env.CONSTAT_SCREENSHOTS, `${name.replaceAll(' ', '-')}.${size.width}.${look.name}.png`) });
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
    const size = (name) => statSync(join(folder, `${name}.br`)).size;
    const bytes = ['index.html', ...linked].reduce((sum, name) => sum + size(name), 0);
    console.log(`# figure bytes to the first interactive screen: ${bytes}`);
    assert.ok(bytes <= kMostFirstBytes, `${bytes} bytes`);

    // The whole module is no part of what a phone keeps from the beginning.
    const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
    const all = readdirSync(folder).filter((name) => !/\.(br|gz)$/.test(name));
    const field = all.filter((name) => name === 'sw.js' || worker.includes(`url:"${name}"`));
    assert.deepEqual(all.filter((name) => !field.includes(name)).map((name) => name.replace(/\.\w+\./, '.')).sort(), ['constat.js', 'constat.wasm']);
    const whole = field.reduce((sum, name) => sum + size(name), 0);
    console.log(`# figure bytes of an investigator's app: ${whole}`);
    assert.ok(whole <= kMostFieldBytes, `${whole} bytes`);
  });

  test('the field module names no text that its catalogue leaves out', () => {
    const without = [...readFileSync(join(root, 'web/CMakeLists.txt'), 'utf8').matchAll(/set\(CONSTAT_(?:APP|FIELD)_WITHOUT ([a-z_ ]+)\)/g)]
      .flatMap(([, areas]) => areas.split(' '));
    const catalog = join(root, 'shared/text/catalog');
    const left = [], kept = [];
    for (const name of readdirSync(catalog).filter((file) => file.endsWith('.fr.json')))
      (without.includes(name.split('.')[0]) ? left : kept).push(...Object.keys(JSON.parse(readFileSync(join(catalog, name), 'utf8'))));
    assert.ok(without.length > 15 && left.length > 1000 && kept.length > 500, `${without.length} areas, ${left.length} keys left out, ${kept.length} kept`);
    const folder = builtWeb();
    const module = readFileSync(join(folder, readdirSync(folder).find((name) => /^field\.\w+\.wasm$/.test(name)))).toString('latin1');
    assert.ok(module.includes('missions.title\0'), 'texts are named as they stand in the catalogue');
    // By its whole key, or by a beginning to which the rest is added: "app.role" + "." + role.
    const isNamed = (key) => key.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.')).slice(1)
      .some((name) => module.includes(`${name}\0`) && !kept.some((one) => one === name || one.startsWith(`${name}.`)));
    assert.deepEqual(left.filter(isNamed), []);
  });
});
