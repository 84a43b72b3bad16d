// The files of the engine's draft logs, outside the database's pool, opened beforehand so that they can be written at once.

import { patiently } from "./patience";

const kFolder = "constat-logs";
const kSlotsAtFirst = 16;
const kSlotsMore = 8;

export class LogSlots {
  private readonly handles: FileSystemSyncAccessHandle[] = [];
  private growing: Promise<void> | null = null;
  private closed = false;

  private constructor(private readonly folder: FileSystemDirectoryHandle) {}

  static async open(): Promise<LogSlots> {
    const root = await navigator.storage.getDirectory();
    const slots = new LogSlots(await root.getDirectoryHandle(kFolder, { create: true }));
    let existing = 0;
    for await (const name of slots.folder.keys()) existing = Math.max(existing, Number(/^(\d+)\.log$/.exec(name)?.[1] ?? -1) + 1);
    try {
      await slots.openUpTo(Math.max(existing, kSlotsAtFirst));
    } catch (error) {
      slots.close();
      throw error;
    }
    return slots;
  }

  private async openUpTo(count: number): Promise<void> {
    while (this.handles.length < count && !this.closed) {
      const name = `${String(this.handles.length).padStart(4, "0")}.log`;
      const file = await this.folder.getFileHandle(name, { create: true });
      const handle = await patiently(() => file.createSyncAccessHandle());
      if (this.closed) handle.close();
      else this.handles.push(handle);
    }
  }

  /** Opens some more behind the engine's back; until then it works with what there is. */
  grow(): void {
    this.growing ??= this.openUpTo(this.handles.length + kSlotsMore)
      .catch((error: unknown) => console.error("no more log files", error))
      .finally(() => (this.growing = null));
  }

  get count(): number {
    return this.handles.length;
  }

  read(slot: number): Uint8Array<ArrayBuffer> {
    const handle = this.at(slot);
    const bytes = new Uint8Array(handle.getSize());
    const count = handle.read(bytes, { at: 0 });
    if (count !== bytes.length) throw new Error(`log ${slot}: ${count} of ${bytes.length} bytes read`);
    return bytes;
  }

  /** The file ends behind the bytes, on disk, when this returns. */
  write(slot: number, offset: number, bytes: Uint8Array<ArrayBuffer>): void {
    const handle = this.at(slot);
    const count = bytes.length > 0 ? handle.write(bytes, { at: offset }) : 0;
    if (count !== bytes.length) throw new Error(`log ${slot}: ${count} of ${bytes.length} bytes written`);
    handle.truncate(offset + bytes.length);
    handle.flush();
  }

  close(): void {
    this.closed = true;
    for (const handle of this.handles.splice(0)) handle.close();
  }

  private at(slot: number): FileSystemSyncAccessHandle {
    const handle = this.handles[slot];
    if (!handle) throw new Error(`log ${slot} is not open`);
    return handle;
  }
}
