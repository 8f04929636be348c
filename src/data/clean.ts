/** Text from a file, made safe to repeat: it leaves src/data only through here. */

/** The most characters kept of each kind of text. */
export const textLimits = { id: 120, name: 80, label: 80, reason: 80 } as const;

/** Printable ASCII without runs of spaces: nothing to clean. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Normalises to NFC, removes control, zero-width and direction characters, joins white space and caps the length.
 * Example: `cleanText('  Acme\u200b\n Ltd ', 80)` is "Acme Ltd".
 */
export function cleanText(text: string, limit: number): string {
  if (text.length <= limit && plain.test(text)) return text;
  const clean = text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`;
}
