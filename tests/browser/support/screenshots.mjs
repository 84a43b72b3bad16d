// Pictures for the README and of the gallery: node screenshots.mjs FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from './catalog.mjs';
import { demoAccounts, get, signIn } from './demo.mjs';
import { launchBrowser, openApp, phone, settled, startServer } from './launch.mjs';
import { checklist, fillSection } from './visit.mjs';
import { Pointer } from './pointer.mjs';
import { shootGallery } from '../screens/gallery_shots.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const server = await startServer(['--demo']);
const browser = await launchBrowser();
try {
  const accounts = await demoAccounts(server.url);
  const account = (role) => accounts.find((one) => one.role === role);
  const shoot = async (page, name) => { await settled(page); await page.screenshot({ path: join(folder, `${name}.png`) }); };

  // An investigator's phone, in French.
  const pocket = await phone(browser, { viewport: { width: 390, height: 780 }, deviceScaleFactor: 1.5 });
  const hand = await openApp(pocket, server.url);
  await signIn(hand, 'fr', account('investigator'));
  await hand.getByRole('link', { name: /SAV/ }).first().waitFor();
  await shoot(hand, 'missions');
  await hand.getByRole('link', { name: new RegExp(checklist('sav-comptoir').title.fr) }).first().click();
  await hand.getByRole('button', { name: text('fr', 'mission.start') }).click();
  await hand.waitForFunction(() => location.hash.startsWith('#/visit/'));
  await settled(hand);
  const visit = await hand.evaluate(() => location.hash.split('/')[2]);
  await hand.goto(`${server.url}/#/visit/${visit}/section/2`);
  await settled(hand);
  await fillSection(hand, new Pointer(hand), 'fr', checklist('sav-comptoir').sections[1], (item, count) => (item.type === 'scale' ? count - 1 : 0));
  await hand.evaluate(() => scrollTo(0, 0));
  await shoot(hand, 'visit');
  await pocket.close();

  // A manager's desk, light, and a visit explained, dark.
  const desk = await phone(browser, { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });
  const wide = await openApp(desk, server.url);
  await signIn(wide, 'fr', account('manager'));
  await wide.getByRole('table').first().waitFor({ state: 'attached' });
  await shoot(wide, 'comparison');
  const summary = await get(server.url, account('manager'), '/api/v1/comparison');
  await wide.goto(`${server.url}/#/site/${summary.sites[0].id}`);
  await wide.getByRole('table').first().waitFor({ state: 'attached' });
  await shoot(wide, 'site');
  const site = await get(server.url, account('manager'), `/api/v1/sites/${summary.sites[0].id}/summary`);
  const low = [...site.visits].filter((one) => one.score !== null).sort((a, b) => a.score - b.score)[0];
  await desk.close();

  const night = await phone(browser, { viewport: { width: 390, height: 780 }, deviceScaleFactor: 1.5, colorScheme: 'dark', locale: 'en-GB' });
  const dark = await openApp(night, server.url);
  await signIn(dark, 'en', account('manager'));
  await dark.goto(`${server.url}/#/result/${low.id}`);
  await dark.getByRole('table').first().waitFor({ state: 'attached' });
  await shoot(dark, 'why');
  await night.close();

  await shootGallery(browser, server.url, folder, 'fr');
} finally {
  await browser.close();
  await server.stop();
}
