// Every state of a section that asks for photos, a signature, a position and a code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paintJpeg, writePhoto } from '../support/camera.mjs';
import { takePhoto } from '../support/capture_phone.mjs';
import { capture } from '../support/capture_world.mjs';
import { text } from '../support/catalog.mjs';
import { settled } from '../support/launch.mjs';

const item = Object.fromEntries(capture.items.map((one) => [one.id, one]));

/** With the section on screen; leaves it with three photos, evidence and a signature. */
export async function captureTour(page, language, see) {
  const t = (key, ...args) => text(language, key, ...args);
  const group = ({ prompt }) => page.getByRole('group', { name: prompt[language], exact: true }).first();
  const press = async (place, name) => {
    await place.getByRole('button', { name, exact: true }).click();
    await settled(page);
  };
  const folder = mkdtempSync(join(tmpdir(), 'constat-tour-'));
  try {
    const files = [];
    for (const seed of [1, 2, 3]) files.push(writePhoto(join(folder, `${seed}.jpg`), await paintJpeg(page, { seed, width: 640, height: seed === 2 ? 800 : 480 })));
    const take = (place, path) => takePhoto(page, place, path, t('capture.take'));
    const shelf = group(item.shelf);
    const dialog = page.getByRole('dialog');

    // The camera was opened, and the page came back without a photo.
    const chooser = page.waitForEvent('filechooser');
    await press(shelf, t('capture.take'));
    await chooser;
    await page.reload();
    await settled(page);
    await shelf.getByText(t('capture.awaiting')).waitFor();
    await see('photo awaited');
    await press(shelf, t('capture.not_needed'));

    await take(shelf, writePhoto(join(folder, 'letter.jpg'), Buffer.from('a letter')));
    await shelf.getByText(t('app.failure.photo-not-an-image')).waitFor();
    await see('photo failed');
    await take(shelf, files[0]);
    await see('one photo');
    for (const file of files.slice(1)) await take(shelf, file);
    await see('three photos');
    await press(shelf, new RegExp(`^${t('capture.photo_of', '2', '3')}`));
    await see('photo dialog');
    await press(dialog, t('capture.remove'));
    await see('remove photo dialog');
    await press(dialog, t('capture.keep'));

    const clean = group(item.clean);
    await clean.getByRole('radio').nth(1).check();
    await settled(page);
    await see('evidence missing');
    await take(clean, files[1]);

    await press(group(item.signed), t('capture.sign'));
    await dialog.getByRole('textbox', { name: t('capture.sign_name') }).fill('Jeanne Martin');
    await settled(page);
    await see('signature dialog');
    await press(dialog, t('capture.sign_use'));
    await dialog.waitFor({ state: 'hidden' });
    await settled(page);
    await press(group(item.place), t('capture.locate'));
    await group(item.place).getByText(t('app.failure.location-refused')).waitFor();
    await see('captures');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
