// A camera's photo: large, noisy as real ones are, turned by its EXIF orientation, and telling where it was taken.
import { writeFileSync } from 'node:fs';

const kGpsTag = 0x8825;
const kMakeTag = 0x010f;
const kOrientationTag = 0x0112;
export const kMaker = 'Fictive Optik';

/** A JPEG of the browser's own making: half red above, half blue below, with `seed`ed noise, so that each differs. */
export async function paintJpeg(page, { width = 2400, height = 1800, seed = 1, noise = 40 } = {}) {
  const base64 = await page.evaluate(async ({ width, height, seed, noise }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    const image = context.createImageData(width, height);
    let state = seed * 2654435761 >>> 0;
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const top = at < image.data.length / 2;
      const grain = (state >>> 24) % noise;
      image.data[at] = (top ? 200 : 30) + grain;
      image.data[at + 1] = 40 + grain;
      image.data[at + 2] = (top ? 30 : 200) + grain;
      image.data[at + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(binary);
  }, { width, height, seed, noise });
  return Buffer.from(base64, 'base64');
}

/** EXIF 2.3 in an APP1 segment, little endian: maker, orientation, and a GPS position in Paris. */
export function withExif(jpeg, orientation = 6) {
  const maker = Buffer.from(`${kMaker}\0`);
  const ifd = 8;
  const gps = ifd + 2 + 3 * 12 + 4;
  const values = gps + 2 + 4 * 12 + 4;
  const tiff = Buffer.alloc(values + 48 + maker.length);
  tiff.write('II', 0);
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(ifd, 4);
  const entry = (at, tag, type, count, value) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    if (typeof value === 'number') tiff.writeUInt32LE(value, at + 8);
    else value.copy(tiff, at + 8);
  };
  const rationals = (at, numbers) => numbers.forEach((number, i) => {
    tiff.writeUInt32LE(number, at + 8 * i);
    tiff.writeUInt32LE(1, at + 8 * i + 4);
  });
  tiff.writeUInt16LE(3, ifd);
  entry(ifd + 2, kMakeTag, 2, maker.length, values + 48);
  entry(ifd + 14, kOrientationTag, 3, 1, orientation);
  entry(ifd + 26, kGpsTag, 4, 1, gps);
  tiff.writeUInt16LE(4, gps);
  entry(gps + 2, 1, 2, 2, Buffer.from('N\0\0\0'));
  entry(gps + 14, 2, 5, 3, values);
  entry(gps + 26, 3, 2, 2, Buffer.from('E\0\0\0'));
  entry(gps + 38, 4, 5, 3, values + 24);
  rationals(values, [48, 51, 24]);
  rationals(values + 24, [2, 21, 7]);
  maker.copy(tiff, values + 48);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

export function writePhoto(path, bytes) {
  writeFileSync(path, bytes);
  return path;
}

/** The markers of a JPEG's segments before its picture. */
export function segments(jpeg) {
  const found = [];
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) found.push(jpeg[at + 1]);
  return found;
}

/** Name and size of each file in constat-photos, with the SHA-256 of its bytes, as the browser reads them. */
export function keptPhotos(page) {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('constat-photos').catch(() => null);
    const found = [];
    for await (const [name, handle] of folder?.entries() ?? []) {
      const bytes = await (await handle.getFile()).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      found.push({ name, bytes: bytes.byteLength, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') });
    }
    return found.sort((a, b) => a.name.localeCompare(b.name));
  });
}
