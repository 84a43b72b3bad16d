// The device engine (shared/device, compiled) over an open database and open logs: an event in, its consequences out.

import createStore, { type StoreExports } from "constat-store";
import storeWasm from "constat-store.wasm";
import type { OpenDatabase } from "./database";
import type { LogSlots } from "./log_slots";
import type { EngineRequest } from "./http";

export interface Outbox {
  replies: object[];
  pushes: object[];
  requests: EngineRequest[];
  wakeMs: number | null;
  freeSlots: number;
  removeBlobs: string[];
  dropOlder: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Engine {
  private constructor(private readonly module: StoreExports) {}

  /** Each start has an engine of its own: it knows nothing that is not on disk. */
  static async load(database: OpenDatabase, logs: LogSlots): Promise<Engine> {
    let module: StoreExports;
    const pack = (bytes: Uint8Array) => {
      const pointer = module._constat_store_alloc(4 + bytes.length);
      new DataView(module.HEAPU8.buffer).setUint32(pointer, bytes.length, true);
      module.HEAPU8.set(bytes, pointer + 4);
      return pointer;
    };
    const orFailed = <T>(failed: T, work: () => T): T => {
      try {
        return work();
      } catch (error) {
        console.error("storage", error);
        return failed;
      }
    };
    module = await createStore({
      locateFile: () => new URL(storeWasm, import.meta.url).href,
      host: {
        sql: (statement, parameters) =>
          orFailed(0, () => {
            const rows = database.run(decoder.decode(statement), JSON.parse(decoder.decode(parameters)) as unknown[]);
            return pack(encoder.encode(JSON.stringify(rows)));
          }),
        slotCount: () => logs.count,
        slotRead: (slot) => orFailed(0, () => pack(logs.read(slot))),
        slotWrite: (slot, offset, bytes) =>
          orFailed(false, () => {
            logs.write(slot, offset, bytes);
            return true;
          }),
        random: () => crypto.getRandomValues(new Int32Array(1))[0] ?? 0,
      },
    });
    return new Engine(module);
  }

  handle(event: object): Outbox {
    const now = { wall: Date.now(), offset: -new Date().getTimezoneOffset(), monotonic: Math.round(performance.now()) };
    const bytes = encoder.encode(JSON.stringify({ ...event, now }));
    const pointer = this.module._constat_store_alloc(bytes.length);
    this.module.HEAPU8.set(bytes, pointer);
    const start = this.module._constat_store_event(pointer, bytes.length);
    const heap = this.module.HEAPU8;
    return JSON.parse(decoder.decode(heap.subarray(start, heap.indexOf(0, start)))) as Outbox;
  }
}
