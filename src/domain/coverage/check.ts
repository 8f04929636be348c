/** What book, team and settings must not say together. Works on raw input, so that all problems come at once. */
import { growthProblem } from '../growth-rate.ts';
import { sumOf } from '../numbers.ts';
import { coverageLines, hoursPolicy, ratioPolicy } from '../policy/coverage.ts';
import { tierNames } from '../policy/segmentation.ts';
import { type Problem, problem } from '../problem.ts';
import { entriesOf, numberOf, type Raw, recordOf } from '../raw.ts';

/** Older names of tier fields, with the names they have now. */
export const olderTierNames = [
  ['total_arr_usd', 'total_arr'],
  ['growth_target_pct', 'growth_rate'],
] as const;

const both = (path: string, older: string, newer: string): Problem =>
  problem(path, 'conflicting-keys', `${newer} and ${older} are both given; keep one`);

function hoursProblems(row: Raw, path: string): Problem[] {
  const parts = ['scheduled_hours', 'reactive_hours', 'onboarding_hours'].filter(
    (field) => row[field] !== undefined,
  );
  const out: Problem[] = [];
  if (row['hours_per_account'] !== undefined && parts.length > 0)
    out.push(
      problem(path, 'conflicting-keys', `hours_per_account and ${parts.join(', ')} are both given; keep one`),
    );
  const pair = ['onboarding_hours', 'new_accounts_per_year'] as const;
  for (const [here, missing] of [pair, [pair[1], pair[0]]] as const)
    if (row[here] !== undefined && row[missing] === undefined)
      out.push(
        problem(
          `${path}.${missing}`,
          'missing-required',
          `missing beside ${here}; give both or leave both out`,
        ),
      );
  return out;
}

function tierProblems(row: Raw, path: string): Problem[] {
  const out = olderTierNames.flatMap(([older, newer]) =>
    row[older] !== undefined && row[newer] !== undefined ? [both(path, older, newer)] : [],
  );
  const arrGiven = row['total_arr'] ?? row['total_arr_usd'];
  if (row['customer_count'] === undefined)
    out.push(problem(`${path}.customer_count`, 'missing-required', 'missing; give the number of customers'));
  if (arrGiven === undefined)
    out.push(problem(`${path}.total_arr`, 'missing-required', 'missing; give the ARR of the tier'));
  const [customers, arr] = [numberOf(row['customer_count']), numberOf(arrGiven)];
  if (customers !== undefined && arr !== undefined && (customers === 0) !== (arr === 0))
    out.push(
      problem(
        path,
        'inconsistent-tier',
        `${customers} customers with ARR ${arr}; correct one, or leave the tier out`,
      ),
    );
  for (const field of ['growth_rate', 'growth_target_pct'])
    out.push(...growthProblem(row[field], `${path}.${field}`));
  return [...out, ...hoursProblems(row, path)];
}

function rampProblems(raw: unknown): Problem[] {
  return entriesOf(raw).flatMap(([tier, value]) => {
    const row = recordOf(value);
    const [half, low, high] = ['months_to_half', 'months_to_full_low', 'months_to_full_high'].map((field) =>
      numberOf(row?.[field]),
    );
    if (half === undefined || low === undefined || high === undefined || (half <= low && low <= high))
      return [];
    const rest = `months ${half}, ${low}, ${high} do not rise; half comes first, then full at best, then at worst`;
    return [problem(`ramp.${tier}`, 'out-of-range', rest)];
  });
}

function yearProblems(raw: unknown): Problem[] {
  const model = { ...hoursPolicy, ...recordOf(raw) } as Raw;
  const [calendar, leave, sick, internal, pooled] = [
    'calendar_hours',
    'leave_hours',
    'sick_hours',
    'internal_hours',
    'pooled_internal_hours',
  ].map((field) => numberOf(model[field]));
  if (
    raw === undefined ||
    calendar === undefined ||
    leave === undefined ||
    sick === undefined ||
    internal === undefined ||
    pooled === undefined
  )
    return [];
  const left = calendar - leave - sick - Math.max(internal, pooled);
  return left >= 1
    ? []
    : [
        problem(
          'hours_model',
          'out-of-range',
          'the year leaves no hour for customers; lower what is taken off',
        ),
      ];
}

/** CSMs a tier asks for at most, by what is known of it before it is checked. */
function most(row: Raw, tier: (typeof tierNames)[number], input: Raw): number {
  const target = recordOf(recordOf(input['targets'])?.[tier]);
  const growth = [
    row['growth_rate'],
    row['growth_target_pct'],
    input['growth_rate'],
    input['growth_target_pct'],
  ]
    .map(numberOf)
    .find((value) => value !== undefined);
  const arr = numberOf(row['total_arr'] ?? row['total_arr_usd']) ?? 0;
  const customers = numberOf(row['customer_count']) ?? 0;
  const perArr = numberOf(target?.['arr_per_csm']) ?? ratioPolicy[tier].arrPerCsm;
  const perAccount = numberOf(target?.['accounts_per_csm']) ?? ratioPolicy[tier].accountsPerCsm;
  return Math.max(arr / perArr, customers / perAccount) * Math.max(1, 1 + (growth ?? 0));
}

function bookProblems(input: Raw): Problem[] {
  const book = recordOf(input['book']);
  if (book === undefined) return [];
  const rows = [...tierNames, 'smb_long_tail'].flatMap((name) => {
    const row = recordOf(book[name]);
    return row === undefined ? [] : [{ name, tier: name === 'smb_long_tail' ? 'smb' : name, row }];
  });
  const out = rows.flatMap(({ name, row }) => tierProblems(row, `book.${name}`));
  if (book['smb'] !== undefined && book['smb_long_tail'] !== undefined)
    out.push(both('book', 'smb_long_tail', 'smb'));
  if (rows.length === 0)
    out.push(problem('book', 'empty-input', `no tier; give at least one of ${tierNames.join(', ')}`));
  else if (
    rows.every(({ row }) => row['customer_count'] === 0 && (row['total_arr'] ?? row['total_arr_usd']) === 0)
  )
    out.push(problem('book', 'empty-input', 'no tier has customers; give customers and ARR of at least one'));
  const needed = sumOf(rows.map(({ row, tier }) => most(row, tier as (typeof tierNames)[number], input)));
  if (needed > coverageLines.mostCsms)
    out.push(
      problem(
        'book',
        'out-of-range',
        `asks for about ${Math.round(needed)} CSMs; at most ${coverageLines.mostCsms} are planned person by person, so plan a part of it, or check customers and ARR`,
      ),
    );
  const team = numberOf(recordOf(input['team'])?.['current_csm_count']);
  const csms = sumOf(rows.map(({ row }) => numberOf(row['current_csm_count']) ?? 0));
  if (team !== undefined && Math.abs(team - csms) >= 1)
    out.push(
      problem(
        'team.current_csm_count',
        'conflicting-keys',
        `${team}, but the tiers of book have ${csms} CSMs; make them equal, or leave team out`,
      ),
    );
  return out;
}

/**
 * Every cross-field problem of a raw coverage input; empty when there is none.
 * Example: a tier of 0 customers with ARR is `inconsistent-tier`; growth of 40 asks "did you mean 0.40?".
 */
export function coverageProblems(raw: unknown): Problem[] {
  const input = recordOf(raw);
  if (input === undefined) return [];
  const out: Problem[] = [];
  if (input['book'] === undefined && input['team'] === undefined)
    out.push(
      problem('input', 'empty-input', 'nothing to plan; give book, team, source (a file) or sample: true'),
    );
  if (input['growth_rate'] !== undefined && input['growth_target_pct'] !== undefined)
    out.push(both('input', 'growth_target_pct', 'growth_rate'));
  for (const field of ['growth_rate', 'growth_target_pct']) out.push(...growthProblem(input[field], field));
  return [
    ...out,
    ...bookProblems(input),
    ...rampProblems(input['ramp']),
    ...yearProblems(input['hours_model']),
  ];
}
