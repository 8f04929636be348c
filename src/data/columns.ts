/** Which column of an export is which field: the headers founders have, and how they are matched. */

import { clip, nearestName, openQuestion, type Problem, problem } from '../domain/problem.ts';
import type { Assumption } from '../domain/report.ts';
import { bareHeader } from './cells/header-currency.ts';
import { type AnySource, type CanonicalColumn, canonicalColumns, type Source } from './source.ts';

const synonyms: Readonly<Record<CanonicalColumn, readonly string[]>> = {
  customer_id: [
    'customer_id',
    'account_id',
    'account_code',
    'client_id',
    'org_id',
    'customer_oid',
    'customer_external_id',
    'customer_uuid',
    'external_id',
    'record_id',
    'customer',
    'account',
    'client',
    'org',
    'organization',
    'id',
  ],
  customer_name: ['customer_name', 'name', 'company_name', 'account_name', 'company', 'associated_company'],
  segment: ['segment', 'customer_segment', 'tier'],
  cohort: ['cohort', 'cohort_name', 'signup_cohort'],
  currency: ['currency', 'plan_currency', 'currency_code'],
  arr_start: [
    'arr_start',
    'opening_arr',
    'starting_arr',
    'start_arr',
    'arr_t0',
    'previous_arr',
    'arr_at_start',
    'beginning_arr',
  ],
  arr_end: ['arr_end', 'closing_arr', 'ending_arr', 'end_arr', 'arr_t1', 'current_arr', 'arr_at_end'],
  start_date: [
    'start_date',
    'start',
    'started_at',
    'start_utc',
    'start_date_utc',
    'subscription_started_at',
    'activated_at',
    'valid_from',
    'service_start',
    'customer_since',
  ],
  end_date: [
    'end_date',
    'end',
    'ended_at',
    'ended_at_utc',
    'expires_at',
    'valid_to',
    'service_end',
    'subscription_canceled_at',
    'churn_date',
  ],
  tenure_months: ['tenure_months', 'tenure'],
  paid_before: ['paid_before', 'returning'],
  churned_flag: ['churned_flag', 'churn_flag', 'churned', 'churn'],
  churn_reason: ['churn_reason', 'reason', 'reason_code', 'cancellation_reason', 'cancel_reason'],
  activated: ['activated', 'went_live', 'onboarded'],
  units_start: ['units_start', 'seats_start', 'licenses_start', 'starting_seats', 'opening_seats'],
  units_end: ['units_end', 'seats_end', 'licenses_end', 'ending_seats', 'closing_seats'],
  renewal_date: ['renewal_date', 'next_renewal', 'renewed_on'],
  up_for_renewal: ['up_for_renewal', 'was_up_for_renewal'],
  past_due: ['past_due', 'delinquent'],
  cancel_at_period_end: ['cancel_at_period_end', 'will_cancel'],
  paused: ['paused', 'is_paused'],
};

/** A header as it is compared: camelCase split, lower case, other characters to "_". Example: "Start (UTC)" is "start_utc". */
export function normalHeader(header: string): string {
  return header
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

/** Headers as they are compared without the currency or the cents they name; "" where that is nothing new, or several are left the same. */
export function bareNormals(headers: readonly string[]): string[] {
  const whole = headers.map(normalHeader);
  const bare = headers.map((header, i) => {
    const name = normalHeader(bareHeader(header));
    return name === whole[i] ? '' : name;
  });
  // "MRR (EUR)" beside "MRR (USD)": only the reader knows which is meant.
  return bare.map((name) => (bare.filter((one) => one === name).length > 1 ? '' : name));
}

/** Which column holds which field, whether amounts are monthly or annual, and what was read into the headers. */
export type Mapping = {
  index: ReadonlyMap<CanonicalColumn, number>;
  basis: 'arr' | 'mrr' | null;
  assumptions: Assumption[];
};

export type MappingOrProblems = { ok: true; mapping: Mapping } | { ok: false; problems: Problem[] };

/** Two money columns that differ only by a year or date: the earlier is the start. */
function datedPair(headers: readonly string[]): { start: number; end: number } | null {
  const dated = headers.flatMap((header, i) => {
    const name = normalHeader(header);
    if (!/arr|mrr/.test(name)) return [];
    const match = /(?:^|_)((?:19|20)\d{2})(?:_(\d{1,2}))?(?:_(\d{1,2}))?(?:_|$)/.exec(name);
    // "12/24" is December 2024: what is no month is the year.
    const short = match === null ? /(?:^|_)(0?[1-9]|1[0-2])_(1[3-9]|[2-9]\d)(?:_|$)/.exec(name) : null;
    const found = match ?? short;
    if (found === null) return [];
    const when =
      short === null
        ? Number(match?.[1]) * 10_000 + Number(match?.[2] ?? 0) * 100 + Number(match?.[3] ?? 0)
        : (2000 + Number(short[2])) * 10_000 + Number(short[1]) * 100;
    return [{ i, when, stem: name.replace(found[0].replaceAll(/^_|_$/g, ''), '') }];
  });
  const [a, b] = dated;
  if (dated.length !== 2 || a === undefined || b === undefined || a.stem !== b.stem || a.when === b.when)
    return null;
  return a.when < b.when ? { start: a.i, end: b.i } : { start: b.i, end: a.i };
}

/** Both amounts of a position of which two headers claim to be one, and neither is our own name for it: only the reader knows. */
function rivalProblems(
  headers: readonly string[],
  index: ReadonlyMap<CanonicalColumn, number>,
  given: Source['columns'],
): Problem[] {
  const used = new Set(index.values());
  return (['arr_start', 'arr_end'] as const).flatMap((field) => {
    const at = index.get(field);
    const normal = headers.map(normalHeader);
    if (at === undefined || given?.[field] !== undefined || normal[at] === field) return [];
    const rivals = headers.filter((_, i) => !used.has(i) && synonyms[field].includes(normal[i] ?? ''));
    if (rivals.length === 0) return [];
    const all = [headers[at] ?? '', ...rivals];
    const rest = `${all.map((header) => `"${clip(header, 80)}"`).join(' and ')} could each be it; say which`;
    const options = all.map((value) => ({ value, effect: `the amounts of "${clip(value, 80)}"` }));
    return [openQuestion(`source.columns.${field}`, 'ambiguous-column', rest, options)];
  });
}

/** Letters and digits only. "ARR2025" is nearer to "ARR 2025" than "ARR 2024" is, at one edit each. */
const letters = (header: string): string => normalHeader(header).replaceAll('_', '');

/** What says at the end of a header that its amounts are in thousands or millions. Example: "ARR ($000)", "MRR in k". */
const inThousands =
  /[([]\s*(?:in\s+)?[$€£]?\s*(?:'?000s?|k|thousands?|tsd\.?|mn?|millions?|mio\.?)\s*[$€£]?\s*[)\]]\s*$|[\s_]in[\s_](?:k|thousands?|millions?)\s*$/i;

/** Problems of headers that a caller named: those the file does not have, and those of amounts in thousands. */
export function namedColumnProblems(headers: readonly string[], columns: AnySource['columns']): Problem[] {
  return Object.entries(columns ?? {}).flatMap(([field, header]) => {
    if (header === undefined) return [];
    if (headers.includes(header)) {
      // No such header is found by its name, so every one that is read was named.
      if (!inThousands.test(header)) return [];
      const rest = `"${clip(header, 80)}" says that its amounts are in thousands or millions, and would be read as written; write whole amounts in the file and name the column without it`;
      return [problem(`source.columns.${field}`, 'amounts-in-thousands', rest)];
    }
    const near = headers.find((name) => letters(name) === letters(header)) ?? nearestName(header, headers);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    return [
      problem(
        `source.columns.${field}`,
        'unknown-column',
        `no header "${clip(header, 80)}"; headers: ${headers.slice(0, 40).join(', ')}${hint}`,
        near,
      ),
    ];
  });
}

/** The first header that fills no field, for an example of how to name one; the first of all where each fills one. */
export const unusedHeader = (headers: readonly string[], index: ReadonlyMap<string, number>): string => {
  const used = new Set(index.values());
  return headers.find((_, at) => !used.has(at)) ?? headers[0] ?? '';
};

/** Whether a header says monthly or annual amounts; null when it says neither. */
function basisOf(header: string | undefined): 'arr' | 'mrr' | null {
  if (header === undefined) return null;
  return /mrr|month/.test(header) ? 'mrr' : /arr|annual|year/.test(header) ? 'arr' : null;
}

/**
 * Whether the amounts of columns at a position are monthly: as the caller says, else as their headers say together.
 * Example: headers "Opening MRR" and "Churn" are monthly; "Opening MRR" and "Closing ARR" are refused.
 */
export function positionBasis(
  headers: readonly (string | undefined)[],
  said: Source['amount_basis'],
): { basis: Mapping['basis'] } | { problem: Problem } {
  const found = new Set(headers.flatMap((header) => basisOf(header && normalHeader(header)) ?? []));
  const refuse = (rest: string) => ({ problem: problem('source.amount_basis', 'amount-basis', rest) });
  if (said !== undefined && said !== 'arr' && said !== 'mrr')
    return refuse(`${said} is no basis of amounts at a position; pass arr or mrr`);
  if (said === undefined && found.size > 1)
    return refuse('one amount column is monthly, the other annual; map two of one kind with source.columns');
  const [basis = null] = found;
  return { basis: said ?? basis };
}

/**
 * Maps headers to fields: what the caller says wins, then exact names and synonyms in their order of preference.
 * Refuses a caller's header that is not there, and a file without id or amounts.
 * Example: headers Customer, Opening ARR, Closing ARR map to customer_id, arr_start, arr_end.
 */
export function mapColumns(headers: readonly string[], source: Source): MappingOrProblems {
  const problems = namedColumnProblems(headers, source.columns);
  const normal = headers.map(normalHeader);
  const bare = bareNormals(headers);
  const index = new Map<CanonicalColumn, number>();
  const assumptions: Assumption[] = [];
  const taken = new Set<number>();
  const take = (field: CanonicalColumn, at: number) => {
    if (at < 0 || taken.has(at) || index.has(field)) return;
    index.set(field, at);
    taken.add(at);
  };
  for (const [field, header] of Object.entries(source.columns ?? {})) {
    const canonical = canonicalColumns.find((name) => name === field);
    if (canonical !== undefined && header !== undefined) take(canonical, headers.indexOf(header));
  }
  for (const field of canonicalColumns) {
    for (const name of synonyms[field]) take(field, normal.indexOf(name));
    if (!field.startsWith('arr_') || index.has(field)) continue;
    for (const name of synonyms[field]) {
      take(field, normal.indexOf(name.replace('arr', 'mrr')));
    }
    for (const name of synonyms[field]) {
      take(field, bare.indexOf(name));
      take(field, bare.indexOf(name.replace('arr', 'mrr')));
    }
  }
  const pair = index.has('arr_start') || index.has('arr_end') ? null : datedPair(headers);
  if (pair !== null) {
    take('arr_start', pair.start);
    take('arr_end', pair.end);
    assumptions.push({
      field: 'source.columns',
      value: `${headers[pair.start]} is the start, ${headers[pair.end]} the end`,
      source: 'the years in the headers',
    });
  }
  if (!index.has('customer_id') && index.has('customer_name')) {
    index.set('customer_id', index.get('customer_name') ?? -1);
    assumptions.push({
      field: 'source.columns.customer_id',
      value: headers[index.get('customer_name') ?? 0] ?? '',
      source: 'no id column: names stand in (name-used-as-id)',
    });
  }
  const needed = (['customer_id', 'arr_start', 'arr_end'] as const).filter((field) => !index.has(field));
  if (needed.length > 0 && problems.length === 0) {
    const list = headers.slice(0, 40).join(', ');
    problems.push(
      problem(
        'source.columns',
        'missing-column',
        `no column for ${needed.join(', ')}; headers: ${list}; say which header holds it, such as ${needed[0]}: "${unusedHeader(headers, index)}"`,
      ),
    );
  }
  problems.push(...rivalProblems(headers, index, source.columns));
  if (problems.length > 0) return { ok: false, problems };
  const ends = (['arr_start', 'arr_end'] as const).map((field) => headers[index.get(field) ?? -1]);
  const basis = positionBasis(ends, source.amount_basis);
  if ('problem' in basis) return { ok: false, problems: [basis.problem] };
  return { ok: true, mapping: { index, basis: basis.basis, assumptions } };
}
