/** The 90-day plan: for each cause one action a phase, its owner and what to watch. House judgement, in our own words. */
import type { LeakCause } from './causes.ts';

/** What a plan can be about: a cause of loss, or one of two things that endanger the base without a loss yet. */
export type PlanCause = LeakCause | 'untested_renewals' | 'expansion_concentration';

export type PlanRow = {
  owner: string;
  actions: readonly [string, string, string];
  leadingIndicator: string;
  playbook: string;
};

/** Days a phase covers, counted from the day after `as_of`. */
export const phases = [
  { phase: 1, start: 1, end: 30 },
  { phase: 2, start: 31, end: 60 },
  { phase: 3, start: 61, end: 90 },
] as const;

/** The most causes a plan takes on. */
export const planCauses = 4;

/** What to do first where the data contradicts itself or cannot carry a verdict, by the code of the finding. */
export const dataSteps: Readonly<Record<string, string>> = {
  'bridge-does-not-tie': 'Correct the bridge until it ends in the ARR that was stated',
  'churn-count-and-arr-disagree': 'Correct the churned customers or the churned ARR, as one denies the other',
  'reasons-exceed-churn': 'Correct the churn reasons, which are more than what left',
  'churn-flag-disagrees': 'Compare the accounts marked as churned with those that pay',
  'dates-disagree': 'Compare the start and end dates of customers with what they paid',
  'sources-disagree': 'Agree which file is right about who left',
  'small-base': 'Review the accounts one by one, as they are too few for a verdict',
  'interval-too-wide': 'Collect more accounts or more periods, as the interval is too wide for a verdict',
  'period-not-annual': 'Export a whole year, as a verdict is about one',
  'metric-missing': 'Collect what GRR and NRR are computed from',
  'claims-only': 'Export the accounts behind the claimed rates',
  'no-price-history': 'Export what each customer paid by month, as this file holds what is paid today alone',
  'export-edge': 'Confirm where the export ends, and export it again',
  'mixed-currencies': 'Name the rates that turn all currencies into one',
};

export const planTable: Readonly<Record<PlanCause, PlanRow>> = {
  payment_failure: {
    owner: 'CFO',
    actions: [
      'Turn on payment retries and card-expiry notices, and contact every account whose payment failed',
      'Move affected accounts to invoice or direct debit, by ARR',
      'Set a limit for involuntary churn and review it monthly',
    ],
    leadingIndicator: 'failed payments recovered',
    playbook: 'fix-dunning',
  },
  no_value_realized: {
    owner: 'Head of CS',
    actions: [
      'Name the first-value event and call the largest accounts that have not reached it',
      'Redesign onboarding around that event, with dates and one owner',
      'Build an alert on silence after sign-up and compare time to value',
    ],
    leadingIndicator: 'new accounts at first value by day 30',
    playbook: 'repair-onboarding',
  },
  product_fit: {
    owner: 'Head of Product',
    actions: [
      'Write down the unmet job behind each loss and stop selling to the two worst-fitting profiles',
      'Add the target-customer rule to qualification and hand gaps over with their ARR',
      'Decide build, partner or decline for each gap',
    ],
    leadingIndicator: 'new ARR inside the target profile',
    playbook: 'sharpen-icp',
  },
  competitor_loss: {
    owner: 'Head of Sales',
    actions: [
      'Interview five lost and five kept customers and document the rival',
      'Open renewal talks early where the rival is present',
      'Answer the two gaps named most',
    ],
    leadingIndicator: 'open renewals that name a rival',
    playbook: 'competitive-response',
  },
  pricing: {
    owner: 'Founder',
    actions: [
      'Check the usage behind each loss to price',
      'Draft a smaller plan and a downgrade path',
      'Test both on the next renewals',
    ],
    leadingIndicator: 'downgrades instead of cancellations',
    playbook: 'price-value-audit',
  },
  champion_left: {
    owner: 'Head of CS',
    actions: [
      'Add a second contact in each of the largest accounts',
      'Draft sponsor maps and ask for introductions',
      'Build a job-change alert and a handover play',
    ],
    leadingIndicator: 'ARR with two active contacts',
    playbook: 'multi-thread-sponsors',
  },
  company_event: {
    owner: 'CFO',
    actions: [
      'Verify each event, its contract term and the new owner',
      'Compare these losses by segment and industry',
      'Decide whether the target customer moves',
    ],
    leadingIndicator: 'ARR lost to company events',
    playbook: 'watch-company-events',
  },
  tactical_failure: {
    owner: 'Head of Support',
    actions: [
      'Review each case with the customer and list open escalations by ARR',
      'Set a response standard and an escalation route',
      'Review repeats and assign one owner to each',
    ],
    leadingIndicator: 'escalations open over a week',
    playbook: 'service-recovery',
  },
  unknown: {
    owner: 'Head of CS',
    actions: [
      'Call every account lost this quarter and ask why it left',
      'Add a reason with evidence as a condition of closing an account',
      'Run this review again with the reasons',
    ],
    leadingIndicator: 'lost ARR with an evidenced reason',
    playbook: 'ask-why-they-left',
  },
  contraction: {
    owner: 'Head of CS',
    actions: [
      'List downgrades by seats, usage and plan, and call the largest',
      'Build an alert on seats used and right-size before renewal',
      'Run adoption work in the flagged accounts',
    ],
    leadingIndicator: 'seats used / seats paid',
    playbook: 'right-size-seats',
  },
  untested_renewals: {
    owner: 'Head of CS',
    actions: [
      'Build a renewal calendar with an owner and a risk for each account',
      'Confirm the renewals of the next two quarters',
      'Compare forecast and outcome',
    ],
    leadingIndicator: 'upcoming ARR with a confirmed owner',
    playbook: 'renewal-calendar',
  },
  expansion_concentration: {
    owner: 'Founder',
    actions: [
      'Write a sponsor plan for each top expander',
      'List accounts with the same usage',
      'Test one repeatable offer',
    ],
    leadingIndicator: 'accounts expanding',
    playbook: 'broaden-expansion',
  },
};
