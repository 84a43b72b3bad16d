// The way to the media worker, which starts with the first photo.

import type { Json } from "../protocol";

export type Outcome = { ok: true; result: Json } | { ok: false; error: { code: string; args: string[] } };

export function refused(code: string, ...args: string[]): Outcome {
  return { ok: false, error: { code, args } };
}

export class MediaLink {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (outcome: Outcome) => void>();
  private next = 1;

  constructor(private readonly url: string) {}

  run(command: "photo" | "drawing", file: Blob, limit: number): Promise<Outcome> {
    const worker = (this.worker ??= this.start());
    const seq = this.next++;
    return new Promise((resolve) => {
      this.waiting.set(seq, resolve);
      worker.postMessage({ seq, command, file, limit });
    });
  }

  private start(): Worker {
    const worker = new Worker(this.url, { type: "module", name: "media" });
    worker.addEventListener("message", ({ data }: MessageEvent<Outcome & { seq: number }>) => {
      const { seq, ...outcome } = data;
      this.waiting.get(seq)?.(outcome);
      this.waiting.delete(seq);
    });
    // A worker that ran out of memory says nothing more: what it held has failed, and the next photo gets a new one.
    worker.addEventListener("error", (event) => {
      console.warn("media worker", event.message);
      worker.terminate();
      if (this.worker === worker) this.worker = null;
      for (const resolve of this.waiting.values()) resolve(refused("photo-failed"));
      this.waiting.clear();
    });
    return worker;
  }
}
