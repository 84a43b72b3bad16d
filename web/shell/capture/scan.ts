// A bar code or QR code in a picture, where the browser can read one.

import { refused, type Outcome } from "./media_link";

interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

declare global {
  interface Window {
    BarcodeDetector?: new () => Detector;
  }
}

export function canScan(): boolean {
  return "BarcodeDetector" in window;
}

export async function scan(file: Blob): Promise<Outcome> {
  const Detecting = window.BarcodeDetector;
  if (!Detecting) return refused("scan-unavailable");
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return refused("photo-not-an-image");
  }
  try {
    const [first] = await new Detecting().detect(picture);
    return first ? { ok: true, result: { code: first.rawValue } } : refused("scan-nothing");
  } catch {
    return refused("scan-unavailable");
  } finally {
    picture.close();
  }
}
