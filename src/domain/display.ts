/** How a value is shown: the only place where a number becomes text. Free of schemas, so that a browser can carry it. */
import { roundHalfAway } from './numbers.ts';

export const units = [
  'share',
  'money',
  'count',
  'fte',
  'hours',
  'months',
  'days',
  'points',
  'score',
  'ratio',
] as const;

/** How a value is meant: shares are 0..1, points are percentage points (5.39, not 0.0539), money is in the report's currency. */
export type Unit = (typeof units)[number];

/** What a catalogue says about a figure before it has a value. `signed`: a difference of rates, shown in points. */
export type FigureDefinition = {
  label: string;
  unit: Unit;
  decimals?: number;
  signed?: boolean;
};

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * A number with thousands separated, rounded half away from zero.
 * Example: `numberText(-1234.565, 2)` is "-1,234.57".
 */
export function numberText(value: number, decimals: number): string {
  const fixed = Math.abs(roundHalfAway(value, decimals)).toFixed(decimals);
  const [whole = '0', part] = fixed.split('.');
  const sign = value < 0 && Number(fixed) !== 0 ? '-' : '';
  return `${sign}${grouped(whole)}${part === undefined ? '' : `.${part}`}`;
}

/**
 * Money as shown: "$2,784,000", other currencies with code and space. Amounts of 1,000 and more are shown
 * whole; smaller ones keep 2 decimals unless they are whole.
 * Example: `moneyText(18.4, 'EUR')` is "EUR 18.40".
 */
export function moneyText(value: number, currency: string): string {
  const decimals = Math.abs(value) >= 1000 || Number.isInteger(value) ? 0 : 2;
  const text = numberText(Math.abs(value), decimals);
  const sign = value < 0 && /[1-9]/.test(text) ? '-' : '';
  return currency === 'USD' ? `${sign}$${text}` : `${sign}${currency} ${text}`;
}

/**
 * A share as percent with 1 decimal, or with as many (4 at most) as it takes not to cross a line.
 * Example: `shareText(0.89996, [0.9])` is "89.996%", because "90.0%" would be at the line.
 */
export function shareText(value: number, lines: readonly number[] = []): string {
  for (let decimals = 1; decimals < 4; decimals++) {
    const shown = roundHalfAway(value * 100, decimals);
    const crosses = lines.some((line) => value - line < -1e-9 && shown >= roundHalfAway(line * 100, 9));
    if (!crosses) return `${numberText(value * 100, decimals)}%`;
  }
  return `${numberText(value * 100, 4)}%`;
}

const plainDecimals: Record<Exclude<Unit, 'share' | 'money'>, number> = {
  count: 0,
  fte: 2,
  hours: 1,
  months: 1,
  days: 0,
  points: 2,
  score: 1,
  ratio: 2,
};

/** Units shown with all their decimals even where these are zero, so that columns line up. */
const fixedDecimals: ReadonlySet<Unit> = new Set(['points', 'fte', 'ratio', 'score']);

/** What a display needs to know beside the value. */
export type DisplayContext = { currency: string; lines?: readonly number[] };

/**
 * The text of a value in its unit; "n/a" for null. Differences of rates (`signed`) are shown in points.
 * Example: `displayValue(0.823, { label: 'GRR', unit: 'share' }, { currency: 'USD' })` is "82.3%".
 */
export function displayValue(
  value: number | null,
  definition: FigureDefinition,
  context: DisplayContext,
): string {
  if (value === null) return 'n/a';
  const { unit, decimals } = definition;
  if (unit === 'share' && definition.signed) {
    const text = numberText(value * 100, decimals ?? 1);
    return `${value > 0 && /[1-9]/.test(text) ? '+' : ''}${text} points`;
  }
  if (unit === 'share') return shareText(value, context.lines);
  if (unit === 'money') return moneyText(value, context.currency);
  const text = numberText(
    value,
    decimals ?? (Number.isInteger(value) && !fixedDecimals.has(unit) ? 0 : plainDecimals[unit]),
  );
  return unit === 'points' || unit === 'months' || unit === 'days' ? `${text} ${unit}` : text;
}
