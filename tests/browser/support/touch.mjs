// A finger, as the browser sees one: Chromium's own synthetic gestures do not scroll an emulated phone.
const kStepPx = 10;
const kStepMs = 16;

export async function swipe(page, { x, fromY, toY }) {
  const client = await page.context().newCDPSession(page);
  const touch = (type, y) => client.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x, y }] });
  const direction = Math.sign(toY - fromY);
  await touch('touchStart', fromY);
  for (let y = fromY; (toY - y) * direction > 0; y += direction * kStepPx) {
    await touch('touchMove', y);
    await page.waitForTimeout(kStepMs);
  }
  await touch('touchEnd');
  await client.detach();
}
