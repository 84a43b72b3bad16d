// What only the shell, the store worker and the screens together can do: the network's coming and going, two tabs, and
// a field that scrolls under the bars.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, signIn } from './support/demo.mjs';
import { launchBrowser, openApp, phone, settled, startServer } from './support/launch.mjs';
import { until } from './support/until.mjs';

const t = (key, ...args) => text('fr', key, ...args);

describe('shell and store together', { timeout: 120_000 }, () => {
  let browser;
  let server;
  let context;
  let page;
  before(async () => {
    server = await startServer(['--demo']);
    browser = await launchBrowser();
    context = await phone(browser, { viewport: { width: 360, height: 500 } });
    page = await openApp(context, server.url);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a field that scrolled under the app bar is cut off at its edge', async () => {
    const field = page.getByLabel(t('sign_in.password'));
    await field.focus();
    await settled(page);
    const clipped = () => field.evaluate((element) => element.style.clipPath);
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    assert.equal(await clipped(), '', 'in full view nothing is cut');
    const bar = await page.locator('header').evaluate((element) => element.getBoundingClientRect().bottom);
    const top = await field.evaluate((element) => element.getBoundingClientRect().top);
    await page.evaluate((by) => scrollTo(0, by), top - bar + 20);
    await settled(page);
    assert.match(await clipped(), /^inset\((19(\.\d+)?|20(\.\d+)?|21)px /);
    await field.blur();
    await settled(page);
    assert.equal(await clipped(), '');
    await page.evaluate(() => scrollTo(0, 0));
  });

  test('a press is not lost to the change of page that comes before the next frame', async () => {
    const speak = (language) => page.getByRole('button', { name: t(`app.language.${language}`), exact: true });
    await speak('en').evaluate((button) => {
      button.click();
      location.hash = '#/settings';
    });
    await page.waitForFunction(() => location.hash === '#/settings');
    await settled(page);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.getByRole('radio', { name: t('app.language.fr'), exact: true }).click();
    await settled(page);
    await page.evaluate(() => { location.hash = '#/sign-in'; });
    await settled(page);
  });

  test('the store hears from the page that the network went and came', async () => {
    const { accounts } = await (await fetch(`${server.url}/api/v1/meta`)).json();
    const { email, password } = accounts.find(({ role }) => role === 'investigator');
    await page.getByRole('textbox', { name: t('sign_in.email') }).fill(email);
    await page.getByLabel(t('sign_in.password')).fill(password);
    await page.getByRole('button', { name: t('sign_in.submit'), exact: true }).click();
    await page.getByRole('heading', { name: t('missions.title'), level: 1 }).waitFor();
    const status = page.locator('header').getByRole('link', { name: t('app.offline') });
    await context.setOffline(true);
    await status.waitFor();
    await context.setOffline(false);
    await status.waitFor({ state: 'detached' });
    await page.locator('a[href^="#/mission/"]').first().waitFor();
  });

  test('a second tab offers to take over, and the first one stops', async () => {
    const second = await openApp(context, `${server.url}/#/missions`);
    const takeOver = second.getByRole('button', { name: t('app.elsewhere.take_over') });
    await second.getByRole('heading', { name: t('app.elsewhere.title') }).waitFor();
    await takeOver.click();
    await second.getByRole('heading', { name: t('missions.title'), level: 1 }).waitFor();
    await second.locator('a[href^="#/mission/"]').first().waitFor();
    await page.getByRole('heading', { name: t('storage.elsewhere_lost') }).waitFor();
    await page.getByRole('button', { name: t('storage.elsewhere_back') }).click();
    await page.locator('a[href^="#/mission/"]').first().waitFor();
    await second.getByRole('heading', { name: t('storage.elsewhere_lost') }).waitFor();
    assert.deepEqual(page.problems, []);
    assert.deepEqual(second.problems, []);
  });

  /** Where the whole module's files are on this device, and whether this page asked for them. */
  const wholeOf = (shown) => shown.evaluate(async () => {
    const isWhole = (url) => /\/constat\.[^/]+\.(wasm|js)$/.test(new URL(url).pathname);
    const kept = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) if (isWhole(url)) kept.push(url);
    return { kept: kept.length, asked: performance.getEntriesByType('resource').filter(({ name }) => isWhole(name)).length };
  });

  test('an investigator’s phone never downloads the module of the others', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await settled(page);
    assert.deepEqual(await wholeOf(page), { kept: 0, asked: 0 });
  });

  test('a link to a manager’s page leads through signing in to it, and from then on needs no network', async () => {
    const own = await phone(browser);
    const manager = await openApp(own, `${server.url}/#/overview`);
    await manager.getByRole('heading', { name: t('sign_in.title'), level: 1 }).waitFor();
    assert.deepEqual(await wholeOf(manager), { kept: 0, asked: 0 });
    await signIn(manager, 'fr', (await demoAccounts(server.url)).find(({ role }) => role === 'manager'));
    await manager.getByRole('heading', { name: t('overview.title'), level: 1 }).waitFor();
    assert.equal(await manager.evaluate(() => location.hash), '#/overview');
    await settled(manager);
    assert.deepEqual(await wholeOf(manager), { kept: 2, asked: 2 });

    await until(manager, async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null);
    await own.setOffline(true);
    await manager.reload();
    await settled(manager);
    await manager.getByRole('heading', { name: t('overview.title'), level: 1 }).waitFor();
    await own.setOffline(false);
    await own.close();
  });

  test('a choice that does not fit is the browser’s own list: by finger, by keys, and as the app says', async () => {
    const own = await phone(browser, { viewport: { width: 320, height: 640 } });
    const manager = await openApp(own, `${server.url}/#/overview`);
    await signIn(manager, 'fr', (await demoAccounts(server.url)).find(({ role }) => role === 'manager'));
    await manager.getByRole('heading', { name: t('overview.title'), level: 1 }).waitFor();
    const waves = manager.getByRole('combobox', { name: t('compare.wave') });
    const names = await waves.getByRole('option').allTextContents();
    assert.ok(names.length > 2 && names.at(-1) === t('compare.all_waves'), names.join());
    await waves.selectOption({ label: t('compare.all_waves') });
    await manager.waitForFunction(() => location.hash.includes('wave=all'));
    await settled(manager);
    await waves.focus();
    await manager.keyboard.press('Home');
    await manager.waitForFunction(() => /wave=(?!all)/.test(location.hash));
    await settled(manager);
    assert.equal(await waves.evaluate((element) => element.selectedIndex), 0);

    // The pictures of the gallery keep what they show, whatever is chosen.
    await manager.goto(`${server.url}/#/gallery/choices`);
    await settled(manager);
    const folded = manager.locator('select:enabled').first();
    await folded.selectOption({ index: 2 });
    await settled(manager);
    await until(manager, () => document.querySelector('select:enabled').selectedIndex === 1);
    await own.close();
  });
});
