// One tab owns the store. The lock says which; a message over a channel asks the owner to let go.

const kLock = "constat-store";
const kAsk = "release";

export class Ownership {
  private letGo: (() => void) | null = null;
  private readonly channel = new BroadcastChannel(kLock);

  /** `asked` is called when another tab wants the store. */
  constructor(asked: () => void) {
    this.channel.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.data === kAsk && this.letGo) asked();
    });
  }

  /** True when the store is this tab's; false when another still has it after that time. */
  acquire(waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      navigator.locks
        .request(kLock, { signal: AbortSignal.timeout(waitMs) }, () => {
          resolve(true);
          return new Promise<void>((released) => (this.letGo = released));
        })
        .catch(() => resolve(false));
    });
  }

  ask(): void {
    this.channel.postMessage(kAsk);
  }

  release(): void {
    this.letGo?.();
    this.letGo = null;
  }
}
