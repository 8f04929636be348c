/** Whether a number, as it is written, is a figure; and which figure comes nearest to one that is none. */
import { LINE_TOLERANCE } from '../numbers.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import type { MemoNumber } from './numbers.ts';

/** Powers of ten, for half of the last digit shown. */
const tenths = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8];

/** Units in which nothing is rounded to thousands. */
const whole: ReadonlySet<string> = new Set(['count', 'days']);

/** What one of a number's last digits is worth in the unit of an entry; null when the units do not fit. */
function scaleFor(number: MemoNumber, entry: Entry): number | null {
  const { unit, scale, decimals, currencies } = number;
  switch (entry.unit) {
    case 'share': {
      if (entry.signed) return unit === 'points' ? 0.01 : null;
      if (unit === 'percent') return scale === 1 ? 0.01 : null;
      // A bare 0.84 is a share as well; a bare 1 or 0.8 says too little to be one.
      return unit === 'plain' && scale === 1 && decimals >= 2 ? 1 : null;
    }
    case 'points':
      return (unit === 'points' || unit === 'plain') && scale === 1 ? 1 : null;
    case 'money':
      if (currencies !== null && !currencies.includes(entry.currency)) return null;
      return unit === 'money' || unit === 'plain' ? scale : null;
    case 'hours':
    case 'days':
    case 'months':
      return unit === entry.unit || unit === 'plain' ? scale : null;
    case null:
      return null;
    default: {
      const said = unit === 'hours' || unit === 'days' || unit === 'months' ? unit.slice(0, -1) : null;
      if (said !== null) return `${entry.id} ${entry.label}`.toLowerCase().includes(said) ? scale : null;
      return unit === 'plain' || unit === 'times' ? scale : null;
    }
  }
}

/**
 * Whether a number as it is written is the value of an entry: within half of its last digit. Counts and days are whole.
 * Example: "84%" and "84.0%" are 0.84, "84.3%" is not; "$2.8M" is 2,784,000, "$2,784M" is not.
 */
export function isFigure(number: MemoNumber, entry: Entry): boolean {
  if (entry.value === null || number.printed === null)
    return number.kind === 'missing' && entry.value === null;
  const scale = scaleFor(number, entry);
  if (scale === null || (whole.has(entry.unit ?? '') && scale !== 1)) return false;
  const half = 0.5 * (tenths[number.decimals] ?? 0) * scale;
  const slack = LINE_TOLERANCE * Math.max(scale < 1 ? scale : 1, Math.abs(entry.value));
  return Math.abs(number.printed * scale - entry.value) <= half + slack;
}

/** The names of rates in a text and in ids, so that a true number under the wrong name is caught. */
const names: readonly (readonly [inText: RegExp, inId: RegExp])[] = [
  [/\bGRR\b|gross (?:revenue )?retention|毛留存|毛收入留存|グロス/i, /grr|gross/i],
  [/\bNRR\b|net (?:revenue )?retention|净留存|净收入留存|ネット/i, /nrr|net retention/i],
  [/\blogo\b|客户数留存|ロゴ/i, /logo/i],
];

/**
 * Whether the words before a number call it by another rate than its id. Example: "NRR 84.0%" with the id `grr`.
 */
export function isMisnamed(words: string, { id, label }: Entry): boolean {
  const said = names.filter(([inText]) => inText.test(words));
  const meant = names.filter(([, inId]) => inId.test(id) || inId.test(label));
  const top = /(?:top|前|上位) ?(\d{1,3})(?!\d)/i.exec(words)?.[1];
  const topOfId = /top(\d+)/.exec(id)?.[1];
  if (top !== undefined && topOfId !== undefined && top !== topOfId) return true;
  return said.length > 0 && meant.length > 0 && !said.some((one) => meant.includes(one));
}

/** How far a number is from an entry, as a part of the larger; null where their units do not fit. */
function distance(number: MemoNumber, entry: Entry): number | null {
  const scale = scaleFor(number, entry);
  if (scale === null || entry.value === null || number.printed === null) return null;
  const value = number.printed * scale;
  const size = Math.max(Math.abs(value), Math.abs(entry.value));
  return !Number.isFinite(value) ? null : size === 0 ? 0 : Math.abs(value - entry.value) / size;
}

/** Words that say that an end of an interval is meant. */
const ends =
  /\b(?:low|high|upper|lower|least|most|end|between|from|up to)\b|interval|range|区间|上限|下限|区間/i;

/** Whether the words before a number name a rate, and not an end of its interval. Example: "NRR" does, "NRR is at most" does not. */
export const namesRate = (words: string): boolean =>
  names.some(([inText]) => inText.test(words)) && !ends.test(words);

/** Whether an entry is an end of an interval, where the words before a number name the rate itself: "NRR 117%" is not `nrr_high`. */
export const isEnd = (words: string, { id }: Entry): boolean => /_(?:low|high)$/.test(id) && namesRate(words);

/** Whether the words before a number call it by the rate that an entry is. Example: "NRR" and `nrr`. */
export const isNamed = (words: string, entry: Entry): boolean =>
  namesRate(words) && !isMisnamed(words, entry) && !isEnd(words, entry);

/** How far a figure may be from a number to be named as the nearest, as a part of the larger of the two. */
const nearEnough = 0.5;

const nearestOf = (
  number: MemoNumber,
  entries: readonly Entry[],
  farthest = Number.POSITIVE_INFINITY,
): Entry | null => {
  let best: { entry: Entry; far: number } | null = null;
  for (const entry of entries) {
    const far = distance(number, entry);
    if (far !== null && far <= farthest && (best === null || far < best.far)) best = { entry, far };
  }
  return best?.entry ?? null;
};

/**
 * The entry nearest to a number in a unit that fits: what its own line cites before all others, even in another unit,
 * as that is what was meant. Of all others one that goes by another name, or is not half or twice as much, says nothing.
 * Example: "GRR 84%" is near `grr` with 82.3% and not near `nrr_low` with 84.3%; a count of 120 is not near one of 22.
 */
export const nearestFigure = (
  { number, words }: { number: MemoNumber; words: string },
  own: readonly Entry[],
  catalogue: Catalogue,
): Entry | null =>
  nearestOf(number, own) ??
  own.find(({ unit }) => unit !== null) ??
  catalogue.figures.find((entry) => isFigure(number, entry) && !isEnd(words, entry)) ??
  nearestOf(
    number,
    catalogue.figures.filter((entry) => !isMisnamed(words, entry) && !isEnd(words, entry)),
    nearEnough,
  );
