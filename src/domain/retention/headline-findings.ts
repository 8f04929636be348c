/** Findings on the headline figures: below a line, leaky, borderline, high contraction and the like. */
import type { Figures, Findings } from '../collect.ts';
import { shareText } from '../figure.ts';
import { above, atOrAbove, below } from '../numbers.ts';
import { fixedLines, type RateName, rateNames } from '../policy/retention.ts';
import { isLeaky } from './bands.ts';
import type { Book } from './book.ts';
import type { Policy } from './lines.ts';
import { figureOf, type Rates } from './rates.ts';
import type { Blocker, RateBands } from './verdict.ts';

/** What the headline findings are decided by. */
export type HeadlineContext = {
  book: Book;
  rates: Rates;
  bands: RateBands;
  policy: Policy;
  annual: boolean;
  stageGiven: boolean;
  /** Nothing is known of what was paid before today. */
  pricesToday: boolean;
  figures: Figures;
  findings: Findings;
};

const names: Readonly<Record<RateName, string>> = { grr: 'GRR', nrr: 'NRR', logo: 'Logo retention' };

const blockerSentences: Readonly<
  Record<Exclude<Blocker, 'export-edge' | 'no-price-history'>, readonly [string, readonly string[]]>
> = {
  'small-base': [
    'The base has fewer accounts than a verdict needs; the figures describe single accounts.',
    ['starting_customers'],
  ],
  'interval-too-wide': [
    'The interval reaches past both lines, so the band is not known.',
    ['grr_low', 'grr_high', 'logo_retention_low', 'logo_retention_high'],
  ],
  'metric-missing': ['GRR or NRR cannot be computed from what was given.', ['grr', 'nrr']],
  'period-not-annual': [
    'The period is not a year; annual lines do not apply to it, and compounding is not the cohort figure.',
    ['annual_equivalent_grr', 'annual_equivalent_nrr'],
  ],
  'claims-only': ['Only rates were claimed; nothing shows that they hold.', ['grr', 'nrr']],
  'mixed-currencies': [
    'The file mixes currencies without rates; amounts are not added, each currency stands alone.',
    ['grr', 'nrr'],
  ],
};

/** Raises a finding for each reason that withholds the verdict. */
export function raiseBlockers(blockers: readonly Blocker[], figures: Figures, findings: Findings): void {
  for (const code of blockers) {
    // Raised with what the file says about it.
    if (code === 'export-edge' || code === 'no-price-history') continue;
    const [because, evidence] = blockerSentences[code];
    findings.raise(
      code,
      because,
      evidence.filter((id) => figures.has(id)),
    );
  }
}

function raiseBands({ book, rates, bands, policy, annual, figures, findings }: HeadlineContext): void {
  for (const name of rateNames) {
    const { band, certainty } = bands[name];
    if (!annual || band === null || band === 'healthy' || certainty === 'undecided') continue;
    const { healthy, concerning } = policy.bands[name];
    const line =
      band === 'critical'
        ? `below the concerning line ${shareText(concerning)}`
        : `below the healthy line ${shareText(healthy)}`;
    findings.raise(
      `${name}-below-line`,
      `${names[name]} ${figures.show(figureOf[name])} is ${line}.`,
      [figureOf[name], `bands.${name}.${band === 'critical' ? 'concerning' : 'healthy'}`],
      band === 'critical' ? 'critical' : 'warning',
    );
  }
  const borderline = rateNames.filter((name) => bands[name].certainty === 'borderline');
  if (borderline.length > 0) {
    findings.raise(
      'borderline-band',
      `The interval of ${borderline.map((name) => names[name]).join(', ')} crosses a line: the band could be the next one.`,
      borderline.flatMap((name) => [`${figureOf[name]}_low`, `${figureOf[name]}_high`]),
    );
  }
  const known = rateNames.filter((name) => rates[name].value !== null);
  const bare = known.filter((name) => rates[name].interval === null);
  if (bare.length > 0) {
    const why =
      book.kind === 'accounts'
        ? 'too few accounts, or too few of them with a loss, to resample'
        : 'account rows or customer counts would give one';
    findings.raise(
      'interval-not-available',
      `No interval for ${bare.map((name) => names[name]).join(', ')}: ${why}.`,
      bare.map((name) => `${figureOf[name]}_low`),
    );
  }
}

function raiseLeak({ rates, policy, annual, figures, findings }: HeadlineContext, withheld: boolean): void {
  const [grr, nrr] = [rates.grr.value, rates.nrr.value];
  if (!annual || grr === null || nrr === null || !atOrAbove(nrr, fixedLines.leakyNrr)) return;
  const lines = policy.bands.grr;
  const pair = `NRR ${figures.show('nrr')}, GRR ${figures.show('grr')}`;
  if (isLeaky(grr, nrr, lines)) {
    if (!withheld) {
      findings.raise(
        'leaky-bucket',
        `${pair}: ${figures.show('lost_arr')} left while ${figures.show('expansion_arr')} of expansion covered it.`,
        ['nrr', 'grr', 'lost_arr', 'expansion_arr'],
      );
    }
  } else if (below(grr, lines.concerning + policy.edge_points)) {
    findings.raise('leaky-bucket-edge', `${pair}: GRR is within a point above the concerning line.`, [
      'nrr',
      'grr',
      'bands.grr.concerning',
    ]);
  } else if (below(grr, lines.healthy)) {
    findings.raise('leak-masked-by-expansion', `${pair}: expansion covers a GRR below the healthy line.`, [
      'nrr',
      'grr',
      'bands.grr.healthy',
    ]);
  }
}

function raiseParts({ rates, policy, annual, pricesToday, figures, findings }: HeadlineContext): void {
  const value = (id: string) => figures.value(id);
  const { show } = figures;
  if (above(value('largest_account_share') ?? 0, policy.dominance_share)) {
    findings.raise(
      'one-account-dominates',
      `One account is ${show('largest_account_share')} of starting ARR; every rate moves with it.`,
      ['largest_account_share'],
    );
  }
  if (annual && atOrAbove(value('contraction_rate') ?? 0, policy.contraction_ceiling)) {
    findings.raise('contraction-high', `Contraction is ${show('contraction_rate')} of starting ARR.`, [
      'contraction_rate',
    ]);
  }
  const expansion = value('expansion_rate');
  // What a file does not hold is not low.
  if (annual && !pricesToday && expansion !== null && below(expansion, policy.expansion_low)) {
    findings.raise('expansion-low', `Expansion is ${show('expansion_rate')} of starting ARR.`, [
      'expansion_rate',
    ]);
  }
  if (annual && expansion !== null && above(expansion, policy.expansion_high)) {
    findings.raise(
      'expansion-above-band',
      `Expansion is ${show('expansion_rate')} of starting ARR: look at what it rests on.`,
      ['expansion_rate'],
    );
  }
  const [grr, logo] = [rates.grr.value, rates.logo.value];
  if (grr !== null && logo !== null && above(Math.abs(logo - grr), policy.logo_grr_gap)) {
    const who =
      logo < grr
        ? 'small accounts leave more than large ones'
        : 'those that stay pay less, or large ones leave more than small ones';
    findings.raise(
      'logo-grr-gap',
      `Logo retention ${show('logo_retention')} against GRR ${show('grr')}: ${who}.`,
      ['logo_retention', 'grr'],
    );
  }
  if (above(rates.nrr.value ?? 0, fixedLines.implausibleNrr)) {
    findings.raise(
      'implausible-nrr',
      `NRR ${show('nrr')} is more often a wrong base than a fact: check what counts as starting ARR.`,
      ['nrr', 'starting_arr'],
    );
  }
  const [back, start] = [value('reactivation_arr'), value('starting_arr')];
  if (back !== null && start !== null && above(back / start, policy.reactivation_share)) {
    findings.raise(
      'reactivation-material',
      `Returning customers bring ${show('reactivation_arr')}; with them NRR would be ${show('nrr_with_reactivation')}.`,
      ['reactivation_arr', 'nrr_with_reactivation'],
    );
  }
}

/** Raises everything the headline figures say. `withheld`: the verdict is, so no finding names it. */
export function raiseHeadline(context: HeadlineContext, withheld: boolean): void {
  const { book, stageGiven, findings } = context;
  raiseLeak(context, withheld);
  raiseBands(context);
  raiseParts(context);
  if (book.cohorts.some((cohort) => cohort.legacy)) {
    const both = context.figures.has('grr_other_reading')
      ? ` Read the other way GRR is ${context.figures.show('grr_other_reading')}.`
      : '';
    findings.raise(
      'legacy-renewed-arr',
      `renewed_arr is read as what is left after churn and contraction.${both}`,
      ['grr', ...(both === '' ? [] : ['grr_other_reading'])],
    );
  }
  const young = book.cohorts.filter((cohort) => !cohort.mature).length;
  if (young > 0)
    findings.raise(
      'immature-cohort',
      'Some cohorts have not been seen for the whole period; they stay out of totals and verdict.',
      ['grr'],
    );
  if (!stageGiven && context.book.kind !== 'claims')
    findings.raise('stage-assumed', 'No stage was given; the lines of the growth stage are used.', [
      'bands.grr.healthy',
      'bands.nrr.healthy',
      'bands.logo.healthy',
    ]);
}
