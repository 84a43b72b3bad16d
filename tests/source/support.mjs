// Reads the source tree for the tests of this folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files below `folder` whose name ends with one of `endings`: [{path (from the root, '/'), text}]. */
export function sources(folder, endings) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: false }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path, endings);
    if (!endings.some((ending) => entry.name.endsWith(ending))) return [];
    return [{ path: relative('.', path).replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }];
  });
}
