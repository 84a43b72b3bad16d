// "On this phone": what waits, what happens when the disk is full, and a rescue copy that another phone and the server read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pattern, text } from './support/catalog.mjs';
import { demoAccounts, get, signIn } from './support/demo.mjs';
import { beginVisit, downloaded, go, submit } from './support/filled_visit.mjs';
import { launchBrowser, openApp, phone, serverBinary, settled, startServer } from './support/launch.mjs';
import { changedRescue } from './support/rescue_file.mjs';

const language = 'fr';
const t = (key, ...args) => text(language, key, ...args);
const kPassphrase = 'tracteur bleu soleil armoire';

describe('what the phone holds', { timeout: 400_000 }, () => {
  let data;
  let server;
  let browser;
  let accounts;
  const account = (role) => accounts.find((one) => one.role === role);
  before(async () => {
    data = mkdtempSync(join(tmpdir(), 'constat-storage-'));
    server = await startServer(['--demo'], { data });
    accounts = await demoAccounts(server.url);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test('a full disk: the words say that nothing is saved, they stay on screen, and are saved once there is space', async () => {
    const { context, page, visit } = await beginVisit(browser, server.url, account('investigator'), { which: 2 });
    const cdp = await context.newCDPSession(page);
    const { origin } = new URL(server.url);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    const field = page.getByRole('textbox', { name: t('fill.comment') }).first();
    const words = 'Le hall était plein. '.repeat(180);
    await field.fill(words);
    await page.getByText(t('app.not_saving', t('error.storage-failed'))).first().waitFor({ timeout: 30_000 });
    assert.equal(await page.getByText(t('fill.saved'), { exact: true }).count(), 0, 'nothing is called saved');
    assert.equal(await field.inputValue(), words);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    await page.getByText(t('fill.saved'), { exact: true }).first().waitFor({ timeout: 60_000 });
    await page.getByText(t('app.not_saving', t('error.storage-failed'))).first().waitFor({ state: 'detached' });
    await page.close();
    const again = await openApp(context, `${server.url}/#/visit/${visit}/section/1`);
    assert.equal(await again.getByRole('textbox', { name: t('fill.comment') }).first().inputValue(), words);
    await context.close();
  });

  test('a visit that waits is counted in the bar, explained on its page, and travels in a rescue copy to another phone and to the server', async () => {
    const { context, page, visit } = await beginVisit(browser, server.url, account('investigator'), { which: 1, comment: 'À sauver' });
    await context.setOffline(true);
    await submit(page, visit);
    await page.locator('header').getByRole('link', { name: pattern(language, 'app.unsent.one') }).click();
    await page.waitForFunction(() => location.hash === '#/storage');
    await settled(page);
    await page.getByText(t('storage.lost_phone')).waitFor();
    await page.getByText(t('visits.saved'), { exact: true }).waitFor();

    // A passphrase that is too short, then two that differ, then a good one.
    await page.getByRole('button', { name: t('storage.rescue_make') }).click();
    await settled(page);
    const [first, second] = [page.getByLabel(t('storage.passphrase'), { exact: true }), page.getByLabel(t('storage.passphrase_again'), { exact: true })];
    const make = page.getByRole('button', { name: t('storage.rescue_save'), exact: true });
    await first.fill('court');
    await page.getByText(t('storage.strength_short'), { exact: true }).waitFor();
    await make.click();
    const told = (field, words) => page.waitForFunction(([element, wanted]) => element.getAttribute('aria-description')?.includes(wanted), [field, words]);
    await told(await first.elementHandle(), t('storage.passphrase_short'));
    await first.fill(kPassphrase);
    await page.getByText(t('storage.strength_strong'), { exact: true }).waitFor();
    await second.fill('autre chose tout à fait');
    await make.click();
    await told(await second.elementHandle(), t('storage.passphrase_differs'));
    await second.fill(kPassphrase);
    const copy = await downloaded(page, () => make.click());
    assert.match(copy.name, /^constat-rescue-\d{4}-\d\d-\d\d\.constat$/);
    assert.ok(!copy.bytes.includes('sauver'), 'what the visit says cannot be read in the file');
    await page.getByText(pattern(language, 'storage.rescue_done.one')).waitFor();

    // The same person on another phone: a wrong passphrase, a file that was cut, then the copy.
    const other = await phone(browser, { serviceWorkers: 'block' });
    const elsewhere = await openApp(other, server.url);
    await signIn(elsewhere, language, account('investigator'));
    await go(elsewhere, '#/storage');
    await elsewhere.getByRole('button', { name: t('storage.rescue_read') }).click();
    const read = async (passphrase, bytes) => {
      await elsewhere.getByLabel(t('storage.passphrase_of_copy')).fill(passphrase);
      // A press that meets the end of the attempt before opens nothing; a person presses again.
      const press = async (tries) => {
        const opened = elsewhere.waitForEvent('filechooser', { timeout: 8000 }).catch((error) => { if (tries === 0) throw error; });
        await elsewhere.getByRole('button', { name: t('storage.rescue_choose') }).click();
        return (await opened) ?? press(tries - 1);
      };
      const chooser = await press(3);
      await chooser.setFiles({ name: copy.name, mimeType: 'application/octet-stream', buffer: bytes });
      await settled(elsewhere);
    };
    await read('une autre phrase secrète', copy.bytes);
    await elsewhere.getByText(t('error.rescue-passphrase')).waitFor();
    await read(kPassphrase, copy.bytes.subarray(0, copy.bytes.length - 1));
    await elsewhere.getByText(new RegExp(`${t('error.rescue-damaged')}|${t('error.rescue-passphrase')}`)).waitFor();
    // A second visit in it cannot be read: it costs the first one nothing.
    await read(kPassphrase, changedRescue(copy.bytes, kPassphrase, ({ visits }) => visits.unshift({ ...visits[0], body: 'damaged' })));
    await elsewhere.getByText(pattern(language, 'storage.rescue_unreadable.one')).waitFor();
    await elsewhere.getByText(t('storage.rescue_added.one', '1')).waitFor();
    await elsewhere.getByRole('button', { name: t('storage.rescue_read') }).click();
    await read(kPassphrase, copy.bytes);
    await elsewhere.getByText(t('storage.rescue_read_done.one', '0', '1')).waitFor();
    assert.equal(await elsewhere.getByText(pattern(language, 'storage.rescue_unreadable.one')).count(), 0);
    await elsewhere.waitForFunction(() => window.__idle());
    await other.close();

    // The server reads it too, and finds it again what it was.
    await server.stop();
    const file = join(data, copy.name);
    writeFileSync(file, copy.bytes);
    const run = (passphrase) => execFileSync(serverBinary(), ['import', 'rescue', file, '--data', data, '--user', account('investigator').email, '--lang', 'fr'],
      { encoding: 'utf8', env: { ...process.env, CONSTAT_RESCUE_PASSPHRASE: passphrase }, stdio: ['ignore', 'pipe', 'pipe'] });
    assert.throws(() => run('une autre phrase'), (error) => error.status === 1 && error.stderr.includes(t('error.rescue-passphrase')));
    const words = run(kPassphrase);
    assert.match(words, /(reçues|connues)\s*: 1/);
    server = await startServer(['--demo'], { data });
    accounts = await demoAccounts(server.url);
    const kept = await get(server.url, account('manager'), `/api/v1/visits/${visit}`);
    assert.ok(Object.values(kept.visit.answers).some(({ comment }) => comment === 'À sauver'));
    await context.close();
  });
});
