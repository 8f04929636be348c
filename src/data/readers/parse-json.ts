/** JSON as JavaScript reads it, with the digits of long whole numbers kept. */

/** Longest run of digits that is the same number in every reader. */
const mayBeLong = /\d{16}/;

/** Texts, which are left as they are, and numbers. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isLong = (token: string): boolean => /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));

/**
 * Parses JSON. Whole numbers too long to be exact become text: as numbers, two ids that differ in their last digit would
 * be one customer. Example: `{"id": 1234567890123456789}` gives the id "1234567890123456789".
 * @throws SyntaxError where the text is no JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!mayBeLong.test(text)) return value;
  try {
    return JSON.parse(text.replace(tokens, (token) => (isLong(token) ? `"${token}"` : token)));
  } catch {
    // A text of millions of escapes is too much for the expression; it holds no id of anybody.
    return value;
  }
}
