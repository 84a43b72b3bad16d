// A wasm UI module as Emscripten exports it; the build resolves the name to the compiled file. The whole module's script is the same.
declare module "constat-field" {
  export interface UiExports {
    HEAPU8: Uint8Array;
    GL: {
      registerContext(context: WebGL2RenderingContext, attributes: object): number;
      makeContextCurrent(handle: number): boolean;
      textures: (WebGLTexture | null)[];
      getNewId(table: unknown[]): number;
    };
    _constat_alloc(size: number): number;
    _constat_event(pointer: number, length: number): void;
    _constat_font(kind: number, pointer: number, length: number): void;
    _constat_frame(nowMs: number): void;
    _constat_drain(): number;
  }
  export interface UiOptions {
    /** Called by the module in the middle of a frame: web/ui/platform_gl.cpp. */
    runs: {
      width(text: Uint8Array, size: number, medium: boolean): number;
      draw(text: Uint8Array, size: number, medium: boolean, rightToLeft: boolean, density: number, colour: string): number[];
      drop(texture: number): void;
    };
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
    print(line: string): void;
    printErr(line: string): void;
    onAbort(what: unknown): void;
  }
  export type CreateUi = (options: Partial<UiOptions>) => Promise<UiExports>;
  const createField: CreateUi;
  export default createField;
}

/** Names of the built files, relative to index.html; put in by scripts/build-web. */
declare const ASSETS: {
  readonly fieldWasm: string;
  readonly whole: { readonly script: string; readonly wasm: string };
  readonly fonts: readonly [regular: string, medium: string, icons: string];
  readonly store: string;
  readonly media: string;
  readonly serviceWorker: string;
};
