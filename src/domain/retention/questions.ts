/** What to ask the founder next: each question names the field its answer fills and what that unlocks. */

import { above, below, ratio } from '../numbers.ts';
import { smallContract } from '../policy/retention.ts';
import { quoted } from '../problem.ts';
import type { Question } from '../report.ts';
import type { Book } from './book.ts';
import type { CauseReading, UnmappedReason } from './causes.ts';
import type { Group } from './groups.ts';
import type { Policy } from './lines.ts';
import type { PossibleMerge } from './merges.ts';
import type { Rates } from './rates.ts';
import type { Totals } from './totals.ts';

/** What the questions are decided by. */
export type QuestionContext = {
  book: Book;
  totals: Totals;
  rates: Rates;
  policy: Policy;
  cohorts: readonly Group[];
  reading: CauseReading | null;
  unmapped: readonly UnmappedReason[];
  merges: readonly PossibleMerge[];
  stageGiven: boolean;
  previousGiven: boolean;
  has: (code: string) => boolean;
  value: (id: string) => number | null;
};

const ask = (id: string, field: string, text: string, ...unlocks: string[]): Question => ({
  id,
  field,
  ask: text,
  unlocks,
});

function aboutLosses({ book, totals }: QuestionContext): Question[] {
  if (book.kind === 'accounts') return [];
  const at = book.kind === 'claims' ? 'claims' : 'cohorts[]';
  const missing = (
    [
      ['starting_arr', totals.start, 'What was ARR at period start?'],
      ['churned_arr', totals.churned, 'How much ARR left with customers who cancelled?'],
      ['contraction_arr', totals.contraction, 'How much ARR did customers who stayed take off?'],
      ['expansion_arr', totals.expansion, 'How much ARR did the same customers add?'],
    ] as const
  ).filter(([, value]) => value === null);
  const unlocks = { starting_arr: 'grr', churned_arr: 'grr', contraction_arr: 'grr', expansion_arr: 'nrr' };
  return missing.map(([field, , text]) =>
    ask(field.replace('_arr', '-arr').replace('_', '-'), `${at}.${field}`, text, unlocks[field]),
  );
}

function aboutCustomers({ book, totals }: QuestionContext): Question[] {
  if (totals.customers !== null && totals.lostCustomers !== null) return [];
  const at = book.kind === 'claims' ? 'claims.customers_start' : 'cohorts[].starting_customer_count';
  return [
    ask(
      'customer-counts',
      at,
      'How many customers were there at period start, and how many of them left?',
      'logo_retention',
      'interval',
      'confidence',
    ),
  ];
}

function aboutSources({ has, value }: QuestionContext): Question[] {
  return [
    ...(has('export-edge')
      ? [
          ask(
            'export-edge',
            'source.accept_edge',
            value('quiet_months') === null
              ? 'Did these customers really leave in the last months of the file, or does the export end there?'
              : 'Did really nothing start or end in the last months of the period, or was the file exported before?',
            'verdict',
          ),
        ]
      : []),
    ...(has('no-price-history')
      ? [
          ask(
            'price-history',
            'source.path',
            'What did each customer pay before? Export MRR by month or MRR movements: this file holds what is paid today.',
            'nrr',
            'expansion_arr',
            'verdict',
          ),
        ]
      : []),
    ...(has('sources-disagree')
      ? [
          ask(
            'sources-disagree',
            'source.cross_check',
            'Which of the files is right about who left, and why do they differ?',
            'verdict',
          ),
        ]
      : []),
  ];
}

function aboutReasons(context: QuestionContext): Question[] {
  const { book, cohorts, policy, unmapped, has } = context;
  const at = book.kind === 'accounts' ? 'accounts[].churn_reason' : 'cohorts[].churn_reasons';
  const out: Question[] = [];
  if (has('reasons-missing')) {
    const low = cohorts
      .filter((group) =>
        below(ratio(group.totals.keptGross, group.totals.start) ?? 1, policy.bands.grr.healthy),
      )
      .slice(-3)
      .map((group) => quoted(group.name));
    const first = low.length === 0 ? '' : ` Begin with ${low.join(', ')}.`;
    out.push(
      ask(
        'churn-reasons',
        at,
        `Why did each lost customer leave, and how do you know?${first}`,
        'causes',
        'leakage_points',
      ),
    );
  }
  if (unmapped.length > 0) {
    out.push(
      ask(
        'unmapped-reasons',
        'reason_map',
        'Which category does each free-text reason in unmapped_reasons belong to?',
        'causes',
      ),
    );
  }
  if (book.kind === 'cohorts' && context.reading?.by === 'count') {
    out.push(
      ask('reason-arr', 'cohorts[].churn_reasons', 'How much ARR left for each reason?', 'causes by ARR'),
    );
  }
  return out;
}

function aboutTheRest(context: QuestionContext): Question[] {
  const { book, totals, stageGiven, previousGiven, merges, value, has, policy } = context;
  const base = book.kind === 'accounts' ? 'accounts[]' : 'cohorts[]';
  const out: Question[] = [];
  const [pair] = merges;
  if (pair !== undefined) {
    out.push(
      ask(
        'possible-merge',
        'merge_map',
        `Did ${quoted(pair.from.name ?? pair.from.id)} become part of ${quoted(pair.to.name ?? pair.to.id)}?`,
        'grr',
        'churn',
      ),
    );
  }
  if (!stageGiven)
    out.push(ask('stage', 'stage', 'Which stage are you at: seed, growth or scale?', 'target lines'));
  const acv = value('acv');
  if (
    acv !== null &&
    book.currency === 'USD' &&
    below(acv, smallContract.acv) &&
    above(policy.bands.grr.healthy, smallContract.grr.healthy)
  ) {
    out.push(
      ask(
        'small-contracts',
        'policy.bands.grr',
        'Your contracts are small; shall GRR be held against the lines for small contracts (healthy 0.80, concerning 0.75)?',
        'grr band',
      ),
    );
  }
  if (totals.start === null) return out;
  if (value('atr') === null && !has('nothing-up-for-renewal')) {
    out.push(
      ask(
        'renewals',
        book.kind === 'accounts' ? 'accounts[].renewal_date' : 'cohorts[].up_for_renewal_arr',
        'How much of the base reached a renewal date in the period?',
        'renewal_rate',
        'untested_arr',
      ),
    );
  }
  if (value('price_effect_arr') === null && (totals.expansion ?? 0) > 0) {
    out.push(
      ask(
        'units',
        book.kind === 'accounts' ? 'accounts[].units_start' : 'cohorts[].price_increase_arr',
        'How much of expansion came from higher prices (or: seats at start and end)?',
        'constant_price_nrr',
      ),
    );
  }
  if (totals.newArr === null)
    out.push(
      ask(
        'new-arr',
        `${base}.new_arr`,
        'How much ARR did first-time customers bring in the period?',
        'ending_arr',
        'bridge',
      ),
    );
  if (!hasSegments(book)) {
    out.push(
      ask(
        'segments',
        `${base}.segment`,
        'Which segment is each customer in?',
        'leaks by segment',
        'size_index',
      ),
    );
  }
  if (!previousGiven && hasSegments(book)) {
    out.push(
      ask('previous-period', 'previous', 'What did the same table look like a year earlier?', 'mix_rate'),
    );
  }
  return out;
}

const hasSegments = (book: Book): boolean =>
  book.accounts.some((account) => account.segment !== null) ||
  book.cohorts.some((cohort) => cohort.segment !== null);

/** The questions of a report, most valuable first; empty when nothing is missing. */
export function nextQuestions(context: QuestionContext): Question[] {
  if (context.book.mixed.length > 0) {
    return [
      ask(
        'currency-rates',
        'fx.rates',
        `Which rates turn ${context.book.mixed.join(', ')} into one currency?`,
        'grr',
        'nrr',
        'verdict',
      ),
    ];
  }
  return [
    ...aboutSources(context),
    ...aboutLosses(context),
    ...aboutCustomers(context),
    ...aboutReasons(context),
    ...aboutTheRest(context),
  ];
}
