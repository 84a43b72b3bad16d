// What only the shell, the store worker and the screens together can do: the network's coming and going, two tabs, and
// a field that scrolls under the bars.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { launchBrowser, openApp, phone, settled, startServer } from './support/launch.mjs';

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
});
