// The wasm module as Emscripten exports it, and files that the build copies; it resolves the names to the compiled files.
declare module "constat-store" {
  export interface StoreExports {
    HEAPU8: Uint8Array<ArrayBuffer>;
    _constat_store_alloc(size: number): number;
    _constat_store_event(pointer: number, length: number): number;
  }
  /** What web/store/browser_seams.cpp calls. Pointers are to u32 length and bytes; 0 and false mean failure. */
  export interface StoreHost {
    sql(statement: Uint8Array<ArrayBuffer>, parameters: Uint8Array<ArrayBuffer>): number;
    slotCount(): number;
    slotRead(slot: number): number;
    slotWrite(slot: number, offset: number, bytes: Uint8Array<ArrayBuffer>): boolean;
    random(): number;
  }
  export interface StoreOptions {
    locateFile(name: string): string;
    host: StoreHost;
  }
  export default function createStore(options: StoreOptions): Promise<StoreExports>;
}

declare module "constat-store.wasm" {
  const url: string;
  export default url;
}

declare module "@sqlite.org/sqlite-wasm/sqlite3.wasm" {
  const url: string;
  export default url;
}
