// The way to the store worker: requests out, replies and pushes back. The worker queues what comes while it starts.

import { keepPreferences, preferencesOf } from "./preferences";
import type { Json, StoreRequest, UiEvent } from "./protocol";

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
    this.worker.postMessage(request);
  }

  private received(message: unknown): void {
    if (message === null || typeof message !== "object") return;
    if ("push" in message) {
      this.send({ type: "push", ...message });
    } else if ("seq" in message) {
      const reply = message as Reply;
      const request = this.waiting.get(reply.seq);
      this.waiting.delete(reply.seq);
      const preferences = request && reply.ok ? preferencesOf(request, reply.result) : null;
      if (preferences) keepPreferences(preferences);
      this.send({ type: "reply", ...reply });
    }
  }
}
