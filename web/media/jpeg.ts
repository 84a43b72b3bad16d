// The segments of a JPEG file (ITU-T T.81, annex B), to prove that what is kept says nothing of place, camera or person.

const kStartOfScan = 0xda;
const kEndOfImage = 0xd9;
const kComment = 0xfe;
const kApplication0 = 0xe0;
/** APP2 holds colour profiles, which say what colours mean and nothing else. */
const kColourProfile = 0xe2;
const kApplication15 = 0xef;

/** True when there is EXIF, XMP, IPTC or a comment, or when the file is no JPEG that can be read. */
export function carriesMetadata(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return true;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return true;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === kStartOfScan || marker === kEndOfImage) return false;
    const isApplication = marker > kApplication0 && marker <= kApplication15 && marker !== kColourProfile;
    if (isApplication || marker === kComment) return true;
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return true;
}
