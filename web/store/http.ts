// The engine's requests over fetch. Bodies go uncompressed, because Content-Digest is of the bytes on the wire
// (RFC 9530) and a visit is small; answers come compressed as the server likes.

export interface EngineRequest {
  id: number;
  method: string;
  path: string;
  headers: [name: string, value: string][];
  body: string | null;
  timeout: number;
}

export interface EngineResponse {
  type: "response";
  id: number;
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/** Status 0 when no answer came: offline, cut, or too late. */
export async function perform(request: EngineRequest): Promise<EngineResponse> {
  try {
    const response = await fetch(request.path, {
      method: request.method,
      headers: request.headers,
      body: request.body,
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
    return { type: "response", id: request.id, status: 0, headers: [], body: "" };
  }
}
