// The product's texts, so that tests name what people read and break when a text disappears.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './launch.mjs';

const folder = join(root, 'shared/text/catalog');
const tables = { fr: {}, en: {} };
for (const file of readdirSync(folder)) Object.assign(tables[file.split('.').at(-2)], JSON.parse(readFileSync(join(folder, file), 'utf8')));

/** The text of `key` with {0}, {1}... replaced. */
export function text(language, key, ...args) {
  const found = tables[language][key];
  if (found === undefined) throw new Error(`no text ${key} in ${language}`);
  return found.replace(/\{(\d)\}/g, (_, at) => args[at] ?? '');
}

/** Matches a text whatever stands in its placeholders, and whatever kind of space is between its words. */
export function pattern(language, key) {
  const escaped = text(language, key, '\u0001', '\u0001', '\u0001').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(escaped.replaceAll('\u0001', '.*').replace(/[ \u00a0\u202f]/g, '\\s'));
}
