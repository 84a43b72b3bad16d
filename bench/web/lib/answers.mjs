// What one answer costs: the main thread's work for it, and the time until a frame shows it.
import { pause } from './browser.mjs';
import { firstShown, recorded } from './pictures.mjs';

const kHoldMs = 60;
const kRestMs = 500;

/** Brings the answer into view; its box once nothing moves any more. */
async function placeOf(view, target, item) {
  await target.reveal(view.page, item);
  const find = new Function(`return ${target.find}`)();
  const element = await view.page.evaluateHandle(find, item);
  if (!element.asElement()) throw new Error(`${target.name} has no answer ${item.option} of ${item.id}`);
  await element.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await pause(kRestMs * view.patience);
  return (await view.page.evaluateHandle(find, item)).asElement().boundingBox();
}

async function press(view, box) {
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await view.wire.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await pause(kHoldMs);
  await view.wire.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

const isAnswered = (view, target, item) => view.page.evaluate(([find, one]) => {
  const element = new Function(`return ${find}`)()(one);
  const radio = element?.matches('input') ? element : element?.querySelector('input') ?? document.getElementById(element?.htmlFor);
  return radio?.checked === true;
}, [target.find.toString(), item]);

/** Median and 95th percentile of ms from the finger's leaving to the frame, and mean ms of main thread. */
export async function measureAnswers(view, helper, target, items, idleMsPerSecond) {
  const work = [];
  for (const item of items.map((one) => ({ ...one, option: 0 }))) {
    const box = await placeOf(view, target, item);
    const [from, started] = [await view.mainThreadMs(), Date.now()];
    await press(view, box);
    await pause(kRestMs * view.patience);
    work.push(await view.mainThreadMs() - from - (idleMsPerSecond * (Date.now() - started)) / 1000);
    if (!await isAnswered(view, target, item)) throw new Error(`${target.name}: the press on ${item.id} did not answer it`);
  }
  await view.page.evaluate(() => {
    window.benchPress = {};
    for (const [type, name] of [['pointerdown', 'pressed'], ['pointerup', 'released']])
      addEventListener(type, (event) => { window.benchPress[name] = performance.timeOrigin + event.timeStamp; }, true);
  });
  const drawn = [];
  for (const item of items.map((one) => ({ ...one, option: 1 }))) {
    const box = await placeOf(view, target, item);
    const frames = await recorded(view.wire, () => press(view, box), kRestMs * view.patience);
    const since = await view.page.evaluate(() => window.benchPress);
    const at = await firstShown(helper, frames, since, box);
    if (at !== null) drawn.push(at - since.released);
  }
  return { work, drawn };
}
