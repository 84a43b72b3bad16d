// The UI module behind five calls: bytes in, JSON in, frames, JSON out. Knows nothing of the page.

import type { CreateUi, UiExports } from "constat-field";
import type { Drain, UiEvent } from "./protocol";
import { rememberState } from "./gl_state";
import { Runs } from "./runs";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A minute-precise clock is enough for most of the UI: it hears of the time at most once a second. */
const kTimeEveryMs = 1000;
/** A stopwatch starts and stops with a press and counts by its wake-ups: they come with the time of their own. */
const kExact = new Set<UiEvent["type"]>(["press", "tick"]);

export function zoneOffset(date = new Date()): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

export class UiLink {
  private timeSentAt = 0;

  private gl: WebGL2RenderingContext | null = null;

  private constructor(private readonly ui: UiExports) {}

  static async load(create: CreateUi, wasm: Promise<Response>): Promise<UiLink> {
    const runs = new Runs();
    const ui = await new Promise<UiExports>((resolve, reject) => {
      create({
        runs,
        instantiateWasm: (imports, done) => {
          instantiate(wasm, imports).then(({ instance, module }) => done(instance, module), reject);
          return {};
        },
        onAbort: (what) => reject(new Error(`the UI module stopped: ${String(what)}`)),
      }).then(resolve, reject);
    });
    const link = new UiLink(ui);
    runs.textures = link;
    return link;
  }

  useContext(context: WebGL2RenderingContext): void {
    this.gl = context;
    rememberState(context);
    const handle = this.ui.GL.registerContext(context, {
      majorVersion: 2,
      minorVersion: 0,
      enableExtensionsByDefault: false,
    });
    this.ui.GL.makeContextCurrent(handle);
  }

  /** Under the number by which the module knows its own textures. */
  addTexture(picture: TexImageSource): number {
    const gl = this.gl!;
    const number = this.ui.GL.getNewId(this.ui.GL.textures);
    const texture = gl.createTexture();
    this.ui.GL.textures[number] = texture;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    gl.bindTexture(gl.TEXTURE_2D, null);
    return number;
  }

  dropTexture(number: number): void {
    this.gl?.deleteTexture(this.ui.GL.textures[number] ?? null);
    this.ui.GL.textures[number] = null;
  }

  font(kind: number, bytes: ArrayBuffer): void {
    const data = new Uint8Array(bytes);
    this.ui._constat_font(kind, this.put(data), data.length);
  }

  send(event: UiEvent): void {
    const now = Date.now();
    if (event.type === "init") {
      this.timeSentAt = now;
    } else if (kExact.has(event.type) || Math.abs(now - this.timeSentAt) >= kTimeEveryMs) {
      this.timeSentAt = now;
      this.post({ type: "time", now, zone: zoneOffset() });
    }
    this.post(event);
  }

  frame(nowMs: number): void {
    this.ui._constat_frame(nowMs);
  }

  drain(): Drain {
    const start = this.ui._constat_drain();
    const heap = this.ui.HEAPU8;
    return JSON.parse(decoder.decode(heap.subarray(start, heap.indexOf(0, start)))) as Drain;
  }

  private post(event: UiEvent): void {
    const data = encoder.encode(JSON.stringify(event));
    this.ui._constat_event(this.put(data), data.length);
  }

  /** Bytes in the module's memory; the callee frees them. The heap view is read after the allocation, which may grow it. */
  private put(data: Uint8Array): number {
    const pointer = this.ui._constat_alloc(data.length);
    this.ui.HEAPU8.set(data, pointer);
    return pointer;
  }
}

/** Compiles while the bytes arrive; a server or cache with another content type is no reason to fail. */
async function instantiate(
  wasm: Promise<Response>,
  imports: WebAssembly.Imports,
): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const response = await wasm;
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) {
    return WebAssembly.instantiateStreaming(response, imports);
  }
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
