// What the UI must know of the screen: size, safe areas, keyboard, text size and the user's preferences.

import { pixelRatio, type CanvasSize } from "./canvas";
import type { UiEvent } from "./protocol";

const kQueries = {
  dark: "(prefers-color-scheme: dark)",
  contrast: "(prefers-contrast: more)",
  reducedMotion: "(prefers-reduced-motion: reduce)",
  forcedColors: "(forced-colors: active)",
} as const;

/** A smaller difference is an address bar, not a keyboard. */
const kSmallestKeyboard = 100;
const kRootFontPx = 16;
/** iOS's body text at its default setting. */
const kAppleBodyPx = 17;

export class Viewport {
  private readonly queries = Object.fromEntries(
    Object.entries(kQueries).map(([name, query]) => [name, matchMedia(query)]),
  ) as Record<keyof typeof kQueries, MediaQueryList>;

  /** `probe` carries env() paddings and the large viewport's height by CSS; it draws nothing. */
  constructor(
    private readonly probe: HTMLElement,
    private readonly changed: () => void,
  ) {
    for (const query of Object.values(this.queries)) query.addEventListener("change", changed);
    addEventListener("resize", changed);
    visualViewport?.addEventListener("resize", changed);
    this.watchPixelRatio();
  }

  size(): CanvasSize {
    const dpr = pixelRatio();
    const { width, height } = this.probe.getBoundingClientRect();
    // Whole device pixels: what the UI draws and what the canvas holds are then the same size.
    return { width: Math.floor(width * dpr) / dpr, height: Math.floor(height * dpr) / dpr, dpr };
  }

  /** The height is the large viewport's; what the address bar covers of it counts as unsafe at the bottom. */
  event(): UiEvent {
    const { width, height, dpr } = this.size();
    const style = getComputedStyle(this.probe);
    const covered = Math.max(0, height - innerHeight);
    return {
      type: "viewport",
      width,
      height,
      dpr,
      textScale: this.textScale(),
      safe: {
        top: parseFloat(style.paddingTop),
        right: parseFloat(style.paddingRight),
        bottom: Math.max(covered, parseFloat(style.paddingBottom)),
        left: parseFloat(style.paddingLeft),
      },
      keyboard: this.keyboard(),
      ...Object.fromEntries(Object.entries(this.queries).map(([name, query]) => [name, query.matches])),
    };
  }

  private keyboard(): number {
    const visible = visualViewport;
    if (!visible) return 0;
    const inset = innerHeight - visible.height * visible.scale;
    return inset >= kSmallestKeyboard ? Math.round(inset) : 0;
  }

  private textScale(): number {
    const root = parseFloat(getComputedStyle(document.documentElement).fontSize) / kRootFontPx;
    const apple = CSS.supports("font", "-apple-system-body") && navigator.maxTouchPoints > 0;
    return apple ? Math.max(root, parseFloat(getComputedStyle(this.probe).fontSize) / kAppleBodyPx) : root;
  }

  private watchPixelRatio(): void {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
      "change",
      () => {
        this.changed();
        this.watchPixelRatio();
      },
      { once: true },
    );
  }
}
