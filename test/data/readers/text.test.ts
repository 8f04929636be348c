import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, pieceDecoder } from '../../../src/data/readers/text.ts';
import { book } from '../load.ts';

const text = 'id,arr_start,arr_end,name\nA-1,100,200,Café 東京\n';

function utf16(content: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${content}` : content, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const fallback = {
  field: 'source.encoding',
  value: 'windows-1252',
  source: 'the file is no valid UTF-8 (encoding-fallback)',
};

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(text, 'le', true), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(text, 'be', true), 'utf-16be'],
    ['UTF-16 LE without a mark', utf16(text, 'le', false), 'utf-16le'],
    ['UTF-16 BE without a mark', utf16(text, 'be', false), 'utf-16be'],
  ])('%s is read, nothing assumed', async (_name, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, assumptions: [] });
    const { accounts } = await book(bytes);
    expect(accounts).toEqual([{ id: 'A-1', arr_start: 100, arr_end: 200, name: 'Café 東京' }]);
  });

  test('bytes that are no UTF-8 are Windows-1252, and the reader is told', async () => {
    // "Café" with é as 0xE9, "€" as 0x80, curly quotes as 0x93 and 0x94.
    const bytes = Buffer.concat([
      Buffer.from('id,arr_start,arr_end,name\nA-1,'),
      Buffer.from([0x80]),
      Buffer.from('100,200,Caf'),
      Buffer.from([0xe9, 0x20, 0x93]),
      Buffer.from('x'),
      Buffer.from([0x94]),
      Buffer.from('\n'),
    ]);
    expect(decodeText(bytes)).toEqual({
      text: 'id,arr_start,arr_end,name\nA-1,€100,200,Café “x”\n',
      encoding: 'windows-1252',
      assumptions: [fallback],
    });
    const { accounts, assumptions } = await book(bytes);
    expect(accounts).toEqual([
      { id: 'A-1', arr_start: 100, arr_end: 200, name: 'Café “x”', currency: 'EUR' },
    ]);
    expect(assumptions).toEqual([fallback]);
  });

  test('every byte of Windows-1252 is one character, and none is a letter of Latin-1 by mistake', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { text: all } = decodeText(Uint8Array.from([...bytes.slice(1), 0xff, 0xff]));
    expect(all).toHaveLength(257);
    expect(all.slice(0x7f, 0x9f)).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ');
    expect(all.slice(0xdf, 0xe5)).toBe('àáâãäå');
  });

  test('an empty file is an empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', assumptions: [] });
  });

  test('a few zero bytes do not make a file UTF-16', () => {
    const bytes = Buffer.from('id,arr_start,arr_end\nA\u0000,1,2\n');
    expect(decodeText(bytes).text).toBe('id,arr_start,arr_end\nA\u0000,1,2\n');
  });
});

describe('UTF-8 in pieces', () => {
  /** The text of bytes cut at the places given, or null once a piece is no UTF-8. */
  function inPieces(bytes: Uint8Array, cuts: readonly number[]): string | null {
    const decode = pieceDecoder('utf-8');
    const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
    const texts = places.slice(1).map((end, i) => decode(bytes.slice(places[i], end), false));
    const all = [...texts, decode(new Uint8Array(), true)];
    return all.includes(null) ? null : all.join('');
  }

  /** What the platform's own decoder says of all bytes at once. */
  function atOnce(bytes: Uint8Array): string | null {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  }

  const cuts = fc.array(fc.nat(), { maxLength: 8 });
  const marked = fc.constantFrom('', '\ufeff', '\ufeff\ufeff');

  test('is the same text wherever it is cut, with one mark of its start left out', () => {
    const texts = fc.tuple(marked, fc.string({ unit: 'grapheme' }), marked, fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(texts, cuts, (parts, places) => {
        const bytes = Buffer.from(parts.join(''));
        expect(inPieces(bytes, places)).toBe(atOnce(bytes));
      }),
    );
  });

  test('is refused wherever it is cut when it is none', () => {
    const piece = fc.constantFrom(
      [0x41],
      [0xc3, 0xa9],
      [0xe2, 0x82, 0xac],
      [0xf0, 0x9f, 0x98, 0x80],
      [0xc3],
      [0x80],
      [0xff],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), cuts, (pieces, places) => {
        const bytes = Uint8Array.from(pieces.flat());
        expect(inPieces(bytes, places)).toBe(atOnce(bytes));
      }),
      { numRuns: 500 },
    );
  });
});
