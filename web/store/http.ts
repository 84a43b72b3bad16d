// The engine's requests over fetch. Bodies go uncompressed, because Content-Digest is of the bytes on the wire
// (RFC 9530) and a visit is small; answers come compressed as the server likes.

import { readSlice, type Slice } from "./photo_files";

export interface EngineRequest {
  id: number;
  method: string;
  path: string;
  headers: [name: string, value: string][];
  body: string | null;
  /** Instead of a body: a part of a photo's file. */
  blob: Slice | null;
  timeout: number;
}

export interface EngineResponse {
  type: "response";
  id: number;
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

const kNoAnswer = 0;
const kUnreadableFile = -1;

async function contentDigest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha-256=:${btoa(String.fromCharCode(...digest))}:`;
}

/** Status 0 when no answer came: offline, cut, or too late; -1 when the photo could not be read. */
export async function perform(request: EngineRequest): Promise<EngineResponse> {
  const without = (status: number): EngineResponse => ({ type: "response", id: request.id, status, headers: [], body: "" });
  const slice = request.blob ? await readSlice(request.blob) : null;
  if (request.blob && !slice) return without(kUnreadableFile);
  try {
    const response = await fetch(request.path, {
      method: request.method,
      headers: slice ? [...request.headers, ["Content-Digest", await contentDigest(slice)]] : request.headers,
      body: slice ?? request.body,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(request.timeout),
    });
    return {
      type: "response",
      id: request.id,
      status: response.status,
      headers: [...response.headers],
      body: await response.text(),
    };
  } catch {
    return without(kNoAnswer);
  }
}
