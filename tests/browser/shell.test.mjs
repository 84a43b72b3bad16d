// The shell under the built app, on its first screen: no API is needed. Run with `node --test tests/browser`.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { builtWeb, launchBrowser, openApp, phone, settled } from './support/launch.mjs';
import { serveFolder } from './support/static_server.mjs';
import { until } from './support/until.mjs';

describe('shell', { timeout: 180_000 }, () => {
  let browser;
  let folder;
  let server;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'constat-shell-'));
    cpSync(builtWeb(), folder, { recursive: true });
    server = await serveFolder(folder);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs with a fresh page, and demands that nothing went wrong in it. */
  async function withApp(use, options) {
    const context = await phone(browser, options);
    try {
      await context.addInitScript(() => {
        window.__frames = 0;
        const original = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (run) => original((time) => { window.__frames++; run(time); });
      });
      const page = await openApp(context, server.url);
      await use(page, context);
      assert.deepEqual(page.problems, []);
    } finally {
      await context.close();
    }
  }

  const go = async (page, hash) => {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await settled(page);
  };
  const heading = (page, key) => page.getByRole('heading', { name: text('fr', key), level: 1 });
  const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

  test('draws nothing for five seconds in which nothing happens', () => withApp(async (page) => {
    assert.ok(await page.evaluate(() => window.__frames) > 0, 'the first screen took frames');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await settled(page);
    await page.evaluate(() => { window.__frames = 0; });
    await page.waitForTimeout(5000);
    assert.equal(await page.evaluate(() => window.__frames), 0);
  }));

  test('the skeleton leaves when the first screen is there, with a first-level heading of its own', () => withApp(async (page) => {
    assert.equal(await page.locator('#skeleton').count(), 0);
    assert.ok(await page.locator('#mirror').getByRole('heading', { level: 1 }).count() >= 1);
  }));

  test('the first time on a device the form waits for no store, and keeps what was typed when it comes', async () => {
    const context = await phone(browser, { serviceWorkers: 'block' });
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await context.route(/\/store\.\w+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    const page = await context.newPage();
    await page.goto(server.url);
    const address = page.getByRole('textbox').first();
    await address.fill('camille@exemple.fr');
    assert.ok(await heading(page, 'sign_in.title').isVisible());
    assert.equal(await page.evaluate(() => window.__idle()), false, 'the store has not answered');
    release();
    await settled(page);
    assert.equal(await address.inputValue(), 'camille@exemple.fr');
    assert.ok(await address.evaluate((element) => element === document.activeElement));
    await context.close();
  });

  test('what is written in a field is drawn by the app once the field is left', () => withApp(async (page) => {
    const field = page.getByRole('textbox').first();
    const picture = async () => {
      await settled(page);
      return field.screenshot();
    };
    const empty = await picture();
    await field.fill('camille@exemple.fr');
    await field.evaluate((element) => element.blur());
    const written = await picture();
    assert.equal(await field.evaluate((element) => getComputedStyle(element).color), 'rgba(0, 0, 0, 0)');
    assert.ok(!empty.equals(written), 'the canvas shows the text');
    await field.fill('');
    await field.evaluate((element) => element.blur());
    assert.ok(!written.equals(await picture()), 'and shows it no more');
  }));

  test('Enter leads from the address to the password, and from the password to the answer', () => withApp(async (page) => {
    const [address, password] = await page.getByRole('textbox').all();
    await address.fill('camille@exemple.fr');
    await address.press('Enter');
    assert.ok(await password.evaluate((element) => element === document.activeElement));
    await page.evaluate(() => { window.__pressed = []; addEventListener('click', (event) => window.__pressed.push(event.target.textContent), true); });
    await password.fill('secret');
    await password.press('Enter');
    assert.deepEqual(await page.evaluate(() => window.__pressed), ['Se connecter']);
    await settled(page);
  }));

  test('fast typing loses no letter to the frames between', () => withApp(async (page) => {
    const field = page.getByRole('textbox').first();
    await field.tap();
    await page.keyboard.type('une.adresse.bien.longue@exemple.fr');
    await settled(page);
    assert.equal(await field.inputValue(), 'une.adresse.bien.longue@exemple.fr');
  }));

  test('a lost graphics context comes back with the identical picture', () => withApp(async (page) => {
    const first = await page.screenshot();
    await page.evaluate(async () => {
      const context = document.querySelector('canvas').getContext('webgl2');
      const loss = context.getExtension('WEBGL_lose_context');
      const heard = (name) => new Promise((resolve) => document.querySelector('canvas').addEventListener(name, resolve, { once: true }));
      const lost = heard('webglcontextlost');
      loss.loseContext();
      await lost;
      // Only after the event has run its course is the context willing to come back.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const restored = heard('webglcontextrestored');
      loss.restoreContext();
      await restored;
    });
    await settled(page);
    await page.waitForTimeout(200);
    assert.ok(first.equals(await page.screenshot()), 'pixel by pixel');
  }));

  test('starts without a network after the first visit', () => withApp(async (page, context) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    const title = await page.getByRole('heading', { level: 1 }).last().textContent();
    await context.setOffline(true);
    await page.reload();
    await settled(page);
    assert.equal(await page.getByRole('heading', { level: 1 }).last().textContent(), title);
    page.problems.length = 0; // The service worker's own update check says that there is no network.
  }));

  test('a page of the other module that cannot be had says so, and the rest goes on', () => withApp(async (page, context) => {
    await controlled(page);
    await context.setOffline(true);
    await go(page, '#/gallery');
    await page.getByText(text('fr', 'app.further.title')).waitFor();
    await go(page, '#/settings');
    await heading(page, 'settings.title').waitFor();
    await page.reload();
    await settled(page);
    await heading(page, 'settings.title').waitFor();
    await go(page, '#/gallery');
    await page.getByText(text('fr', 'app.further.title')).waitFor();
    await page.getByRole('button', { name: text('fr', 'app.try_again'), exact: true }).click();
    await settled(page);
    await page.getByText(text('fr', 'app.further.title')).waitFor();
    await context.setOffline(false);
    await heading(page, 'gallery.title').waitFor();
    page.problems.length = 0; // Chromium names every file that it could not load.
  }));

  test('a new version brings its own module where the whole one is in use, before it may start', () => withApp(async (page, context) => {
    await controlled(page);
    await go(page, '#/gallery');
    await heading(page, 'gallery.title').waitFor();
    await settled(page);
    const kept = (shown) => shown.evaluate(async () => (await (await caches.open('constat-whole')).keys()).map(({ url }) => url.split('/').at(-1)));
    const [wasm] = (await kept(page)).filter((name) => name.endsWith('.wasm'));
    const next = wasm.replace(/\.[0-9a-f]{10}\./, '.0123456789.');
    const index = readFileSync(join(folder, 'index.html'), 'utf8');
    const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
    const [, script] = /<script type="module" src="([^"]+)"/.exec(index);
    const nextScript = 'app.NEXTNEXT.js';
    try {
      writeFileSync(join(folder, next), readFileSync(join(folder, wasm)));
      writeFileSync(join(folder, nextScript), readFileSync(join(folder, script), 'utf8').replaceAll(wasm, next));
      writeFileSync(join(folder, 'index.html'), index.replace(script, nextScript));
      const revision = /"?index\.html"?,revision:"(\w+)"/.exec(worker)[1];
      writeFileSync(join(folder, 'sw.js'), worker.replaceAll(revision, `${revision}1`).replaceAll(script, nextScript).replaceAll(wasm, next));
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
      });
      assert.ok((await kept(page)).includes(wasm) && (await kept(page)).includes(next), 'both, while the old version runs');
      await page.close();
      await context.setOffline(true);
      let started = await openApp(context, `${server.url}#/gallery`);
      for (let tries = 0; tries < 20 && await started.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null); tries++) {
        await started.close();
        await new Promise((resolve) => setTimeout(resolve, 500));
        started = await openApp(context, `${server.url}#/gallery`);
      }
      await heading(started, 'gallery.title').waitFor();
      assert.ok(await started.evaluate((name) => performance.getEntriesByType('resource').some((one) => one.name.endsWith(name)), next));
      await until(started, async (old) => !(await (await caches.open('constat-whole')).keys()).some(({ url }) => url.endsWith(old)), wasm);
    } finally {
      writeFileSync(join(folder, 'index.html'), index);
      writeFileSync(join(folder, 'sw.js'), worker);
    }
  }));

  test('a new version waits until the app is started again', () => withApp(async (page, context) => {
    const marked = (shown) => shown.evaluate(() => document.querySelector('meta[name=marker]') !== null);
    // Only a page that the first version has claimed keeps the next one waiting.
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    const index = readFileSync(join(folder, 'index.html'), 'utf8');
    const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
    try {
      writeFileSync(join(folder, 'index.html'), index.replace('<head>', '<head><meta name="marker" content="2">'));
      const revision = /"?index\.html"?,revision:"(\w+)"/.exec(worker)[1];
      writeFileSync(join(folder, 'sw.js'), worker.replaceAll(revision, `${revision}0`));
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
      });
      await page.reload();
      await settled(page);
      assert.equal(await marked(page), false, 'the page keeps its version while it is open');
      assert.ok(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null));

      await page.close();
      // The browser lets go of a closed page when it finds the time: a start that comes before that is the old version's.
      let started = await openApp(context, server.url);
      for (let tries = 0; tries < 20 && await started.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null); tries++) {
        await started.close();
        await new Promise((resolve) => setTimeout(resolve, 500));
        started = await openApp(context, server.url);
      }
      assert.equal(await marked(started), true);
    } finally {
      writeFileSync(join(folder, 'index.html'), index);
      writeFileSync(join(folder, 'sw.js'), worker);
    }
  }));
});
