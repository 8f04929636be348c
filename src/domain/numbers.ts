/**
 * The arithmetic every analyzer shares. Only + - * / and sqrt are used, because
 * they give the same bits on every Node version; `Math.pow` does not.
 */

/** Two sums closer than this are the same amount of money (half a cent). */
export const MONEY_TOLERANCE = 0.005;

/** Slack when a value is held against a line, relative above 1, so that 0.85 computed as 0.8499999999 is 0.85. */
export const LINE_TOLERANCE = 1e-9;

/** Share of an amount below which a difference is only the order in which its parts were added. */
const DUST = 1e-12;

/**
 * A later amount, or the one before where they differ by no more than the order of additions can make of them: a customer
 * whose products are listed in another order has paid the same. Example: `sameIfDust(0.3, 0.1 + 0.2)` is 0.1 + 0.2.
 */
export const sameIfDust = (later: number, before: number): number =>
  Math.abs(later - before) <= DUST * before ? before : later;

const slack = (value: number, line: number): number =>
  LINE_TOLERANCE * Math.max(1, Math.abs(value), Math.abs(line));

/** z of a two-sided 95% interval of the normal distribution. */
export const Z95 = 1.959963984540054;

/** A running sum with Neumaier's compensation: large and small amounts may be added in one go. */
export type RunningSum = { total: number; lost: number };

/** Starts a running sum at 0. Example: `startSum()` is `{ total: 0, lost: 0 }`. */
export const startSum = (): RunningSum => ({ total: 0, lost: 0 });

/**
 * Adds one value to a running sum in place (Neumaier 1974).
 * Example: adding 0.1 ten times and reading with `readSum` gives exactly 1.
 */
export function addTo(sum: RunningSum, value: number): void {
  const next = sum.total + value;
  sum.lost += Math.abs(sum.total) >= Math.abs(value) ? sum.total - next + value : value - next + sum.total;
  sum.total = next;
}

/** The value of a running sum, its compensation included. */
export const readSum = (sum: RunningSum): number => sum.total + sum.lost;

/**
 * The compensated sum of a list; 0 for an empty one.
 * Example: `sumOf([1e16, 1, -1e16])` is 1, where plain addition gives 0.
 */
export function sumOf(values: Iterable<number>): number {
  const sum = startSum();
  for (const value of values) addTo(sum, value);
  return readSum(sum);
}

/**
 * The sum of a list in which one unknown makes the whole unknown.
 * Example: `sumKnown([1, null])` is null; `sumKnown([])` is 0.
 */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? sumOf(known) : null;
}

/**
 * One division; null when either part is unknown or the whole is 0. Never NaN or Infinity.
 * Example: `ratio(85, 100)` is 0.85; `ratio(1, 0)` is null.
 */
export function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** Whether a value is at or above a line, within the slack. Example: `atOrAbove(0.1 + 0.2, 0.3)` is true. */
export const atOrAbove = (value: number, line: number): boolean => value - line >= -slack(value, line);

/** Whether a value is above a line by more than the slack. */
export const above = (value: number, line: number): boolean => value - line > slack(value, line);

/** Whether a value is at or below a line, within the slack. */
export const atOrBelow = (value: number, line: number): boolean => atOrAbove(line, value);

/** Whether a value is below a line by more than the slack. */
export const below = (value: number, line: number): boolean => above(line, value);

/**
 * The least whole number at or above a value, within the slack: people and accounts come whole.
 * Never -0. Example: `wholeUp(750 * 1.1)` is 825, although the product is 825.0000000000001; `wholeUp(825.2)` is 826.
 */
export const wholeUp = (value: number): number => Math.ceil(value - slack(value, value)) + 0;

/**
 * Orders two texts by Unicode code point, the same in every locale.
 * Example: `compareText('Z', 'a')` is negative, as Z is U+005A.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above every other UTF-16 unit.
    const xHigh = x >= 0xd800 && x <= 0xdfff;
    const yHigh = y >= 0xd800 && y <= 0xdfff;
    return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
  }
  return a.length - b.length;
}

const surrogates = /[\ud800-\udfff]/;

/**
 * The items in the order of a text of theirs, by code point; the list itself when it is in order already.
 * Large lists are sorted by the engine's own comparison, which is the same as long as no text has a surrogate.
 * Example: `inTextOrder([{ id: 'b' }, { id: 'a' }], (item) => item.id)` begins with a.
 */
export function inTextOrder<T>(items: readonly T[], textOf: (item: T) => string): readonly T[] {
  let sorted = true;
  let plain = true;
  let before = '';
  for (const item of items) {
    const text = textOf(item);
    if (sorted && before > text) sorted = false;
    if (plain && surrogates.test(text)) plain = false;
    before = text;
  }
  if (sorted && plain) return items;
  const compare = plain ? (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) : compareText;
  return items.toSorted((a, b) => compare(textOf(a), textOf(b)));
}

/**
 * x to the power p for x >= 0 and any finite p, from multiplication and square roots.
 * Example: `power(0.977, 12)` is 0.7564; `power(0.85, 1 / 12)` is 0.98655…. Null when x is 0 and p is below 0, or x is negative.
 */
export function power(x: number, p: number): number | null {
  if (x < 0 || (x === 0 && p < 0)) return null;
  if (p < 0) {
    const inverse = power(x, -p);
    return inverse === null ? null : ratio(1, inverse);
  }
  if (x === 0) return p === 0 ? 1 : 0;
  let result = 1;
  let whole = Math.floor(p);
  for (let square = x; whole > 0; whole = Math.floor(whole / 2), square *= square) {
    if (whole % 2 === 1) result *= square;
  }
  let fraction = p - Math.floor(p);
  for (let root = Math.sqrt(x); fraction > 0; root = Math.sqrt(root)) {
    fraction *= 2;
    if (fraction >= 1) {
      result *= root;
      fraction -= 1;
    }
  }
  return result;
}

/** An interval; both ends are in the unit of the value it surrounds. */
export type Interval = { low: number; high: number };

/**
 * Wilson's 95% interval of a share `hits / n` (Wilson 1927). Null for n = 0, and for hits that are not of n.
 * Exactly 0 below when nothing was hit, exactly 1 above when all were.
 * Example: `wilson(11, 12)` is 0.6461…0.9851.
 */
export function wilson(hits: number, n: number): Interval | null {
  if (!(n > 0 && hits >= 0 && hits <= n)) return null;
  const p = hits / n;
  const zz = Z95 * Z95;
  const middle = p + zz / (2 * n);
  const reach = Z95 * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  const scale = 1 + zz / n;
  return {
    low: hits <= 0 ? 0 : (middle - reach) / scale,
    high: hits >= n ? 1 : (middle + reach) / scale,
  };
}

/**
 * The k-th number (from 0) of the mulberry32 generator, uniform in [0, 1). A pure function of seed and place, so that
 * a sequence can be drawn without keeping any state.
 * Example: seed 1 begins 0.627073940588, 0.002735721180, 0.527447039960.
 */
export function mulberry32(seed: number, k: number): number {
  const state = (seed + Math.imul(k + 1, 0x6d2b79f5)) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** Powers of ten by their exponent. */
const scales = [1, 10, 100, 1_000, 10_000];

/**
 * Rounds half away from zero to `decimals` places, as people do by hand.
 * Works on the shortest decimal form of the value, so 1.005 to 2 places is 1.01.
 * Example: `roundHalfAway(-2.5, 0)` is -3.
 */
export function roundHalfAway(value: number, decimals: number): number {
  const scale = scales[decimals];
  const scaled = scale === undefined ? Number.NaN : Math.abs(value) * scale;
  // Away from halves, and where all digits are exact, plain rounding gives the same; digits decide the rest.
  if (scale !== undefined && scaled < 1e14 && Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-3) {
    const rounded = Math.round(scaled) / scale;
    return value < 0 ? -rounded : rounded;
  }
  const text = Math.abs(value).toString();
  if (text.includes('e')) return Number(value.toFixed(decimals));
  const [whole = '0', part = ''] = text.split('.');
  if (part.length <= decimals) return value;
  const kept = BigInt(whole + part.slice(0, decimals));
  const up = part.charCodeAt(decimals) >= 53;
  const digits = (up ? kept + 1n : kept).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const rounded = Number(decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`);
  return value < 0 ? -rounded : rounded;
}
