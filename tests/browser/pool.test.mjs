// The start of the storage when the browser misbehaves: handles that do not open, no space, damaged and missing files.
// After every kind, nothing that was shown as Saved is lost, and the screen says what is going on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { text } from './support/catalog.mjs';
import { demoAccounts, demoWorld, signIn } from './support/demo.mjs';
import { breakStore, damageFiles, onDisk, removeFolder } from './support/faulty_store.mjs';
import { openApp, phone, settled } from './support/launch.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kSpeed = 40;

describe('the start of the storage', { timeout: 400_000 }, () => {
  const world = demoWorld({ before, after });
  let investigator;
  before(async () => { investigator = (await demoAccounts(world.server.url)).find(({ role }) => role === 'investigator'); });

  /** A phone with a visit in which a comment is shown as Saved; `work(context, visit, comment)`. */
  async function withSavedAnswer(work) {
    const context = await phone(world.browser, { serviceWorkers: 'block' });
    try {
      const page = await openApp(context, world.server.url);
      await signIn(page, language, investigator);
      const mission = page.locator('a[href^="#/mission/"]').first();
      await mission.waitFor();
      await mission.click();
      await settled(page);
      await page.getByRole('button', { name: t('mission.start') }).or(page.getByRole('button', { name: t('mission.resume') })).first().click();
      await page.waitForFunction(() => location.hash.startsWith('#/visit/'));
      await settled(page);
      const visit = await page.evaluate(() => location.hash.split('/')[2]);
      const comment = `Constaté à ${Date.now()}`;
      await page.getByRole('button', { name: t('fill.add_comment') }).first().click();
      const field = page.getByRole('textbox', { name: t('fill.comment') }).first();
      await field.fill(comment);
      await settled(page);
      await page.getByText(t('fill.saved'), { exact: true }).first().waitFor();
      await page.close();
      await work(context, visit, comment);
    } finally {
      await context.close();
    }
  }

  async function commentIsThere(context, visit, comment) {
    const page = await openApp(context, `${world.server.url}/#/visit/${visit}/section/1`);
    await settled(page);
    assert.equal(await page.getByRole('textbox', { name: t('fill.comment') }).first().inputValue(), comment);
    return page;
  }

  test('handles that fail three times are tried again, and everything is there', () => withSavedAnswer(async (context, visit, comment) => {
    await breakStore(context, { refuse: 3 });
    await commentIsThere(context, visit, comment);
  }));

  for (const unread of [1, 4])
    test(`a database that cannot be read ${unread} times is read again, and is never taken for damaged`, () => withSavedAnswer(async (context, visit, comment) => {
      await breakStore(context, { unread });
      const page = await commentIsThere(context, visit, comment);
      await page.evaluate(() => { location.hash = '#/storage'; });
      await settled(page);
      assert.equal(await page.getByText(text(language, 'storage.recovered.one', '1')).count(), 0);
    }));

  test('handles that never open: the screen says so and offers another try, which finds everything', () => withSavedAnswer(async (context, visit, comment) => {
    await breakStore(context, { refuse: Infinity, speed: kSpeed });
    const page = await context.newPage();
    await page.goto(`${world.server.url}/#/visit/${visit}/section/1`);
    await page.getByRole('heading', { name: t('app.unusable.title') }).waitFor({ timeout: 60_000 });
    await page.getByText(t('error.storage-unavailable')).waitFor();
    await breakStore(context, {});
    await page.getByRole('button', { name: t('app.try_again') }).click();
    await settled(page);
    await page.close();
    await commentIsThere(context, visit, comment);
  }));

  test('a disk without space: nothing new is called saved, and everything old is there once there is space', () => withSavedAnswer(async (context, visit, comment) => {
    await breakStore(context, { full: true });
    const page = await commentIsThere(context, visit, comment);
    const field = page.getByRole('textbox', { name: t('fill.comment') }).first();
    await field.fill(`${comment}, puis autre chose`);
    await page.getByText(t('fill.not_saved'), { exact: true }).or(page.getByText(t('fill.saving'), { exact: true })).first().waitFor();
    await page.getByText(t('app.not_saving', t('error.storage-failed'))).first().waitFor({ timeout: 30_000 });
    assert.equal(await field.inputValue(), `${comment}, puis autre chose`, 'what was typed stays on screen');
    await page.close();
    await breakStore(context, {});
    await commentIsThere(context, visit, comment);
  }));

  test('a damaged header of the database comes back from the logs, and the screen says that it was found again', () => withSavedAnswer(async (context, visit, comment) => {
    assert.ok(await onDisk(context, world.server.url, damageFiles, { folder: 'constat-pool', bytes: 600 }) > 0);
    const page = await commentIsThere(context, visit, comment);
    await page.evaluate(() => { location.hash = '#/storage'; });
    await settled(page);
    await page.getByText(text(language, 'storage.recovered.one', '1')).waitFor();
  }));

  test('a missing pool beside its logs means recovery, never a new phone', () => withSavedAnswer(async (context, visit, comment) => {
    await onDisk(context, world.server.url, removeFolder, 'constat-pool');
    const page = await commentIsThere(context, visit, comment);
    await page.evaluate(() => { location.hash = '#/missions'; });
    await settled(page);
    await page.getByText(text(language, 'missions.recovered.one', '1')).waitFor();
  }));

  test('missing logs beside the pool are made again', () => withSavedAnswer(async (context, visit, comment) => {
    await onDisk(context, world.server.url, removeFolder, 'constat-logs');
    const page = await commentIsThere(context, visit, comment);
    await page.close();
    await onDisk(context, world.server.url, removeFolder, 'constat-pool');
    await commentIsThere(context, visit, comment);
  }));

  test('a private window that keeps no files says so before a visit can begin', async () => {
    const context = await phone(world.browser, { serviceWorkers: 'block' });
    await context.addInitScript(() => {
      StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('injected', 'SecurityError'));
    });
    const page = await context.newPage();
    await page.goto(world.server.url);
    await page.getByRole('heading', { name: t('shell.no_storage_title') }).waitFor();
    await page.getByText(t('shell.no_storage_do')).waitFor();
    assert.equal(await page.getByRole('button').count(), 1, 'only another try is offered');
    await context.close();
  });
});
