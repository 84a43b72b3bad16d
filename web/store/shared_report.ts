// A report that a link opens without an account. Nothing of it is kept on this device, and whoever is signed in stays so.

const kTimeoutMs = 90_000;

export interface Shared {
  /** As other answers of the server: {status, body}; with a file also its name. */
  result: { status: number; body: unknown; name?: string };
  file?: Blob;
}

/** Throws when the server cannot be reached. The link's secret goes in the body: addresses are written down on the way. */
export async function sharedReport(payload: { [key: string]: unknown }): Promise<Shared> {
  const save = payload["save"] === true;
  const response = await fetch(save ? "/api/v1/shared/document" : "/api/v1/shared", {
    method: "POST",
    headers: { "Constat-Protocol": "1", "Content-Type": "application/json", "Accept-Language": String(payload["language"]) },
    body: JSON.stringify({ token: String(payload["token"]) }),
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(kTimeoutMs),
  });
  if (!save || !response.ok) return { result: { status: response.status, body: await response.json().catch(() => ({})) } };
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "constat";
  return { result: { status: response.status, body: {}, name }, file: await response.blob() };
}
