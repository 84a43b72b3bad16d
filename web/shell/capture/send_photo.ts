// Sends a photo that the media worker kept on this device, now and once: for what is not part of a visit that the store
// sends by itself. Interrupted, it goes on where the server says when it is asked again.

import { refused, type Outcome } from "./media_link";

const kFolder = "constat-photos";
const kChunk = 1 << 20;
const kTimeoutMs = 60_000;
/** The server corrects the place a few times at most before this gives up. */
const kMostCorrections = 3;

export async function sendPhoto(sha256: string): Promise<Outcome> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return refused("photo-failed");
  let file: File;
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(kFolder);
    file = await (await folder.getFileHandle(sha256)).getFile();
  } catch {
    return refused("photo-file-missing");
  }
  try {
    return (await sendAll(`/api/v1/blobs/${sha256}`, file)) ? { ok: true, result: {} } : refused("photo-not-sent");
  } catch {
    return refused("photo-not-sent");
  }
}

async function sendAll(path: string, file: File): Promise<boolean> {
  let state = read(await request(path, { method: "HEAD" }));
  for (let corrections = 0; state && !state.complete; ) {
    const bytes = await file.slice(state.offset, state.offset + kChunk).arrayBuffer();
    const response = await request(path, {
      method: "PATCH",
      body: bytes,
      headers: {
        "Content-Type": "application/offset+octet-stream",
        "Content-Digest": await contentDigest(bytes),
        "Upload-Offset": String(state.offset),
        "Upload-Length": String(file.size),
      },
    });
    if (response.status === 409 && ++corrections > kMostCorrections) return false;
    if (!response.ok && response.status !== 409) return false;
    const next = read(response, true);
    // Nothing was taken: another try would do the same.
    if (next && !next.complete && next.offset === state.offset && response.ok) return false;
    state = next;
  }
  return state?.complete ?? false;
}

function request(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, {
    ...init,
    headers: { ...init.headers, "Constat-Protocol": "1" },
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(kTimeoutMs),
  });
}

function read(response: Response, corrected = false): { offset: number; complete: boolean } | null {
  if (!response.ok && !(corrected && response.status === 409)) return null;
  const offset = Number(response.headers.get("Upload-Offset"));
  return Number.isSafeInteger(offset) && offset >= 0 ? { offset, complete: response.headers.get("Upload-Complete") === "?1" } : null;
}

async function contentDigest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha-256=:${btoa(String.fromCharCode(...digest))}:`;
}
