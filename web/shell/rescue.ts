// A copy of everything that Constat keeps on this device, as one tar file, for the day when the app itself cannot start.
// POSIX.1-1988 (ustar): 512-byte header blocks, contents padded to 512, two empty blocks at the end.

const kBlock = 512;
const kNameLimit = 100;

export async function rescueCopy(): Promise<Blob | null> {
  const root = await navigator.storage.getDirectory();
  const parts: BlobPart[] = [];
  await addFolder(root, "", parts);
  if (parts.length === 0) return null;
  parts.push(new Uint8Array(2 * kBlock));
  return new Blob(parts, { type: "application/x-tar" });
}

async function addFolder(folder: FileSystemDirectoryHandle, path: string, parts: BlobPart[]): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    const full = `${path}${name}`;
    if (handle.kind === "directory") {
      await addFolder(handle as FileSystemDirectoryHandle, `${full}/`, parts);
      continue;
    }
    const file = await (handle as FileSystemFileHandle).getFile();
    // Read now: a Blob of a file that changes later could not be saved any more.
    const bytes = await file.arrayBuffer();
    parts.push(header(full, bytes.byteLength, file.lastModified), bytes, padding(bytes.byteLength));
  }
}

function header(path: string, size: number, modifiedMs: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(kBlock);
  const put = (at: number, text: string) => block.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number) => Math.floor(value).toString(8).padStart(digits, "0");
  put(0, path.slice(-kNameLimit));
  put(100, "0000600\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(modifiedMs / 1000, 11)}\0`);
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\0" + "00");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}

function padding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((kBlock - (size % kBlock)) % kBlock);
}
