/** Do newer customers stay better or worse than older ones did at the same age? */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { shareText } from '../figure.ts';
import { atOrAbove, atOrBelow, ratio, sumKnown, wilson } from '../numbers.ts';
import { survivalRules } from '../policy/survival.ts';
import { quoted } from '../problem.ts';
import type { Group } from './groups.ts';
import type { Policy } from './lines.ts';

export type Trend = { direction: 'improving' | 'degrading' | 'flat'; distinguishable: boolean | null };

/** Share kept by the newest cohort and by the earlier ones, with the counts behind them. */
type Comparison = {
  newest: string;
  age: number | null;
  now: number;
  before: number;
  counts: { kept: number; n: number; keptBefore: number; nBefore: number } | null;
};

/** Customers, else gross ARR, of a cohort at an age; age 0 is its start. Members of one name are summed. */
function positionAt(group: Group, age: number, basis: 'customers' | 'gross'): number | null {
  return sumKnown(
    group.members.map((member) => {
      const start = basis === 'customers' ? member.customers : member.start;
      const series = basis === 'customers' ? member.remainingCustomers : member.remainingGross;
      return age === 0 ? start : (series?.[age - 1] ?? null);
    }),
  );
}

function seriesLength(group: Group, basis: 'customers' | 'gross'): number {
  const lengths = group.members.map(
    (m) => (basis === 'customers' ? m.remainingCustomers : m.remainingGross)?.length ?? 0,
  );
  return lengths.length === 0 ? 0 : Math.min(...lengths);
}

function compareSeries(groups: readonly Group[]): Comparison | null {
  for (const basis of ['customers', 'gross'] as const) {
    const known = groups.filter((group) => seriesLength(group, basis) > 0);
    const newest = known.filter((group) => seriesLength(group, basis) >= survivalRules.trendMonths).at(-1);
    if (newest === undefined) continue;
    const age = seriesLength(newest, basis);
    const earlier = known
      .slice(0, known.indexOf(newest))
      .filter((group) => seriesLength(group, basis) >= age);
    const sums = (some: readonly Group[], at: number) =>
      sumKnown(some.map((group) => positionAt(group, at, basis)));
    const [kept, n, keptBefore, nBefore] = [
      sums([newest], age),
      sums([newest], 0),
      sums(earlier, age),
      sums(earlier, 0),
    ];
    const [now, before] = [ratio(kept, n), ratio(keptBefore, nBefore)];
    if (earlier.length === 0 || now === null || before === null) continue;
    const counts =
      basis === 'customers' && kept !== null && n !== null && keptBefore !== null && nBefore !== null
        ? { kept, n, keptBefore, nBefore }
        : null;
    return { newest: newest.name, age, now, before, counts };
  }
  return null;
}

function compareSinglePoints(groups: readonly Group[]): Comparison | null {
  const based = groups.filter(
    (group) => group.mature && (group.totals.start ?? 0) > 0 && group.totals.keptGross !== null,
  );
  const newest = based.at(-1);
  const earlier = based.slice(0, -1);
  if (newest === undefined || earlier.length === 0) return null;
  const sum = (pick: (group: Group) => number | null) => sumKnown(earlier.map(pick));
  const now = ratio(newest.totals.keptGross, newest.totals.start);
  const before = ratio(
    sum((g) => g.totals.keptGross),
    sum((g) => g.totals.start),
  );
  if (now === null || before === null) return null;
  const { customers: n, lostCustomers: lost } = newest.totals;
  const nBefore = sum((g) => g.totals.customers);
  const lostBefore = sum((g) => g.totals.lostCustomers);
  const counts =
    n !== null && lost !== null && nBefore !== null && lostBefore !== null
      ? { kept: n - lost, n, keptBefore: nBefore - lostBefore, nBefore }
      : null;
  return { newest: newest.name, age: null, now, before, counts };
}

/** Whether the two Wilson intervals of customers kept do not overlap; null without counts. */
function apart(counts: Comparison['counts']): boolean | null {
  if (counts === null) return null;
  const a = wilson(counts.kept, counts.n);
  const b = wilson(counts.keptBefore, counts.nBefore);
  return a === null || b === null ? null : a.high < b.low || b.high < a.low;
}

/**
 * Compares the newest cohort with the earlier ones pooled: at equal age where histories are given, else by GRR over
 * the period. Two points or more is a trend. Null without an order in time or a second cohort. `partial`: some customers
 * are in no cohort.
 * Example: GRR 90.0% after 95.0% is -5.0 points, "degrading".
 */
export function analyzeTrend(
  groups: readonly Group[],
  { ordered, partial }: { ordered: boolean; partial: boolean },
  policy: Policy,
  figures: Figures,
  findings: Findings,
): Trend | null {
  if (groups.length < 2) return null;
  const comparison = ordered ? (compareSeries(groups) ?? compareSinglePoints(groups)) : null;
  if (comparison === null) {
    figures.add('trend_points', { value: null, reason: ordered ? 'no_earlier_cohort' : 'no_order' });
    return null;
  }
  const { now, before, newest, age } = comparison;
  const points = now - before;
  const distinguishable = apart(comparison.counts);
  const shown = figures.add('trend_points', {
    value: points,
    formula: `${inFormula(now)} - ${inFormula(before)}`,
  });
  const direction = atOrAbove(points, policy.trend_points)
    ? 'improving'
    : atOrBelow(points, -policy.trend_points)
      ? 'degrading'
      : 'flat';
  if (direction !== 'flat') {
    const sure =
      distinguishable === true ? 'the counts tell them apart' : 'the counts alone do not tell them apart';
    const at = age === null ? '' : ` at month ${age}`;
    const left = partial ? '; customers whose start is not known are in neither' : '';
    findings.raise(
      direction === 'degrading' ? 'cohorts-degrading' : 'cohorts-improving',
      `${quoted(newest)} kept ${shareText(now)}${at}, earlier cohorts ${shareText(before)} (${shown}); ${sure}${left}.`,
      ['trend_points'],
    );
  }
  return { direction, distinguishable };
}
