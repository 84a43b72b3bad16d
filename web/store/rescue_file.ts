// The rescue file "constat.rescue-file/1" (grammar: docs/formats.md): a header in clear, then frames of AES-256-GCM. Frame i
// has the nonce 0^7 | i as u32be | 1 when it is the last, else 0; the header line is the additional data of every frame. So a
// frame that is missing, doubled, moved or cut off, and a header that was changed, are all found. Each file has its own key.

import { failure } from "./rescue_failure";

const kFormat = "constat.rescue-file/1";
const kKdf = "PBKDF2-HMAC-SHA256";
const kIterations = 600_000;
/** A file that asks for more would stop a phone for minutes. */
const kMostIterations = 10_000_000;
const kFrame = 1 << 20;
const kTag = 16;
const kMostHeader = 4096;

type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Header {
  format: string;
  cipher: string;
  frame: number;
  kdf: { name: string; iterations: number; salt: string };
}

async function keyOf(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", encoder.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, material,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function nonce(index: number, last: boolean): Bytes {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setUint32(7, index);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** Encrypts what it is given, in frames of 1 MiB; what is done already waits in a Blob, which browsers keep on disk. */
export class RescueWriter {
  private readonly parts: BlobPart[];
  private readonly held = new Uint8Array(kFrame);
  private filled = 0;
  private index = 0;

  private constructor(
    private readonly header: Bytes,
    private readonly key: CryptoKey,
  ) {
    this.parts = [header];
  }

  static async begin(passphrase: string, iterations = kIterations): Promise<RescueWriter> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const header: Header = {
      format: kFormat, cipher: "AES-256-GCM", frame: kFrame,
      kdf: { name: kKdf, iterations, salt: btoa(String.fromCharCode(...salt)) },
    };
    return new RescueWriter(encoder.encode(`${JSON.stringify(header)}\n`), await keyOf(passphrase, salt, iterations));
  }

  /** A record: its JSON line, and then as many bytes as the line says. */
  async record(line: { bytes: number; [field: string]: unknown }, bytes: Blob): Promise<void> {
    await this.write(encoder.encode(`${JSON.stringify(line)}\n`));
    for (let at = 0; at < bytes.size; at += kFrame) {
      await this.write(new Uint8Array(await bytes.slice(at, at + kFrame).arrayBuffer()));
    }
  }

  async finish(): Promise<Blob> {
    await this.seal(true);
    return new Blob(this.parts, { type: "application/octet-stream" });
  }

  private async write(bytes: Bytes): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      // The last frame is not known before the end: a full one waits until more comes.
      if (this.filled === kFrame) await this.seal(false);
      const count = Math.min(bytes.length - at, kFrame - this.filled);
      this.held.set(bytes.subarray(at, at + count), this.filled);
      this.filled += count;
      at += count;
    }
  }

  private async seal(last: boolean): Promise<void> {
    const sealed = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce(this.index, last), additionalData: this.header }, this.key, this.held.subarray(0, this.filled));
    this.parts.push(new Blob([sealed]));
    this.index += 1;
    this.filled = 0;
  }
}

/** The records of a rescue file, one after the other; each one's bytes are taken before the next is asked for. */
export class RescueReader {
  private held: Bytes = new Uint8Array(0);
  private offset: number;
  private index = 0;
  private done = false;

  private constructor(
    private readonly file: Blob,
    private readonly header: Bytes,
    private readonly key: CryptoKey,
  ) {
    this.offset = header.length;
  }

  static async open(file: Blob, passphrase: string): Promise<RescueReader> {
    const start = new Uint8Array(await file.slice(0, kMostHeader).arrayBuffer());
    const end = start.indexOf(10);
    if (end < 0) throw failure("rescue-format");
    const line = start.slice(0, end + 1);
    const { salt, iterations } = readHeader(decoder.decode(line));
    const reader = new RescueReader(file, line, await keyOf(passphrase, salt, iterations));
    // The first frame tells a wrong passphrase from a file that is damaged further on.
    if (!(await reader.next())) throw failure("rescue-damaged");
    return reader;
  }

  /** The next line of JSON, or null behind the last record. */
  async line(): Promise<Record<string, unknown> | null> {
    for (let end = this.held.indexOf(10); ; end = this.held.indexOf(10)) {
      if (end >= 0) {
        const text = decoder.decode(this.held.subarray(0, end));
        this.held = this.held.slice(end + 1);
        return parsed(text);
      }
      if (!(await this.next())) break;
    }
    if (this.held.length > 0) throw failure("rescue-damaged");
    return null;
  }

  async bytes(count: number, take: (part: Bytes) => void): Promise<void> {
    while (count > 0) {
      if (this.held.length === 0 && !(await this.next())) throw failure("rescue-damaged");
      const part = this.held.slice(0, count);
      this.held = this.held.slice(part.length);
      count -= part.length;
      take(part);
    }
  }

  private async next(): Promise<boolean> {
    if (this.done) return false;
    const size = Math.min(kFrame + kTag, this.file.size - this.offset);
    const last = this.offset + size >= this.file.size;
    const sealed = await this.file.slice(this.offset, this.offset + size).arrayBuffer();
    let plain: ArrayBuffer;
    try {
      plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: nonce(this.index, last), additionalData: this.header }, this.key, sealed);
    } catch {
      // A first frame that is whole but not the last one was cut behind it; anything else on the first is the passphrase.
      throw failure(this.index === 0 && !(await this.opensAs(sealed, !last)) ? "rescue-passphrase" : "rescue-damaged");
    }
    this.offset += size;
    this.index += 1;
    this.done = last;
    const joined = new Uint8Array(this.held.length + plain.byteLength);
    joined.set(this.held);
    joined.set(new Uint8Array(plain), this.held.length);
    this.held = joined;
    return true;
  }

  private opensAs(sealed: ArrayBuffer, last: boolean): Promise<boolean> {
    return crypto.subtle
      .decrypt({ name: "AES-GCM", iv: nonce(this.index, last), additionalData: this.header }, this.key, sealed)
      .then(() => true, () => false);
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object") return value as Record<string, unknown>;
  } catch {
    // Told below, like a line that is no object.
  }
  throw failure("rescue-damaged");
}

function readHeader(line: string): { salt: Bytes; iterations: number } {
  let header: Partial<Header>;
  try {
    header = JSON.parse(line) as Partial<Header>;
  } catch {
    throw failure("rescue-format");
  }
  const kdf = header.kdf;
  const known = header.format === kFormat && header.cipher === "AES-256-GCM" && header.frame === kFrame && kdf?.name === kKdf;
  if (!known || !Number.isInteger(kdf.iterations) || kdf.iterations < 1 || kdf.iterations > kMostIterations) throw failure("rescue-format");
  try {
    return { salt: Uint8Array.from(atob(kdf.salt), (c) => c.charCodeAt(0)), iterations: kdf.iterations };
  } catch {
    throw failure("rescue-format");
  }
}
