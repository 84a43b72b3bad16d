// The offer to put the app on the home screen: the browser's own is kept until it is wanted, and a refusal holds.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, before, after } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, signIn } from './support/demo.mjs';
import { openApp, phone, settled } from './support/launch.mjs';

describe('the offer to install', { timeout: 300_000 }, () => {
  const world = demoWorld({ before, after });

  /** Chromium offers only after a while of its own choosing: the test does it in its place. */
  const offer = (page, outcome) => page.evaluate((said) => {
    window.__asked = 0;
    const event = new Event('beforeinstallprompt', { cancelable: true });
    event.prompt = async () => { window.__asked++; };
    event.userChoice = Promise.resolve({ outcome: said });
    dispatchEvent(event);
    window.__prevented = event.defaultPrevented;
  }, outcome);

  async function withPhone(options, run) {
    const context = await phone(world.browser, options);
    try {
      if (options.init) await context.addInitScript(options.init);
      const language = options.locale === 'en-GB' ? 'en' : 'fr';
      const page = await openApp(context, world.server.url);
      await signIn(page, language, (await demoAccounts(world.server.url)).find(({ role }) => role === 'investigator'));
      const go = async (hash) => {
        await page.evaluate((to) => { location.hash = to; }, hash);
        await settled(page);
      };
      await run({ page, context, go, t: (key) => text(language, key), see: async (name) => {
        if (!process.env.CONSTAT_SCREENSHOTS) return;
        mkdirSync(process.env.CONSTAT_SCREENSHOTS, { recursive: true });
        await page.getByRole('region', { name: text(language, 'install.title') }).evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
        await page.waitForTimeout(200);
        await settled(page);
        await page.screenshot({ path: join(process.env.CONSTAT_SCREENSHOTS, `install-${name}.png`) });
      } });
      assert.deepEqual(page.problems, []);
    } finally {
      await context.close();
    }
  }

  test('without a way to install nothing is offered', () => withPhone({}, async ({ page, go, t }) => {
    for (const hash of ['#/settings', '#/storage']) {
      await go(hash);
      assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 0, hash);
    }
  }));

  test('the browser’s offer waits in the settings, and its question comes with the tap', () => withPhone({}, async ({ page, go, t, see }) => {
    await offer(page, 'accepted');
    assert.equal(await page.evaluate(() => window.__prevented), true, 'the browser’s own bar does not come');
    await go('#/settings');
    await see('settings');
    assert.equal(await page.evaluate(() => window.__asked), 0);
    await page.getByRole('button', { name: t('install.do'), exact: true }).click();
    await settled(page);
    assert.equal(await page.evaluate(() => window.__asked), 1);
    assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 0);
  }));

  test('a refusal holds after a restart', () => withPhone({ locale: 'en-GB', colorScheme: 'dark' }, async ({ page, go, t, see }) => {
    await offer(page, 'dismissed');
    await go('#/storage');
    await see('storage-en-dark');
    await page.getByRole('button', { name: t('install.refuse'), exact: true }).click();
    await settled(page);
    assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 0);
    await page.reload();
    await settled(page);
    await offer(page, 'dismissed');
    await go('#/settings');
    assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 0);
  }));

  test('on iOS the words lead through the Share menu; an installed app offers nothing', async () => {
    const safari = (standalone) => `Object.defineProperty(Navigator.prototype, 'standalone', { get: () => ${standalone} })`;
    await withPhone({ init: safari(false) }, async ({ page, go, t, see }) => {
      await go('#/storage');
      await page.getByText(t('install.by_hand')).waitFor({ state: 'attached' });
      await see('ios');
      assert.equal(await page.getByRole('button', { name: t('install.do'), exact: true }).count(), 0);
    });
    await withPhone({ init: safari(true) }, async ({ page, go, t }) => {
      await go('#/storage');
      assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 0);
    });
  });

  test('after the first submitted visit it is offered once', () => withPhone({}, async ({ page, go, t, see }) => {
    await offer(page, 'dismissed');
    const submit = async (turn) => {
      await go('#/missions');
      const mission = page.locator('a[href^="#/mission/"]').nth(turn);
      await mission.waitFor({ state: 'attached' });
      await mission.click();
      await settled(page);
      await page.getByRole('button', { name: t('mission.start'), exact: true }).click();
      await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
      await settled(page);
      await go(`#/visit/${await page.evaluate(() => location.hash.split('/')[2])}/review`);
      await page.getByRole('button', { name: t('review.submit_incomplete'), exact: true }).click();
      await settled(page);
      await page.getByRole('button', { name: t('review.confirm_incomplete_yes'), exact: true }).click();
      await page.waitForFunction(() => location.hash === '#/visits');
      await settled(page);
    };
    await submit(0);
    await see('after-visit');
    assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 1);
    await submit(1);
    assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 0, 'not again');
    await go('#/settings');
    assert.equal(await page.getByRole('region', { name: t('install.title') }).count(), 1, 'it still stands there');
  }));
});
