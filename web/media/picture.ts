// A photo from the camera or the gallery as the smaller JPEG that is kept.

import { carriesMetadata } from "./jpeg";
import { MediaError } from "./media_error";
import { kindOf, kSniffBytes } from "./sniff";

export interface Encoded {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  width: number;
  height: number;
  dhash: string | null;
}

const kQuality = 0.82;
/** Of the source: no phone's camera makes more, and a browser's decoder needs four bytes a pixel. */
const kMostSourceBytes = 64 * 1024 * 1024;
const kMostSourcePixels = 120_000_000;
/** What the server takes. */
const kMostBytes = 12 * 1024 * 1024;

type Context = OffscreenCanvasRenderingContext2D;

export async function photograph(file: Blob, limit: number): Promise<Encoded> {
  if (file.size > kMostSourceBytes) throw new MediaError("photo-too-large");
  const bitmap = await decode(file);
  try {
    if (bitmap.width * bitmap.height > kMostSourcePixels) throw new MediaError("photo-too-large");
    const scale = Math.min(1, limit / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const [canvas, context] = surface(width, height);
    // What is transparent becomes paper, not black.
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const encoded = await canvas.convertToBlob({ type: "image/jpeg", quality: kQuality });
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    if (encoded.type !== "image/jpeg" || carriesMetadata(bytes)) throw new MediaError("photo-failed");
    if (bytes.length > kMostBytes) throw new MediaError("photo-too-large");
    return { bytes, type: encoded.type, width, height, dhash: dhash(bitmap) };
  } finally {
    bitmap.close();
  }
}

/** As it is to be seen: turned as the camera's EXIF says. */
async function decode(file: Blob): Promise<ImageBitmap> {
  const kind = kindOf(new Uint8Array(await file.slice(0, kSniffBytes).arrayBuffer()));
  if (kind === "unknown") throw new MediaError("photo-not-an-image");
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // A browser that reads HEIC (Safari) came through above.
    throw new MediaError(kind === "heic" || kind === "avif" ? "photo-format" : "photo-damaged-file", [kind.toUpperCase()]);
  }
}

const kHashColumns = 9;
const kHashRows = 8;
const kBlock = 8;

/**
 * Difference hash (N. Krawetz, 2013): 8 rows of 8 bits, each whether a block is brighter than its right neighbour, from
 * the top left. Blocks are averaged here, so that the result does not depend on how a browser makes pictures smaller.
 */
function dhash(picture: ImageBitmap): string {
  const width = kHashColumns * kBlock;
  const [, context] = surface(width, kHashRows * kBlock);
  context.drawImage(picture, 0, 0, width, kHashRows * kBlock);
  const pixels = context.getImageData(0, 0, width, kHashRows * kBlock).data;
  const brightness = (column: number, row: number) => {
    let sum = 0;
    for (let y = row * kBlock; y < (row + 1) * kBlock; y++) {
      for (let x = column * kBlock; x < (column + 1) * kBlock; x++) {
        const at = 4 * (y * width + x);
        // Luma of ITU-R BT.601, in thousandths.
        sum += 299 * pixels[at]! + 587 * pixels[at + 1]! + 114 * pixels[at + 2]!;
      }
    }
    return sum;
  };
  let bits = 0n;
  for (let row = 0; row < kHashRows; row++) {
    for (let column = 0; column + 1 < kHashColumns; column++) {
      bits = (bits << 1n) | (brightness(column, row) > brightness(column + 1, row) ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, "0");
}

function surface(width: number, height: number): [OffscreenCanvas, Context] {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: width <= kHashColumns * kBlock });
  if (!context) throw new MediaError("photo-failed");
  context.imageSmoothingQuality = "high";
  return [canvas, context];
}
