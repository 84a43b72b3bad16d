// An investigator's phone that can be killed: a browser on a profile of its own, the app in it, and the hands for photos.
import { text } from './catalog.mjs';
import { demoAccounts, signIn } from './demo.mjs';
import { openApp, settled } from './launch.mjs';
import { newProfile, openBrowser } from './store_bench.mjs';

export const language = 'en';
export const t = (key, ...args) => text(language, key, ...args);
export const group = (page, item) => page.getByRole('group', { name: item.prompt[language], exact: true }).first();

export class KillablePhone {
  profile = newProfile();
  browser = null;
  page = null;

  constructor(server) { this.server = server; }

  /** Starts the browser, opens the app at `hash`, and signs in where the cookie did not survive. */
  async start(hash = '') {
    this.browser = await openBrowser(this.profile, ['--lang=en-GB', '--window-size=412,915']);
    this.page = await openApp(this.browser.context, `${this.server.url}/${hash}`);
    if (await this.page.evaluate(() => location.hash.includes('sign-in'))) {
      const accounts = await demoAccounts(this.server.url);
      await signIn(this.page, language, accounts.find(({ role }) => role === 'investigator'));
    }
    return this.page;
  }

  async kill() { await this.browser?.kill(); this.browser = null; }

  async remove() {
    await this.kill();
    this.profile.remove();
  }

  /** Begins the visit of the `turn`th mission, and gives its id. */
  async begin(turn = 0) {
    const { page } = this;
    await page.evaluate(() => { location.hash = '#/missions'; });
    const mission = page.locator('a[href^="#/mission/"]').nth(turn);
    await mission.click();
    await page.getByRole('button', { name: t('mission.start') }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    return page.evaluate(() => location.hash.split('/')[2]);
  }

  async go(hash) {
    await this.page.evaluate((to) => { location.hash = to; }, hash);
    await settled(this.page);
  }
}

/**
 * Presses a button that opens the camera or the gallery; the browser's file chooser. On a machine so busy that the tap is
 * old before the photo is awaited, the page asks for a second tap, as it would a person.
 */
export async function openPicker(page, place, name = t('capture.take')) {
  const chooser = page.waitForEvent('filechooser');
  chooser.catch(() => {});
  const button = place.getByRole('button', { name, exact: true });
  await button.click();
  const refused = place.locator('.text', { hasText: t('capture.tap_again') }).or(place.locator('.text', { hasText: text('fr', 'capture.tap_again') }));
  if (await Promise.race([chooser.then(() => false), refused.waitFor().then(() => true)])) await button.click();
  return chooser;
}

export async function takePhoto(page, place, path, name) {
  await (await openPicker(page, place, name)).setFiles(path);
  await settled(page);
}

export const thumbnails = (place) => place.getByRole('img');
