/** From bytes to text: byte order marks, UTF-8, UTF-16, and Windows-1252 for what is none of these. */

import { isAscii } from 'node:buffer';
import type { Assumption } from '../../domain/report.ts';
import type { encodings } from '../source.ts';

const starts = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/** How the bytes of a file stand for text. */
export type Encoding = (typeof encodings)[number];

/** UTF-16 without a mark: nearly every second byte of Latin text is zero. Returns the byte order, or null. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096);
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i++) {
    if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++;
  }
  const least = 0.3 * (length / 2);
  if (length < 4 || Math.max(even, odd) < least) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Windows-1252 from 0x80 to 0x9f. Node 20 decodes these bytes as Latin-1, which has control characters there. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const windows1252 = (bytes: Uint8Array): string =>
  (decode(bytes, 'windows-1252', false) ?? '').replace(
    /[\u0080-\u009f]/g,
    (char) => upper[char.charCodeAt(0) - 0x80] ?? char,
  );

/** The encoding that the first bytes of a file show: UTF-16, or UTF-8 until proven otherwise. */
export const encodingOf = (bytes: Uint8Array): Encoding =>
  starts(bytes, 0xff, 0xfe)
    ? 'utf-16le'
    : starts(bytes, 0xfe, 0xff)
      ? 'utf-16be'
      : (wideOrder(bytes) ?? 'utf-8');

/** What is assumed of a file whose bytes are no UTF-8. */
export const encodingFallback: Assumption = {
  field: 'source.encoding',
  value: 'windows-1252',
  source: 'the file is no valid UTF-8 (encoding-fallback)',
};

/**
 * The text of a file and what had to be assumed about its encoding.
 * Example: bytes that are no valid UTF-8 are read as Windows-1252, with an assumption `source.encoding`.
 */
export function decodeText(
  bytes: Uint8Array,
  asked?: Encoding,
): {
  text: string;
  encoding: Encoding;
  assumptions: Assumption[];
} {
  if (asked === 'windows-1252') return { text: windows1252(bytes), encoding: asked, assumptions: [] };
  const encoding = asked ?? encodingOf(bytes);
  const text = decode(bytes, encoding, encoding === 'utf-8');
  return text !== null
    ? { text, encoding, assumptions: [] }
    : { text: windows1252(bytes), encoding: 'windows-1252', assumptions: [encodingFallback] };
}

/** How many bytes at the end of a piece begin a character of UTF-8 that the piece does not end. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/**
 * UTF-8 in pieces. Most exports are plain ASCII, which is taken over as it is; a decoder that streams is slow, so a
 * character cut in two waits here for its other half.
 */
function utf8Pieces(): (bytes: Uint8Array, last: boolean) => string | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array();
  let first = true;
  return (piece, last) => {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const ascii = isAscii(bytes);
    const whole = ascii || last ? bytes : bytes.subarray(0, bytes.length - unfinished(bytes));
    rest = bytes.slice(whole.length);
    if (ascii) {
      first &&= bytes.length === 0;
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    }
    try {
      const text = decoder.decode(whole);
      const marked = first && text.startsWith('\ufeff');
      first &&= text === '';
      return marked ? text.slice(1) : text;
    } catch {
      return null;
    }
  };
}

/** A decoder of pieces; it gives null for bytes that are no UTF-8. */
export function pieceDecoder(encoding: Encoding): (bytes: Uint8Array, last: boolean) => string | null {
  if (encoding === 'windows-1252') return windows1252;
  if (encoding === 'utf-8') return utf8Pieces();
  const decoder = new TextDecoder(encoding);
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}
