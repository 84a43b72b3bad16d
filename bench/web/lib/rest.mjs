// Scrolling, doing nothing, and memory.
import { pause, processMb } from './browser.mjs';

const kIdleMs = 10_000;
const kSwipes = 5;
const kStepPx = 20;
const kStepMs = 12;
/** A frame that came at the next tick of a 60 Hz screen, give or take the clock's jitter. */
const kOnTimeMs = 16.7 * 1.25;

export const countFrames = `(() => {
  window.benchFrames = 0;
  const ask = window.requestAnimationFrame;
  window.requestAnimationFrame = (work) => ask.call(window, (now) => { window.benchFrames++; work(now); });
})()`;

export async function measureIdle(view) {
  await pause(1000);
  await view.page.evaluate(() => { window.benchFrames = 0; });
  const from = await view.mainThreadMs();
  await pause(kIdleMs);
  const ms = await view.mainThreadMs() - from;
  return { 'idle main thread, ms/s': ms / (kIdleMs / 1000), 'frames in 10 s idle': await view.page.evaluate(() => window.benchFrames) };
}

/** The finger goes up the screen; every frame's time is noted by the page itself. */
export async function measureScroll(view) {
  await view.page.evaluate(() => {
    scrollTo(0, 0);
    window.benchTimes = [];
    const note = (now) => { if (window.benchTimes) { window.benchTimes.push(now); requestAnimationFrame(note); } };
    requestAnimationFrame(note);
  });
  await pause(500);
  const [top, work] = [await view.page.evaluate(() => { window.benchTimes.length = 0; return scrollY; }), await view.mainThreadMs()];
  for (let swipe = 0; swipe < kSwipes; swipe++) {
    let y = 650;
    await view.wire.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 200, y }] });
    for (; y > 150; y -= kStepPx) {
      await view.wire.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 200, y }] });
      await pause(kStepMs);
    }
    await view.wire.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await pause(150);
  }
  const spent = await view.mainThreadMs() - work;
  const { times, moved } = await view.page.evaluate(() => {
    const taken = window.benchTimes;
    window.benchTimes = null;
    return { times: taken, moved: scrollY };
  });
  if (moved - top < 300) throw new Error(`the page moved only ${moved - top} px`);
  const gaps = times.slice(1).map((time, at) => time - times[at]);
  return { 'scroll frames on time, %': (100 * gaps.filter((gap) => gap <= kOnTimeMs).length) / gaps.length, 'work per scroll frame, ms': spent / times.length };
}

export async function measureMemory(view) {
  return { 'JS heap, MB': await view.heapMb(), 'page processes, MB': await processMb(view.page.context()) };
}
