/** What customers and options must not say together. Works on raw input, so that all problems come at once. */
import { completedMonths, dayNumber } from '../dates.ts';
import { above, sumOf } from '../numbers.ts';
import { fitScale, segmentationDefaults, tierNames } from '../policy/segmentation.ts';
import { clip, type Problem, problem } from '../problem.ts';
import { numberOf, type Raw, recordOf, rowsOf } from '../raw.ts';

/** Older names of customer fields, with the names they have now. */
export const olderNames = [
  ['arr_usd', 'arr'],
  ['icp_fit_signals', 'icp_signals'],
  ['annual_support_cost_usd', 'annual_service_cost'],
] as const;

const given = (row: Raw, field: string): boolean => row[field] !== undefined;

const dayOf = (value: unknown): number | null => (typeof value === 'string' ? dayNumber(value) : null);

/** The id a row goes by; undefined when it has none. */
export const idOfRow = (row: Raw): string | undefined => {
  const id = row['id'] ?? row['name'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
};

function nameProblems(row: Raw, path: string): Problem[] {
  const out: Problem[] = [];
  for (const [older, newer] of olderNames) {
    if (given(row, older) && given(row, newer))
      out.push(problem(path, 'conflicting-keys', `${newer} and ${older} are both given; keep one`));
  }
  if (!given(row, 'id') && !given(row, 'name'))
    out.push(problem(path, 'missing-required', 'neither id nor name; give at least one'));
  if (!given(row, 'arr') && !given(row, 'arr_usd'))
    out.push(problem(`${path}.arr`, 'missing-required', 'missing; give the ARR of the customer'));
  return out;
}

function tenureProblems(row: Raw, path: string, asOf: unknown): Problem[] {
  const start = row['start_date'];
  const [from, to] = [dayOf(start), dayOf(asOf)];
  if (from === null || to === null || typeof start !== 'string' || typeof asOf !== 'string') return [];
  if (from > to)
    return [problem(`${path}.start_date`, 'out-of-range', `${start} is after as_of ${asOf}; correct one`)];
  const months = numberOf(row['tenure_months']);
  const counted = completedMonths(start, asOf);
  return months !== undefined && Math.abs(months - counted) > 1
    ? [
        problem(
          path,
          'conflicting-keys',
          `tenure_months ${months}, but start_date ${start} is ${counted} months before as_of; keep one`,
        ),
      ]
    : [];
}

function costProblems(row: Raw, path: string): Problem[] {
  const whole = row['annual_service_cost'] ?? row['annual_support_cost_usd'];
  const out: Problem[] = [];
  if (whole !== undefined && given(row, 'service_hours'))
    out.push(
      problem(path, 'conflicting-keys', 'annual_service_cost and service_hours are both given; keep one'),
    );
  const [part, all] = [numberOf(row['csm_cost']), numberOf(whole)];
  if (part !== undefined && whole === undefined)
    out.push(problem(`${path}.csm_cost`, 'missing-required', 'given without annual_service_cost; give both'));
  if (part !== undefined && all !== undefined && above(part, all))
    out.push(
      problem(`${path}.csm_cost`, 'exceeds-whole', `${part} exceeds annual_service_cost ${all}; check both`),
    );
  return out;
}

function duplicateProblems(rows: readonly Raw[]): Problem[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, i) => {
    const id = idOfRow(row);
    if (id === undefined) return [];
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, i);
      return [];
    }
    const rest = `"${clip(id, 60)}" already used by customers[${first}]; merge the rows or give each its own id`;
    return [problem(`customers[${i}].${given(row, 'id') ? 'id' : 'name'}`, 'duplicate-id', rest)];
  });
}

/** Problems of customer rows. Example: a row with arr and arr_usd is refused with `conflicting-keys`. */
export function customerProblems(rows: readonly Raw[], asOf: unknown): Problem[] {
  const out = rows.flatMap((row, i) => {
    const path = `customers[${i}]`;
    return [...nameProblems(row, path), ...tenureProblems(row, path, asOf), ...costProblems(row, path)];
  });
  if (rows.length > 0 && rows.every((row) => row['churned'] === true))
    out.push(problem('customers', 'empty-input', 'every customer has churned; give those who pay today'));
  else if (
    rows.length > 0 &&
    rows.every((row) => row['churned'] === true || (row['arr'] ?? row['arr_usd']) === 0)
  )
    out.push(problem('customers', 'empty-input', 'no customer has ARR above 0; give those who pay today'));
  return [...out, ...duplicateProblems(rows)];
}

/** Upper bounds of the options; the lower ones are in the schema. */
const most: readonly (readonly [field: string, limit: number])[] = [
  ['hysteresis_band', 0.5],
  ['account_cap_share', 1],
  ['max_price_rise', 5],
  ['csm_share_of_service_cost', 1],
];

function tierProblems(input: Raw): Problem[] {
  const out: Problem[] = [];
  const floors = recordOf(input['tier_floors']);
  const values = tierNames.map((tier) => numberOf(floors?.[tier]));
  if (floors !== undefined && values.every((value) => value !== undefined)) {
    const falling = values.every((value, i) => i === 0 || (values[i - 1] ?? 0) > value);
    if (!falling || values.at(-1) !== 0)
      out.push(
        problem(
          'tier_floors',
          'floors-not-descending',
          `${values.join(', ')} do not fall to 0; give strategic, enterprise, mid_market and smb in falling order, smb 0`,
        ),
      );
  }
  for (const tier of tierNames) {
    const range = recordOf(recordOf(input['tier_investment'])?.[tier]);
    const [low, high] = [numberOf(range?.['low']), numberOf(range?.['high'])];
    if (low !== undefined && high !== undefined && low > high)
      out.push(
        problem(`tier_investment.${tier}`, 'out-of-range', `low ${low} is above high ${high}; swap them`),
      );
  }
  return out;
}

/** Every cross-field problem of a raw segmentation input; empty when there is none. */
export function segmentationProblems(raw: unknown): Problem[] {
  const input = recordOf(raw);
  if (input === undefined) return [];
  const out = [...customerProblems(rowsOf(input['customers']), input['as_of']), ...tierProblems(input)];
  for (const [field, limit] of most) {
    const value = numberOf(input[field]);
    if (value !== undefined && value > limit)
      out.push(problem(field, 'out-of-range', `${value}; give a value up to ${limit}`));
  }
  if (input['account_cap_share'] === 0)
    out.push(problem('account_cap_share', 'out-of-range', '0; give a share above 0'));
  const weights = Object.values(recordOf(input['icp_weights']) ?? {}).map(numberOf);
  const total = sumOf(weights.map((weight) => weight ?? 0));
  if (weights.length > 0 && weights.every((w) => w !== undefined) && Math.abs(total - fitScale) > 1e-9)
    out.push(problem('icp_weights', 'weights-not-ten', `sum to ${total}; they must sum to ${fitScale}`));
  const margin = numberOf(input['gross_margin']) ?? segmentationDefaults.gross_margin;
  const target = numberOf(input['target_margin_after_serving']);
  if (target !== undefined && target >= margin)
    out.push(
      problem(
        'target_margin_after_serving',
        'out-of-range',
        `${target} is not below gross_margin ${margin}; serving costs something`,
      ),
    );
  return out;
}
