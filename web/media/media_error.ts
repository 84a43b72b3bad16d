// What can go wrong with a photo, by the code under which the catalogue explains it (app.failure.<code>).

export type MediaCode =
  | "photo-not-an-image"
  | "photo-format"
  | "photo-damaged-file"
  | "photo-too-large"
  | "photo-storage-full"
  | "photo-storage-failed"
  | "photo-failed";

export class MediaError extends Error {
  constructor(
    readonly code: MediaCode,
    readonly args: string[] = [],
  ) {
    super(code);
  }

  static of(error: unknown): MediaError {
    if (error instanceof MediaError) return error;
    if (isQuota(error)) return new MediaError("photo-storage-full");
    return new MediaError("photo-failed");
  }
}

export function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
