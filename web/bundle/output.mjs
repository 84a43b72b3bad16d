// The folder that is served: writes files with their compressed twins, removes what an earlier build left, and reports.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

/** "app.js" + bytes -> "app.1a2b3c4d5e.js": a file whose bytes never change under its name. */
export function hashedName(name, bytes) {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}.${digest(bytes)}${name.slice(dot)}`;
}

export class Output {
  #files = new Map();

  constructor(folder, cache) {
    this.folder = folder;
    this.cache = cache;
    mkdirSync(folder, { recursive: true });
    mkdirSync(cache, { recursive: true });
  }

  /**
   * `phase`: "first" is needed for the first interactive screen, "later" comes beside or after it, "whole" only to phones
   * whose owner is no investigator.
   */
  add(name, bytes, phase) {
    const buffer = Buffer.from(bytes);
    this.#files.set(name, { bytes: buffer, phase, brotli: this.#compressed(buffer, 'br') });
    this.#write(name, buffer);
    this.#write(`${name}.br`, this.#compressed(buffer, 'br'));
    this.#write(`${name}.gz`, this.#compressed(buffer, 'gz'));
    return name;
  }

  /** Everything that every phone's offline start needs; a name without a hash carries its revision beside it. */
  precacheList() {
    return [...this.#files].filter(([, { phase }]) => phase !== 'whole').map(([url, { bytes }]) => ({ url, revision: url.includes(`.${digest(bytes)}.`) || /\.[A-Z0-9]{8}\./.test(url) ? null : digest(bytes) }));
  }

  removeOthers() {
    for (const file of readdirSync(this.folder)) {
      if (!this.#files.has(file.replace(/\.(br|gz)$/, ''))) rmSync(join(this.folder, file), { recursive: true });
    }
  }

  report() {
    const rows = [...this.#files].map(([name, { bytes, brotli, phase }]) => [name, bytes.length, brotli.length, phase]);
    const sum = (kept) => kept.reduce((total, row) => [total[0] + row[1], total[1] + row[2]], [0, 0]);
    const line = (name, raw, brotli, note) =>
      `${name.padEnd(34)} ${String(raw).padStart(9)} ${String(brotli).padStart(9)}  ${note}`;
    return [
      line('file', 'raw', 'brotli', ''),
      ...rows.sort((a, b) => b[2] - a[2]).map((row) => line(...row)),
      line('to the first interactive screen', ...sum(rows.filter((row) => row[3] === 'first')), ''),
      line("an investigator's phone", ...sum(rows.filter((row) => row[3] !== 'whole')), ''),
      line('all', ...sum(rows), ''),
    ].join('\n');
  }

  #write(name, bytes) {
    const path = join(this.folder, name);
    if (existsSync(path) && readFileSync(path).equals(bytes)) return;
    writeFileSync(path, bytes);
  }

  /** Brotli at its best setting takes seconds for a megabyte: kept by content from build to build. */
  #compressed(bytes, kind) {
    const cached = join(this.cache, `${digest(bytes)}.${kind}`);
    if (existsSync(cached)) return readFileSync(cached);
    const result = kind === 'gz' ? gzipSync(bytes, { level: 9 }) : brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    writeFileSync(cached, result);
    return result;
  }
}
