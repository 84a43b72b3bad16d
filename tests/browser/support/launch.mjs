// Starts what a browser test needs: Chromium with a phone's screen, the built app behind a server.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const build = process.env.CONSTAT_BUILD ?? join(root, 'build');
export const browserArguments = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const kStartMs = Number(process.env.CONSTAT_START_MS ?? 60_000);

/** The folder that scripts/build-web makes. */
export function builtWeb() {
  const folder = join(build, 'web');
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder} has no index.html: run scripts/build-web first`);
  return folder;
}

/** The `constat` binary: CONSTAT_BIN, else the newest kind of build that exists. */
export function serverBinary() {
  const candidates = [process.env.CONSTAT_BIN, ...['release', 'dev'].map((preset) => join(build, preset, 'backend/constat'))];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error(`no constat binary (looked at ${candidates.filter(Boolean).join(', ')}): build it first, or set CONSTAT_BIN`);
  return found;
}

export function launchBrowser(options = {}) {
  return chromium.launch({
    executablePath: process.env.CONSTAT_CHROMIUM ?? '/usr/bin/chromium',
    ...options,
    args: [...browserArguments, ...(options.args ?? [])],
  });
}

/** A fresh context with a phone's screen, French unless told otherwise. */
export function phone(browser, options = {}) {
  return browser.newContext({
    viewport: { width: 412, height: 800 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true, locale: 'fr-FR',
    timezoneId: 'Europe/Paris', ...options,
  });
}

/** Opens the app and waits for its first settled screen. Errors of the page fail the test through `page.problems`. */
export async function openApp(context, url) {
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) page.problems.push(message.text());
  });
  await page.goto(url, { timeout: kStartMs });
  await settled(page);
  return page;
}

/** No frame is due and the store has answered everything. */
export function settled(page) {
  return page.waitForFunction(() => window.__idle?.() === true, null, { timeout: kStartMs });
}

/**
 * Runs `constat serve` with these arguments on a free port, until stop(). Its data folder is temporary, unless `data`
 * names one, which then stays; `binary` is another program than the build's; `env`: its environment, if another.
 */
export async function startServer(extra = [], { data: given, binary = serverBinary(), env = process.env } = {}) {
  const data = given ?? mkdtempSync(join(tmpdir(), 'constat-browser-'));
  const child = spawn(binary, ['serve', '--web', builtWeb(), '--data', data, '--port', '0', ...extra], {
    stdio: ['ignore', 'pipe', 'pipe'], env,
  });
  let log = '';
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${log}`)), kStartMs);
    const read = (chunk) => {
      log += chunk;
      const found = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(log);
      if (found) { clearTimeout(timer); resolve(found[0]); }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`the server stopped with ${code}:\n${log}`)); });
  });
  return {
    url, data,
    log: () => log,
    async stop() {
      child.removeAllListeners('exit');
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      if (!given) rmSync(data, { recursive: true, force: true });
    },
  };
}
