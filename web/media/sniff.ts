// What a file is, by its first bytes; the name and the type that a phone gives it are often wrong.

export type Kind = "jpeg" | "png" | "webp" | "gif" | "avif" | "heic" | "bmp" | "unknown";

export const kSniffBytes = 32;

const kHeifBrands = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

export function kindOf(head: Uint8Array): Kind {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(0, 4) === "GIF8") return "gif";
  if (text(0, 2) === "BM") return "bmp";
  if (text(4, 8) !== "ftyp") return "unknown";
  const brand = text(8, 12);
  if (brand === "avif" || brand === "avis") return "avif";
  return kHeifBrands.has(brand) ? "heic" : "unknown";
}
