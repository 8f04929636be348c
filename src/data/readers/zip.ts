/** What a ZIP archive says it holds, read from its directory without unpacking anything. */

const end = 0x06054b50;
const entry = 0x02014b50;

export type ZipDirectory = { names: string[]; unpacked: number };

/**
 * Names and unpacked size of an archive, or null when its directory cannot be read.
 * Example: an archive whose directory promises 3 GiB is known before a byte of it is unpacked.
 */
export function zipDirectory(bytes: Uint8Array): ZipDirectory | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The end record is 22 bytes and a comment of at most 65,535.
  const first = Math.max(0, bytes.length - 22 - 65_535);
  let at = bytes.length - 22;
  while (at >= first && view.getUint32(at, true) !== end) at--;
  if (at < first) return null;
  const count = view.getUint16(at + 10, true);
  let place = view.getUint32(at + 16, true);
  const names: string[] = [];
  let unpacked = 0;
  for (let i = 0; i < count; i++) {
    if (place + 46 > bytes.length || view.getUint32(place, true) !== entry) return null;
    const nameLength = view.getUint16(place + 28, true);
    unpacked += view.getUint32(place + 24, true);
    names.push(new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameLength)));
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  return { names, unpacked };
}
