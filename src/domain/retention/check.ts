/** Cross-field checks of the retention input: everything one field cannot see alone. */
import { addDays, asOpenDate, dayNumber, monthsBetween } from '../dates.ts';
import { numberText } from '../figure.ts';
import { compareText, roundHalfAway } from '../numbers.ts';
import { causes } from '../policy/causes.ts';
import { houseTargets, rateNames, type Stage, stages, thresholds } from '../policy/retention.ts';
import { nearestName, type Problem, problem } from '../problem.ts';
import { entriesOf, numberOf, type Raw, recordOf, rowsOf } from '../raw.ts';
import { shown } from '../validate.ts';
import { accountProblems } from './check-accounts.ts';
import { cohortNameProblems, cohortProblems } from './check-cohort.ts';
import { claimedShares } from './claims-input.ts';
import { bookFields } from './input.ts';
import { causeOf } from './reasons.ts';

function choiceProblems(input: Raw): Problem[] {
  const given = bookFields.filter((field) => input[field] !== undefined);
  if (given.length > 1) {
    return [
      problem(
        [...given].sort(compareText).join(', '),
        'conflicting-keys',
        `give one of ${bookFields.join(', ')}`,
      ),
    ];
  }
  if (given.length === 0 && input['claims'] === undefined) {
    return [
      problem('input', 'empty-input', 'no data; pass cohorts, accounts, source, sample: true or claims'),
    ];
  }
  if (
    recordOf(input['claims']) !== undefined &&
    entriesOf(input['claims']).length === 0 &&
    given.length === 0
  ) {
    return [
      problem(
        'claims',
        'empty-input',
        'no claim in it; give at least one figure, or pass cohorts, accounts or source',
      ),
    ];
  }
  return [];
}

function bookProblems(input: Raw, path: string): Problem[] {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const cohorts = rowsOf(input['cohorts']);
  return [
    ...cohorts.flatMap((cohort, i) => cohortProblems(cohort, `${at('cohorts')}[${i}]`, input['reason_map'])),
    ...cohortNameProblems(cohorts, at('cohorts')),
    ...accountProblems(rowsOf(input['accounts']), at('accounts'), input['merge_map']),
  ];
}

function previousProblems(input: Raw): Problem[] {
  const previous = recordOf(input['previous']);
  if (previous === undefined) return [];
  const given = ['cohorts', 'accounts'].filter((field) => previous[field] !== undefined);
  if (given.length !== 1) {
    return [
      problem(
        'previous',
        given.length === 0 ? 'empty-input' : 'conflicting-keys',
        'give one of cohorts, accounts',
      ),
    ];
  }
  return bookProblems({ ...previous, reason_map: input['reason_map'] }, 'previous');
}

/** What problems a period has; the dates are checked only when both are calendar dates. */
function periodProblems(input: Raw): Problem[] {
  const day = (field: string): string | undefined => {
    const value = input[field];
    return typeof value === 'string' && dayNumber(value) !== null ? value : undefined;
  };
  const [start, end, asOf] = [day('period_start'), day('period_end'), day('as_of')];
  const months = numberOf(input['period_months']);
  const out: Problem[] = [];
  if (start !== undefined && end !== undefined) {
    if (asOpenDate(end) <= asOpenDate(start)) {
      out.push(problem('period_end', 'bad-period', `${end} is not after period_start ${start}`));
    } else if (months !== undefined && Math.abs(monthsBetween(start, end) - months) > 0.005) {
      out.push(
        problem(
          'period_months',
          'bad-period',
          `${months}, but the dates span ${monthsBetween(start, end)}; drop one`,
        ),
      );
    }
  }
  if (end !== undefined && asOf !== undefined && asOpenDate(end) > addDays(asOf, 1)) {
    out.push(problem('period_end', 'bad-period', `${end} is after as_of ${asOf}; the period is not over`));
  }
  return out;
}

/** Shares that are honestly above 1 now and then; only above 3 do they look like percent. */
const looseShares = new Set(['nrr', 'grr', 'expansion_rate']);

function percentProblems(input: Raw): Problem[] {
  const claims = recordOf(input['claims']);
  const fields: [string, unknown, number][] = claimedShares.map((name) => [
    `claims.${name}`,
    claims?.[name],
    looseShares.has(name) ? 3 : 1,
  ]);
  fields.push(['gross_margin', input['gross_margin'], 1]);
  for (const [name, value] of entriesOf(input['policy'])) {
    if (name in thresholds && name !== 'min_accounts') fields.push([`policy.${name}`, value, 1]);
  }
  for (const [rate, lines] of entriesOf(recordOf(input['policy'])?.['bands'])) {
    for (const [name, value] of entriesOf(lines)) fields.push([`policy.bands.${rate}.${name}`, value, 3]);
  }
  return fields.flatMap(([path, raw, limit]) => {
    const value = numberOf(raw);
    return value !== undefined && value > limit
      ? [
          problem(
            path,
            'looks-like-percent',
            `${value} looks like a percent; write ${roundHalfAway(value / 100, 6)}`,
          ),
        ]
      : [];
  });
}

const lineText = (value: number) => {
  const text = numberText(value, 4);
  return text.endsWith('00') ? text.slice(0, -2) : text;
};

function policyProblems(input: Raw): Problem[] {
  const bands = recordOf(recordOf(input['policy'])?.['bands']);
  const stage: Stage = stages.find((name) => name === input['stage']) ?? 'growth';
  return rateNames.flatMap((rate) => {
    const given = recordOf(bands?.[rate]);
    if (given === undefined) return [];
    const healthy = numberOf(given['healthy']) ?? houseTargets[stage][rate].healthy;
    const concerning = numberOf(given['concerning']) ?? houseTargets[stage][rate].concerning;
    return healthy > concerning
      ? []
      : [
          problem(
            `policy.bands.${rate}`,
            'out-of-range',
            `healthy ${lineText(healthy)} must be above concerning ${lineText(concerning)}`,
          ),
        ];
  });
}

function reasonMapProblems(input: Raw): Problem[] {
  return entriesOf(input['reason_map']).flatMap(([text, name]) => {
    if (typeof name !== 'string' || causes.some((cause) => cause === causeOf(name, new Map()))) return [];
    const near = nearestName(name, causes);
    const hint = near === undefined ? '' : `did you mean ${near}? `;
    return [
      problem(
        `reason_map.${text.slice(0, 80)}`,
        'unknown-category',
        `${shown(name)} is an unknown category; ${hint}Valid: ${causes.join(', ')}`,
        near,
      ),
    ];
  });
}

/** Currencies of rows that name one, most used first. Example: EUR on 40 rows, USD on 12. */
function currenciesOf(rows: readonly Raw[]): [code: string, rows: number][] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const code = row['currency'];
    if (typeof code === 'string') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
}

/** Amounts in several currencies are never added: rates, one call each, or a refusal. */
export function currencyProblems(rows: readonly Raw[], path: string, input: Raw): Problem[] {
  const used = currenciesOf(rows);
  if (used.length === 0) return [];
  const rates = recordOf(recordOf(input['fx'])?.['rates']);
  const own = input['currency'];
  if (rates === undefined) {
    const list = used.map(([code, n]) => `${code} (${n})`).join(', ');
    if (used.length > 1) {
      return [problem(path, 'mixed-currencies', `currencies ${list}; give fx.rates or split the call`)];
    }
    return typeof own === 'string' && used[0]?.[0] !== own
      ? [
          problem(
            path,
            'mixed-currencies',
            `currencies ${list}, but currency is ${own}; give fx.rates or set currency to ${used[0]?.[0]}`,
          ),
        ]
      : [];
  }
  const target = typeof own === 'string' ? own : 'USD';
  const tables: [string, Raw | undefined][] = [
    ['fx.rates', rates],
    ['fx.rates_end', recordOf(recordOf(input['fx'])?.['rates_end'])],
  ];
  return tables.flatMap(([name, table]) =>
    table === undefined
      ? []
      : used
          .filter(([code]) => code !== target && table[code] === undefined)
          .map(([code, n]) => {
            const first = rows.findIndex((row) => row['currency'] === code);
            const where = path === 'source' ? ` (${n} rows)` : `, used by ${path}[${first}]`;
            return problem(name, 'missing-rate', `no rate for ${code}${where}`);
          }),
  );
}

/**
 * Every cross-field problem of a raw retention input; empty when there is none.
 * Example: `crossProblems({})[0].message` is "input: no data; pass cohorts, accounts, source, sample: true or claims".
 */
export function crossProblems(raw: unknown): Problem[] {
  const input = recordOf(raw);
  if (input === undefined) return [];
  return [
    ...choiceProblems(input),
    ...periodProblems(input),
    ...percentProblems(input),
    ...policyProblems(input),
    ...reasonMapProblems(input),
    ...bookProblems(input, ''),
    ...previousProblems(input),
    ...currencyProblems(rowsOf(input['cohorts']), 'cohorts', input),
    ...currencyProblems(rowsOf(input['accounts']), 'accounts', input),
  ];
}
