// A visit on a phone of its own, begun and, if wanted, sent: the shortest way for tests about what happens afterwards.
import { readFileSync } from 'node:fs';
import { text } from './catalog.mjs';
import { signIn } from './demo.mjs';
import { openApp, phone, settled } from './launch.mjs';

/** {context, page, visit}: signed in, in the first section of a new visit of the mission `which`, with one comment saved. */
export async function beginVisit(browser, url, account, { language = 'fr', which = 0, comment = 'Constaté sur place', options = {} } = {}) {
  const t = (key) => text(language, key);
  const context = await phone(browser, { serviceWorkers: 'block', locale: language === 'fr' ? 'fr-FR' : 'en-GB', ...options });
  const page = await openApp(context, url);
  await signIn(page, language, account);
  const missions = page.locator('a[href^="#/mission/"]');
  await missions.nth(which).waitFor();
  await missions.nth(which).click();
  await settled(page);
  await page.getByRole('button', { name: t('mission.start') }).click();
  await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
  await settled(page);
  const visit = await page.evaluate(() => location.hash.split('/')[2]);
  await page.getByRole('button', { name: t('fill.add_comment') }).first().click();
  await page.getByRole('textbox', { name: t('fill.comment') }).first().fill(comment);
  await settled(page);
  await page.getByText(t('fill.saved'), { exact: true }).first().waitFor();
  return { context, page, visit };
}

export async function go(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await settled(page);
}

/** Sends the open visit as it is. */
export async function submit(page, visit, language = 'fr') {
  await go(page, `#/visit/${visit}/review`);
  await page.getByRole('button', { name: text(language, 'review.submit_incomplete'), exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: text(language, 'review.confirm_incomplete_yes'), exact: true }).click();
  await page.waitForFunction(() => location.hash === '#/visits');
  await settled(page);
}

export async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), press()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: readFileSync(path) };
}
