/** Did retention change because segments changed their rates, or because the mix of segments changed? */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { atOrAbove, compareText, ratio, sumKnown, sumOf } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Row, Table } from '../report.ts';
import type { Group } from './groups.ts';
import type { Totals } from './totals.ts';

type Metric = 'grr' | 'nrr';

type Side = { start: number; rate: number | null };

const keptOf = (totals: Totals, metric: Metric) => (metric === 'grr' ? totals.keptGross : totals.keptNet);

function sides(
  groups: readonly Group[],
  metric: Metric,
): { byName: Map<string, Side>; whole: number; rate: number | null } {
  const byName = new Map<string, Side>();
  for (const { name, totals } of groups) {
    if (totals.start !== null && totals.start > 0)
      byName.set(name, { start: totals.start, rate: ratio(keptOf(totals, metric), totals.start) });
  }
  const whole = sumOf([...byName.values()].map((side) => side.start));
  return { byName, whole, rate: ratio(sumKnown(groups.map((group) => keptOf(group.totals, metric))), whole) };
}

function rowsOf(metric: Metric, now: readonly Group[], before: readonly Group[]): Row[] | null {
  const [old, current] = [sides(before, metric), sides(now, metric)];
  if (old.whole === 0 || current.whole === 0 || old.rate === null) return null;
  const names = [...new Set([...old.byName.keys(), ...current.byName.keys()])].sort(compareText);
  const rows: Row[] = [];
  for (const [i, segment] of names.entries()) {
    const [a, b] = [old.byName.get(segment), current.byName.get(segment)];
    const r0 = a === undefined ? old.rate : a.rate;
    const r1 = b === undefined ? r0 : b.rate;
    if (r0 === null || r1 === null) return null;
    const w0 = (a?.start ?? 0) / old.whole;
    const w1 = (b?.start ?? 0) / current.whole;
    rows.push({
      key: `${metric}-${i + 1}`,
      segment,
      metric: metric.toUpperCase(),
      weight_before: w0,
      weight_now: w1,
      rate_before: a === undefined ? null : r0,
      rate_now: b === undefined ? null : r1,
      mix: (w1 - w0) * r0,
      rate: w0 * (r1 - r0),
      interaction: (w1 - w0) * (r1 - r0),
    });
  }
  return rows;
}

/**
 * Splits the change of GRR and NRR since the period before into mix, rate and both together; the three sum to it.
 * A segment that is new takes the old portfolio rate as its former one; one that is gone keeps its rate.
 * Example: weights 0.4/0.6 at 1.10/0.85, then 0.3/0.7 at 1.12/0.86: mix -2.5, rate +1.4, both -0.1 points.
 */
export function analyzeMixRate(
  now: readonly Group[],
  before: readonly Group[] | null,
  figures: Figures,
  findings: Findings,
): Table {
  if (before === null) return { rows: null, because: 'the period before was not given' };
  if (now.length < 1 || before.length < 1)
    return { rows: null, because: 'segments are missing in one of the two periods' };
  const all: Row[] = [];
  for (const metric of ['nrr', 'grr'] as const) {
    const rows = rowsOf(metric, now, before);
    if (rows === null) continue;
    all.push(...rows);
    for (const part of ['mix', 'rate', 'interaction'] as const) {
      figures.add(`${part}_${metric}`, {
        value: sumOf(rows.map((row) => Number(row[part]))),
        formula: rows.map((row) => inFormula(Number(row[part]))).join(' + '),
      });
    }
  }
  if (all.length === 0) return { rows: null, because: 'rates of a segment are not known' };
  for (const metric of ['nrr', 'grr'] as const) {
    const [mix, rate] = [figures.value(`mix_${metric}`), figures.value(`rate_${metric}`)];
    if (mix === null || rate === null || mix * rate >= 0 || findings.has('mix-hides-rate')) continue;
    if (atOrAbove(Math.abs(mix), fixedLines.mixPoints) && atOrAbove(Math.abs(rate), fixedLines.mixPoints)) {
      findings.raise(
        'mix-hides-rate',
        `${metric.toUpperCase()} moved by ${figures.show(`mix_${metric}`)} from mix and ${figures.show(`rate_${metric}`)} from rates: the one hides the other.`,
        [`mix_${metric}`, `rate_${metric}`],
      );
    }
  }
  return { rows: all };
}
