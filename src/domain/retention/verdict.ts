/** The verdict, first matching rule wins; and how far it can be trusted. */
import { atOrAbove, below } from '../numbers.ts';
import { type Band, fixedLines, type RateName, rateNames } from '../policy/retention.ts';
import type { Cell, Row } from '../report.ts';
import { bandOf, type Certainty, certaintyOf, isLeaky, worstBand } from './bands.ts';
import type { Policy } from './lines.ts';
import type { Rates } from './rates.ts';

export const verdicts = [
  'healthy',
  'concerning',
  'critical',
  'leaky_bucket',
  'insufficient_data',
  'contradictory_data',
] as const;

export type Verdict = (typeof verdicts)[number];

/** The band of one rate; null where the rate is. Compared are annual values. */
export type RateBand = { band: Band | null; certainty: Certainty };

export type RateBands = Readonly<Record<RateName, RateBand>>;

/** Whether a period counts as a year (11 to 13 months). */
export const isAnnual = (months: number): boolean =>
  months >= fixedLines.annualMonths.from && months <= fixedLines.annualMonths.to;

/** Bands and certainty of the three rates. Periods other than a year are compared by their annual equivalents. */
export function bandRates(rates: Rates, policy: Policy, annual: boolean, pricesToday: boolean): RateBands {
  const one = (name: RateName): RateBand => {
    const { value, interval, annual: equivalent } = rates[name];
    const compared = annual ? value : equivalent;
    const lines = policy.bands[name];
    if (compared === null) return { band: null, certainty: 'not_available' };
    return {
      band: bandOf(compared, lines),
      certainty: annual ? certaintyOf(name, compared, interval, lines) : 'not_available',
    };
  };
  // Without what was paid before, nobody knows what those who stayed added.
  const nrr: RateBand = pricesToday ? { band: null, certainty: 'undecided' } : one('nrr');
  return { grr: one('grr'), nrr, logo: one('logo') };
}

/** The table of the three rates against their lines. Row keys: grr, nrr, logo. */
export function bandRows(rates: Rates, bands: RateBands, policy: Policy): Row[] {
  return rateNames.map((name) => ({
    key: name,
    value: rates[name].value as Cell,
    low: rates[name].interval?.low ?? null,
    high: rates[name].interval?.high ?? null,
    healthy: policy.bands[name].healthy,
    concerning: policy.bands[name].concerning,
    band: bands[name].band,
    certainty: bands[name].certainty,
  }));
}

/** Rules 3 and 4 on points: leaky bucket, else the worst band. Null when GRR or NRR is. */
export function verdictOnPoints(
  points: { grr: number | null; nrr: number | null; logo: number | null },
  policy: Policy,
): Verdict | null {
  const { grr, nrr, logo } = points;
  if (grr === null || nrr === null) return null;
  if (isLeaky(grr, nrr, policy.bands.grr)) return 'leaky_bucket';
  const bands = [bandOf(grr, policy.bands.grr), bandOf(nrr, policy.bands.nrr)];
  if (logo !== null) bands.push(bandOf(logo, policy.bands.logo));
  return worstBand(bands);
}

/** A reason to withhold the verdict: the code of its finding, in the order in which they are checked. */
export type Blocker =
  | 'small-base'
  | 'interval-too-wide'
  | 'metric-missing'
  | 'period-not-annual'
  | 'claims-only'
  | 'mixed-currencies'
  | 'no-price-history'
  | 'export-edge';

/** Everything that keeps the data from carrying a verdict (rule 2). */
export function blockersOf(input: {
  rates: Rates;
  bands: RateBands;
  customers: number | null;
  annual: boolean;
  claimsOnly: boolean;
  mixed: boolean;
  edge: boolean;
  pricesToday: boolean;
  policy: Policy;
}): Blocker[] {
  const { rates, bands, customers, annual, claimsOnly, mixed, edge, pricesToday, policy } = input;
  if (claimsOnly) return ['claims-only'];
  if (mixed) return ['mixed-currencies'];
  const wide =
    bands.grr.certainty === 'undecided' ||
    (rates.grr.interval === null && bands.logo.certainty === 'undecided');
  return [
    ...(edge ? (['export-edge'] as const) : []),
    // GRR leaves downgrades out then: what is below its line is no better with them, what is above it nobody knows.
    ...(pricesToday && worstBand([bands.grr.band ?? 'healthy', bands.logo.band ?? 'healthy']) === 'healthy'
      ? (['no-price-history'] as const)
      : []),
    ...(customers !== null && customers < policy.min_accounts ? (['small-base'] as const) : []),
    ...(wide ? (['interval-too-wide'] as const) : []),
    ...(annual ? [] : (['period-not-annual'] as const)),
    ...(rates.grr.value === null || rates.nrr.value === null ? (['metric-missing'] as const) : []),
  ];
}

/** The verdict and the sentence that says which rule matched. Findings of severity contradiction come first. */
export function decideVerdict(input: {
  contradictions: readonly string[];
  blockers: readonly Blocker[];
  rates: Rates;
  bands: RateBands;
  policy: Policy;
  show: (id: string) => string;
}): { verdict: Verdict; reasons: string[] } {
  const { contradictions, blockers, rates, bands, policy, show } = input;
  if (contradictions.length > 0) {
    return {
      verdict: 'contradictory_data',
      reasons: contradictions.map((code) => `The inputs contradict each other: ${code}.`),
    };
  }
  if (blockers.length > 0) {
    return {
      verdict: 'insufficient_data',
      reasons: blockers.map((code) => `The data cannot carry a verdict: ${code}.`),
    };
  }
  const { grr, nrr } = rates;
  if (grr.value !== null && nrr.value !== null && isLeaky(grr.value, nrr.value, policy.bands.grr)) {
    return {
      verdict: 'leaky_bucket',
      reasons: [
        `NRR ${show('nrr')} is at or above 100% while GRR ${show('grr')} is at or below the concerning line.`,
      ],
    };
  }
  const counted = rateNames.filter(
    (name) => bands[name].certainty !== 'undecided' && bands[name].band !== null,
  );
  const worst = worstBand(counted.flatMap((name) => bands[name].band ?? []));
  const at = counted.filter((name) => bands[name].band === worst);
  const names = at.map((name) => (name === 'logo' ? 'logo retention' : name.toUpperCase())).join(', ');
  return { verdict: worst ?? 'insufficient_data', reasons: [`The worst band is ${worst}: ${names}.`] };
}

/** The rate furthest below its healthy line, for a sentence about the worst one; null when none is below. */
export function worstRate(rates: Rates, bands: RateBands, policy: Policy): RateName | null {
  const worst = worstBand(rateNames.flatMap((name) => bands[name].band ?? []));
  const ranked = rateNames
    .filter((name) => bands[name].band === worst && below(rates[name].value ?? 1, policy.bands[name].healthy))
    .sort((a, b) => gap(rates, policy, b) - gap(rates, policy, a));
  return ranked[0] ?? null;
}

const gap = (rates: Rates, policy: Policy, name: RateName): number =>
  policy.bands[name].healthy - (rates[name].value ?? 0);

/** Findings that lower confidence to medium when they stand. */
const softening = [
  'legacy-renewed-arr',
  'reasons-missing',
  'unmapped-reasons',
  'possible-merge',
  'implausible-nrr',
  'churn-flag-disagrees',
  'dates-disagree',
];

/** low, medium or high, by what is unknown, undecided or borderline. */
export function confidenceOf(input: {
  customers: number | null;
  bands: RateBands;
  annual: boolean;
  has: (code: string) => boolean;
}): 'low' | 'medium' | 'high' {
  const { customers, bands, annual, has } = input;
  const certainties = rateNames.map((name) => bands[name].certainty);
  if (customers === null || certainties.includes('undecided') || !annual || has('unknown-reasons'))
    return 'low';
  const soft = certainties.some((c) => c === 'borderline' || c === 'not_available');
  return soft || softening.some(has) ? 'medium' : 'high';
}

/** Verdict of one cohort or segment: null below the smallest base, or when counts are unknown. */
export function groupVerdict(
  points: { grr: number | null; nrr: number | null; logo: number | null },
  customers: number | null,
  policy: Policy,
): Verdict | null {
  return customers !== null && atOrAbove(customers, policy.min_accounts)
    ? verdictOnPoints(points, policy)
    : null;
}
