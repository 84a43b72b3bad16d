// Writes the seeds of the fuzz targets: node tests/fuzz/make-seeds.mjs FOLDER. What stands in tests/fuzz/corpus/TARGET
// besides are inputs that once broke something.
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deflateSync } from 'node:zlib';

const root = new URL('../../', import.meta.url).pathname;
const folder = process.argv[2];
if (!folder) throw new Error('usage: make-seeds.mjs FOLDER');

function seed(target, name, bytes) {
  mkdirSync(join(folder, target), { recursive: true });
  writeFileSync(join(folder, target, name), bytes);
}
const filesOf = (path, ending) =>
  readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.path ?? entry.parentPath, entry.name));

// A name for a file that says where it came from.
const nameOf = (file) => file.slice(root.length).replaceAll('/', '-');
const isBroken = (kind) => (file) => basename(file).startsWith(kind) && !file.endsWith('.expected.json');
for (const file of [...filesOf('checklists', '.json'), ...filesOf('tests/fixtures/broken', '.json').filter(isBroken('checklist-'))])
  seed('checklist', nameOf(file), readFileSync(file));

const visit = (answers) => ({
  format: 'constat.visit/1', id: '01936d2e-7c1b-7d0a-b1f2-000000000001', checklist: { id: 'welcome', version: 1 },
  site: 'lyon', wave: 'w1', investigator: 'north-investigator', mission: null, contact_mode: 'visit',
  started_at: '2026-11-03T10:02:11+01:00', ended_at: '2026-11-03T10:31:40+01:00', answers,
});
const photo = 'sha256:' + 'ab'.repeat(32);
const answers = {
  greeted: { value: 'yes', comment: 'Accueil « parfait »', photos: [photo] }, smile: { value: 2 }, front: { value: [photo] },
  where: { value: { latitude: 45.76, longitude: 4.83, accuracy: 12.5 } }, absent: { na: true }, many: { value: ['a', 'b'] },
};
const submission = {
  format: 'constat.submission/1', visit: visit(answers), app: { version: '0.1.0' },
  device_score: { scoring_version: 1, status: 'complete', score: 75, uncapped: 75, grade: 'A', passed: true },
  photos: [{ sha256: 'ab'.repeat(32), item: 'front', bytes: 200000, type: 'image/jpeg', width: 1600, height: 1200,
    dhash: '00ff00ff00ff00ff', taken_at: '2026-11-03T10:10:00+01:00' }],
};
seed('submission', 'submission.json', JSON.stringify(submission));
seed('submission', 'visit.json', JSON.stringify(visit(answers)));
for (const file of [...filesOf('tests/golden/visits', '.json'), ...filesOf('tests/fixtures/broken', '.json').filter(isBroken('visit-'))])
  seed('submission', nameOf(file), readFileSync(file));

const expressions = ["${smile} >= 2 and ${greeted} = 'yes'", "selected(${many}, 'a') or not(${x} != '')", '. > 3',
  'count-selected(${many}) * 2 + 1', "if(${a} = 'b', 1, 2) div 3 mod 2", "string-length(concat(${a}, 'é')) < 5",
  "coalesce(${a}, ${b})", "regex(., '^[0-9]+$')", '-1.5 + round(${n}, 2)', "((((((1))))))"];
expressions.forEach((text, i) => seed('expression', `${i}.txt`, text + '\nyes no 1 2.5 abc'));

const rows = ['id;date;magasin;poids;reco;satisfaction;effort;resolu;remarque', '1;2026-10-02;lyon;1;10;5;7;oui;très bien',
  '2;02/10/2026;lille;0,5;6;1;2;non;"deux\nlignes; et ""guillemets"""', '3;;lyon;;;;;;'];
seed('csv', 'utf8.csv', '\x00' + rows.join('\r\n'));
seed('csv', 'latin.csv', Buffer.from('\x01' + rows.join('\n').replaceAll(';', '\t'), 'latin1'));
seed('csv', 'automatic.csv', '\x03' + rows.join('\n').replaceAll(';', ','));

seed('cursor', 'cursor.txt', 'epoch-1f.42');
seed('cursor', 'page.json', JSON.stringify({ epoch: 'e', cursor: 'e.2', more: false,
  changes: [{ type: 'site', id: 'lyon', seq: 1, doc: { id: 'lyon' } }, { type: 'visit', id: 'v', seq: 2, doc: null }] }));
seed('cursor', 'receipt.json', JSON.stringify({ visit: visit({}).id, revision: 1, sha256: 'ab'.repeat(32), seq: 42,
  received_at: '2026-11-03T09:32:00Z', photos_missing: [], quarantined: null, score: submission.device_score, score_differs: false,
  key_id: '0123456789abcdef', signature: 'AAAA' }));
seed('cursor', 'digest.txt', 'sha-512=:AAAA:, sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:');

const id = visit({}).id;
const requests = {
  push: `PUT /api/v1/visits/${id}/revisions/1\ncookie: @\nconstat-protocol: 1\ncontent-digest: @\n\n${JSON.stringify(submission)}`,
  pull: 'GET /api/v1/sync?cursor=epoch-north.3&limit=50\ncookie: @\n\n',
  blob: `PATCH /api/v1/blobs/${'ab'.repeat(32)}\ncookie: @\nconstat-protocol: 1\ncontent-digest: @\ncontent-type: application/offset+octet-stream\nupload-offset: 0\nupload-length: 5\n\n12345`,
  head: `HEAD /api/v1/blobs/${'ab'.repeat(32)}\ncookie: @\n\n`,
  signin: 'POST /api/v1/session\nconstat-protocol: 1\n\n{"email":"nobody@example.org","password":"x"}',
  survey: 'POST /api/v1/surveys\ncookie: @@\nconstat-protocol: 1\n\n{"format":"constat.survey/1","id":"s"}',
  csv: `POST /api/v1/surveys/s/responses?dry_run=1\ncookie: @@\nconstat-protocol: 1\ncontent-type: text/csv\n\n${rows.join('\n')}`,
  parked: 'POST /api/v1/parked\ncookie: @\nconstat-protocol: 1\n\n{"visit":"x","revision":1,"problem":"odd","note":"","sha256":"","body":""}',
  events: `POST /api/v1/visits/${id}/events\ncookie: @@\nconstat-protocol: 1\n\n{"id":"${id}","type":"decision","revision":1,"sha256":"${'ab'.repeat(32)}","decision":"accept","reason":"vu"}`,
  static: 'GET /../../etc/passwd?x=%00\naccept-language: en;q=0.1, fr\nx-forwarded-for: 1.2.3.4\n\n',
};
for (const [name, text] of Object.entries(requests)) seed('request', name, text);

const u32 = (value) => { const b = Buffer.alloc(4); b.writeUInt32BE(value >>> 0); return b; };
function crc(table, bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}
const table = (polynomial) => Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? polynomial ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = table(0xedb88320), crc32c = table(0x82f63b78);
const chunk = (name, data) => {
  const covered = Buffer.concat([Buffer.from(name), data]);
  return Buffer.concat([u32(data.length), covered, u32(crc(crc32, covered))]);
};
const png = (extra) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0])),
  ...extra, chunk('IDAT', deflateSync(Buffer.alloc(14))), chunk('IEND', Buffer.alloc(0))]);
const jpeg = (exif) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]), exif,
  Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9])]);
const riff = (parts) => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
};
seed('image', 'plain.png', png([]));
seed('image', 'text.png', png([chunk('tEXt', Buffer.from('Author\0x')), chunk('eXIf', Buffer.from('II*\0'))]));
seed('image', 'plain.jpg', jpeg(Buffer.alloc(0)));
seed('image', 'exif.jpg', jpeg(Buffer.from([0xff, 0xe1, 0, 10, 0x45, 0x78, 0x69, 0x66, 0, 0, 1, 2])));
seed('image', 'lossy.webp', riff([Buffer.from('VP8 \x0a\0\0\0\x30\x01\0\x9d\x01\x2a\x02\0\x02\0', 'latin1')]));
seed('image', 'lossless.webp', riff([Buffer.from('VP8L\x06\0\0\0\x2f\x01\x40\0\0\0', 'latin1')]));
seed('image', 'extended.webp', riff([Buffer.from('VP8X\x0a\0\0\0\x08\0\0\0\x01\0\0\x01\0\0', 'latin1'), Buffer.from('EXIF\x02\0\0\0II', 'latin1')]));

const frame = (payload) => {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(payload.length);
  head.writeUInt32LE(crc(crc32c, payload), 4);
  return Buffer.concat([head, payload]);
};
const text = (value) => Buffer.concat([Buffer.from([value.length * 2]), Buffer.from(value)]);
const payload = (kind, number, rest) => Buffer.concat([Buffer.from('CL1' + kind), Buffer.from([number, 0, 0, 0, 0, 0, 0, 0]), rest]);
const record = Buffer.concat([text('2026-11-03T09:32:00Z'), text('north'), Buffer.from([2]), Buffer.from([13, 0])]);
seed('ledger', 'segment.log', Buffer.concat([frame(payload('r', 1, record)), frame(payload('r', 2, record))]));
seed('ledger', 'given-up.log', Buffer.concat([frame(payload('r', 2, record)), frame(payload('r', 2, record)), Buffer.from([9, 0, 0])]));
seed('ledger', 'parts.log', Buffer.concat([frame(payload('b', 3, record)), frame(payload('m', 3, record)), frame(payload('e', 3, record))]));
seed('ledger', 'snapshot.log', Buffer.concat([frame(payload('S', 3, text('x'))), frame(payload('t', 3, text('y'))), frame(payload('E', 3, text('')))]));
seed('ledger', 'mutations', Buffer.concat([Buffer.from([9]), text('x'), Buffer.from([13, 0])]));

const salt = Buffer.alloc(16, 7);
const rescueHeader = JSON.stringify({ format: 'constat.rescue-file/1', cipher: 'AES-256-GCM', frame: 1 << 20,
  kdf: { name: 'PBKDF2-HMAC-SHA256', iterations: 2, salt: salt.toString('base64') } }) + '\n';
const rescue = JSON.stringify({ format: 'constat.rescue/1', made_at: '2026-11-03T10:00:00+01:00', app: '0.1.0', user: 'anna',
  visits: [{ start: {}, revision: 1, state: 'saved', answers: {}, body: JSON.stringify(submission), photos: [] }] });
const picture = png([]);
const inside = Buffer.concat([Buffer.from(JSON.stringify({ name: 'rescue', bytes: Buffer.byteLength(rescue) }) + '\n' + rescue),
  Buffer.from(JSON.stringify({ name: 'photo', sha256: createHash('sha256').update(picture).digest('hex'), bytes: picture.length }) + '\n'), picture]);
const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync('correct horse battery', salt, 2, 32, 'sha256'), Buffer.concat([Buffer.alloc(11), Buffer.from([1])]));
cipher.setAAD(Buffer.from(rescueHeader));
const sealed = Buffer.concat([cipher.update(inside), cipher.final()]);
seed('rescue', 'file', Buffer.concat([Buffer.from(rescueHeader), sealed, cipher.getAuthTag()]));
seed('rescue', 'inside.json', rescue);
const tarHead = Buffer.alloc(512);
tarHead.write('constat-logs/slot-0', 0);
tarHead.write('0000600\x000000000\x000000000\x0000000000020\x0000000000000\x00        0', 100, 'latin1');
tarHead.write('ustar\x0000', 257, 'latin1');
tarHead.write(tarHead.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0 ', 148, 'latin1');
seed('rescue', 'raw.tar', Buffer.concat([tarHead, Buffer.alloc(512, 'x'), Buffer.alloc(1024)]));
