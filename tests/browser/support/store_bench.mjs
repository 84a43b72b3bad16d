// The store worker alone in a page, with a small server of one mission behind it, and a browser that can be killed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments, root } from './launch.mjs';

const wasm = process.env.CONSTAT_WASM_BUILD ?? join(root, 'build/wasm');
const kStartMs = 30_000;

/** The worker as scripts/build-web bundles it: name -> bytes. */
export async function bundleStore() {
  const compiled = (name) => {
    const path = join(wasm, 'web/store', name);
    if (!existsSync(path)) throw new Error(`${path} is missing: build the wasm target constat_store first, or set CONSTAT_WASM_BUILD`);
    return path;
  };
  const { build } = createRequire(join(root, 'web/package.json'))('esbuild');
  const result = await build({
    entryPoints: { store: join(root, 'web/store/store.ts') }, bundle: true, write: false, outdir: '/out', format: 'esm',
    target: 'es2022', loader: { '.wasm': 'file' }, assetNames: '[name]', logLevel: 'warning',
    plugins: [{ name: 'store', setup({ onResolve }) {
      onResolve({ filter: /^constat-store$/ }, () => ({ path: compiled('constat_store.mjs') }));
      onResolve({ filter: /^constat-store\.wasm$/ }, () => ({ path: compiled('constat_store.wasm') }));
    } }],
  });
  return new Map(result.outputFiles.map((file) => [`/${basename(file.path)}`, Buffer.from(file.contents)]));
}

const page = `<!doctype html><title>store</title><script type="module">
  const worker = new Worker('store.js', { type: 'module' });
  const waiting = new Map();
  window.pushes = [];
  let seq = 0;
  worker.onmessage = ({ data }) => {
    if ('push' in data) window.pushes.push(data);
    else { waiting.get(data.seq)?.(data); waiting.delete(data.seq); }
  };
  window.store = (command, payload = {}) => new Promise((resolve) => {
    waiting.set(++seq, resolve);
    worker.postMessage({ seq, command, payload });
  });
</script>`;

const changes = [
  { type: 'site', id: 's1', seq: 1, doc: { id: 's1', name: 'Lyon', city: 'Lyon', region: 'ARA', tags: [], position: null } },
  { type: 'checklist', id: 'accueil@1', seq: 2, doc: { hash: 'h', checklist: { format: 'constat.checklist/1', id: 'accueil', version: 1, title: { fr: 'Accueil' }, sections: [] } } },
  { type: 'mission', id: 'm1', seq: 3, doc: { id: 'm1', site: 's1', checklist: { id: 'accueil', version: 1 }, wave: 'w1', contact_mode: 'visit', window: { from: '2026-11-01', to: '2026-11-30' }, scenario: { fr: 'x' }, status: 'assigned', live_score: true } },
];

export async function startBench() {
  const files = await bundleStore();
  const received = new Map();
  const respond = (request, body) => {
    if (request.url === '/api/v1/session')
      return [200, { user: { id: 'anna', name: 'Anna', email: 'a@b', role: 'investigator', language: 'fr' }, organisation: { id: 'o', name: 'O', demo: true }, epoch: 'e', server_time: '2026-11-03T10:00:00Z' }];
    if (request.url.startsWith('/api/v1/sync')) return [200, { epoch: 'e', cursor: 'c3', more: false, changes: request.url.includes('cursor') ? [] : changes }];
    const visit = /^\/api\/v1\/visits\/([^/]+)\/revisions\/1$/.exec(request.url)?.[1];
    if (!visit) return [404, { code: 'not-found' }];
    const sha256 = createHash('sha256').update(body);
    const digest = createHash('sha256').update(body).digest('base64');
    if (request.headers['content-digest'] !== `sha-256=:${digest}:`) return [400, { code: 'digest-mismatch' }];
    received.set(visit, body.toString());
    return [201, { visit, revision: 1, sha256: sha256.digest('hex'), seq: 4, received_at: '2026-11-03T10:00:00Z', photos_missing: [], quarantined: null, score: null, score_differs: false, key_id: 'k', signature: '' }];
  };
  const server = createServer(async (request, response) => {
    if (request.url === '/') return response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
    const file = files.get(request.url);
    if (file) return response.writeHead(200, { 'Content-Type': request.url.endsWith('.wasm') ? 'application/wasm' : 'text/javascript' }).end(file);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [status, body] = respond(request, Buffer.concat(chunks));
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`, received,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'constat-profile-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Chromium on a profile, as a process of our own, so that it can be killed like a phone does it. */
export async function openBrowser(profile, extra = []) {
  rmSync(join(profile.folder, 'DevToolsActivePort'), { force: true });
  const child = spawn(process.env.CONSTAT_CHROMIUM ?? '/usr/bin/chromium', ['--headless=new', ...browserArguments,
    '--remote-debugging-port=0', `--user-data-dir=${profile.folder}`, ...extra, 'about:blank'],
  { stdio: 'ignore', detached: true });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const portFile = join(profile.folder, 'DevToolsActivePort');
  const until = Date.now() + kStartMs;
  while (!existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n')) {
    if (Date.now() > until) throw new Error('Chromium did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`, { timeout: kStartMs });
  const kill = async () => {
    try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it is gone */ }
    await gone;
    await browser.close().catch(() => {});
  };
  return { context: browser.contexts()[0], kill };
}

/** The page of the bench; store(command, payload) gives {ok, result} or {ok, error}. */
export async function openStore(context, url) {
  const tab = await context.newPage();
  await tab.goto(url);
  const store = (command, payload) => tab.evaluate(([name, body]) => window.store(name, body), [command, payload]);
  const ok = async (command, payload) => {
    const reply = await store(command, payload);
    if (!reply.ok) throw new Error(`${command}: ${JSON.stringify(reply.error)}`);
    return reply.result;
  };
  return { tab, store, ok, pushes: () => tab.evaluate(() => window.pushes) };
}
