// Photos, end to end: taken offline, with the browser killed behind the camera and after, they arrive at the server byte
// for byte as the phone keeps them, without the place where they were taken. And what else a phone can give: evidence on
// an answer, a signature, a position, a code.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { keptPhotos, kMaker, paintJpeg, segments, withExif, writePhoto } from './support/camera.mjs';
import { group, KillablePhone, openPicker, t, takePhoto, thumbnails } from './support/capture_phone.mjs';
import { capture, startCaptureServer } from './support/capture_world.mjs';
import { demoAccounts, signIn } from './support/demo.mjs';
import { launchBrowser, openApp, phone, settled } from './support/launch.mjs';
import { until } from './support/until.mjs';

const item = Object.fromEntries(capture.items.map((one) => [one.id, one]));
const kApp1 = 0xe1;

/** GET as a person, outside the browser, as bytes. */
async function download(url, { email, password }, path) {
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST', body: JSON.stringify({ email, password }),
    headers: { 'Content-Type': 'application/json', 'Constat-Protocol': '1' },
  });
  const cookie = session.headers.get('set-cookie').split(';')[0];
  return fetch(`${url}${path}`, { headers: { cookie } });
}

describe('photos', { timeout: 400_000 }, () => {
  let server, folder;
  before(async () => {
    server = await startCaptureServer();
    folder = mkdtempSync(join(tmpdir(), 'constat-photo-'));
  });
  after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a photo taken offline survives a killed browser and arrives whole, without its place', async () => {
    const hand = new KillablePhone(server);
    try {
      let page = await hand.start();
      await page.locator('a[href^="#/mission/"]').first().waitFor();
      await until(page, async () => (await navigator.serviceWorker.ready) && (await caches.keys()).length > 0);
      const visit = await hand.begin();
      const source = withExif(await paintJpeg(page, { seed: 7 }));
      assert.ok(source.includes('Exif') && source.includes(kMaker) && segments(source).includes(kApp1));
      const file = writePhoto(join(folder, 'camera.jpg'), source);
      await hand.browser.context.setOffline(true);

      // Killed behind the camera: the draft opens at the question and asks.
      await openPicker(page, group(page, item.shelf));
      await hand.kill();
      page = await hand.start();
      await hand.browser.context.setOffline(true);
      await hand.go(`#/visit/${visit}`);
      const shelf = group(page, item.shelf);
      await shelf.getByText(t('capture.awaiting')).waitFor();
      assert.match(await page.evaluate(() => location.hash), /section\/1\/?.*shelf/);

      await takePhoto(page, shelf, file, t('capture.take_again'));
      await shelf.getByText(t('fill.saved'), { exact: true }).waitFor();
      assert.equal(await thumbnails(shelf).count(), 1);
      assert.equal(await shelf.getByText(t('capture.awaiting')).count(), 0);

      // An answer that demands a photo says so until there is one.
      const clean = group(page, item.clean);
      await clean.getByRole('radio', { name: 'Dirty' }).check();
      await settled(page);
      await clean.getByText(t('capture.needed')).waitFor();
      const evidence = writePhoto(join(folder, 'evidence.jpg'), withExif(await paintJpeg(page, { seed: 8 }), 1));
      await takePhoto(page, clean, evidence);
      assert.equal(await clean.getByText(t('capture.needed')).count(), 0);
      const kept = await keptPhotos(page);
      assert.equal(kept.length, 2);
      for (const { name, sha256 } of kept) assert.equal(name, sha256);
      await hand.kill();

      page = await hand.start(`#/visit/${visit}/section/1`);
      await settled(page);
      assert.equal(await thumbnails(group(page, item.shelf)).count(), 1);
      assert.equal(await thumbnails(group(page, item.clean)).count(), 1);
      assert.deepEqual(await keptPhotos(page), kept);

      await hand.go(`#/visit/${visit}/review`);
      await page.getByRole('button', { name: t('review.submit_incomplete') }).click();
      await page.getByRole('dialog').getByRole('button', { name: t('review.confirm_incomplete_yes'), exact: true }).click();
      await page.waitForFunction(() => location.hash === '#/visits');
      await hand.go(`#/my-visit/${visit}`);
      await page.getByText(t('capture.sent_all.other', '2')).waitFor({ timeout: 60_000 });
      await page.getByText(t('visits.received'), { exact: true }).first().waitFor();
      assert.deepEqual(page.problems, []);

      const accounts = await demoAccounts(server.url);
      const manager = accounts.find(({ role }) => role === 'manager');
      for (const { name, bytes } of kept) {
        const answer = await download(server.url, manager, `/api/v1/blobs/${name}`);
        assert.equal(answer.status, 200);
        const stored = Buffer.from(await answer.arrayBuffer());
        assert.equal(stored.length, bytes);
        assert.equal(createHash('sha256').update(stored).digest('hex'), name);
        assert.ok(!segments(stored).includes(kApp1) && !stored.includes(kMaker), 'nothing of the camera is left');
      }
      const report = await (await download(server.url, manager, `/api/v1/visits/${visit}`)).json();
      const shelfPhoto = report.photos.find((photo) => photo.item === 'shelf');
      // Turned as the camera said, and made smaller: 2400 x 1800 on its side.
      assert.deepEqual([shelfPhoto.width, shelfPhoto.height], [1200, 1600]);
      assert.equal(shelfPhoto.flaw, null);
      assert.match(shelfPhoto.dhash, /^[0-9a-f]{16}$/);
      assert.deepEqual(report.visit.answers.shelf.value, [`sha256:${shelfPhoto.sha256}`]);
      assert.equal(report.visit.answers.clean.photos.length, 1);

      // The manager sees it on the visit's page, large when tapped.
      const browser = await launchBrowser();
      try {
        const wide = await openApp(await phone(browser, { locale: 'en-GB', viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false }), server.url);
        await signIn(wide, 'en', manager);
        await wide.evaluate((to) => { location.hash = to; }, `#/result/${visit}`);
        await wide.getByRole('button', { name: new RegExp(`^${t('capture.photo_of', '1', '1')}`) }).first().click();
        await settled(wide);
        await wide.getByRole('dialog').getByRole('img', { name: item.shelf.prompt.en }).waitFor();
        assert.deepEqual(wide.problems, []);
      } finally {
        await browser.close();
      }
    } finally {
      await hand.remove();
    }
  });

  test('several photos, removing one, and files that give none', async () => {
    const browser = await launchBrowser();
    try {
      const context = await phone(browser, { locale: 'en-GB' });
      const page = await openApp(context, server.url);
      const accounts = await demoAccounts(server.url);
      await signIn(page, 'en', accounts.find(({ role }) => role === 'investigator'));
      const hand = Object.assign(new KillablePhone(server), { page });
      hand.profile.remove();
      await hand.begin(1);
      const shelf = group(page, item.shelf);
      const paths = [];
      for (const seed of [1, 2, 3]) paths.push(writePhoto(join(folder, `${seed}.jpg`), await paintJpeg(page, { seed, width: 800, height: 600 })));

      await (await openPicker(page, shelf, t('capture.choose'))).setFiles(paths);
      await settled(page);
      assert.equal(await thumbnails(shelf).count(), 3);
      assert.equal((await keptPhotos(page)).length, 3);

      await shelf.getByRole('button', { name: new RegExp(`^${t('capture.photo_of', '2', '3')}`) }).click();
      await page.getByRole('dialog').getByRole('button', { name: t('capture.remove'), exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: t('capture.remove_yes'), exact: true }).click();
      await settled(page);
      assert.equal(await thumbnails(shelf).count(), 2);
      await until(page, async () => {
        const photos = await (await navigator.storage.getDirectory()).getDirectoryHandle('constat-photos');
        let count = 0;
        for await (const name of photos.keys()) count += name ? 1 : 0;
        return count === 2;
      });

      // Not images, images that no browser here reads, and broken ones: in words, and nothing is kept.
      const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]);
      const broken = (await paintJpeg(page, { width: 200, height: 150 })).subarray(0, 60);
      for (const [name, bytes, key] of [['a.jpg', Buffer.from('a letter, not a picture'), 'app.failure.photo-not-an-image'],
        ['b.heic', heic, 'app.failure.photo-format'], ['c.jpg', broken, 'app.failure.photo-damaged-file']]) {
        writeFileSync(join(folder, name), bytes);
        await takePhoto(page, shelf, join(folder, name));
        await shelf.getByText(t(key, 'HEIC')).waitFor();
        assert.equal(await thumbnails(shelf).count(), 2);
      }

      // Leaving the camera without a photo leaves nothing behind.
      await openPicker(page, shelf);
      await page.evaluate(() => document.querySelector('input[type=file]').dispatchEvent(new Event('cancel', { bubbles: true })));
      await settled(page);
      await page.reload();
      await settled(page);
      assert.equal(await page.getByText(t('capture.awaiting')).count(), 0);
      assert.deepEqual(page.problems, []);
      await context.close();
    } finally {
      await browser.close();
    }
  });

  test('signature, position and code', async () => {
    const browser = await launchBrowser();
    try {
      const context = await phone(browser, { locale: 'en-GB', geolocation: { latitude: 48.8566, longitude: 2.3522, accuracy: 11.2 } });
      await context.addInitScript(() => {
        window.BarcodeDetector = class { async detect(picture) { return picture.width > 300 ? [{ rawValue: '3017620422003' }] : []; } };
      });
      const page = await openApp(context, server.url);
      const accounts = await demoAccounts(server.url);
      await signIn(page, 'en', accounts.find(({ role }) => role === 'investigator'));
      const hand = Object.assign(new KillablePhone(server), { page });
      hand.profile.remove();
      await hand.begin(2);

      const signed = group(page, item.signed);
      await signed.getByRole('button', { name: t('capture.sign'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      const use = dialog.getByRole('button', { name: t('capture.sign_use'), exact: true });
      await dialog.getByRole('img', { name: t('capture.pad'), exact: true }).waitFor();
      assert.ok(await use.isDisabled());
      const box = await dialog.locator('canvas').boundingBox();
      const draw = async (y) => {
        await page.mouse.move(box.x + 30, box.y + y);
        await page.mouse.down();
        await page.mouse.move(box.x + 120, box.y + y + 30, { steps: 6 });
        await page.mouse.up();
        await settled(page);
      };
      await draw(30);
      await draw(60);
      await dialog.getByRole('button', { name: t('capture.undo'), exact: true }).click();
      await settled(page);
      await use.click();
      await dialog.waitFor({ state: 'hidden' });
      await settled(page);
      assert.equal(await thumbnails(signed).count(), 1);
      const [drawn] = await keptPhotos(page);

      // By keyboard: the name in the stead of ink, which takes the first one's place.
      await signed.getByRole('button', { name: t('capture.sign_again'), exact: true }).click();
      await dialog.getByRole('textbox', { name: t('capture.sign_name') }).fill('Jeanne Martin');
      await settled(page);
      await use.click();
      await dialog.waitFor({ state: 'hidden' });
      await settled(page);
      assert.equal(await thumbnails(signed).count(), 1);
      await until(page, async (name) => {
        const photos = await (await navigator.storage.getDirectory()).getDirectoryHandle('constat-photos');
        for await (const one of photos.keys()) if (one === name) return false;
        return true;
      }, drawn.name);

      const place = group(page, item.place);
      await place.getByRole('button', { name: t('capture.locate'), exact: true }).click();
      await place.getByText(t('app.failure.location-refused')).waitFor();
      await context.grantPermissions(['geolocation'], { origin: server.url });
      await place.getByRole('button', { name: t('capture.locate'), exact: true }).click();
      await place.getByText(/48\.85660, 2\.35220/).first().waitFor();
      await place.getByText(t('fill.saved'), { exact: true }).waitFor();

      const code = group(page, item.code);
      const small = writePhoto(join(folder, 'small.jpg'), await paintJpeg(page, { width: 200, height: 150 }));
      await takePhoto(page, code, small, t('capture.scan'));
      await code.getByText(t('app.failure.scan-nothing')).waitFor();
      await takePhoto(page, code, writePhoto(join(folder, 'code.jpg'), await paintJpeg(page, { width: 400, height: 300 })), t('capture.scan'));
      const field = code.getByRole('textbox', { name: t('capture.code') });
      assert.equal(await field.inputValue(), '3017620422003');
      await field.fill('4006381333931');
      await settled(page);
      await code.getByText(t('fill.saved'), { exact: true }).waitFor();
      // A picture that was only read is not kept.
      assert.equal((await keptPhotos(page)).length, 1);
      assert.deepEqual(page.problems, []);
      await context.close();
    } finally {
      await browser.close();
    }
  });
});
