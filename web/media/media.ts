// The media worker: makes of what the camera gave the file that is kept and sent. A photo is decoded, made smaller and
// encoded anew, which leaves its place and camera behind; a drawing is kept as it is. The file is on disk, read back and
// verified, before the answer: only then may an answer name it.

import { MediaError } from "./media_error";
import { keepFile } from "./photo_files";
import { photograph, type Encoded } from "./picture";

interface Request {
  seq: number;
  command: "photo" | "drawing";
  file: Blob;
  /** Longest side of what is kept, in pixels. */
  limit: number;
}

type Facts = Omit<Encoded, "bytes"> & { sha256: string; bytes: number };

async function drawing(file: Blob): Promise<Encoded> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { bytes: new Uint8Array(await file.arrayBuffer()), type: file.type, width, height, dhash: null };
}

async function answer({ command, file, limit }: Request): Promise<Facts> {
  const { bytes, ...facts } = command === "photo" ? await photograph(file, limit) : await drawing(file);
  return { ...facts, sha256: await keepFile(bytes), bytes: bytes.length };
}

// One after the other: a phone has memory for one decoded photo.
let last: Promise<unknown> = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<Request>) => {
  last = last.then(() => answer(data)).then(
    (result) => postMessage({ seq: data.seq, ok: true, result }),
    (error: unknown) => {
      const { code, args } = MediaError.of(error);
      if (code === "photo-failed") console.error("media", error);
      postMessage({ seq: data.seq, ok: false, error: { code, args } });
    },
  );
});
