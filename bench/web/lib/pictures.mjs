// Which frame shows an answer: the screen is recorded while it is pressed, and each picture is compared with the first and the last.

/** Records `work()` and what comes after it for `tailMs`: [{at, data}], at in ms since the epoch, data a JPEG in base64. */
export async function recorded(wire, work, tailMs) {
  const frames = [];
  const take = ({ data, metadata, sessionId }) => {
    frames.push({ at: metadata.timestamp * 1000, data });
    wire.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  };
  wire.on('Page.screencastFrame', take);
  await wire.send('Page.startScreencast', { format: 'jpeg', quality: 60, everyNthFrame: 1 });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await work();
  await new Promise((resolve) => setTimeout(resolve, tailMs));
  await wire.send('Page.stopScreencast');
  wire.off('Page.screencastFrame', take);
  return frames;
}

/** In a page of its own: how far each picture's part `box` is from the first's and from the last's, as mean difference of a colour. */
async function distances([pictures, box]) {
  const canvas = new OffscreenCanvas(box.width, box.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const parts = [];
  for (const data of pictures) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    context.drawImage(picture, -box.x, -box.y);
    parts.push(context.getImageData(0, 0, box.width, box.height).data);
  }
  const apart = (a, b) => a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
  return parts.map((part) => [apart(part, parts[0]), apart(part, parts.at(-1))]);
}

/**
 * The time of the first frame from `since` on that is nearer to the last picture than to the picture before the press: half of a
 * transition counts, the pressed look before the finger leaves does not end it. Null when nothing was to be seen.
 */
export async function firstShown(helper, frames, since, box) {
  const before = frames.findLastIndex(({ at }) => at < since.pressed);
  const relevant = frames.slice(Math.max(before, 0));
  if (relevant.length < 2) return null;
  const clip = { x: Math.floor(box.x), y: Math.floor(box.y), width: Math.ceil(box.width), height: Math.ceil(box.height) };
  const measured = await helper.evaluate(distances, [relevant.map(({ data }) => data), clip]);
  if (measured.at(-1)[0] < 0.5) return null;
  const found = relevant.findIndex(({ at }, index) => at >= since.released && measured[index][1] < measured[index][0]);
  return found < 0 ? null : relevant[found].at;
}
