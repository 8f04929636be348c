/** Amounts as people and systems write them. The decimal mark is decided once a column, never guessed a cell. */
import { isCurrencyCode } from './currencies.ts';

/** What the cells of a column say about their decimal mark. `unclear` holds a cell that could be read both ways. */
export type DecimalReading =
  | { kind: 'decided'; mark: '.' | ','; assumed: boolean }
  | { kind: 'unclear'; example: string };

/** The character code of ".". */
const point = 46;

const missing = new Set(['', '-', 'n/a', 'null', 'none']);

const longestMissing = Math.max(...[...missing].map(({ length }) => length));

/** Whether a character is one that `trim` may take away; most are plainly not. */
const maySpace = (code: number): boolean => code <= 32 || code >= 127;

/** Whether a cell stands for "nothing here". Example: "N/A" does. */
export function isMissing(text: string): boolean {
  const { length } = text;
  if (length > longestMissing && !maySpace(text.charCodeAt(0)) && !maySpace(text.charCodeAt(length - 1)))
    return false;
  return missing.has(text.trim().toLowerCase());
}

/**
 * The value of a cell that is digits with at most two after a point, one number in every reading; else NaN.
 * A loop, as it runs once a cell; up to 15 digits over a power of ten are the nearest number, as parsing would give.
 * Example: `plainAmount('1200.5')` is 1200.5, `plainAmount('1,200')` is NaN.
 */
export function plainAmount(text: string): number {
  if (text === '' || text.length > 15) return Number.NaN;
  let digits = 0;
  let at = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else if (code === point && at < 0 && i > 0) at = i;
    else return Number.NaN;
  }
  if (at < 0) return digits;
  const decimals = text.length - 1 - at;
  return decimals === 1 ? digits / 10 : decimals === 2 ? digits / 100 : Number.NaN;
}

const isPlain = (text: string): boolean => !Number.isNaN(plainAmount(text));

/** Whether an amount that is plain has a point: one or two digits stand after it. Example: "10.5" and "10.50" have. */
export const plainHasPoint = (text: string): boolean =>
  text.charCodeAt(text.length - 2) === point || text.charCodeAt(text.length - 3) === point;

const hasWords = /[^\d.,\s$€£¥'\u2019()+-]/;

/** Words that are no amount, such as "v2.0": they say nothing about the decimal mark of their column. */
const isNoAmount = (cell: string): boolean =>
  hasWords.test(cell) && parseNumber(cell, '.') === undefined && parseNumber(cell, ',') === undefined;

/** Counts votes for each mark in one cell: both marks, or a group that cannot be thousands, decide. */
function voteOf(text: string): '.' | ',' | 'unclear-dot' | 'unclear-comma' | null {
  const digits = text.replace(/[^\d.,]/g, '');
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (dots === 0 && commas === 0) return null;
  if (dots > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  const mark = dots > 0 ? '.' : ',';
  if (dots + commas > 1) return mark === '.' ? ',' : '.';
  const [before = '', after = ''] = digits.split(mark);
  // A group of thousands has three digits after it and one to three before, not beginning with 0.
  const thousands = after.length === 3 && before.length >= 1 && before.length <= 3 && !before.startsWith('0');
  return thousands ? (mark === '.' ? 'unclear-dot' : 'unclear-comma') : mark;
}

/** What was seen of a column so far: votes for each decimal mark, and a cell that could be read both ways. */
export type DecimalVotes = {
  add: (cell: string) => void;
  /** Counts a plain amount that is known to have a point, without a second look at it. */
  addPoint: () => void;
  reading: (delimiter: string | null) => DecimalReading;
};

/** Starts to look at a column, cell by cell, for files too large to look at twice. */
export function decimalVotes(): DecimalVotes {
  let [dotVotes, commaVotes] = [0, 0];
  // Cells that could be read both ways: how many, and the first of them.
  const unclear = { '.': 0, ',': 0 };
  const examples = { '.': '', ',': '' };
  const doubt = (mark: '.' | ',', cell: string): void => {
    if (unclear[mark]++ === 0) examples[mark] = cell;
  };
  return {
    add(cell) {
      if (isPlain(cell)) {
        if (cell.includes('.')) dotVotes++;
        return;
      }
      const vote = isNoAmount(cell) ? null : voteOf(cell);
      if (vote === '.') dotVotes++;
      else if (vote === ',') commaVotes++;
      else if (vote === 'unclear-dot') doubt('.', cell);
      else if (vote === 'unclear-comma') doubt(',', cell);
    },
    addPoint() {
      dotVotes++;
    },
    reading(delimiter) {
      if (dotVotes + commaVotes > 0) {
        const mark = dotVotes >= commaVotes ? '.' : ',';
        // One `12,5` among many `1,200` does not make these 1.2.
        return unclear[mark] > Math.max(dotVotes, commaVotes)
          ? { kind: 'unclear', example: examples[mark] }
          : { kind: 'decided', mark, assumed: false };
      }
      if (unclear['.'] > 0) return { kind: 'unclear', example: examples['.'] };
      if (unclear[','] === 0) return { kind: 'decided', mark: '.', assumed: false };
      return delimiter === ',' || delimiter === null
        ? { kind: 'decided', mark: '.', assumed: true }
        : { kind: 'unclear', example: examples[','] };
    },
  };
}

/**
 * Decides the decimal mark of a column. One `1,234` alone is thousands in a comma-delimited file, as an assumption;
 * elsewhere, and `1.234` anywhere, it could be both and the column is unclear; so it is where more cells could be both
 * than decide for the mark that would make them small.
 * Example: `1.234,56` decides ",".
 */
export function decimalOf(cells: Iterable<string>, delimiter: string | null): DecimalReading {
  const votes = decimalVotes();
  for (const cell of cells) votes.add(cell);
  return votes.reading(delimiter);
}

const dropCode = (letters: string): string => (isCurrencyCode(letters) ? '' : letters);

/** What a number looks like under each decimal mark: with groups of thousands, or without. */
const forms = {
  '.': { thousands: ',', grouped: /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/, bare: /^(?:\d+(?:\.\d*)?|\.\d+)$/ },
  ',': { thousands: '.', grouped: /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/, bare: /^(?:\d+(?:,\d*)?|,\d+)$/ },
} as const;

const scales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };

/** Digits with spaces or apostrophes, straight or curved, between them, and what they are when these separate thousands. */
const [spaced, thousandsApart] = [
  /\d(?:[\d\s\u00a0\u202f'\u2019]*\d)?/g,
  /^(?:\d+|[1-9]\d{0,2}(?:[\s\u00a0\u202f'\u2019]\d{3})+)$/,
];

/** A decimal mark with a space beside it, as in a list. */
const apart = /\d[\s\u00a0\u202f'\u2019]+[.,]|[.,][\s\u00a0\u202f'\u2019]+\d/;

/** Whether a cell holds two numbers, or two currencies: none of them is the amount. Example: "10 20", "1, 2" and "$5 €" do. */
const saysTwo = (text: string): boolean =>
  apart.test(text) ||
  (text.match(spaced) ?? []).some((digits) => !thousandsApart.test(digits)) ||
  new Set(text.match(/[$€£¥]/g)).size > 1;

/**
 * The number in a cell; null for a missing one, undefined for one that cannot be read.
 * Example: with "." as mark "$1,234.50" is 1234.5, "(123)" is -123, "12k" is 12000, "abc" is undefined.
 */
export function parseNumber(text: string, mark: '.' | ','): number | null | undefined {
  const plain = mark === '.' ? plainAmount(text) : Number.NaN;
  if (!Number.isNaN(plain)) return plain;
  if (isMissing(text)) return null;
  if (saysTwo(text)) return undefined;
  let rest = text
    // A dash for no cents, as in "100.-".
    .replace(/(?<=\d)[.,][-\u2013\u2014](?=\s*(?:[$€£¥]|[A-Z]{3})?\s*$)/i, '')
    .replace(/[\s\u00a0\u202f'\u2019]/g, '')
    .replace(/^[A-Z]{3}(?=[$€£¥(\d.,+-])/i, dropCode)
    .replace(/^[$€£¥](?=[(\d.,+-])/, '')
    .replace(/[$€£¥]$/, '')
    .replace(/(?<=[\dkm])[A-Z]{3}$/i, dropCode);
  let sign = 1;
  const wrapped = /^\((.*)\)$/.exec(rest);
  if (wrapped?.[1] !== undefined) {
    sign = -1;
    rest = wrapped[1].replace(/^[$€£¥]/, '');
  }
  const signed = /^([-+]?)[$€£¥]?(.*?)(-?)$/.exec(rest);
  // Brackets and a sign together, or a sign at both ends, say two things.
  const said = [wrapped === null ? '' : '(', signed?.[1], signed?.[3]].filter((one) => one !== '');
  if (signed === null || said.length > 1) return undefined;
  if (said[0] === '-') sign = -1;
  rest = signed[2] ?? '';
  const scale = scales[rest.slice(-1).toLowerCase()];
  if (scale !== undefined) rest = rest.slice(0, -1);
  const { thousands, grouped, bare } = forms[mark];
  if (!grouped.test(rest) && !bare.test(rest)) return undefined;
  const value = Number(rest.replaceAll(thousands, '').replace(mark, '.')) * (scale ?? 1);
  return Number.isFinite(value) ? sign * value : undefined;
}

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

/** The currency a cell names by sign or code, or null. "$" alone is read as USD. Example: "EUR 99" is "EUR", "$99 CAD" is "CAD". */
export function currencyIn(text: string): string | null {
  const code =
    /^\s*([A-Z]{3})\s*[-($€£¥\d]/i.exec(text)?.[1] ?? /[\dkm]\s*([A-Z]{3})\s*$/i.exec(text)?.[1] ?? '';
  if (isCurrencyCode(code)) return code.toUpperCase();
  return signs[/[$€£¥]/.exec(text)?.[0] ?? ''] ?? null;
}
