// Rescue copies: everything of this user that is not yet safe, with its photo files, in one encrypted file, and back.

import { RescueReader, RescueWriter } from "./rescue_file";
import { failure } from "./rescue_failure";

const kPhotos = "constat-photos";
/** The visits' own part of a copy; photos go by pieces. */
const kMostRescueBytes = 64 << 20;
const kMostPhotoBytes = 12 << 20;

/** Asks the engine; throws a RescueFailure with the engine's code when it refuses. */
export type Ask = (command: string, payload: Record<string, unknown>) => Promise<Record<string, unknown>>;

interface RescueVisit {
  photos?: { facts?: { sha256?: string } }[];
}

async function photoFile(sha256: string): Promise<File | null> {
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(kPhotos);
    return await (await folder.getFileHandle(sha256)).getFile();
  } catch {
    return null;
  }
}

export interface SavedRescue {
  result: { name: string; visits: number; photos: number; missing: string[]; bytes: number };
  file: Blob;
}

export async function saveRescue(ask: Ask, passphrase: string, all: boolean): Promise<SavedRescue> {
  const rescue = await ask("export_rescue", { all });
  const visits = (rescue["visits"] ?? []) as RescueVisit[];
  if (visits.length === 0) throw failure("rescue-empty");
  const writer = await RescueWriter.begin(passphrase);
  const json = new Blob([JSON.stringify(rescue)]);
  await writer.record({ name: "rescue", bytes: json.size }, json);
  const hashes = new Set(visits.flatMap((visit) => (visit.photos ?? []).map((photo) => photo.facts?.sha256 ?? "")));
  const missing: string[] = [];
  let photos = 0;
  for (const sha256 of hashes) {
    const file = await photoFile(sha256);
    if (!file) {
      missing.push(sha256);
      continue;
    }
    await writer.record({ name: "photo", sha256, bytes: file.size }, file);
    photos += 1;
  }
  const file = await writer.finish();
  const name = `constat-rescue-${new Date().toISOString().slice(0, 10)}.constat`;
  return { result: { name, visits: visits.length, photos, missing, bytes: file.size }, file };
}

export async function readRescue(ask: Ask, passphrase: string, file: Blob): Promise<Record<string, unknown>> {
  const reader = await RescueReader.open(file, passphrase);
  let rescue: unknown = null;
  let photos = 0;
  for (let line = await reader.line(); line; line = await reader.line()) {
    const bytes = Number(line["bytes"]);
    const isRescue = line["name"] === "rescue";
    if (!Number.isInteger(bytes) || bytes < 0 || bytes > (isRescue ? kMostRescueBytes : kMostPhotoBytes)) throw failure("rescue-damaged");
    const parts: Uint8Array<ArrayBuffer>[] = [];
    await reader.bytes(bytes, (part) => parts.push(part));
    const content = new Blob(parts);
    if (isRescue) rescue = parsed(await content.text());
    else if (line["name"] === "photo" && (await keepPhoto(String(line["sha256"]), await content.arrayBuffer()))) photos += 1;
  }
  if (rescue === null) throw failure("rescue-damaged");
  // The files are there before a row names them.
  const done = await ask("import_rescue", { rescue });
  return { visits: done["visits"] ?? 0, known: done["known"] ?? 0, unreadable: done["unreadable"] ?? [], photos };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failure("rescue-damaged");
  }
}

/** Writes, flushes, and reads again; false when the bytes are not those of the hash. A file that is there stays. */
async function keepPhoto(sha256: string, bytes: ArrayBuffer): Promise<boolean> {
  if ((await hexOf(bytes)) !== sha256) return false;
  const there = await photoFile(sha256);
  if (there && (await hexOf(await there.arrayBuffer())) === sha256) return true;
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(kPhotos, { create: true });
  const handle = await (await folder.getFileHandle(sha256, { create: true })).createSyncAccessHandle();
  try {
    handle.truncate(0);
    if (handle.write(bytes, { at: 0 }) !== bytes.byteLength) throw failure("storage-failed");
    handle.flush();
  } finally {
    handle.close();
  }
  const written = await photoFile(sha256);
  return written !== null && (await hexOf(await written.arrayBuffer())) === sha256;
}

async function hexOf(bytes: ArrayBuffer): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
