/** What to ask the founder next: each question names the field its answer fills and what that unlocks. */
import { countedNames, mostUnlocking, question } from '../question.ts';
import type { Question } from '../report.ts';
import { byArr, type Judgement } from './judge.ts';

/** What the questions are decided by. */
export type QuestionContext = {
  accounts: readonly Judgement[];
  asOf: string | null;
  given: { grossMargin: boolean; budget: boolean };
};

/** What each gate of a move is called in the input, and how it is asked for. */
const gateQuestions: Readonly<Record<string, { field: string; ask: (names: string) => string }>> = {
  tenure_months: { field: 'customers[].tenure_months', ask: (names) => `How long have you served ${names}?` },
  icp_signals: { field: 'customers[].icp_signals', ask: (names) => `Which signs of fit hold for ${names}?` },
  executive_contact: {
    field: 'customers[].executive_contact',
    ask: (names) => `Is there an executive who talks to you at ${names}?`,
  },
  multi_year: {
    field: 'customers[].multi_year',
    ask: (names) => `Is the contract of ${names} longer than a year?`,
  },
  expansion_potential_high: {
    field: 'customers[].icp_signals.expansion_potential_high',
    ask: (names) => `Is there much more to sell to ${names}?`,
  },
  two_sided_sponsors: {
    field: 'customers[].two_sided_sponsors',
    ask: (names) => `Is there a sponsor on both sides at ${names}?`,
  },
};

const named = (accounts: readonly Judgement[]): string =>
  countedNames(
    [...accounts].sort(byArr).map(({ customer }) => customer.name),
    'account',
    'accounts',
  );

function aboutGates(accounts: readonly Judgement[]): Question[] {
  return Object.entries(gateQuestions).flatMap(([gate, { field, ask }]) => {
    const blocked = accounts.filter(
      ({ move }) => move?.reason === 'gate-unknown' && move.blockedBy.includes(gate),
    );
    return blocked.length === 0
      ? []
      : [question(`gate-${gate.replaceAll('_', '-')}`, field, ask(named(blocked)), 'promotions')];
  });
}

/** The questions of a segmentation, at most 8; one input missing on many rows is one question. */
export function segmentationQuestions({ accounts, asOf, given }: QuestionContext): Question[] {
  const some = (
    list: readonly Judgement[],
    id: string,
    field: string,
    ask: (names: string) => string,
    ...unlocks: string[]
  ): Question[] => (list.length === 0 ? [] : [question(id, field, ask(named(list)), ...unlocks)]);
  const costless = accounts.filter(({ customer }) => customer.cost === null);
  const open = accounts.filter(({ customer }) => customer.fit.band === null);
  const silent = accounts.filter(
    ({ customer: c }) => c.escalations === null || c.acquired === null || c.declining === null,
  );
  const dated = accounts.some(({ notice, customer }) => notice !== null || customer.renewalDate !== null);
  return mostUnlocking([
    ...some(
      costless,
      'service-cost',
      'customers[].annual_service_cost',
      (names) => `What does serving ${names} cost a year, in money or hours?`,
      'margins',
      'exits',
      'budget',
      'growth list',
    ),
    ...some(
      open,
      'fit-signals',
      'customers[].icp_signals',
      (names) => `Which of the unknown signs of fit are true for ${names}?`,
      'fit band',
      'settled dispositions',
      'growth list',
    ),
    ...some(
      silent,
      'exit-criteria',
      'customers[].escalations_12m',
      (names) => `How many escalations in 12 months, and any takeover or decline, at ${names}?`,
      'criteria_coverage',
      'exits',
    ),
    ...(asOf === null && (dated || accounts.some(({ customer }) => customer.tenureMonths === null))
      ? [question('as-of', 'as_of', 'As of which date is this list of customers?', 'tenure', 'notice dates')]
      : []),
    ...some(
      accounts.filter(({ notice, customer }) => notice !== null && customer.renewalDate === null),
      'renewal-date',
      'customers[].renewal_date',
      (names) => `What is the renewal date of ${names}?`,
      'notice dates',
    ),
    ...some(
      accounts.filter(({ plan }) => plan.dependsOnSplit),
      'csm-cost',
      'customers[].csm_cost',
      (names) => `How much of the service cost of ${names} is CSM time?`,
      'path',
      'saving',
    ),
    ...(accounts.every(({ move }) => move === null)
      ? [
          question(
            'current-tier',
            'customers[].current_tier',
            'Which tier is each account in today?',
            'moves',
          ),
        ]
      : []),
    ...aboutGates(accounts),
    ...(given.grossMargin
      ? []
      : [
          question(
            'gross-margin',
            'gross_margin',
            'What is your gross margin before support and customer success?',
            'margins',
            'price floors',
          ),
        ]),
    ...(given.budget
      ? []
      : [
          question(
            'budget',
            'cs_budget_share_of_arr',
            'Which share of ARR may customer success and support cost?',
            'affordable plan',
          ),
        ]),
  ]);
}
