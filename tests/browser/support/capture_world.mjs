// A demo organisation with other checklists than the shipped ones; for captures, its missions ask for everything that a
// phone can take: every checklist gets a first section of photo, evidence, signature, position, code and text.
import { copyFileSync, cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, serverBinary, startServer } from './launch.mjs';

const both = (fr, en) => ({ fr, en });

export const capture = {
  id: 'capture', area: 'other', title: both('Preuves', 'Evidence'),
  items: [
    { id: 'shelf', type: 'photo', required: true, prompt: both('Photo du rayon', 'Photo of the shelf') },
    { id: 'clean', type: 'choice', required: true, prompt: both('Le rayon est-il propre ?', 'Is the shelf clean?'), choices: [
      { id: 'clean', label: both('Propre', 'Clean'), points: 1 },
      { id: 'dirty', label: both('Sale', 'Dirty'), points: 0, requires: ['photo'] }] },
    { id: 'signed', type: 'signature', prompt: both('Signature du vendeur', 'Signature of the seller') },
    { id: 'place', type: 'location', prompt: both('Où êtes-vous ?', 'Where are you?') },
    { id: 'code', type: 'barcode', prompt: both('Code du produit', 'Code of the product') },
    { id: 'note', type: 'text', prompt: both('Remarque', 'Remark') },
    { id: 'again', type: 'text', prompt: both('Autre remarque', 'Other remark') },
  ],
};

export const startCaptureServer = () => startServerWith((checklist) => checklist.sections.unshift(capture));

/** The same without anything that must be taken: the demonstration's visits, which have no photos, stay complete and count. */
const offered = { ...capture, items: capture.items.map((item) => ({ ...item, required: false })) };
export const startOfferingServer = () => startServerWith((checklist) => checklist.sections.unshift(offered));

/** A demo server after `change(checklist)` of each shipped one. Its program finds its demo beside itself: it is linked into a folder of its own. */
export async function startServerWith(change) {
  const folder = mkdtempSync(join(tmpdir(), 'constat-checklists-'));
  const binary = join(folder, 'constat');
  try { linkSync(serverBinary(), binary); } catch { copyFileSync(serverBinary(), binary); }
  mkdirSync(join(folder, 'backend'));
  cpSync(join(root, 'backend/demo'), join(folder, 'backend/demo'), { recursive: true });
  cpSync(join(root, 'checklists'), join(folder, 'checklists'), { recursive: true });
  for (const name of readdirSync(join(folder, 'checklists'))) {
    const path = join(folder, 'checklists', name);
    const checklist = name.endsWith('.json') ? JSON.parse(readFileSync(path, 'utf8')) : {};
    if (checklist.format !== 'constat.checklist/1') continue;
    change(checklist);
    writeFileSync(path, JSON.stringify(checklist));
  }
  const server = await startServer(['--demo'], { binary });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
