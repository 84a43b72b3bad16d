// The page's part of rescue copies: only a window may ask for a file or offer one for download.

import type { StoreRequest } from "./protocol";

/** What the worker gets beside the request; null: the person chose nothing. */
export async function fileFor(request: StoreRequest): Promise<{ file?: File } | null> {
  if (request.command !== "read_rescue") return {};
  const file = await chooseFile();
  return file && { file };
}

export function offerDownload(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has opened it long before; until then the bytes must stay.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}
