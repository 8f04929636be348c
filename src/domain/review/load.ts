/** G5: do heads and cost fit the book, and is the model worth its hours? */

import { completedMonths } from '../dates.ts';
import { above, atOrBelow, below, ratio } from '../numbers.ts';
import { type Motion, motionPolicy } from '../policy/coverage.ts';
import { reviewLines } from '../policy/review.ts';
import { addsPeople, type GateContext, type GateResult, gateOf, source } from './gate.ts';

const tool = 'cco_size_coverage';
const result = gateOf('G5');
const lines = reviewLines.load;

/** The step into each named motion, as the coverage report calls it. */
const stepInto: Partial<Record<Motion, string>> = {
  light: 'sweep to light',
  full: 'light to full',
  executive: 'full to executive',
};

/** Seats recommended at the day of the plan; the last month that is known when the day is later or not said. */
function seatsThen({ input, reports }: GateContext): number | null {
  const report = reports.of(tool);
  if (report === null) return null;
  const last = reports.figure(tool, 'recommended_seats_12');
  const start = report.as_of;
  if (input.date === undefined || start === null) return last;
  const month = Math.max(0, completedMonths(start, input.date));
  const row = reports.rows(tool, 'months').find(({ key }) => key === String(month));
  if (typeof row?.['seats'] === 'number') return row['seats'];
  return month === 0 ? reports.figure(tool, 'recommended_seats') : last;
}

/** The most points of GRR that a named motion in use has to win, at three years of value; null when no tier has one. */
function namedPoints({ reports }: GateContext): number | null {
  const breakEven = new Map(
    reports.rows(tool, 'transitions').map(({ key, break_even_3y: arr }) => [String(key), Number(arr)]),
  );
  const points = reports.rows(tool, 'tiers').flatMap((tier) => {
    const motion = String(tier['motion']) as Motion;
    const arr = breakEven.get(stepInto[motion] ?? '');
    const mean = ratio(Number(tier['total_arr']), Number(tier['customer_count']));
    if (arr === undefined || !Number.isFinite(arr) || mean === null || !Number.isFinite(mean)) return [];
    if (motionPolicy[motion]?.named !== true || Number(tier['recommended_seats']) <= 0) return [];
    return [(lines.namedTest.pass * arr) / mean];
  });
  return points.length === 0 ? null : Math.max(...points);
}

/** Judges load and model. What is known to fail is said even where the rest is unknown. */
export function judgeLoad(context: GateContext): GateResult {
  const { input, answers, reports, figures } = context;
  const told = answers.load;
  const fresh = reports.fresh(tool);
  const seats = fresh ? seatsThen(context) : null;
  const heads = told?.heads_planned ?? null;
  const cost = told?.cost_share ?? (fresh ? reports.figure(tool, 'cost_share_12') : null);
  const budget = (fresh ? reports.figure(tool, 'budget_share') : null) ?? lines.budgetShare;
  const points = fresh ? namedPoints(context) : null;
  const people = heads ?? seats;
  const arr = fresh ? reports.figure(tool, 'total_arr') : null;
  const book = people === null ? null : ratio(arr, people);
  const reason =
    reports.of(tool) === null
      ? 'no coverage report was given'
      : 'the coverage report is too old, or does not say';
  figures.add('heads_planned', { value: heads, reason: 'the heads of the plan were not given' });
  figures.add('seats_recommended', { value: seats, reason });
  figures.add('cost_share', { value: cost, reason: 'the cost of the plan was not given' });
  figures.add('budget_share', { value: budget });
  figures.add('named_points', {
    value: points === null ? null : points * 100,
    reason: 'no tier with a named CSM has a break-even',
  });
  figures.add('arr_per_csm', { value: book, reason });
  const from = [...source(reports, tool, 'load', false), ...(told === undefined ? [] : ['answers.load'])];
  const over = cost === null ? null : ratio(cost, budget);
  if (over !== null && above(over, lines.budget.fail) && told?.budget_approved !== true)
    return result.block(
      `Cost of ${figures.show('cost_share')} of ARR is more than one and a half times the budget of ${figures.show('budget_share')}`,
      ['cost_share', 'budget_share'],
      from,
    );
  if (
    fresh &&
    addsPeople(input) &&
    (reports.has(tool, 'redeploy-before-hiring') || reports.has(tool, 'surplus-after-redeploy'))
  )
    return result.block(
      'People of another tier are free to do it',
      ['seats_recommended'].filter((id) => figures.value(id) !== null),
      from,
    );
  if (points !== null && above(points, lines.namedTest.fail))
    return result.block(
      `A named CSM would have to win ${figures.show('named_points')} of GRR to pay`,
      ['named_points'],
      from,
    );
  if (reports.of(tool) === null || !fresh)
    return result.unknown(
      reports.of(tool) === null
        ? 'Accounts, ARR and CSMs by tier are not known'
        : 'The coverage report is too old',
      cost === null ? [] : ['cost_share', 'budget_share'],
      from,
    );
  if (heads !== null && seats !== null && !atOrBelow(Math.abs(heads - seats), lines.headsGap * seats))
    return result.sharpen(
      `${figures.show('heads_planned')} CSMs are planned, ${figures.show('seats_recommended')} are recommended then`,
      ['heads_planned', 'seats_recommended'],
      from,
    );
  if (over !== null && above(over, lines.budget.pass))
    return result.sharpen(
      `Cost of ${figures.show('cost_share')} of ARR is above the budget of ${figures.show('budget_share')}`,
      ['cost_share', 'budget_share'],
      from,
    );
  if (points !== null && above(points, lines.namedTest.pass))
    return result.sharpen(
      `A named CSM has to win ${figures.show('named_points')} of GRR to pay`,
      ['named_points'],
      from,
    );
  if (book !== null && below(book, lines.overInvestment) && told?.deliberate !== true)
    return result.sharpen(
      `Each CSM carries ${figures.show('arr_per_csm')}; nobody said that this is meant`,
      ['arr_per_csm'],
      from,
    );
  if (cost === null) return result.unknown('The cost of the plan is not known', [], from);
  return result.pass(
    'Heads and cost fit the book',
    ['cost_share', 'budget_share', ...(heads === null ? [] : ['heads_planned', 'seats_recommended'])],
    from,
  );
}
