// Rescue files (docs/formats.md) of one frame, written here a second time: opened, changed and sealed again.
import { createCipheriv, createDecipheriv, pbkdf2Sync } from 'node:crypto';

const kTag = 16;
const kNonce = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]); // of frame 0, the last one

function parts(bytes, passphrase) {
  const end = bytes.indexOf(10) + 1;
  const header = bytes.subarray(0, end);
  const { kdf, frame } = JSON.parse(header);
  if (bytes.length - end > frame + kTag) throw new Error('this copy has more than one frame');
  const key = pbkdf2Sync(passphrase.normalize('NFC'), Buffer.from(kdf.salt, 'base64'), kdf.iterations, 32, 'sha256');
  return { header, key, sealed: bytes.subarray(end) };
}

/** The same file, after `change(rescue)` of the document in it; photos stay as they are. */
export function changedRescue(bytes, passphrase, change) {
  const { header, key, sealed } = parts(bytes, passphrase);
  const open = createDecipheriv('aes-256-gcm', key, kNonce).setAAD(header).setAuthTag(sealed.subarray(-kTag));
  const plain = Buffer.concat([open.update(sealed.subarray(0, -kTag)), open.final()]);
  const start = plain.indexOf(10) + 1;
  const line = JSON.parse(plain.subarray(0, start));
  const rescue = JSON.parse(plain.subarray(start, start + line.bytes));
  change(rescue);
  const json = Buffer.from(JSON.stringify(rescue));
  const seal = createCipheriv('aes-256-gcm', key, kNonce).setAAD(header);
  const records = [Buffer.from(`${JSON.stringify({ ...line, bytes: json.length })}\n`), json, plain.subarray(start + line.bytes)];
  const secret = Buffer.concat([...records.map((record) => seal.update(record)), seal.final()]);
  return Buffer.concat([header, secret, seal.getAuthTag()]);
}
