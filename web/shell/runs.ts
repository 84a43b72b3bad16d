// Lines of text in scripts that the app's own font lacks: measured and drawn by the browser, which finds the fonts, joins and
// orders the letters, and knows the pictographs. The UI module calls it in the middle of a frame and takes the line as a texture.

export interface Textures {
  addTexture(picture: TexImageSource): number;
  dropTexture(number: number): void;
}

/** The face of the canvas first, so that Latin words beside others look like the rest of the page. */
const kFamily = "Constat, system-ui, sans-serif";
/** What a texture may measure on the weakest graphics that run WebGL 2. */
const kMostPixels = 2048;
const kNothing = [0, 0, 0, 0, 0];

const decoder = new TextDecoder();

export class Runs {
  textures: Textures | null = null;
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { willReadFrequently: true });

  /** CSS pixels. */
  width(text: Uint8Array, size: number, medium: boolean): number {
    const context = this.context;
    if (!context) return 0;
    context.font = fontOf(size, medium);
    return context.measureText(decoder.decode(text)).width;
  }

  /** [texture, width, height, left, baseline] in device pixels: RunPicture of web/ui/platform.hpp. */
  draw(bytes: Uint8Array, size: number, medium: boolean, rightToLeft: boolean, density: number, colour: string): number[] {
    const { context, canvas, textures } = this;
    if (!context || !textures) return kNothing;
    const text = decoder.decode(bytes);
    const style = () => {
      context.font = fontOf(size * density, medium);
      context.direction = rightToLeft ? "rtl" : "ltr";
      context.textAlign = "left";
      context.textBaseline = "alphabetic";
      context.fillStyle = colour;
    };
    style();
    const ink = context.measureText(text);
    // A pixel more on each side: smoothed edges reach over the ink.
    const left = Math.ceil(Math.max(0, ink.actualBoundingBoxLeft)) + 1;
    const up = Math.ceil(Math.max(0, ink.actualBoundingBoxAscent)) + 1;
    const width = Math.min(kMostPixels, left + Math.ceil(Math.max(ink.width, ink.actualBoundingBoxRight)) + 1);
    const height = Math.min(kMostPixels, up + Math.ceil(Math.max(0, ink.actualBoundingBoxDescent)) + 1);
    // Setting a size empties the canvas and resets its style.
    canvas.width = width;
    canvas.height = height;
    style();
    context.fillText(text, left, up);
    return [textures.addTexture(canvas), width, height, left, up];
  }

  drop(texture: number): void {
    this.textures?.dropTexture(texture);
  }
}

function fontOf(size: number, medium: boolean): string {
  return `${medium ? 500 : 400} ${size}px ${kFamily}`;
}
