// The element with the focus is the one thing of the mirror that is seen: where it scrolled under a bar, it is cut off there.

/** How far a focus ring reaches beyond its element. */
const kRing = 8;

export class FocusClip {
  private clipped: HTMLElement | null = null;

  constructor(private readonly root: HTMLElement) {}

  /** `top` and `bottom`: the edges between which the page is seen, in viewport pixels. */
  update(top: number, bottom: number): void {
    const focused = document.activeElement;
    const onPage = focused instanceof HTMLElement && this.root.contains(focused) && focused.closest(".fixed, dialog") === null;
    if (this.clipped && this.clipped !== focused) this.clip(this.clipped, "");
    this.clipped = null;
    if (!onPage) return;
    const rect = focused.getBoundingClientRect();
    const over = top - rect.top;
    const under = rect.bottom - bottom;
    const isWhole = over < -kRing && under < -kRing;
    this.clip(focused, isWhole ? "" : `inset(${Math.max(over, -kRing)}px -${kRing}px ${Math.max(under, -kRing)}px -${kRing}px)`);
    this.clipped = focused;
  }

  private clip(element: HTMLElement, path: string): void {
    if (element.style.clipPath !== path) element.style.clipPath = path;
  }
}
