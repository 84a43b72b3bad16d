// Two tabs on one phone: they take the store from one another, are reloaded in bursts, and the owner is killed, while
// answers are being typed. Whatever was shown as Saved, in either tab, is there at the end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, signIn } from './support/demo.mjs';
import { openApp, phone, settled } from './support/launch.mjs';
import { generator } from './support/random.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const rounds = Number(process.env.CONSTAT_TAB_ROUNDS ?? 10);
const firstSeed = Number(process.env.CONSTAT_SEED ?? 1);
const kWaitMs = 40_000;

/** The same choices, from 0 to below `count`, for the same seed. */
function dice(seed) {
  const random = generator(seed);
  return (count) => Math.floor(random() * count);
}

describe('two tabs', { timeout: 120_000 + rounds * 60_000 }, () => {
  const world = demoWorld({ before, after });

  test(`nothing called saved is lost in ${rounds} rounds of takeovers, reload storms and killed owners`, async () => {
    const context = await phone(world.browser);
    let page = await openApp(context, world.server.url);
    await signIn(page, language, (await demoAccounts(world.server.url)).find(({ role }) => role === 'investigator'));
    await page.locator('a[href^="#/mission/"]').first().click();
    await settled(page);
    await page.getByRole('button', { name: t('mission.start') }).click();
    await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
    await settled(page);
    const address = `${world.server.url}/${(await page.evaluate(() => location.hash))}`;
    const comment = (tab) => tab.getByRole('textbox', { name: t('fill.comment') }).first();
    await page.getByRole('button', { name: t('fill.add_comment') }).first().click();
    await comment(page).fill('début');
    await settled(page);

    const other = { title: t('app.elsewhere.title'), lost: t('storage.elsewhere_lost') };
    const takeOver = (tab) => tab.getByRole('button', { name: t('app.elsewhere.take_over') }).or(tab.getByRole('button', { name: t('storage.elsewhere_back') }));
    /** The tab has the store, or says that another one has it. */
    const arrived = async (tab) => {
      await comment(tab).or(tab.getByRole('heading', { name: other.title })).or(tab.getByRole('heading', { name: other.lost })).first().waitFor({ timeout: kWaitMs });
      return (await comment(tab).count()) > 0;
    };
    const own = async (tab) => {
      if (!(await arrived(tab))) await takeOver(tab).click();
      await comment(tab).waitFor({ timeout: kWaitMs });
      await settled(tab);
    };
    /** Types on; what stands here when the tab says Saved is what must never be lost. */
    let saved = 'début';
    let typed = 0;
    const type = async (tab, words) => {
      const value = `${words} ${++typed}`;
      await comment(tab).fill(value);
      await settled(tab);
      if (await tab.getByText(t('fill.saved'), { exact: true }).count() > 0) saved = value;
      return value;
    };
    const open = () => openApp(context, address);
    let second = await open();
    assert.equal(await arrived(second), false, 'the second tab offers to take over');
    const done = { takeover: 0, storm: 0, killed: 0 };

    for (let round = 0; round < rounds; round++) {
      const seed = firstSeed + round;
      const roll = dice(seed);
      const what = ['takeover', 'storm', 'killed'][round < 3 ? round : roll(3)];
      const told = `round ${round}, ${what}`;
      console.log(`# seed ${seed} ${what}`);
      await own(page);
      for (let i = roll(3); i >= 0; i--) await type(page, told);
      if (what === 'takeover') {
        // The last words are on their way while the other tab asks.
        const last = `${told} au dernier moment ${++typed}`;
        await comment(page).focus();
        await Promise.all([comment(page).fill(last), takeOver(second).click()]);
        await comment(second).waitFor({ timeout: kWaitMs });
        await page.getByRole('heading', { name: other.lost }).waitFor({ timeout: kWaitMs });
        await settled(second);
        const there = await comment(second).inputValue();
        assert.ok(there === last || there === saved, `seed ${seed}: "${there}" is neither "${last}" nor "${saved}"`);
        saved = there;
        await type(second, `${told}, repris`);
        if (there !== last) assert.equal(await comment(second).inputValue(), saved);
      } else if (what === 'storm') {
        for (let i = 2 + roll(4); i > 0; i--) {
          await Promise.all([page, second].map((tab) => tab.reload({ waitUntil: roll(2) ? 'commit' : 'load' }).catch(() => {})));
        }
      } else {
        const gone = new Promise((resolve) => page.once('crash', resolve));
        page.goto('chrome://crash').catch(() => {});
        await gone;
        await page.close();
        page = await open();
      }
      await arrived(page);
      await arrived(second);
      const owner = roll(2) ? page : second;
      await own(owner);
      assert.equal(await comment(owner).inputValue(), saved, `seed ${seed} (${what}): what was called saved`);
      if (owner === second) [page, second] = [second, page];
      // The tab that lost the store hears of it a moment after the other has it, and draws it in its next frame.
      await second.getByRole('heading', { name: other.title }).or(second.getByRole('heading', { name: other.lost })).first().waitFor({ timeout: kWaitMs })
        .catch(() => assert.fail(`seed ${seed} (${what}): only one tab has the store`));
      assert.equal(await comment(second).count(), 0, `seed ${seed} (${what}): nothing is typed where the store is not`);
      done[what] += 1;
    }
    console.log(`# figure rounds with two tabs: ${rounds} (${done.takeover} takeovers, ${done.storm} reload storms, ${done.killed} owners killed), 0 lost`);
    assert.ok(done.takeover > 0 && done.storm > 0 && done.killed > 0);
    await context.close();
  });
});
