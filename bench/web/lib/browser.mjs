// Chromium on a profile of its own, and what can be asked of it about a page.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { browserArguments, root } from '../../../tests/browser/support/launch.mjs';

const { chromium } = createRequire(join(root, 'tests/browser/package.json'))('playwright-core');
/** What a browser may forget at any time: with these gone a start is a cold one, and the data is still there. */
const kCaches = ['Default/Cache', 'Default/Code Cache', 'Default/Service Worker', 'Default/GPUCache', 'Default/DawnGraphiteCache', 'Default/DawnWebGPUCache',
  'GrShaderCache', 'ShaderCache', 'GraphiteDawnCache'];

export class Profile {
  folder = mkdtempSync(join(tmpdir(), 'constat-bench-'));

  open(options = {}) {
    return chromium.launchPersistentContext(this.folder, {
      executablePath: process.env.CONSTAT_CHROMIUM ?? '/usr/bin/chromium', viewport: { width: 412, height: 800 },
      deviceScaleFactor: 1, hasTouch: true, isMobile: true, locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options,
      args: [...browserArguments, ...(options.args ?? [])],
    });
  }

  copyWithoutCaches() {
    const copy = new Profile();
    cpSync(this.folder, copy.folder, { recursive: true, filter: (path) => !/Singleton|DevToolsActivePort/.test(path) });
    for (const cache of kCaches) rmSync(join(copy.folder, cache), { recursive: true, force: true });
    return copy;
  }

  remove() { rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 }); }
}

/** Processes that hold pages, by the browser's own account. */
async function renderers(context) {
  const wire = await context.browser().newBrowserCDPSession();
  const { processInfo } = await wire.send('SystemInfo.getProcessInfo');
  await wire.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** ms on a processor of a process's first thread, which is the one that runs the page's scripts, style, layout and painting. */
const threadMs = (pid) => Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/** The page's own process: the one whose first thread works when the page does. */
async function processOf(page) {
  const before = new Map((await renderers(page.context())).map((pid) => [pid, threadMs(pid)]));
  await page.evaluate(() => { for (const until = performance.now() + 100; performance.now() < until;); });
  return [...before].map(([pid, ms]) => [pid, threadMs(pid) - ms]).sort((a, b) => b[1] - a[1])[0][0];
}

/** A page with a wire to the browser's own counters. */
export async function instrumented(context, { throttle = 1 } = {}) {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Performance.enable');
  if (throttle > 1) await wire.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  let pid = null;
  return {
    page, wire,
    /** Time on a processor, by the kernel's account: other work on the machine does not count. Once the page is where it stays. */
    async mainThreadMs() {
      pid ??= await processOf(page);
      return threadMs(pid);
    },
    async heapMb() {
      await wire.send('HeapProfiler.collectGarbage');
      const { metrics } = await wire.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6;
    },
  };
}

/** MB of all page processes of the browser, shared parts by halves (PSS): wasm memory, workers and pictures are in it, the JS heap too. */
export async function processMb(context) {
  return (await renderers(context)).reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1000, 0);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
