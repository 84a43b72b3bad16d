// Makes the folder that `constat serve --web` serves: node bundle.mjs WASM_DIR OUTPUT_DIR CACHE_DIR
// WASM_DIR holds what CMake built (constat_app, constat_store). Called by scripts/build-web.
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

/** Sources import the compiled modules by name: "constat-ui" and "constat-store", and the latter's bytes as an asset. */
const modules = {
  name: 'constat-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^constat-ui$/ }, () => ({ path: compiled('constat_app.mjs') }));
    onResolve({ filter: /^constat-store$/ }, () => ({ path: compiled('constat_store.mjs') }));
    onResolve({ filter: /^constat-store\.wasm$/ }, () => ({ path: compiled('constat_store.wasm') }));
  },
};

async function bundle(entry, name, options = {}) {
  const result = await build({
    entryPoints: { [name]: join(web, entry) },
    bundle: true, minify: true, write: false, outdir: outputFolder, entryNames: '[name].[hash]', assetNames: '[name].[hash]',
    format: 'esm', target: ['es2022', 'safari16.4', 'chrome111', 'firefox115'], legalComments: 'none', charset: 'utf8',
    loader: { '.wasm': 'file' }, plugins: [modules], logLevel: 'warning',
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

const uiWasmBytes = readFileSync(compiled('constat_app.wasm'));
const uiWasm = output.add(hashedName('constat.wasm', uiWasmBytes), uiWasmBytes, 'first');
const fonts = (await buildFonts(root, cacheFolder)).map(({ name, bytes }) => output.add(hashedName(`${name}.ttf`, bytes), bytes, 'first'));

const storeFiles = await bundle('store/store.ts', 'store');
for (const { name, bytes } of storeFiles) output.add(name, bytes, 'later');
const store = storeFiles.find(({ name }) => /^store\..*\.js$/.test(name)).name;

const [media] = await bundle('media/media.ts', 'media');
output.add(media.name, media.bytes, 'later');

const assets = { uiWasm, fonts, store, media: media.name, serviceWorker: 'sw.js' };
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
  style: style.name, script: script.name, uiWasm, fontRegular: fonts[0], fontMedium: fonts[1], fontIcons: fonts[2],
}), 'first');

const [worker] = await bundle('service-worker/service_worker.ts', 'sw', {
  entryNames: '[name]', format: 'iife',
  define: { 'process.env.NODE_ENV': '"production"', 'self.__WB_MANIFEST': JSON.stringify(output.precacheList()) },
});
output.add('sw.js', worker.bytes, 'later');
output.removeOthers();
console.log(output.report());
