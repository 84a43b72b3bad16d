// The canvas and its WebGL2 context: as large as the large viewport, never resized for the keyboard or the address bar.

/** Beyond this no eye sees a difference and the fill rate of a cheap phone does. */
const kMaxPixelRatio = 3;

export interface CanvasSize {
  width: number;
  height: number;
  dpr: number;
}

export class Surface {
  readonly context: WebGL2RenderingContext;

  private constructor(
    private readonly canvas: HTMLCanvasElement,
    context: WebGL2RenderingContext,
  ) {
    this.context = context;
  }

  /** Null where the browser has no WebGL2. */
  static create(canvas: HTMLCanvasElement): Surface | null {
    const context = canvas.getContext("webgl2", {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
      powerPreference: "low-power",
    });
    return context ? new Surface(canvas, context) : null;
  }

  get lost(): boolean {
    return this.context.isContextLost();
  }

  /** The canvas holds whole device pixels, so its CSS size is derived from them. True when the buffer changed (and is empty). */
  fit(size: CanvasSize): boolean {
    const width = Math.floor(size.width * size.dpr);
    const height = Math.floor(size.height * size.dpr);
    if (this.canvas.width === width && this.canvas.height === height) return false;
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas.style.width = `${width / size.dpr}px`;
    this.canvas.style.height = `${height / size.dpr}px`;
    return true;
  }

  /** `restored` runs when the browser gave the context back, empty: every GL object has to be made again. */
  onLoss(restored: () => void): void {
    this.canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    this.canvas.addEventListener("webglcontextrestored", restored);
  }
}

export function pixelRatio(): number {
  return Math.min(window.devicePixelRatio || 1, kMaxPixelRatio);
}
