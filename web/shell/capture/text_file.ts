// A file that a person chose, as its bytes, and a text put on the clipboard.

import { refused, type Outcome } from "./media_link";

/** Bytes, not text: a spreadsheet's export says by its bytes how it is encoded. */
export async function readFile(file: Blob, limit: number): Promise<Outcome> {
  if (file.size > limit) return refused("file-too-large", String(Math.floor(limit / 1024 / 1024)));
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(file);
    });
    return { ok: true, result: { name: file instanceof File ? file.name : "", base64: url.slice(url.indexOf(",") + 1) } };
  } catch {
    return refused("file-unreadable");
  }
}

export async function copy(text: string): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(text);
    return { ok: true, result: {} };
  } catch {
    return refused("copy-refused");
  }
}
