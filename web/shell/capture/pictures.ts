// Pictures that the UI draws: read from this device or from the server, decoded at the size in which they are shown, and
// handed over as textures. The canvas draws them, because its bars and dialogs must be able to cover them.

import type { UiEvent } from "../protocol";
import type { UiLink } from "../ui_link";

export interface WantedPicture {
  key: string;
  sha256: string;
  /** Device pixels. "cover" fills the box, "contain" stays within it. */
  width: number;
  height: number;
  fit: "cover" | "contain";
}

interface Shown {
  texture: number | null;
  failed: boolean;
}

const kFolder = "constat-photos";

export class Pictures {
  private readonly shown = new Map<string, Shown>();
  private wanted: readonly WantedPicture[] = [];
  private loading = 0;

  constructor(
    private readonly ui: UiLink,
    private readonly send: (event: UiEvent) => void,
  ) {
    addEventListener("online", () => this.retry());
  }

  get idle(): boolean {
    return this.loading === 0;
  }

  /** Everything that is wanted now; what is not among it is forgotten. */
  want(wanted: readonly WantedPicture[]): void {
    this.wanted = wanted;
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { texture }] of this.shown) {
      if (keys.has(key)) continue;
      this.shown.delete(key);
      if (texture !== null) this.ui.dropTexture(texture);
    }
    for (const picture of wanted) if (!this.shown.has(picture.key)) void this.load(picture);
  }

  /** The context came back empty: its textures are gone, and the UI asks again. */
  contextLost(): void {
    this.shown.clear();
    this.wanted = [];
  }

  private retry(): void {
    for (const [key, { failed }] of this.shown) if (failed) this.shown.delete(key);
    this.want(this.wanted);
  }

  private async load(picture: WantedPicture): Promise<void> {
    const entry: Shown = { texture: null, failed: false };
    this.shown.set(picture.key, entry);
    this.loading += 1;
    let event: UiEvent;
    try {
      const bitmap = await decode(await bytesOf(picture.sha256), picture);
      if (this.shown.get(picture.key) !== entry) return bitmap.close();
      entry.texture = this.ui.addTexture(bitmap);
      event = { type: "picture", key: picture.key, texture: entry.texture, width: bitmap.width, height: bitmap.height };
      bitmap.close();
    } catch (error) {
      if (this.shown.get(picture.key) !== entry) return;
      entry.failed = true;
      event = { type: "picture", key: picture.key, problem: error instanceof Missing ? "missing" : "unreachable" };
    } finally {
      this.loading -= 1;
    }
    this.send(event);
  }
}

class Missing extends Error {}

async function bytesOf(sha256: string): Promise<Blob> {
  try {
    const root = await navigator.storage.getDirectory();
    const file = await (await root.getDirectoryHandle(kFolder)).getFileHandle(sha256);
    return await file.getFile();
  } catch {
    const response = await fetch(`api/v1/blobs/${sha256}`, { credentials: "same-origin" });
    if (!response.ok) throw response.status === 404 ? new Missing() : new Error(`HTTP ${response.status}`);
    return response.blob();
  }
}

/** Decoded once to learn its size, then made smaller by the browser's own filter. */
async function decode(file: Blob, { width, height, fit }: WantedPicture): Promise<ImageBitmap> {
  const whole = await createImageBitmap(file).catch(() => {
    throw new Missing();
  });
  const shares = [width / whole.width, height / whole.height];
  const scale = fit === "cover" ? Math.max(...shares) : Math.min(...shares);
  if (scale >= 1) return whole;
  const small = await createImageBitmap(whole, {
    resizeWidth: Math.max(1, Math.round(whole.width * scale)),
    resizeHeight: Math.max(1, Math.round(whole.height * scale)),
    resizeQuality: "high",
  });
  whole.close();
  return small;
}
