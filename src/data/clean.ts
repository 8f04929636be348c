/** Text from a file, made safe to repeat: it leaves src/data only through here. */

/** The most characters kept of each kind of text. */
export const textLimits = { id: 120, name: 80, label: 80, reason: 80 } as const;

/** Whether a text is printable ASCII without runs of spaces: nothing to clean. A loop, as it runs once a cell. */
function isPlain(text: string): boolean {
  let before = 32;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126 || (code === 32 && before === 32)) return false;
    before = code;
  }
  return before !== 32 || text === '';
}

/**
 * Normalises to NFC, removes control, zero-width and direction characters, joins white space and caps the length.
 * Example: `cleanText('  Acme\u200b\n Ltd ', 80)` is "Acme Ltd".
 */
export function cleanText(text: string, limit: number): string {
  if (text.length <= limit && isPlain(text)) return text;
  const clean = text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean.length <= limit) return clean;
  // A cut inside a pair of UTF-16 units would leave half a character.
  return `${clean.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
