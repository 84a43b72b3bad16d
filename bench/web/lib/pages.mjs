// The pages of the peers: bundled with the esbuild of web/, one form each, as name -> bytes.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../../../tests/browser/support/launch.mjs';
import { asHtml, asSurvey, asXForm } from './questions.mjs';

const bench = dirname(dirname(fileURLToPath(import.meta.url)));
const { build } = createRequire(join(root, 'web/package.json'))('esbuild');
const { compile } = createRequire(join(bench, 'package.json'))('sass');

async function bundle(entry, extra = {}) {
  const result = await build({
    entryPoints: { app: join(bench, 'pages', entry) }, bundle: true, minify: true, splitting: true, write: false, outdir: '/out', format: 'esm', target: 'es2022',
    entryNames: '[name].[hash]', chunkNames: '[name].[hash]', assetNames: '[name].[hash]', legalComments: 'none', logLevel: 'error', charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    loader: { '.png': 'file', '.svg': 'file', '.woff': 'file', '.woff2': 'file', '.ttf': 'file' }, ...extra,
  });
  return new Map(result.outputFiles.map(({ path, contents }) => [path.replace('/out/', ''), Buffer.from(contents)]));
}

/** Everything is asked for at once: the form is not found only when the script runs. */
function html(files, form) {
  const named = (pattern) => [...files.keys()].filter((name) => pattern.test(name));
  return Buffer.from('<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Contrôle</title><meta name="viewport" content="width=device-width, initial-scale=1">' +
    named(/^app\..*\.css$/).map((name) => `<link rel="stylesheet" href="${name}">`).join('') +
    named(/^app\..*\.js$/).map((name) => `<script type="module" src="${name}"></script>`).join('') +
    `<link rel="preload" as="fetch" crossorigin href="${form}"></head><body><div id="form"></div></body></html>`);
}

async function page(entry, form, bytes, extra = {}) {
  const files = await bundle(entry, extra);
  for (const name of files.keys()) if (name.endsWith('.LEGAL.txt')) files.delete(name);
  files.set(form, Buffer.from(bytes));
  files.set('index.html', html(files, form));
  return files;
}

/** Enketo leaves its style as Sass, to be compiled by whoever uses it. */
const enketoStyle = {
  name: 'enketo-style',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^enketo-style$/ }, () => ({ path: 'enketo-style', namespace: 'sass' }));
    onLoad({ filter: /.*/, namespace: 'sass' }, () => ({
      contents: compile(join(bench, 'node_modules/enketo-core/src/sass/formhub/formhub.scss'), {
        style: 'compressed', logger: { warn() {}, debug() {} },
        // Its sheets name others by their place in Enketo's own repository.
        importers: [{ findFileUrl: (url) => url.includes('/node_modules/') ? pathToFileURL(join(bench, 'node_modules', url.split('/node_modules/')[1])) : null }],
      }).css,
      loader: 'css', resolveDir: join(bench, 'node_modules/enketo-core/src/sass/formhub'),
    }));
  },
};

/** enketo-core's package.json maps these names to its own files, for whoever has no other. */
const enketoNames = {
  name: 'enketo-names',
  setup({ onResolve }) {
    const own = { config: 'config.js', widgets: 'src/js/widgets.js', translator: 'src/js/fake-translator.js', dialog: 'src/js/fake-dialog.js',
      'file-manager': 'src/js/file-manager.js', 'xpath-evaluator-binding': 'src/js/xpath-evaluator-binding.js' };
    onResolve({ filter: /^enketo\// }, ({ path }) => ({ path: join(bench, 'node_modules/enketo-core', own[path.replace('enketo/', '')]) }));
  },
};

/** `inBrowser(script, work)` runs a bundled script in an empty page of the browser that is measured. */
export async function enketoPage(description, inBrowser) {
  // Only its version for Node wants the native library.
  const [script] = (await bundle('transform.js', { splitting: false, external: ['libxslt'] })).values();
  const form = await inBrowser(script.toString(), (xform) => window.transform(xform), asXForm(description));
  return page('enketo.js', 'form.json', JSON.stringify(form), { plugins: [enketoNames, enketoStyle] });
}

export const surveyPage = (description) => page('surveyjs.js', 'form.json', JSON.stringify(asSurvey(description)));
export const odkPage = (description) => page('odk.js', 'form.xml', asXForm(description));

export function plainPage(description) {
  const style = 'body{font:16px sans-serif;margin:16px}fieldset{margin:0 0 16px}label{display:block;padding:12px 0}';
  return new Map([['index.html', Buffer.from('<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Contrôle</title>' +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body><form id="form">${asHtml(description)}</form>` +
    '<script>window.benchReady = true</script></body></html>')]]);
}

export const versionOf = (name) => createRequire(pathToFileURL(join(bench, 'package.json')))(`./node_modules/${name}/package.json`).version;
