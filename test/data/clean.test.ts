import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../src/data/clean.ts';

describe('text from a file', () => {
  test.each([
    ['plain text', 'Acme Ltd', 'Acme Ltd'],
    ['spaces around', '  Acme  ', 'Acme'],
    ['runs of white space', 'Acme \t\r\n  Ltd', 'Acme Ltd'],
    ['a no-break space', 'Acme\u00a0Ltd', 'Acme Ltd'],
    ['a zero-width space', 'Ac\u200bme', 'Acme'],
    ['a byte order mark', '\ufeffAcme', 'Acme'],
    ['direction marks', '\u202eAcme\u202c \u2066Ltd\u2069', 'Acme Ltd'],
    ['an escape sequence', '\u001b[31mAcme', '[31mAcme'],
    ['NUL and other controls', 'A\u0000c\u0007me\u007f\u0085', 'Acme'],
    ['tag characters', 'Acme\u{e0041}\u{e0042}', 'Acme'],
    ['a line separator', 'Acme\u2028Ltd', 'Acme Ltd'],
    ['a soft hyphen', 'Ac\u00adme', 'Acme'],
    ['a decomposed letter', 'Cafe\u0301', 'Caf\u00e9'],
    ['a decomposed letter with something between', 'Cafe\u200b\u0301', 'Caf\u00e9'],
    ['half a surrogate pair', 'Ac\ud83dme', 'Acme'],
    ['letters of other scripts', 'Złoty 東京 Ωmega 🚀', 'Złoty 東京 Ωmega 🚀'],
    ['nothing but invisible characters', '\u200b\u202e\n', ''],
    ['a formula', '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
  ])('%s', (_name, text, clean) => {
    expect(cleanText(text, 80)).toBe(clean);
  });

  test('is cut to its limit with an ellipsis, counted in', () => {
    expect(cleanText('abcdef', 6)).toBe('abcdef');
    expect(cleanText('abcdefg', 6)).toBe('abcde…');
    expect(cleanText(`${' '.repeat(50)}abc`, 6)).toBe('abc');
  });

  test('is not cut inside a character', () => {
    expect(cleanText('abcd🚀xyz', 6)).toBe('abcd…');
    expect(cleanText('abc🚀xyz', 6)).toBe('abc🚀…');
  });

  test('is within its limit, without invisible characters, and the same when cleaned again', () => {
    const nasty = fc.constantFrom(
      '\u200b',
      '\u202e',
      '\u0301',
      '\u0000',
      '\n',
      ' ',
      '\u00a0',
      'e',
      '🚀',
      '\ud83d',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(nasty, { maxLength: 30 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (raw, limit) => {
        const clean = cleanText(raw, limit);
        expect(clean.length).toBeLessThanOrEqual(limit);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^ | $| {2}/u);
        expect(cleanText(clean, limit)).toBe(clean);
      }),
    );
  });
});
