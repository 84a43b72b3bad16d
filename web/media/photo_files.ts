// The files of photos, one each, named by the SHA-256 of their bytes: constat-photos/<hex>.

import { isQuota, MediaError } from "./media_error";

const kFolder = "constat-photos";

/** On disk, read back and verified when this returns; the name is the hash. */
export async function keepFile(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const name = await sha256(bytes);
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(kFolder, { create: true });
  // The same photo again. Rewriting it would put the one that is there at risk.
  if (await holds(folder, name)) return name;
  try {
    await write(folder, name, bytes);
  } catch (error) {
    await folder.removeEntry(name).catch(() => undefined);
    throw isQuota(error) ? new MediaError("photo-storage-full") : error;
  }
  if (await holds(folder, name)) return name;
  await folder.removeEntry(name).catch(() => undefined);
  throw new MediaError("photo-storage-failed");
}

async function write(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    // A full disk shows as an error or as fewer bytes than were given.
    if (handle.write(bytes, { at: 0 }) !== bytes.length) throw new MediaError("photo-storage-full");
    handle.flush();
  } finally {
    handle.close();
  }
}

async function holds(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return (await sha256(await file.arrayBuffer())) === name;
  } catch {
    return false;
  }
}

async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
