// What is drawn at a place of the page, held against what the browser itself writes there: pixels that are not the background.
/** Runs in the page: {ink, expected, overlap, outside} of the line of text in `box` (page pixels) of a screenshot. */
async function compare([bytes, box, text, font, rightToLeft, density]) {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], { type: 'image/png' }));
  const width = Math.round(box.width * density), height = Math.round(box.height * density);
  const inkOf = (draw) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    draw(context);
    const { data } = context.getImageData(0, 0, width, height);
    const grey = (at) => (data[at] + data[at + 1] + data[at + 2]) / 3;
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) counts.set(Math.round(grey(at)), (counts.get(Math.round(grey(at))) ?? 0) + 1);
    const background = [...counts].sort((a, b) => b[1] - a[1])[0][0];
    const ink = new Uint8Array(width * height);
    for (let at = 0; at < ink.length; at++) ink[at] = Math.abs(grey(at * 4) - background) > 60 ? 1 : 0;
    return ink;
  };
  const shown = inkOf((context) => context.drawImage(picture, -Math.round(box.x * density), -Math.round(box.y * density)));
  const expected = inkOf((context) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#000';
    context.font = font;
    context.direction = rightToLeft ? 'rtl' : 'ltr';
    context.textAlign = 'left';
    context.fillText(text, 2 * density, height * 0.72);
  });
  const sum = (ink) => ink.reduce((total, one) => total + one, 0);
  // The two need not begin at the same pixel: the best of small shifts.
  let best = 0;
  for (let dy = -10 * density; dy <= 10 * density; dy++)
    for (let dx = -6 * density; dx <= 6 * density; dx++) {
      let both = 0;
      for (let y = Math.max(0, dy); y < Math.min(height, height + dy); y++)
        for (let x = Math.max(0, dx); x < Math.min(width, width + dx); x++) both += shown[y * width + x] & expected[(y - dy) * width + x - dx];
      best = Math.max(best, both);
    }
  const total = sum(shown) + sum(expected) - best;
  return { ink: sum(shown), expected: sum(expected), overlap: total > 0 ? best / total : 0 };
}

/**
 * How much of `text`, written by the browser with `font`, is what the page shows inside `box`: 1 all of it and nothing else.
 * `box` in CSS pixels of the viewport.
 */
export async function inkOf(page, box, text, { font, rightToLeft = false, density = 1 }) {
  const bytes = (await page.screenshot()).toString('base64');
  return page.evaluate(compare, [bytes, box, text, font, rightToLeft, density]);
}
