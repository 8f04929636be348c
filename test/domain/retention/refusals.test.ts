/** Every refusal in full: where, what and what to do. */
import { describe, expect, test } from 'vitest';
import { MAX_PROBLEMS, refusal } from '../../../src/domain/problem.ts';
import { crossProblems } from '../../../src/domain/retention/check.ts';
import { retentionInputSchema } from '../../../src/domain/retention/input.ts';
import { schemaProblems } from '../../../src/domain/validate.ts';

const problemsOf = (raw: unknown) => [...schemaProblems(retentionInputSchema, raw), ...crossProblems(raw)];

const cohort = (fields: object) => ({ cohorts: [{ name: 'a', starting_arr: 1_000_000, ...fields }] });
const accounts = (...rows: object[]) => ({
  accounts: rows.map((row, i) => ({ id: `A-${i}`, arr_start: 100, arr_end: 100, ...row })),
});
const causes =
  'product_fit, competitor_loss, no_value_realized, pricing, champion_left, company_event, tactical_failure, payment_failure, unknown';

const cases: [name: string, input: unknown, code: string, message: string][] = [
  [
    'money as text',
    cohort({ starting_arr: '$1,200' }),
    'wrong-type',
    'cohorts[0].starting_arr: expected a number, got "$1,200"; write 1200, or pass the file through source',
  ],
  [
    'an amount no sum can hold',
    cohort({ starting_arr: 1e308 }),
    'out-of-range',
    'cohorts[0].starting_arr: 1e+308; give a value up to 10000000000000',
  ],
  [
    'NaN',
    cohort({ churned_arr: Number.NaN }),
    'wrong-type',
    'cohorts[0].churned_arr: not a finite number; leave it out if unknown',
  ],
  [
    'Infinity',
    cohort({ churned_arr: Number.POSITIVE_INFINITY }),
    'wrong-type',
    'cohorts[0].churned_arr: not a finite number; leave it out if unknown',
  ],
  [
    'null money',
    cohort({ contraction_arr: null }),
    'wrong-type',
    'cohorts[0].contraction_arr: null is not an amount; leave it out if unknown, write 0 if none',
  ],
  [
    'negative money',
    cohort({ contraction_arr: -50000 }),
    'out-of-range',
    'cohorts[0].contraction_arr: -50000 is negative; give losses as positive amounts',
  ],
  [
    'negative account',
    accounts({}, { arr_end: -500 }),
    'out-of-range',
    'accounts[1].arr_end: -500 is negative; give the ARR at period end, 0 if the customer left',
  ],
  [
    'a start of less than half a cent',
    cohort({ starting_arr: 1e-300, expansion_arr: 1e13 }),
    'out-of-range',
    'cohorts[0].starting_arr: 1e-300; retention needs ARR at period start',
  ],
  [
    'zero start',
    cohort({ starting_arr: 0 }),
    'out-of-range',
    'cohorts[0].starting_arr: 0; retention needs ARR at period start',
  ],
  [
    'no start',
    { cohorts: [{ name: 'a', churned_arr: 5 }] },
    'missing-required',
    'cohorts[0].starting_arr: missing; give the ARR at period start, or customer counts only',
  ],
  [
    'no base',
    accounts({ arr_start: 0 }),
    'no-base',
    'accounts: no account has arr_start above 0; retention needs a base',
  ],
  [
    'losses over start',
    cohort({ churned_arr: 700000, contraction_arr: 400000 }),
    'exceeds-start',
    'cohorts[0]: churned_arr 700000 + contraction_arr 400000 exceeds starting_arr 1000000; check periods and units',
  ],
  [
    'renewed over start',
    cohort({ renewed_arr: 1500000 }),
    'exceeds-start',
    'cohorts[0].renewed_arr: 1500000 exceeds starting_arr 1000000; leave expansion out of it',
  ],
  [
    'legacy clash',
    cohort({ renewed_arr: 950000, contraction_arr: 80000 }),
    'exceeds-start',
    'cohorts[0]: renewed_arr 950000 + contraction_arr 80000 exceeds starting_arr 1000000, so renewed_arr is not after contraction; pass churned_arr',
  ],
  [
    'both forms',
    cohort({ renewed_arr: 950000, churned_arr: 5 }),
    'conflicting-keys',
    'cohorts[0]: renewed_arr and churned_arr are both given; keep one',
  ],
  [
    'counts',
    cohort({ starting_customer_count: 100, churned_customer_count: 120 }),
    'exceeds-start',
    'cohorts[0].churned_customer_count: 120 exceeds starting_customer_count 100',
  ],
  [
    'half a pair',
    cohort({ churned_customer_count: 12 }),
    'missing-required',
    'cohorts[0].churned_customer_count: given without starting_customer_count; give both',
  ],
  [
    'half a pair of units',
    accounts({ units_start: 5 }),
    'missing-required',
    'accounts[0].units_start: given without units_end; give both',
  ],
  [
    'duplicate cohort',
    { cohorts: ['x', '2025-Q1', 'y', '2025-Q1'].map((name) => ({ name, starting_arr: 1 })) },
    'duplicate-id',
    'cohorts[3].name: "2025-Q1" already used by cohorts[1]; names are unique within a segment',
  ],
  [
    'duplicate account',
    accounts({}, {}, { id: 'A-0' }),
    'duplicate-id',
    'accounts[2].id: "A-0" already used by accounts[0]; merge the rows or use merge_map',
  ],
  [
    'one id as text and number',
    accounts({ id: 12 }, { id: '12' }),
    'duplicate-id',
    'accounts[1].id: "12" already used by accounts[0]; merge the rows or use merge_map',
  ],
  [
    'unknown key',
    cohort({ chruned_arr: 5 }),
    'unknown-key',
    'cohorts[0].chruned_arr: unknown field; did you mean churned_arr?',
  ],
  [
    'unknown category',
    cohort({ churn_reasons: { prising: 1 } }),
    'unknown-category',
    `cohorts[0].churn_reasons.prising: unknown category; did you mean pricing? Valid: ${causes}`,
  ],
  [
    'reason count',
    cohort({ churn_reasons: { pricing: -1 } }),
    'out-of-range',
    'cohorts[0].churn_reasons.pricing: -1; counts are whole numbers from 0',
  ],
  [
    'reason forms mixed',
    cohort({ churn_reasons: { pricing: 1, unknown: { customers: 1, arr: 1 } } }),
    'conflicting-keys',
    'cohorts[0].churn_reasons: counts and objects mixed; use one form',
  ],
  [
    'mixed currencies',
    accounts({ currency: 'EUR' }, { currency: 'EUR' }, { currency: 'USD' }),
    'mixed-currencies',
    'accounts: currencies EUR (2), USD (1); give fx.rates or split the call',
  ],
  [
    'another currency',
    { ...accounts({ currency: 'EUR' }), currency: 'USD' },
    'mixed-currencies',
    'accounts: currencies EUR (1), but currency is USD; give fx.rates or set currency to EUR',
  ],
  [
    'missing rate',
    { ...accounts({}, {}, {}, { currency: 'EUR' }), fx: { rates: { GBP: 1.2 } } },
    'missing-rate',
    'fx.rates: no rate for EUR, used by accounts[3]',
  ],
  [
    'period order',
    { ...accounts({}), period_start: '2026-01-01', period_end: '2025-01-01' },
    'bad-period',
    'period_end: 2025-01-01 is not after period_start 2026-01-01',
  ],
  [
    'length clash',
    { ...accounts({}), period_start: '2025-01-01', period_end: '2025-07-01', period_months: 12 },
    'bad-period',
    'period_months: 12, but the dates span 6; drop one',
  ],
  [
    'unfinished',
    { ...accounts({}), period_end: '2026-06-30', as_of: '2026-03-31' },
    'bad-period',
    'period_end: 2026-06-30 is after as_of 2026-03-31; the period is not over',
  ],
  [
    'bad date',
    accounts({ start_date: '2025-02-30' }),
    'bad-date',
    'accounts[0].start_date: "2025-02-30" is not a calendar date; use YYYY-MM-DD',
  ],
  [
    'end before start',
    accounts({ start_date: '2025-02-03', end_date: '2024-01-01' }),
    'bad-period',
    'accounts[0].end_date: 2024-01-01 is before start_date 2025-02-03; swap or correct them',
  ],
  [
    'percent as share',
    { claims: { nrr: 115 } },
    'looks-like-percent',
    'claims.nrr: 115 looks like a percent; write 1.15',
  ],
  [
    'percent as small share',
    { claims: { churn_rate: 2.5 } },
    'looks-like-percent',
    'claims.churn_rate: 2.5 looks like a percent; write 0.025',
  ],
  [
    'percent as margin',
    { ...accounts({}), gross_margin: 80 },
    'looks-like-percent',
    'gross_margin: 80 looks like a percent; write 0.8',
  ],
  [
    'two inputs',
    { ...cohort({}), ...accounts({}) },
    'conflicting-keys',
    'accounts, cohorts: give one of cohorts, accounts, source, sample',
  ],
  [
    'nothing given',
    {},
    'empty-input',
    'input: no data; pass cohorts, accounts, source, sample: true or claims',
  ],
  [
    'text boolean',
    accounts({ activated: 'false' }),
    'wrong-type',
    'accounts[0].activated: expected true or false, got "false"',
  ],
  [
    'policy order',
    { ...cohort({}), policy: { bands: { grr: { healthy: 0.8, concerning: 0.85 } } } },
    'out-of-range',
    'policy.bands.grr: healthy 0.80 must be above concerning 0.85',
  ],
  [
    'products',
    accounts({ arr_start: 120, arr_end: 120, products: [{ product: 'x', arr_start: 120, arr_end: 110 }] }),
    'parts-do-not-sum',
    'accounts[0].products: arr_end sums to 110, account says 120',
  ],
  [
    'end of same customers',
    cohort({ churned_arr: 100000, contraction_arr: 50000, ending_arr_same_customers: 700000 }),
    'parts-do-not-sum',
    'cohorts[0].ending_arr_same_customers: 700000 is below starting_arr - churned_arr - contraction_arr = 850000; check the three',
  ],
  [
    'end of same customers against expansion',
    cohort({
      churned_arr: 100000,
      contraction_arr: 50000,
      expansion_arr: 10000,
      ending_arr_same_customers: 900000,
    }),
    'parts-do-not-sum',
    'cohorts[0].ending_arr_same_customers: 900000 disagrees with expansion_arr 10000, which gives 860000; drop one',
  ],
  [
    'merge loop',
    { ...accounts({ id: 'a' }, { id: 'b' }), merge_map: { a: 'b', b: 'a' } },
    'merge-loop',
    'merge_map: "a" -> "b" -> "a" is a loop',
  ],
  [
    'merge of a stranger',
    { ...accounts({ id: 'a' }), merge_map: { 'acme-us': 'a' } },
    'unknown-id',
    'merge_map: "acme-us" is not an account id',
  ],
  [
    'series above start',
    cohort({ starting_customer_count: 100, remaining_customer_counts: [99, 98, 105] }),
    'exceeds-start',
    'cohorts[0].remaining_customer_counts[2]: 105 exceeds starting_customer_count 100; leave out new customers',
  ],
  [
    'part over whole',
    cohort({ expansion_arr: 86000, price_increase_arr: 90000 }),
    'exceeds-whole',
    'cohorts[0].price_increase_arr: 90000 exceeds expansion_arr 86000',
  ],
  [
    'top expanders over whole',
    cohort({ expansion_arr: 86000, top_expanders: { accounts: 2, expansion_arr: 90000 } }),
    'exceeds-whole',
    'cohorts[0].top_expanders.expansion_arr: 90000 exceeds expansion_arr 86000',
  ],
  [
    'new accounts over whole',
    cohort({ churned_arr: 5, of_which_new_accounts: { churned_arr: 6 } }),
    'exceeds-whole',
    'cohorts[0].of_which_new_accounts.churned_arr: 6 exceeds churned_arr 5',
  ],
  [
    'renewals over whole',
    cohort({ up_for_renewal_arr: 2000000 }),
    'exceeds-whole',
    'cohorts[0].up_for_renewal_arr: 2000000 exceeds starting_arr 1000000',
  ],
  [
    'wrong container',
    { cohorts: { name: 'a' } },
    'wrong-type',
    'cohorts: expected a list, got an object; wrap it in [ ]',
  ],
  [
    'too many',
    { accounts: Array.from({ length: 25000 }, (_, id) => ({ id, arr_start: 1, arr_end: 1 })) },
    'too-many-rows',
    'accounts: 25000 rows; at most 20000 inline, use source',
  ],
  [
    'empty list',
    { accounts: [] },
    'empty-input',
    'accounts: empty list; give at least one row or leave it out',
  ],
  [
    'wrong choice',
    { ...cohort({}), stage: 'grwth' },
    'out-of-range',
    'stage: "grwth" is not a choice here; did you mean growth? Valid: seed, growth, scale',
  ],
  [
    'bad currency',
    { ...cohort({}), currency: 'usd' },
    'out-of-range',
    'currency: "usd" is not a currency code; use three capital letters such as USD',
  ],
  [
    'missing id',
    { accounts: [{ arr_start: 1, arr_end: 1 }] },
    'missing-required',
    'accounts[0].id: missing; give a unique id',
  ],
  [
    'reason map',
    { ...accounts({}), reason_map: { 'ghosted us': 'champion_gone' } },
    'unknown-category',
    `reason_map.ghosted us: "champion_gone" is an unknown category; Valid: ${causes}`,
  ],
  [
    'empty claims',
    { claims: {} },
    'empty-input',
    'claims: no claim in it; give at least one figure, or pass cohorts, accounts or source',
  ],
  [
    'previous with both',
    { ...cohort({}), previous: {} },
    'empty-input',
    'previous: give one of cohorts, accounts',
  ],
];

describe('refusals', () => {
  test.each(cases)('%s', (_name, input, code, message) => {
    const problems = problemsOf(input);
    expect(problems.map((problem) => problem.message)).toContain(message);
    expect(problems.find((problem) => problem.message === message)?.code).toBe(code);
  });

  test('all problems of an input come at once, and every message begins with its path', () => {
    const problems = problemsOf({
      cohorts: [
        { name: 'a', starting_arr: '5', chruned_arr: 1 },
        { name: 'b', starting_arr: 100, churned_arr: 80, contraction_arr: 40 },
      ],
      claims: { grr: 91 },
      stage: 'late',
    });
    expect(problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        'cohorts[0].starting_arr',
        'cohorts[0].chruned_arr',
        'cohorts[1]',
        'claims.grr',
        'stage',
      ]),
    );
    for (const problem of problems) expect(problem.message.startsWith(`${problem.path}: `)).toBe(true);
  });

  test('a suggestion is offered within three edits and not beyond', () => {
    expect(problemsOf(cohort({ chruned_arr: 5 }))[0]?.suggestion).toBe('churned_arr');
    expect(problemsOf(cohort({ something_else_entirely: 5 }))[0]?.suggestion).toBeUndefined();
  });

  test('the first 50 are listed, the rest is counted', () => {
    const many = Array.from({ length: MAX_PROBLEMS + 7 }, (_, i) => ({
      path: `p${i}`,
      code: 'x',
      message: `p${i}: x`,
    }));
    expect(refusal(many).problems).toHaveLength(MAX_PROBLEMS + 1);
    expect(refusal(many).problems.at(-1)?.message).toBe(
      'input: 7 more problems; fix these first and call again',
    );
  });

  test('no refused text carries control characters on', () => {
    const [problem] = problemsOf(cohort({ 'a\u001b[31m\u202e': 5 }));
    expect(problem?.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
