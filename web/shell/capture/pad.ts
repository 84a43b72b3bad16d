// A pad to sign on: ink follows pointer, finger or pen; a typed name is written in their stead. Always dark on white, on
// screen as in the file.

export interface PadOrder {
  id: string;
  do: "undo" | "clear" | "write" | "take";
  text?: string;
}

type Point = [x: number, y: number];

const kInk = "#16233b";
const kPaper = "#ffffff";
/** Of the file, so that it is as sharp from a small phone as from a large one. */
const kFileWidth = 960;
const kLineShare = 1 / 140;
/** The file's letters, before they are made smaller to fit. */
const kNameShare = 0.34;
const kMarginShare = 0.06;

export class Pad {
  private strokes: Point[][] = [];
  private name = "";
  private pointer: number | null = null;
  private drawnSize = "";

  constructor(
    readonly element: HTMLCanvasElement,
    private readonly changed: (strokes: number) => void,
  ) {
    element.addEventListener("pointerdown", (event) => this.begin(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"] as const) element.addEventListener(end, (event) => this.end(event));
  }

  undo(): void {
    this.strokes.pop();
    this.update();
  }

  clear(): void {
    this.strokes = [];
    this.name = "";
    this.update();
  }

  write(name: string): void {
    this.name = name.trim();
    this.update();
  }

  take(): Promise<Blob> {
    const { width, height } = this.element.getBoundingClientRect();
    const file = new OffscreenCanvas(kFileWidth, Math.round((kFileWidth * height) / Math.max(width, 1)));
    this.paint(file.getContext("2d")!, file.width, file.height);
    return file.convertToBlob({ type: "image/png" });
  }

  /** After its place changed: a canvas has no size of its own. */
  fit(): void {
    const { width, height } = this.element.getBoundingClientRect();
    const size = [width * devicePixelRatio, height * devicePixelRatio].map(Math.round).join();
    if (size === this.drawnSize) return;
    this.drawnSize = size;
    [this.element.width, this.element.height] = size.split(",").map(Number) as Point;
    this.draw();
  }

  private begin(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    this.pointer = event.pointerId;
    this.element.setPointerCapture(event.pointerId);
    const point = this.point(event);
    // A dot is a stroke too.
    this.strokes.push([point, point]);
    this.draw();
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    this.strokes[this.strokes.length - 1]?.push(...(all.length > 0 ? all : [event]).map((one) => this.point(one)));
    this.draw();
  }

  private end(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.update();
  }

  /** In shares of the pad's width, so that turning the phone keeps the drawing. */
  private point(event: PointerEvent): Point {
    const { left, top, width } = this.element.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / width];
  }

  private update(): void {
    this.draw();
    this.changed(this.strokes.length);
  }

  private draw(): void {
    const context = this.element.getContext("2d");
    if (context) this.paint(context, this.element.width, this.element.height);
  }

  private paint(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, width: number, height: number): void {
    context.fillStyle = kPaper;
    context.fillRect(0, 0, width, height);
    context.fillStyle = context.strokeStyle = kInk;
    context.lineWidth = width * kLineShare;
    context.lineCap = context.lineJoin = "round";
    for (const stroke of this.strokes) {
      context.beginPath();
      stroke.forEach(([x, y], at) => (at === 0 ? context.moveTo(x * width, y * width) : context.lineTo(x * width, y * width)));
      context.stroke();
    }
    if (this.name === "") return;
    const font = (size: number) => `italic ${size}px "Segoe Script", "Snell Roundhand", "Dancing Script", cursive`;
    let size = height * kNameShare;
    context.font = font(size);
    const room = width * (1 - 2 * kMarginShare);
    size *= Math.min(1, room / Math.max(1, context.measureText(this.name).width));
    context.font = font(size);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(this.name, width / 2, height / 2);
  }
}
