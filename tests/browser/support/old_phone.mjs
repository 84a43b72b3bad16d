// A phone as an older version of the app left it (tests/fixtures/device), in a real browser's storage, and a store worker
// that stops at the n-th change of the disk, so that the browser can be killed exactly there.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './launch.mjs';
import { kStoreWorker, onDisk } from './faulty_store.mjs';

async function bundleWorker() {
  const { build } = createRequire(join(root, 'web/package.json'))('esbuild');
  const { outputFiles } = await build({
    entryPoints: { old_phone: join(root, 'tests/browser/support/old_phone_worker.mjs') }, bundle: true, write: false, outdir: '/out',
    format: 'esm', target: 'es2022', loader: { '.wasm': 'file' }, assetNames: '[name]', nodePaths: [join(root, 'web/node_modules')], logLevel: 'warning',
  });
  return outputFiles.map(({ path, contents }) => [path.replace(/^.*\//, ''), Buffer.from(contents)]);
}

function unescaped(line) {
  const bytes = [];
  for (let i = 0; i < line.length; ++i) {
    if (line[i] !== '%') bytes.push(line.charCodeAt(i));
    else bytes.push(Number.parseInt(line.slice(i + 1, (i += 2) + 1), 16));
  }
  return bytes;
}

/** Tables of the old version, as the statements make them: name -> columns. */
const columnsOf = (sql) => Object.fromEntries(sql.map((line) => /^CREATE TABLE (\w+)\((.*)\)/.exec(line)).filter(Boolean).map(([, table, body]) =>
  [table, body.replace(/\([^)]*\)/g, '').split(', ').map((column) => column.split(' ')[0]).filter((name) => name !== 'PRIMARY')]));

export class OldPhone {
  static async of(version, url) {
    const lines = (file) => readFileSync(join(root, 'tests/fixtures/device', version, file), 'latin1').split('\n').filter(Boolean);
    const phone = new OldPhone();
    phone.sql = readFileSync(join(root, 'tests/fixtures/device', version, 'phone.sql'), 'utf8').split('\n')
      .filter((line) => line && !line.startsWith('--')).map((line) => line.replace(/;$/, ''));
    phone.logs = lines('logs.txt').map(unescaped);
    phone.tables = columnsOf(phone.sql);
    phone.files = await bundleWorker();
    phone.url = url;
    return phone;
  }

  async #inWorker(context, name, argument) {
    for (const [file, body] of this.files)
      await context.route(`**/${file}`, (route) => route.fulfill({ body, contentType: file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript' }));
    const reply = await onDisk(context, this.url, (message) => new Promise((resolve) => {
      if (message.argument.logs) message.argument.logs = message.argument.logs.map((bytes) => Uint8Array.from(bytes));
      const worker = new Worker('/old_phone.js', { type: 'module' });
      worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
      worker.onerror = ({ message: error }) => resolve({ error });
      worker.postMessage(message);
    }), { name, argument });
    for (const [file] of this.files) await context.unroute(`**/${file}`);
    if (reply.error) throw new Error(`${name}: ${reply.error}`);
    return reply.result;
  }

  /** Puts the old version's files in place of all that is there. */
  write(context, { logs = true } = {}) {
    return this.#inWorker(context, 'write', { sql: this.sql, logs: logs ? this.logs : [] });
  }

  /** The databases that are there: [{name, whole, version, tables}]. */
  read(context) { return this.#inWorker(context, 'read', { tables: this.tables }); }
}

/** What stands before the worker's code: counts the changes of the disk and stops for good at the n-th, which is `torn` or not made. */
function prelude({ at, torn }) {
  return `{
    let n = 0;
    for (const name of ['write', 'truncate', 'flush']) {
      const change = FileSystemSyncAccessHandle.prototype[name];
      FileSystemSyncAccessHandle.prototype[name] = function (...args) {
        const stops = ++n === ${at};
        postMessage({ push: 'disk', data: { n, name, stops } });
        if (!stops) return change.apply(this, args);
        if (${torn} && name === 'write') {
          const [bytes, where] = args;
          const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
          change.call(this, view.subarray(0, view.byteLength >> 1), where);
        }
        for (;;);
      };
    }
  }\n`;
}

/** The store worker that starts next in this browser stops there; `at` 0: nowhere, it only counts. */
export async function stopAtChange(context, stop) {
  await context.route(kStoreWorker, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: prelude(stop) + (await response.text()) });
  });
}

/** The server does not answer the app: what the phone has is only what it had. */
export const withoutServer = (context) => context.route('**/api/**', (route) => route.abort());
