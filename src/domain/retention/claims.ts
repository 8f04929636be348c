/** What the founder says, held against the data: confirmed, explained by a known mistake, or not reproduced. */
import type { Findings } from '../collect.ts';
import { shareText } from '../figure.ts';
import { power, ratio } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import { annualLossOf, annualRetention, monthlyLossOf } from './annualise.ts';
import { type ClaimFacts, toleranceOf } from './claim-values.ts';
import type { Claims } from './claims-input.ts';

export const claimStatuses = ['confirmed', 'explained', 'ambiguous', 'not_reproduced', 'not_tested'] as const;

/** One claim after its test. `corrected` is the value to quote instead; `readings` only where a claim has two. */
export type ClaimTest = {
  claim: string;
  claimed: number;
  computed: number | null;
  status: (typeof claimStatuses)[number];
  codes: string[];
  corrected: number | null;
  readings?: { reading: string; grr: number; nrr: number }[];
};

/** A convention that gives another value than the right one. Null values are not tested. */
type Reading = { code: string; value: number | null };

const add = (...parts: (number | null)[]): number | null => {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  return total;
};

const less = (value: number | null): number | null => (value === null ? null : -value);

/** The value, when the term that tells this reading from the right one is known and not 0. */
const told = (term: number | null, value: number | null): number | null =>
  term === null || term === 0 ? null : value;

function nrrReadings(claims: Claims, facts: ClaimFacts): Reading[] {
  const { c, d, e, r, start, newArr, keptNet, ending } = facts;
  const fromClaimedGrr = add(
    claims.grr ?? null,
    less(d ?? claims.contraction_rate ?? null),
    e ?? claims.expansion_rate ?? null,
  );
  const base = add(1, less(c));
  return [
    { code: 'contraction-double-counted', value: told(d, add(1, less(c), less(d), less(d), e)) },
    { code: 'contraction-double-counted', value: told(d ?? claims.contraction_rate ?? null, fromClaimedGrr) },
    { code: 'growth-in-disguise', value: told(newArr, ratio(ending, start)) },
    { code: 'growth-in-disguise', value: told(newArr, ratio(add(keptNet, newArr), start)) },
    { code: 'reactivation-counted', value: told(r, add(1, less(c), less(d), e, r)) },
    { code: 'contraction-left-out', value: told(d, add(1, less(c), e)) },
    { code: 'survivor-denominator', value: told(c, ratio(facts.nrr, base)) },
    ...monthlyReadings(facts.nrr, facts),
  ];
}

function grrReadings(facts: ClaimFacts): Reading[] {
  const { c, d, keptNet, start } = facts;
  const total = ratio(keptNet, start);
  const cap = total === null ? null : Math.min(1, total);
  return [
    { code: 'survivor-denominator', value: told(c, ratio(facts.grr, add(1, less(c)))) },
    { code: 'churn-only-grr', value: told(d, add(1, less(c))) },
    { code: 'portfolio-cap', value: told(facts.e, cap) },
    { code: 'renewal-rate-as-grr', value: facts.renewalRate === facts.grr ? null : facts.renewalRate },
    ...monthlyReadings(facts.grr, facts),
  ];
}

const monthlyReadings = (rate: number | null, facts: ClaimFacts): Reading[] =>
  facts.annual && rate !== null && rate !== 1
    ? [{ code: 'monthly-as-annual', value: power(rate, 1 / 12) }]
    : [];

function logoReadings(claims: Claims, facts: ClaimFacts): Reading[] {
  const ends = claims.customers_end ?? facts.endCustomers;
  const starts = facts.customers ?? claims.customers_start ?? null;
  const growth = ratio(ends, starts);
  return [
    { code: 'growth-in-disguise', value: growth === facts.logo ? null : growth },
    { code: 'mixed-ages', value: facts.mixedAges },
  ];
}

function churnReadings(facts: ClaimFacts): Reading[] {
  return [{ code: 'survivor-denominator', value: told(facts.c, ratio(facts.c, add(1, less(facts.c)))) }];
}

/** Computed value and readings of each share that may be claimed. */
function candidates(claims: Claims, facts: ClaimFacts): [keyof Claims, number | null, Reading[]][] {
  const monthly = claims.monthly_churn_rate;
  const yearly = facts.annual ? facts.c : null;
  const annual = yearly ?? (monthly === undefined ? null : annualLossOf(monthly));
  const perMonth = yearly === null ? null : monthlyLossOf(1 - yearly);
  const timesTwelve = monthly === undefined ? null : 12 * monthly;
  return [
    ['grr', facts.grr, grrReadings(facts)],
    ['nrr', facts.nrr, nrrReadings(claims, facts)],
    ['logo_retention', facts.logo, logoReadings(claims, facts)],
    ['churn_rate', facts.c, churnReadings(facts)],
    ['contraction_rate', facts.d, []],
    ['expansion_rate', facts.e, []],
    ['monthly_churn_rate', perMonth, []],
    ['annual_churn_rate', annual, [{ code: 'monthly-times-twelve', value: timesTwelve }]],
  ];
}

function testShare(
  claim: string,
  claimed: number,
  computed: number | null,
  readings: readonly Reading[],
): ClaimTest {
  const t = toleranceOf(claimed);
  const near = (value: number | null) => value !== null && Math.abs(value - claimed) <= t;
  const row = { claim, claimed, computed, corrected: computed };
  if (near(computed)) return { ...row, status: 'confirmed', codes: [] };
  const codes = [
    ...new Set(readings.filter((reading) => near(reading.value)).map((reading) => reading.code)),
  ];
  if (codes.length > 1) return { ...row, status: 'ambiguous', codes };
  if (codes.length === 1) return { ...row, status: 'explained', codes };
  return { ...row, status: computed === null ? 'not_tested' : 'not_reproduced', codes: [] };
}

const amountClaims = [
  'starting_arr',
  'ending_arr',
  'new_arr',
  'churned_arr',
  'contraction_arr',
  'expansion_arr',
  'reactivation_arr',
] as const;

/** Claimed amounts and counts beside data that has its own: equal to half a unit, or not reproduced. */
function testAmounts(claims: Claims, computedOf: (field: string) => number | null): ClaimTest[] {
  const fields = [...amountClaims, 'customers_start', 'customers_lost', 'customers_end'] as const;
  return fields.flatMap((field) => {
    const claimed = claims[field];
    if (claimed === undefined) return [];
    const computed = computedOf(field);
    const status =
      computed === null ? 'not_tested' : Math.abs(computed - claimed) <= 0.5 ? 'confirmed' : 'not_reproduced';
    return [{ claim: field, claimed, computed, status, codes: [], corrected: computed } satisfies ClaimTest];
  });
}

/**
 * Claimed GRR, contraction and expansion without amounts have two readings: A, GRR is net of contraction and
 * NRR = grr + e; B, GRR is churn only, NRR = grr - d + e and true GRR = grr - d. A claimed churn rate decides.
 * Example: grr 0.90, contraction 0.04, expansion 0.20, nrr 1.06: A gives NRR 1.10, B NRR 1.06 with GRR 0.86.
 */
function testRatesAlone(claims: Claims, tests: ClaimTest[]): ClaimTest[] {
  const { grr, nrr, contraction_rate: d, expansion_rate: e, churn_rate: c } = claims;
  if (grr === undefined || d === undefined || e === undefined) return tests;
  const t = toleranceOf(grr);
  const churnOnly = c !== undefined && Math.abs(1 - c - grr) <= t && Math.abs(1 - c - d - grr) > t;
  const a = { reading: 'A', grr, nrr: grr + e };
  const b = { reading: 'B', grr: grr - d, nrr: grr - d + e };
  const right = churnOnly ? b : a;
  const readings = [a, b];
  return tests.map((test) => {
    if (test.claim === 'grr') {
      const decided = c !== undefined;
      const status = churnOnly
        ? 'explained'
        : decided && Math.abs(1 - c - d - grr) <= t
          ? 'confirmed'
          : 'not_tested';
      return {
        ...test,
        computed: churnOnly || status === 'confirmed' ? right.grr : null,
        status,
        codes: churnOnly ? ['churn-only-grr'] : test.codes,
        corrected: right.grr,
        readings,
      };
    }
    if (test.claim === 'nrr' && nrr !== undefined) {
      const confirmed = Math.abs(right.nrr - nrr) <= toleranceOf(nrr);
      const doubled = !churnOnly && d > 0 && Math.abs(b.nrr - nrr) <= toleranceOf(nrr);
      return {
        ...test,
        computed: right.nrr,
        status: confirmed ? 'confirmed' : doubled ? 'explained' : 'not_reproduced',
        codes: confirmed || !doubled ? [] : ['contraction-double-counted'],
        corrected: right.nrr,
        readings,
      };
    }
    return test;
  });
}

/** Codes that are tested on every claim, whatever its status. */
function alwaysCodes(test: ClaimTest, claims: Claims, logoUnsure: boolean): string[] {
  const { grr, nrr, churn_rate: c, contraction_rate: d } = claims;
  if (test.claim === 'logo_retention' && logoUnsure) return ['logo-small-sample'];
  if (test.claim === 'nrr' && nrr !== undefined && grr !== undefined && nrr < grr - toleranceOf(nrr))
    return ['claim-impossible'];
  if (test.claim !== 'grr' || grr === undefined) return [];
  const t = toleranceOf(grr);
  const neither =
    c !== undefined && d !== undefined && Math.abs(1 - c - d - grr) > t && Math.abs(1 - c - grr) > t;
  return grr > 1 || neither ? ['claim-impossible'] : [];
}

/** A rate of a shorter period that is right for that period, and no annual figure. */
function asAnnual(test: ClaimTest, facts: ClaimFacts, claims: Claims): ClaimTest {
  const months = claims.period_months ?? facts.periodMonths;
  const dollar = test.claim === 'grr' || test.claim === 'nrr';
  const open = test.status === 'confirmed' || test.status === 'not_tested';
  if (!dollar || months >= fixedLines.annualMonths.from || !open) return test;
  const corrected = annualRetention(test.claimed, months);
  return { ...test, status: 'explained', codes: ['monthly-as-annual'], corrected };
}

/** Tests all claims. `own`: the claims are the only data, so their amounts are not tested against themselves. */
export function testClaims(
  claims: Claims | undefined,
  facts: ClaimFacts,
  options: {
    own: boolean;
    ratesOnly: boolean;
    logoUnsure: boolean;
    computedOf: (field: string) => number | null;
  },
): ClaimTest[] {
  if (claims === undefined) return [];
  const shares = candidates(claims, facts).flatMap(([field, computed, readings]) => {
    const claimed = claims[field];
    return claimed === undefined ? [] : [testShare(field, claimed, computed, readings)];
  });
  const settled = options.ratesOnly ? testRatesAlone(claims, shares) : shares;
  const annual = settled.map((test) => asAnnual(test, facts, claims));
  const full = annual.map((test) => {
    const codes = alwaysCodes(test, claims, options.logoUnsure);
    const impossible = codes.includes('claim-impossible') && test.status !== 'explained';
    return codes.length === 0
      ? test
      : {
          ...test,
          codes: [...test.codes, ...codes],
          status: impossible ? ('not_reproduced' as const) : test.status,
        };
  });
  return options.own ? full : [...full, ...testAmounts(claims, options.computedOf)];
}

const sentences: Readonly<Record<string, string>> = {
  'contraction-double-counted': 'contraction was taken off twice: GRR already excludes it',
  'growth-in-disguise': 'new customers are counted in it',
  'reactivation-counted': 'returning customers are counted in it',
  'contraction-left-out': 'contraction was left out',
  'survivor-denominator': 'lost customers are missing from the base',
  'churn-only-grr': 'contraction was left out, so it is no GRR',
  'portfolio-cap':
    'gains of some accounts were set against losses of others; the cap belongs on each account',
  'renewal-rate-as-grr': 'it is the renewal rate, which leaves out what was not due',
  'monthly-as-annual': 'it is the figure of a shorter period, not of a year',
  'monthly-times-twelve': 'a monthly rate was multiplied by 12; losses compound',
  'mixed-ages': 'cohorts of different ages were pooled; compare survival at one age',
  'logo-small-sample': 'too few customers to tell it from the lines',
  'claim-impossible': 'the claims cannot all hold',
};

const shownClaim = (test: ClaimTest, value: number): string =>
  test.claim.endsWith('_arr') || test.claim.startsWith('customers') ? String(value) : shareText(value);

/** Raises one finding a code, naming the claims it was found in. */
export function raiseClaims(tests: readonly ClaimTest[], findings: Findings): void {
  const evidenceOf = (some: readonly ClaimTest[]) =>
    some.flatMap((test) => {
      const at = `claim_tests.${tests.indexOf(test) + 1}`;
      return test.corrected === null ? [`${at}.claimed`] : [`${at}.claimed`, `${at}.corrected`];
    });
  const codes = [...new Set(tests.flatMap((test) => test.codes))];
  for (const code of codes) {
    const some = tests.filter((test) => test.codes.includes(code));
    const first = some[0];
    if (first === undefined) continue;
    const right =
      first.corrected === null || first.status === 'confirmed'
        ? ''
        : `; computed ${shownClaim(first, first.corrected)}`;
    findings.raise(
      code,
      `Claimed ${first.claim} ${shownClaim(first, first.claimed)}: ${sentences[code] ?? code}${right}.`,
      evidenceOf(some),
    );
  }
  const listed = (status: ClaimTest['status']) =>
    tests.filter((test) => test.status === status && test.codes.length === 0);
  const missed = listed('not_reproduced');
  const [miss] = missed;
  if (miss !== undefined) {
    const computed = miss.computed === null ? '' : ` against ${shownClaim(miss, miss.computed)} computed`;
    findings.raise(
      'claim-not-reproduced',
      `Claimed ${miss.claim} ${shownClaim(miss, miss.claimed)}${computed}; no known convention gives it.`,
      evidenceOf(missed),
    );
  }
  const held = listed('confirmed');
  if (held.length > 0) {
    findings.raise(
      'claim-confirmed',
      `The data give the claimed ${held.map((test) => test.claim).join(', ')}.`,
      evidenceOf(held),
    );
  }
}
