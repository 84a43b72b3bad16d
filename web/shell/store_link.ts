// The way to the store worker: requests out, replies and pushes back. The worker queues what comes while it starts.

import { keepPreferences, preferencesOf } from "./preferences";
import type { Json, StoreRequest, UiEvent } from "./protocol";
import { fileFor, offerDownload } from "./rescue_commands";

interface Reply {
  seq: number;
  ok: boolean;
  result?: Json;
}

export class StoreLink {
  private readonly waiting = new Map<number, StoreRequest>();

  constructor(
    private readonly worker: Worker,
    private readonly send: (event: UiEvent) => void,
    failed: (what: unknown) => void,
  ) {
    worker.addEventListener("message", (event: MessageEvent<unknown>) => this.received(event.data));
    // Some browsers tell only the window that the network came or went.
    const tellOnline = () => worker.postMessage({ online: navigator.onLine });
    addEventListener("online", tellOnline);
    addEventListener("offline", tellOnline);
    tellOnline();
    worker.addEventListener("error", (event) => failed(event.message || "the store worker could not start"));
  }

  get idle(): boolean {
    return this.waiting.size === 0;
  }

  request(request: StoreRequest): void {
    // Only a window may ask; with a visit begun there is something to keep. The store tells what was granted.
    if (request.command === "start_visit") void navigator.storage.persist().catch(() => false);
    this.waiting.set(request.seq, request);
    if (request.command === "read_rescue") void this.requestWithFile(request);
    else this.worker.postMessage(request);
  }

  private async requestWithFile(request: StoreRequest): Promise<void> {
    // A picker that the browser refuses would never answer.
    const late = "userActivation" in navigator && !navigator.userActivation.isActive;
    const more = late ? null : await fileFor(request);
    if (more) this.worker.postMessage({ ...request, ...more });
    else this.received({ seq: request.seq, ok: false, error: { code: late ? "rescue-tap-again" : "cancelled", args: [] } });
  }

  private received(message: unknown): void {
    if (message === null || typeof message !== "object") return;
    if ("push" in message) {
      this.send({ type: "push", ...message });
    } else if ("seq" in message) {
      // A file goes to the person, not to the UI.
      const { file, ...reply } = message as Reply & { file?: Blob };
      if (file) offerDownload(String((reply.result as { name?: string }).name), file);
      const request = this.waiting.get(reply.seq);
      this.waiting.delete(reply.seq);
      const preferences = request && reply.ok ? preferencesOf(request, reply.result) : null;
      if (preferences) keepPreferences(preferences);
      this.send({ type: "reply", ...reply });
    }
  }
}
