// Drawing on demand: an animation frame runs only while somebody has a reason for it, and never while the page is hidden.

/** Immediate mode answers an event in the next frame, lays out what it changed in the one after, and settles in the third. */
const kFramesPerEvent = 3;
/** While hidden nothing is drawn, but a reply of the store may ask for the next step: handled once, a moment later. */
const kHiddenDelayMs = 50;

export interface FrameResult {
  animate: boolean;
  wakeMs: number | null;
}

export class FrameLoop {
  private remaining = 0;
  private pending = 0;
  private hiddenTimer = 0;
  private wakeTimer = 0;
  private stopped = false;

  /** `run` draws one frame and applies what the UI wants; `tick` tells the UI that its wake-up came. */
  constructor(
    private readonly run: () => FrameResult,
    private readonly tick: () => void,
  ) {}

  /** After an event: enough frames to answer it. */
  want(frames = kFramesPerEvent): void {
    if (this.stopped) return;
    this.remaining = Math.max(this.remaining, frames);
    this.schedule();
  }

  /** Draws now, before the browser suspends the page: what was typed must reach the store. */
  flush(): void {
    if (this.stopped) return;
    this.remaining = 1;
    this.step();
  }

  get idle(): boolean {
    return this.remaining === 0 && this.pending === 0 && this.hiddenTimer === 0;
  }

  /** Inside a frame: no further one is due, unless this one asks for it. */
  get lastOfBurst(): boolean {
    return this.remaining === 0;
  }

  visibilityChanged(): void {
    if (document.hidden) {
      cancelAnimationFrame(this.pending);
      clearTimeout(this.wakeTimer);
      this.pending = 0;
    } else {
      this.want();
    }
  }

  stop(): void {
    this.stopped = true;
    this.remaining = 0;
    cancelAnimationFrame(this.pending);
    clearTimeout(this.hiddenTimer);
    clearTimeout(this.wakeTimer);
    this.pending = this.hiddenTimer = 0;
  }

  private schedule(): void {
    if (document.hidden) {
      this.hiddenTimer ||= window.setTimeout(() => {
        this.hiddenTimer = 0;
        this.flush();
      }, kHiddenDelayMs);
    } else {
      this.pending ||= requestAnimationFrame(() => {
        this.pending = 0;
        this.step();
      });
    }
  }

  private step(): void {
    this.remaining = Math.max(0, this.remaining - 1);
    clearTimeout(this.wakeTimer);
    const { animate, wakeMs } = this.run();
    if (this.stopped) return;
    if (document.hidden) {
      this.remaining = 0;
      return;
    }
    if (animate) this.remaining = Math.max(this.remaining, 1);
    if (this.remaining > 0) {
      this.schedule();
    } else if (wakeMs !== null) {
      this.wakeTimer = window.setTimeout(() => {
        this.tick();
        this.want(1);
      }, wakeMs);
    }
  }
}
