// Lighthouse's accessibility score of the app's screens, in French and English, on a phone and at a desk.
// Called by run, which installs what is missing. See its --help.
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { snapshot } from 'lighthouse';
import { demoAccounts, signIn } from '../../tests/browser/support/demo.mjs';
import { root, settled, startServer } from '../../tests/browser/support/launch.mjs';
import { Profile } from './lib/browser.mjs';

const puppeteer = createRequire(join(root, 'tests/browser/package.json'))('puppeteer-core');
const kScreens = {
  investigator: ['#/missions', '#/visits', '#/settings', '#/storage', '#/fees'],
  manager: ['#/overview', '#/compare', '#/heatmap', '#/gaps', '#/drivers', '#/weights', '#/plan', '#/review', '#/payments', '#/programmes'],
  administrator: ['#/people', '#/sites', '#/checklists', '#/audit'],
};

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
});

const server = await startServer(['--demo']);
const accounts = await demoAccounts(server.url);
const marks = [];
try {
  for (const [role, screens] of Object.entries(kScreens)) {
    for (const language of ['fr', 'en']) {
      const port = await freePort();
      const profile = new Profile();
      const context = await profile.open({ args: [`--remote-debugging-port=${port}`], locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        ...(role === 'investigator' ? {} : { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false }) });
      try {
        const page = await context.newPage();
        await page.goto(server.url);
        await settled(page);
        const beside = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
        const same = (await beside.pages()).find((one) => one.url().startsWith(server.url));
        const measure = async (screen) => {
          const { lhr } = await snapshot(same, { config: { extends: 'lighthouse:default', settings: { onlyCategories: ['accessibility'], screenEmulation: { disabled: true }, formFactor: role === 'investigator' ? 'mobile' : 'desktop' } } });
          const { score, auditRefs } = lhr.categories.accessibility;
          const failed = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1).map(({ id }) => id);
          const checked = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null).length;
          marks.push({ screen: `${role} ${language} ${screen}`, score: Math.round(score * 100), checked, failed: failed.join(' ') });
          console.log(`${marks.at(-1).score}\t${checked} audits\t${marks.at(-1).screen}\t${marks.at(-1).failed}`);
        };
        if (role === 'investigator') await measure('#/sign-in');
        await signIn(page, language, accounts.find((one) => one.role === role));
        for (const screen of screens) {
          await page.evaluate((hash) => { location.hash = hash; }, screen);
          await settled(page);
          await measure(screen);
        }
        await beside.disconnect();
      } finally {
        await context.close();
        profile.remove();
      }
    }
  }
} finally {
  await server.stop();
}
console.log(`lowest of ${marks.length} screens: ${Math.min(...marks.map(({ score }) => score))}`);
