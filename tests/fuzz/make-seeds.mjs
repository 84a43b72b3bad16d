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
  greeted: { value: 'yes', comment: 'Accueil « parfait »\u0001 "\\', photos: [photo] }, smile: { value: 2 }, front: { value: [photo] },
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
// Answers to every item of the checklist that the target scores with.
const boutique = JSON.parse(readFileSync(join(root, 'checklists/accueil-boutique.json'), 'utf8'));
const given = { choice: (item) => item.choices[0].id, multi_choice: (item) => [item.choices[0].id], scale: (item) => item.max, number: () => 1.5,
  duration: () => 95, text: () => 'vu', date: () => '2026-11-03', time: () => '10:02', photo: () => [photo], signature: () => [photo],
  location: () => ({ latitude: 45.76, longitude: 4.83, accuracy: 12.5 }), barcode: () => '3017620422003' };
const full = Object.fromEntries(boutique.sections.flatMap((section) => section.items).map((item) => [item.id, { value: given[item.type](item) }]));
seed('submission', 'full.json', JSON.stringify(visit(full)));
seed('submission', 'not-applicable.json', JSON.stringify(visit(Object.fromEntries(Object.keys(full).map((item) => [item, { na: true }])))));
for (const file of [...filesOf('tests/golden/visits', '.json'), ...filesOf('tests/fixtures/broken', '.json').filter(isBroken('visit-'))])
  seed('submission', nameOf(file), readFileSync(file));

const rare = ['{"a":1e400,"b":-0,"c":1.50,"d":[],"é":"\\ud83d\\ude00\\u0000","f":{"g":null}}', '[18446744073709551616,-9223372036854775809,0.1e-7]',
  ' [ true , false ] ', '{"a":1,"a":2}', '"\\ud800"', '['.repeat(33) + ']'.repeat(33), '01', '[1,]', '\ufeff{}'];
rare.forEach((text, i) => seed('json', `${i}.json`, text));
seed('json', 'submission.json', JSON.stringify(submission));

const expressions = ["${smile} >= 2 and ${greeted} = 'yes'", "selected(${many}, 'a') or not(${x} != '')", '. > 3',
  'count-selected(${many}) * 2 + 1', "if(${a} = 'b', 1, 2) div 3 mod 2", "string-length(concat(${a}, 'é')) < 5",
  "coalesce(${a}, ${b})", "regex(., '^[0-9]+$')", '-1.5 + round(${n}, 2)', "((((((1))))))", 'round(12.345, 2)', 'round(2.5, 99999999999)', "round(-1.5, -3) + min(1, 'a', 2)"];
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

// The organisation of tests/faults/support/sim_content.hpp.
const id = visit({}).id;
const pixel = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010800000000000000000000000049454e4400000000', 'hex').toString('latin1');
const pixelHash = createHash('sha256').update(Buffer.from(pixel, 'latin1')).digest('hex');
const grid = (answers) => JSON.stringify({ app: { version: 'fuzz' }, device_score: submission.device_score, format: 'constat.submission/1',
  visit: { ...visit(answers), checklist: { id: 'grid', version: 1 }, investigator: 'u0', mission: 'm0-0', site: 'lille' } });
const push = (revision, body) => `PUT /api/v1/visits/${id}/revisions/${revision}\ncookie: @\nconstat-protocol: 1\ncontent-digest: @\n\n${body}`;
const plain = grid({ i0: { value: 'v5' }, i1: { value: 'v0' }, note: { value: 'é' } });
const pictured = grid({ i0: { value: 'v5' }, front: { value: ['sha256:' + pixelHash] } });
const chunk_of = (offset, length, bytes) => `PATCH /api/v1/blobs/${pixelHash}\ncookie: @\nconstat-protocol: 1\ncontent-digest: @\ncontent-type: application/offset+octet-stream\nupload-offset: ${offset}\nupload-length: ${length}\n\n${bytes}`;
const bodyHash = createHash('sha256').update(plain).digest('hex');
const requests = {
  push: push(1, plain),
  conflict: [push(1, plain), push(1, pictured), 'GET /api/v1/quarantine\ncookie: @@\n\n'].join('\n%%\n'),
  photo: [push(1, pictured), chunk_of(0, pixel.length, pixel.slice(0, 20)), chunk_of(20, pixel.length, pixel.slice(20)),
    `GET /api/v1/blobs/${pixelHash}\ncookie: @\n\n`].join('\n%%\n'),
  pull: 'GET /api/v1/sync?cursor=epoch-1.3&limit=50\ncookie: @\n\n',
  head: `HEAD /api/v1/blobs/${'ab'.repeat(32)}\ncookie: @\n\n`,
  signin: 'POST /api/v1/session\nconstat-protocol: 1\n\n{"email":"nobody@example.org","password":"x"}',
  survey: ['POST /api/v1/surveys\ncookie: @@\nconstat-protocol: 1\n\n{"format":"constat.survey/1","id":"s","title":{"fr":"S"},"theme":"service",' +
    '"channel":"email","trigger":"visit","level":"site","period":{"from":"2026-10-01","to":"2026-10-31"},"csv":{"site":"magasin","date":"date","id":"id"},' +
    '"questions":[{"column":"reco","kpi":"nps"}]}',
  `POST /api/v1/surveys/s/responses?dry_run=1\ncookie: @@\nconstat-protocol: 1\ncontent-type: text/csv\n\n${rows.join('\n')}`,
  `POST /api/v1/surveys/s/responses\ncookie: @@\nconstat-protocol: 1\ncontent-type: text/csv\n\n${rows.join('\n')}`,
  'GET /api/v1/comparison?wave=w1\ncookie: @@\n\n'].join('\n%%\n'),
  parked: 'POST /api/v1/parked\ncookie: @\nconstat-protocol: 1\n\n' + JSON.stringify({ visit: id, revision: 1, problem: 'odd', note: '', sha256: bodyHash, body: plain }),
  events: [push(1, plain), `POST /api/v1/visits/${id}/events\ncookie: @@\nconstat-protocol: 1\n\n{"id":"${id}","type":"decision","revision":1,"sha256":"${bodyHash}","decision":"accept","reason":"vu"}`,
    `GET /api/v1/visits/${id}/events\ncookie: @@\n\n`].join('\n%%\n'),
  static: 'GET /../../etc/passwd?x=%00\naccept-language: en;q=0.1, fr\nx-forwarded-for: 1.2.3.4\nif-none-match: "x"\n\n',
};
for (const [name, text] of Object.entries(requests)) seed('request', name, Buffer.from(text, 'latin1').includes(0x89) ? Buffer.from(text, 'latin1') : text);

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

// A phone's logs: records, a line each; and the rescue copy that another phone reads.
const smallChecklist = { format: 'constat.checklist/1', id: 'welcome', version: 1, title: { fr: 'Accueil' }, languages: ['fr'], scoring: { mode: 'points' },
  sections: [{ id: 's', area: 'reception', title: { fr: 'S' }, items: [{ id: 'a', type: 'choice', prompt: { fr: 'A' },
    choices: [{ id: 'yes', label: { fr: 'Oui' }, points: 1 }, { id: 'no', label: { fr: 'Non' }, points: 0 }] }, { id: 'p', type: 'photo', prompt: { fr: 'P' } }] }] };
const head = { ...visit({}), checklist: { id: 'welcome', version: 1 }, mission: 'm0', investigator: 'anna' };
delete head.ended_at;
const start = { t: 'start', owner: 'anna', revision: 1, visit: head, checklist: smallChecklist, site_doc: { id: 'lyon', name: 'Lyon' }, live_score: true };
const facts = { sha256: 'ab'.repeat(32), item: 'p', bytes: 3, type: 'image/jpeg', width: 1, height: 1, dhash: null, taken_at: '2026-11-03T10:05:00+01:00' };
const finished = JSON.stringify({ ...submission, photos: [facts], visit: { ...head, ended_at: '2026-11-03T10:31:40+01:00', answers: { a: { value: 'yes' }, p: { value: [photo] } } } });
const records = [start, { t: 'answer', n: 1, item: 'a', answer: { value: 'yes' } }, { t: 'awaiting', n: 2, awaiting: { item: 'p', since: '2026-11-03T10:04:00+01:00' } },
  { t: 'photo', n: 3, item: 'p', as: 'value', facts, answer: { value: [photo] } }, { t: 'ui', n: 4, ui: { section: 1 } },
  { t: 'submit', n: 5, ended_at: '2026-11-03T10:31:40+01:00', sha256: createHash('sha256').update(finished).digest('hex'), body: finished }];
const lines = (chosen) => [{ log: id }, ...chosen].map((record) => JSON.stringify(record)).join('\n');
seed('phone', 'draft', ' ' + lines(records.slice(0, 5)));
seed('phone', 'submitted', ' ' + lines(records));
seed('phone', 'doubled', ' ' + lines(records.slice(0, 3)) + '\n\n' + lines([...records.slice(0, 2), { t: 'photo-removed', n: 6, item: 'p', sha256: 'ab'.repeat(32), answer: {} }]));
seed('phone', 'discarded', ' ' + lines([start, records[1], { t: 'discard', n: 2 }]));
seed('phone', 'slot', Buffer.concat([Buffer.from('b'), ...[{ log: id }, ...records].map((record) => frame(Buffer.from(JSON.stringify(record)))), Buffer.from('torn')]));
seed('phone', 'rescue', 'r' + JSON.stringify({ format: 'constat.rescue/1', user: { id: 'anna' }, visits: [
  { id, start, revision: 1, state: 'draft', answers: { a: { value: 'yes' } }, ui: { section: 1 }, photos: [{ item: 'p', as: 'photos', state: 'new', facts }] },
  { id, start, revision: 1, state: 'saved', answers: {}, ended_at: '2026-11-03T10:31:40+01:00', body: finished, sha256: records[5].sha256, photos: [] }] }));
