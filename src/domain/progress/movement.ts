/** One figure at two positions: how much it changed, and whether that can be told from noise. */
import { displayValue } from '../figure.ts';
import { LINE_TOLERANCE } from '../numbers.ts';
import { type Difference, forbidding } from './definitions.ts';
import type { KeptFigure, KeptTool } from './kept-review.ts';

/**
 * How a change reads. `noise`: the 95% intervals overlap. `moved`: they do not. `exact`: a count, a sum or a rule, which
 * has no interval. `unsure`: what customers did, without an interval at both positions; the rate it belongs to tells.
 * `withheld`: a definition changed. `unknown`: undefined or absent at one position.
 */
export const readings = ['moved', 'noise', 'exact', 'unchanged', 'unsure', 'withheld', 'unknown'] as const;

export type Reading = (typeof readings)[number];

export type Movement = {
  figure: string;
  label: string;
  unit: KeptFigure['unit'];
  before: number | null;
  now: number | null;
  before_display: string;
  now_display: string;
  change: number | null;
  change_display: string;
  reading: Reading;
  because: string;
};

/** A value with its interval, as it is shown. Example: "82.3% (73.5-90.2%)". */
export function withInterval(figure: KeptFigure | undefined, currency: string): string {
  if (figure === undefined) return 'n/a';
  const show = (value: number | null) => displayValue(value, { label: '', unit: figure.unit }, { currency });
  if (figure.value === null || figure.low === undefined || figure.high === undefined)
    return show(figure.value);
  const [low, high] = [show(figure.low), show(figure.high)];
  return `${show(figure.value)} (${low.endsWith('%') ? low.slice(0, -1) : low}-${high})`;
}

/** A change with its sign; a change of a share in points. Example: `changeText(0.032, 'share', 'USD')` is "+3.2 points". */
export function changeText(change: number | null, unit: KeptFigure['unit'], currency: string): string {
  const text = displayValue(change, { label: '', unit, signed: true }, { currency });
  return change !== null && change > 0 && unit !== 'share' && /[1-9]/.test(text) ? `+${text}` : text;
}

const same = (a: number, b: number): boolean =>
  Math.abs(a - b) <= LINE_TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));

/** Positions and sales that stand in the books; what customers did in between could have come out otherwise. */
const booked = new Set(['starting_arr', 'ending_arr', 'new_arr', 'starting_customers', 'acv', 'atr']);

/** Losses, growth and rates of customers are samples: without an interval nothing is known about their noise. */
const isSampled = (tool: KeptTool, id: string): boolean =>
  tool === 'cco_decompose_retention' && !booked.has(id);

type Side = { value: number; low?: number | undefined; high?: number | undefined };

function read(before: Side, now: Side, sampled: boolean): [Reading, string] {
  if (same(before.value, now.value)) return ['unchanged', 'the value is the same'];
  if (
    before.low !== undefined &&
    before.high !== undefined &&
    now.low !== undefined &&
    now.high !== undefined
  )
    return before.low <= now.high && now.low <= before.high
      ? ['noise', 'the 95% intervals overlap; this is not progress or decline yet']
      : ['moved', 'the 95% intervals do not overlap'];
  return sampled
    ? ['unsure', 'no interval at both positions; the change alone cannot be told from noise']
    : ['exact', 'counted or computed by rule; no interval applies'];
}

/**
 * The movement of a figure from one position to a later one.
 * Example: GRR 82.3% (73.5-90.2%) and 85.0% (76.0-92.0%) is +2.7 points and reads `noise`.
 */
export function movementOf(
  tool: KeptTool,
  before: KeptFigure | undefined,
  now: KeptFigure | undefined,
  found: readonly Difference[],
  currencies: { before: string; now: string },
): Movement | null {
  const known = now ?? before;
  if (known === undefined) return null;
  const { id, label, unit } = known;
  const values = { before: before?.value ?? null, now: now?.value ?? null };
  const shown = {
    figure: id,
    label,
    unit,
    ...values,
    before_display: withInterval(before, currencies.before),
    now_display: withInterval(now, currencies.now),
  };
  const without = (reading: Reading, because: string): Movement => ({
    ...shown,
    change: null,
    change_display: 'n/a',
    reading,
    because,
  });
  if (values.before === null || values.now === null) {
    const sides = [values.before === null ? 'then' : null, values.now === null ? 'now' : null];
    return without('unknown', `not known ${sides.filter((side) => side !== null).join(' and ')}`);
  }
  const forbids = forbidding(found, tool, known);
  if (forbids !== null)
    return without('withheld', `${forbids.what} was ${forbids.before}, is ${forbids.now}`);
  if (before?.unit !== now?.unit) return without('withheld', 'the unit of the figure changed');
  const [reading, because] = read(
    { ...before, value: values.before },
    { ...now, value: values.now },
    isSampled(tool, id),
  );
  const change = reading === 'unchanged' ? 0 : values.now - values.before;
  return { ...shown, change, change_display: changeText(change, unit, currencies.now), reading, because };
}
