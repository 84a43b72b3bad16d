// The photo files that the media worker wrote (web/media/photo_files.ts): read in slices, listed, and deleted when the
// engine says that nobody names them any more.

const kFolder = "constat-photos";
const kIsHash = /^[0-9a-f]{64}$/;

const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(kFolder, { create: true });

export interface Slice {
  sha256: string;
  offset: number;
  length: number;
}

/** Null when the file is gone, cannot be read, or is too short. */
export async function readSlice({ sha256, offset, length }: Slice): Promise<ArrayBuffer | null> {
  try {
    const file = await (await (await folder()).getFileHandle(sha256)).getFile();
    const bytes = await file.slice(offset, offset + length).arrayBuffer();
    return bytes.byteLength === length ? bytes : null;
  } catch (error) {
    console.error("photo cannot be read", sha256, error);
    return null;
  }
}

export async function listPhotos(): Promise<{ sha256: string; bytes: number }[]> {
  const files = [];
  for await (const [name, handle] of (await folder()).entries()) {
    if (handle.kind !== "file" || !kIsHash.test(name)) continue;
    files.push({ sha256: name, bytes: (await (handle as FileSystemFileHandle).getFile()).size });
  }
  return files;
}

/** One that cannot be deleted now is found again at the next start. */
export async function removePhotos(hashes: string[]): Promise<void> {
  if (hashes.length === 0) return;
  const from = await folder();
  for (const sha256 of hashes) {
    await from.removeEntry(sha256).catch((error: unknown) => console.error("photo cannot be deleted", sha256, error));
  }
}
