// From the address to the first item that can be answered, with what came over the network until then.
import { instrumented, pause } from './browser.mjs';

/** A slow 4G line, as Chromium's own tools understand it. */
export const kSlow4g = { latencyMs: 150, bytesPerSecond: 200_000 };
const kAfterMs = 3000;

/** Before anything of the page runs: looks in each frame whether the first answer is there, shown, and hit by a tap on it. */
function watch([find, ready, item]) {
  const named = { find: new Function(`return ${find}`)(), ready: new Function(`return ${ready}`)() };
  window.benchInteractive = new Promise((resolve) => {
    const look = () => {
      const element = named.ready() ? named.find(item) : null;
      const box = element?.getBoundingClientRect();
      const hit = box?.height > 0 && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!hit || !(element.contains(hit) || hit.contains(element) && hit.tagName === 'LABEL')) return requestAnimationFrame(look);
      // The frame that holds it is done when the task behind it runs.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve({ ms: performance.now(), at: performance.timeOrigin + performance.now() });
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

export async function watchStart(page, target, item) {
  await page.addInitScript(`(${watch})(${JSON.stringify([`(${target.find})`, `(function ${target.ready})`, { ...item, option: 0 }])})`);
}

async function opened(page, url) {
  await page.goto(url, { waitUntil: 'commit' });
  const { ms, at } = await page.evaluate(() => window.benchInteractive);
  // The browser tells of a paint when it was on the screen, which may be after the page's own account.
  const paint = await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint').forEach(({ startTime }) => resolve(startTime))).observe({ type: 'paint', buffered: true });
    setTimeout(() => resolve(null), 2000);
  }));
  return { ms, at, paint };
}

const kilobytes = (sent, kind) => sent.reduce((sum, file) => sum + file[kind], 0) / 1024;
/** A file that a service worker asks for again costs nothing: it comes from the browser's cache. */
const once = (sent) => [...new Map(sent.map((file) => [file.path, file])).values()];

/** One run on a fresh profile: cold, then a second and a third load. `offline`: the last one without the server. */
export async function measureStart(target, item, { throttle = 1, line = null, offline = false } = {}) {
  const profile = target.profile();
  const context = await profile.open();
  try {
    target.server.line = line;
    target.server.sent.length = 0;
    const first = await instrumented(context, { throttle });
    await watchStart(first.page, target, item);
    await pause(500);
    const cold = await opened(first.page, target.url);
    const until = target.server.sent.filter(({ at }) => at <= cold.at);
    if (await first.page.evaluate(() => 'serviceWorker' in navigator && !!window.__idle)) {
      await first.page.evaluate(() => navigator.serviceWorker.ready);
    }
    await pause(line ? kAfterMs * 3 : kAfterMs);
    const sent = once(target.server.sent);
    await first.page.close();
    const second = await instrumented(context, { throttle });
    await watchStart(second.page, target, item);
    const warm = await opened(second.page, target.url);
    let away = null;
    if (offline) {
      await pause(kAfterMs / 3);
      await second.page.close();
      await context.setOffline(true);
      const third = await instrumented(context, { throttle });
      await watchStart(third.page, target, item);
      away = await opened(third.page, target.url);
    }
    return {
      'cold start, ms': cold.ms, 'cold first paint, ms': cold.paint, 'warm start, ms': warm.ms, ...(away ? { 'warm start offline, ms': away.ms } : {}),
      'KB to interactive, brotli': kilobytes(until, 'br'), 'KB to interactive, gzip': kilobytes(until, 'gz'),
      'KB in all, brotli': kilobytes(sent, 'br'), 'KB in all, gzip': kilobytes(sent, 'gz'),
    };
  } finally {
    target.server.line = null;
    await context.close();
    profile.remove();
  }
}
