export class DownloadError extends Error {}

export async function download(url: string): Promise<Response> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new DownloadError(`${url}: ${String(error)}`);
  });
  if (!response.ok) throw new DownloadError(`${url}: HTTP ${response.status}`);
  return response;
}
