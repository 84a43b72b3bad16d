// WebKitGTK has no storage that Constat could keep a promise with: OPFS is off in it, and where it is switched on, its synchronous handles
// answer "NotSupportedError: Backend does not support this operation" (2.50), and a private window refuses the folder itself.
// So this is the smoke test of that: the app starts, draws nothing it cannot keep, and says why in plain words.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { text } from './support/catalog.mjs';
import { startServer } from './support/launch.mjs';
import { OtherPage, screenEnvironment, startScreen } from './support/other_browser.mjs';

const driver = process.env.CONSTAT_WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const browser = process.env.CONSTAT_WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const missing = [driver, browser].find((path) => !existsSync(path));
const kSlowMs = 120_000;
const kElement = 'element-6066-11e4-a52e-4f735466cecf';

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** WebKitGTK behind W3C WebDriver, spoken to over plain HTTP. */
class WebKit {
  async start(screen, extra) {
    this.port = await freePort();
    this.child = spawn(driver, ['-p', String(this.port)], { env: screenEnvironment(screen), stdio: 'ignore' });
    const until = Date.now() + kSlowMs;
    while (!(await this.call('GET', '/status').catch(() => null))?.ready) {
      if (Date.now() > until) throw new Error('WebKitWebDriver did not start');
      await new Promise((done) => setTimeout(done, 100));
    }
    const { sessionId } = await this.call('POST', '/session', { capabilities: { alwaysMatch: {
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation', ...extra] } } } });
    this.session = `/session/${sessionId}`;
  }

  async call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  open(url) { return this.call('POST', `${this.session}/url`, { url }); }
  evaluate(work, value) { return this.call('POST', `${this.session}/execute/sync`, { script: `return (${work})(...arguments)`, args: [value ?? null] }); }

  async element(work, value) {
    const id = (await this.evaluate(work, value))[kElement];
    return {
      click: () => this.call('POST', `${this.session}/element/${id}/click`, {}),
      type: (words) => this.call('POST', `${this.session}/element/${id}/value`, { text: words }),
    };
  }

  async stop() {
    if (this.session) await this.call('DELETE', this.session).catch(() => {});
    const gone = new Promise((done) => this.child?.once('exit', done));
    this.child?.kill();
    if (this.child) await gone;
  }
}

const kinds = [
  ['as it is shipped', []],
  ['whose storage is switched on, but refuses', ['--features=+FileSystem,+StorageAPI']],
];
for (const [kind, extra] of kinds) {
  test(`in a WebKitGTK ${kind}, the app says in plain words that nothing can be kept`, {
    skip: missing ? `no ${missing}: run scripts/bootstrap --for-tests` : false, timeout: 300_000,
  }, async () => {
    const screen = await startScreen();
    const server = await startServer(['--demo']);
    const webkit = new WebKit();
    try {
      await webkit.start(screen, extra);
      await webkit.open(`${server.url}/`);
      const page = new OtherPage(webkit);
      await page.waitForFunction(() => document.body.className === 'failed', null, { timeout: kSlowMs });
      const language = await page.evaluate(() => document.documentElement.lang);
      const t = (key) => text(language, key);
      assert.equal(await page.getByRole('heading').textContent(), t('shell.no_storage_title'));
      const said = await page.evaluate(() => document.body.innerText);
      for (const key of ['shell.no_storage_what', 'shell.no_storage_do']) assert.ok(said.includes(t(key)), `${key}: ${said}`);
      assert.ok(await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null), 'it could draw');
      // Nothing is there to be saved: only another start is offered, and it ends the same way.
      assert.equal(await page.getByRole('button').count(), 1);
      await (await webkit.element(() => { window.before = true; return document.querySelector('button'); })).click();
      await page.waitForFunction(() => !window.before && document.body.className === 'failed', null, { timeout: kSlowMs });
    } finally {
      await webkit.stop();
      await server.stop();
      await screen.stop();
    }
  });
}
