/** The causes of churn: what each means, whether it is preventable, who owns the first fix. House judgement unless stated. */

export const causes = [
  'product_fit',
  'competitor_loss',
  'no_value_realized',
  'pricing',
  'champion_left',
  'company_event',
  'tactical_failure',
  'payment_failure',
  'unknown',
] as const;

export type Cause = (typeof causes)[number];

/** A leak is churn by cause, or contraction. */
export type LeakCause = Cause | 'contraction';

type CauseRow = {
  meaning: string;
  preventable: 'yes' | 'partly' | 'sometimes' | 'no' | 'own line' | '-';
  firstFix: string;
  playbook: string;
};

export const causeTable: Readonly<Record<LeakCause, CauseRow>> = {
  product_fit: {
    meaning: 'the product does not do the job the customer hired it for',
    preventable: 'yes',
    firstFix: 'tighten who is sold to',
    playbook: 'sharpen-icp',
  },
  competitor_loss: {
    meaning: 'left for a rival',
    preventable: 'partly',
    firstFix: 'learn why, answer the gap',
    playbook: 'competitive-response',
  },
  no_value_realized: {
    meaning: 'never reached first value',
    preventable: 'yes',
    firstFix: 'rebuild onboarding',
    playbook: 'repair-onboarding',
  },
  pricing: {
    meaning: 'price against value',
    preventable: 'sometimes',
    firstFix: 'check usage, offer a smaller plan',
    playbook: 'price-value-audit',
  },
  champion_left: {
    meaning: 'the sponsor is gone',
    preventable: 'partly',
    firstFix: 'second contact in every account',
    playbook: 'multi-thread-sponsors',
  },
  company_event: {
    meaning: 'acquired, closed or restructured',
    preventable: 'no',
    firstFix: 'record; if frequent, the target customer is unstable',
    playbook: 'watch-company-events',
  },
  tactical_failure: {
    meaning: 'service or support failed',
    preventable: 'yes',
    firstFix: 'recovery and a response standard',
    playbook: 'service-recovery',
  },
  payment_failure: {
    meaning: 'involuntary: card or invoice failed',
    preventable: 'own line',
    firstFix: 'retries and card-expiry notices',
    playbook: 'fix-dunning',
  },
  unknown: {
    meaning: 'no reason recorded',
    preventable: '-',
    firstFix: 'ask',
    playbook: 'ask-why-they-left',
  },
  contraction: {
    meaning: 'stayed and pays less',
    preventable: 'partly',
    firstFix: 'right-size before renewal',
    playbook: 'right-size-seats',
  },
};

/** Summed as preventable churn (house target: above 50% is leverage for customer success). */
export const preventableCauses: readonly Cause[] = ['product_fit', 'no_value_realized', 'tactical_failure'];

/** Stated causes that give way to "never reached first value" when the account was never activated. */
export const contestedCauses: readonly Cause[] = ['pricing', 'product_fit', 'competitor_loss', 'unknown'];

/** Cancellation codes of billing systems and what they stand for. */
export const billingCodes: ReadonlyMap<string, Cause> = new Map([
  ['too_expensive', 'pricing'],
  ['missing_features', 'product_fit'],
  ['low_quality', 'product_fit'],
  ['switched_service', 'competitor_loss'],
  ['unused', 'no_value_realized'],
  ['too_complex', 'no_value_realized'],
  ['customer_service', 'tactical_failure'],
  ['payment_failed', 'payment_failure'],
  ['payment_disputed', 'payment_failure'],
  ['not_paid', 'payment_failure'],
  ['no_card', 'payment_failure'],
  ['other', 'unknown'],
]);

/**
 * What people write for a cause in so many words. Only the whole text counts, so that "not too expensive" is none of
 * these, and only words with one meaning: "no longer needed" or "budget" may be several causes and are asked about.
 */
const plainWords: Partial<Readonly<Record<Cause, readonly string[]>>> = {
  product_fit: ['missing feature', 'missing functionality', 'lack of features', 'lacking features'],
  competitor_loss: [
    ...['competitor', 'competition', 'lost to competitor', 'went with competitor', 'chose competitor'],
    ...['switched to competitor', 'moved to competitor', 'went to competitor', 'left for competitor'],
  ],
  no_value_realized: ['never used', 'not used', 'not using', 'too complicated', 'too hard to use'],
  pricing: ['price', 'price too high', 'cost', 'cost too high', 'too costly', 'expensive', 'too pricey'],
  champion_left: ['sponsor left', 'lost champion', 'champion departed'],
  company_event: [
    ...['acquired', 'acquisition', 'merger', 'bankrupt', 'bankruptcy', 'insolvent', 'insolvency'],
    ...['out of business', 'went out of business', 'going out of business', 'shut down', 'closed down'],
    ...['company acquired', 'company closed', 'company shut down', 'business closed', 'business shut down'],
  ],
  tactical_failure: ['bad support', 'poor support', 'bad customer service', 'poor customer service'],
  payment_failure: [
    ...['card declined', 'credit card declined', 'card expired', 'credit card expired', 'expired card'],
    ...['failed payment', 'insufficient funds', 'non payment', 'unpaid', 'unpaid invoice'],
    ...['involuntary', 'involuntary churn'],
  ],
  unknown: ['no reason', 'no reason given', 'not specified', 'not provided'],
};

/** The same by text. Example: "card declined" is "payment_failure". */
export const plainReasons: ReadonlyMap<string, Cause> = new Map(
  causes.flatMap((cause) => (plainWords[cause] ?? []).map((text): [string, Cause] => [text, cause])),
);

/** Words that suggest a cause for free text, in the order they are tried. A suggestion is never applied. */
export const suggestionWords: readonly (readonly [Cause, readonly string[]])[] = [
  ['payment_failure', ['card', 'declined', 'payment failed', 'insufficient funds', 'dunning']],
  ['competitor_loss', ['competitor', 'switched', 'moved to', 'went with', 'alternative']],
  ['no_value_realized', ['never used', 'not using', 'unused', 'onboarding', 'adoption', 'never launched']],
  ['champion_left', ['champion', 'sponsor', 'left the company']],
  ['company_event', ['acquired', 'merger', 'bankrupt', 'shut down', 'layoffs']],
  ['tactical_failure', ['support', 'outage', 'downtime', 'slow response', 'bug']],
  ['product_fit', ['missing', 'feature', 'integration', 'not a fit', 'use case']],
  ['pricing', ['price', 'expensive', 'cost', 'budget', 'cheaper']],
];
