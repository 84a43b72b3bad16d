// Called by run, which installs what is missing. See its --help.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, root } from '../../tests/browser/support/launch.mjs';
import { measureAnswers } from './lib/answers.mjs';
import { instrumented, pause } from './lib/browser.mjs';
import { countFrames, measureIdle, measureMemory, measureScroll } from './lib/rest.mjs';
import { kSlow4g, measureStart, watchStart } from './lib/start.mjs';
import { medians, median, percentile, table } from './lib/table.mjs';
import { chosenItems, peers, peerVersions, targets } from './lib/targets.mjs';

const kThrottle = 4;
const arguments_ = process.argv.slice(2);
const option = (name, otherwise) => (arguments_.includes(name) ? Number(arguments_[arguments_.indexOf(name) + 1]) : otherwise);
const quick = arguments_.includes('--quick');
const sizes = arguments_.includes('--items') ? [option('--items')] : [40, 500];
const kRuns = option('--runs', quick ? 1 : 5);
const kAnswers = option('--answers', quick ? 5 : 20);
const wanted = arguments_.filter((one) => one in targets);
const names = wanted.length > 0 ? wanted : Object.keys(targets);
const cache = join(process.env.CONSTAT_BUILD ?? join(root, 'build'), 'bench-web');
const load = () => loadavg()[0].toFixed(1);

const helperBrowser = await launchBrowser();
const helper = await helperBrowser.newPage();

async function inBrowser(script, work, value) {
  const page = await helperBrowser.newPage();
  try {
    await page.addScriptTag({ content: script, type: 'module' });
    await page.waitForFunction(() => 'transform' in window);
    return await page.evaluate(work, value);
  } finally {
    await page.close();
  }
}

/** One page, warm and at rest, for everything that is not a start. */
async function measurePage(target, items, throttle) {
  const profile = target.profile();
  const context = await profile.open();
  try {
    const first = await context.newPage();
    await first.goto(target.url);
    await pause(2500);
    await first.close();
    const view = { ...await instrumented(context, { throttle }), patience: throttle > 1 ? 2 : 1 };
    await view.page.addInitScript(countFrames);
    await watchStart(view.page, target, items[0]);
    await view.page.goto(target.url);
    await view.page.evaluate(() => window.benchInteractive);
    await pause(1500 * view.patience);
    const memory = throttle === 1 ? await measureMemory(view) : {};
    const idle = await measureIdle(view);
    const scroll = await measureScroll(view);
    const { work, drawn } = await measureAnswers(view, helper, target, items, idle['idle main thread, ms/s']);
    const taps = { 'tap to drawn, median ms': median(drawn), 'tap to drawn, p95 ms': percentile(drawn, 0.95) };
    // The slowing-down is itself work of the main thread: what that does is not to be told from it.
    if (throttle > 1) return { ...taps, 'scroll frames on time, %': scroll['scroll frames on time, %'] };
    return { 'main thread per answer, ms': median(work), ...taps, ...scroll, ...idle, ...memory };
  } finally {
    await context.close();
    profile.remove();
  }
}

/** A target that fails is left out of the table with its reason. */
async function attempt(name, left, work) {
  try {
    return await work();
  } catch (error) {
    left.set(name, error.message.split('\n')[0]);
    console.error(`${name}: ${error.stack}`);
    return null;
  }
}

async function measureSize(items) {
  const running = new Map();
  const left = new Map();
  const figures = { normal: {}, slow: {} };
  try {
    for (const name of names) {
      const target = targets[name]();
      running.set(name, target);
      await attempt(name, left, () => target.start({ items, cache, inBrowser }));
    }
    const starts = new Map(names.map((name) => [name, { normal: [], slow: [] }]));
    const still = () => [...running].filter(([name]) => !left.has(name));
    // Turn by turn, so that what else the machine does meets them all.
    for (let run = 0; run < kRuns; run++) {
      for (const [name, target] of still()) {
        console.error(`${items} items, start ${run + 1} of ${kRuns}: ${name} (load ${load()})`);
        const [first] = chosenItems(target.description, 1);
        await attempt(name, left, async () => {
          starts.get(name).normal.push(await measureStart(target, first, { offline: name.startsWith('constat') }));
          if (!quick) starts.get(name).slow.push(await measureStart(target, first, { throttle: kThrottle, line: kSlow4g, offline: name.startsWith('constat') }));
        });
      }
    }
    for (const [kind, throttle] of quick ? [['normal', 1]] : [['normal', 1], ['slow', kThrottle]]) {
      for (const [name, target] of still()) {
        console.error(`${items} items, page at ${throttle}x: ${name} (load ${load()})`);
        const page = await attempt(name, left, () => measurePage(target, chosenItems(target.description, kAnswers), throttle));
        if (page) figures[kind][name] = { ...medians(starts.get(name)[kind]), ...page };
      }
    }
  } finally {
    for (const target of running.values()) await target.stop();
  }
  console.log(`\n${table(`${items} items`, figures.normal, peers)}`);
  if (!quick) console.log(`\n${table(`${items} items, ${kThrottle}x slower processor, starts over slow 4G`, figures.slow, peers)}`);
  for (const [name, why] of left) console.log(`\n${name}: not run: ${why}`);
  return figures.normal;
}

const model = /^model name\s*: (.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? cpus()[0].model;
console.log(`machine: ${model}, ${cpus().length} cores, load ${load()}; Chromium ${helperBrowser.version()}; ${peerVersions()}`);
try {
  const bySize = {};
  for (const size of sizes) bySize[size] = await measureSize(size);
  if (bySize[40] && bySize[500]) {
    console.log('\n500 items over 40:');
    for (const name of names) {
      const part = (row) => bySize[500][name]?.[row] / bySize[40][name]?.[row];
      const rows = ['cold start, ms', 'main thread per answer, ms', 'tap to drawn, median ms', 'work per scroll frame, ms'];
      console.log(`  ${name}: ${rows.map((row) => `${row.replace(', ms', '')} ${Number.isFinite(part(row)) ? part(row).toFixed(2) : '-'}`).join('; ')}`);
    }
  }
  console.log(`load at the end: ${load()}`);
} finally {
  await helperBrowser.close();
}
