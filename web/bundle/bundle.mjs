// Makes the folder that `constat serve --web` serves: node bundle.mjs WASM_DIR OUTPUT_DIR CACHE_DIR
// WASM_DIR holds what CMake built (constat_field, constat_app, constat_store). Called by scripts/build-web.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFonts } from './fonts.mjs';
import { hashedName, Output } from './output.mjs';

const [wasmFolder, outputFolder, cacheFolder] = process.argv.slice(2).map((path) => resolve(path));
if (!cacheFolder) { console.error('Usage: node bundle.mjs WASM_DIR OUTPUT_DIR CACHE_DIR'); process.exit(2); }
const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
const output = new Output(outputFolder, cacheFolder);

function compiled(name) {
  const found = [wasmFolder, join(wasmFolder, 'store')].map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!found) throw new Error(`${name} is not in ${wasmFolder}: build the wasm targets first (scripts/build-web does)`);
  return found;
}

/** Sources import the compiled modules by name: "constat-field" and "constat-store", and the latter's bytes as an asset. */
const modules = {
  name: 'constat-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^constat-field$/ }, () => ({ path: compiled('constat_field.mjs') }));
    onResolve({ filter: /^constat-store$/ }, () => ({ path: compiled('constat_store.mjs') }));
    onResolve({ filter: /^constat-store\.wasm$/ }, () => ({ path: compiled('constat_store.wasm') }));
  },
};

/**
 * SQLite's script without the file systems that web/store/database.ts switches off: their code is a sixth of it. Each begins by
 * looking whether it is switched off.
 */
const kUnusedFileSystems = [
  'if (sqlite3.config.disable?.vfs?.kvvfs) return;',
  'if (sqlite3.config.disable?.vfs?.opfs && sqlite3.config.disable.vfs["opfs-vfs"]) return;',
  'if (!sqlite3.opfs || sqlite3.config.disable?.vfs?.opfs) return;',
  'if (!sqlite3.opfs || sqlite3.config.disable?.vfs?.["opfs-wl"]) return;',
];
const lighterSqlite = {
  name: 'lighter-sqlite',
  setup({ onLoad }) {
    onLoad({ filter: /sqlite-wasm[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => {
      let contents = readFileSync(path, 'utf8');
      for (const question of kUnusedFileSystems) {
        if (contents.split(question).length !== 2) throw new Error(`${path} asks no longer, or twice: ${question}: see kUnusedFileSystems in web/bundle/bundle.mjs`);
        contents = contents.replace(question, 'return;');
      }
      return { contents, loader: 'js' };
    });
  },
};

async function bundle(entry, name, options = {}) {
  const result = await build({
    entryPoints: { [name]: resolve(web, entry) },
    bundle: true, minify: true, write: false, outdir: outputFolder, entryNames: '[name].[hash]', assetNames: '[name].[hash]',
    format: 'esm', target: ['es2022', 'safari16.4', 'chrome111', 'firefox115'], legalComments: 'none', charset: 'utf8',
    loader: { '.wasm': 'file' }, plugins: [modules, lighterSqlite], logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    ...options,
  });
  return result.outputFiles.map((file) => ({ name: basename(file.path), bytes: file.contents }));
}

const read = (path) => readFileSync(join(web, path));
const catalog = Object.fromEntries(['fr', 'en'].map((language) =>
  [language, JSON.parse(readFileSync(join(root, `shared/text/catalog/shell.${language}.json`), 'utf8'))]));

/** {{name}} from `values`, else a text of the catalogue: {{shell.key}} in French, {{shell.key@en}} in English. */
function fill(template, values) {
  return template.replace(/\{\{([\w.]+)(?:@(\w+))?\}\}/g, (_, key, language) => {
    const value = values[key] ?? catalog[language ?? 'fr'][key];
    if (value === undefined) throw new Error(`nothing to put in for {{${key}}}`);
    return value;
  });
}

const fieldBytes = readFileSync(compiled('constat_field.wasm'));
const fieldWasm = output.add(hashedName('field.wasm', fieldBytes), fieldBytes, 'first');
const fonts = (await buildFonts(root, cacheFolder)).map(({ name, bytes }) => output.add(hashedName(`${name}.ttf`, bytes), bytes, 'first'));

const storeFiles = await bundle('store/store.ts', 'store');
for (const { name, bytes } of storeFiles) output.add(name, bytes, 'later');
const store = storeFiles.find(({ name }) => /^store\..*\.js$/.test(name)).name;

const [media] = await bundle('media/media.ts', 'media');
output.add(media.name, media.bytes, 'later');

// The module that has every page: no part of what an investigator's phone downloads.
const wholeBytes = readFileSync(compiled('constat_app.wasm'));
const [wholeScript] = await bundle(compiled('constat_app.mjs'), 'constat');
const whole = { script: wholeScript.name, wasm: hashedName('constat.wasm', wholeBytes) };
output.add(whole.wasm, wholeBytes, 'whole');
output.add(whole.script, wholeScript.bytes, 'whole');

const assets = { fieldWasm, whole, fonts, store, media: media.name, serviceWorker: 'sw.js' };
const [script] = await bundle('shell/main.ts', 'app', {
  define: { 'process.env.NODE_ENV': '"production"', ASSETS: JSON.stringify(assets) },
});
output.add(script.name, script.bytes, 'first');
const [style] = await bundle('shell/shell.css', 'app');
output.add(style.name, style.bytes, 'first');

for (const icon of ['icon.svg', 'icon-180.png', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png']) {
  output.add(icon, read(`icons/${icon}`), 'later');
}
output.add('manifest.webmanifest', fill(read('manifest.webmanifest').toString(), {}), 'later');
output.add('index.html', fill(read('index.html').toString(), {
  style: style.name, script: script.name, fieldWasm, fontRegular: fonts[0], fontMedium: fonts[1], fontIcons: fonts[2],
}), 'first');

const [worker] = await bundle('service-worker/service_worker.ts', 'sw', {
  entryNames: '[name]', format: 'iife',
  define: {
    'process.env.NODE_ENV': '"production"', 'self.__WB_MANIFEST': JSON.stringify(output.precacheList()), WHOLE: JSON.stringify([whole.script, whole.wasm]),
  },
});
output.add('sw.js', worker.bytes, 'later');
output.removeOthers();
console.log(output.report());
