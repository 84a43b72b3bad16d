// Pictures of the gallery for docs/gallery.md, as WebP: one per group of widgets on a phone, some in other themes, two on a desk.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApp, phone, settled } from '../support/launch.mjs';

const kPhonePx = 390;
const kDeskPx = 1100;
const kQuality = 0.5;
// The bars stay at the edges of a picture as high as the page; they are shown once, with the dialog.
const shots = [
  ...['text', 'buttons', 'choices', 'fields', 'items', 'capture', 'messages', 'lists', 'tables', 'charts'].map((part) => ({ part })),
  { part: 'dialog', height: 780 },
  { part: 'choices', look: 'dark' }, { part: 'charts', look: 'dark' }, { part: 'messages', look: 'contrast' }, { part: 'fields', look: 'contrast' },
  { part: 'tables', desk: true }, { part: 'charts', desk: true },
];
const media = { dark: { colorScheme: 'dark' }, contrast: { contrast: 'more' } };

/** In the page: a PNG as WebP, which a tenth of the bytes is enough for. */
async function toWebp({ png, quality }) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Writes gallery-<part>[-<look>|-desk].webp into `folder`; `language` is that of the pictures. */
export async function shootGallery(browser, url, folder, language) {
  for (const { part, look, height, desk } of shots) {
    const width = desk ? kDeskPx : kPhonePx;
    const context = await phone(browser, { viewport: { width, height: height ?? 780 }, deviceScaleFactor: desk ? 1 : 1.25, isMobile: false,
      locale: language === 'fr' ? 'fr-FR' : 'en-GB', ...(media[look] ?? {}) });
    const page = await openApp(context, `${url}/#/gallery/${part}`);
    if (!height) {
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: whole });
      await page.waitForFunction((wanted) => Math.abs(document.getElementById('canvas').clientHeight - wanted) <= 1, whole);
    }
    await settled(page);
    const png = (await page.screenshot()).toString('base64');
    const webp = await (await context.newPage()).evaluate(toWebp, { png, quality: kQuality });
    writeFileSync(join(folder, `gallery-${[part, look, desk && 'desk'].filter(Boolean).join('-')}.webp`), Buffer.from(webp, 'base64'));
    await context.close();
  }
}
