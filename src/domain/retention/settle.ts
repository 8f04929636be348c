/** From a checked input to the book the analysis runs on; every default used is listed as an assumption. */
import { asOpenDate, monthsBetween } from '../dates.ts';
import { compareText } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Assumption } from '../report.ts';
import type { AccountInput } from './account-input.ts';
import { type Book, noFacts } from './book.ts';
import type { CohortInput } from './cohort-input.ts';
import type { RetentionInput } from './input.ts';
import { type SettleContext, settleAccounts } from './settle-accounts.ts';
import { cohortOfClaims, settleCohort } from './settle-cohort.ts';

/** The book, the one before when given, and what had to be assumed. */
export type Settled = { book: Book; previous: Book | null; assumptions: Assumption[] };

const usedCurrencies = (rows: readonly { currency?: string | undefined }[]): string[] => {
  const used = new Set<string>();
  for (const { currency } of rows) if (currency !== undefined) used.add(currency);
  return [...used].sort(compareText);
};

/** The currency of the report: given, else the only one the rows name, else USD. */
function currencyOf(
  input: RetentionInput,
  used: readonly string[],
): { currency: string; source: string | null } {
  if (input.currency !== undefined) return { currency: input.currency, source: null };
  const only = used.length === 1 && input.fx === undefined ? used[0] : undefined;
  return only === undefined
    ? { currency: 'USD', source: 'default' }
    : { currency: only, source: 'the only currency the rows name' };
}

function periodOf(input: RetentionInput): { months: number; assumed: boolean } {
  const months = input.period_months ?? input.claims?.period_months;
  if (months !== undefined) return { months, assumed: false };
  if (input.period_start !== undefined && input.period_end !== undefined) {
    return { months: monthsBetween(input.period_start, input.period_end), assumed: false };
  }
  return { months: fixedLines.windowMonths, assumed: true };
}

function cohortsInOrder(rows: readonly CohortInput[], context: SettleContext, months: number) {
  return rows
    .map((row) => {
      const rate = row.currency === undefined ? 1 : (context.rates[row.currency] ?? 1);
      return settleCohort(row, rate * context.scale, months);
    })
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.segment ?? '', b.segment ?? ''));
}

/**
 * Settles an input that has passed its checks. `accounts` may come from a file and be longer than an inline list.
 * Example: an input without a stage gives a book at stage growth and an assumption that says so.
 */
export function settle(input: RetentionInput): Settled {
  const assumptions: Assumption[] = [];
  const assume = (field: string, value: Assumption['value'], source: string) => {
    assumptions.push({ field, value, source });
  };
  const claimed = input.claims === undefined ? null : cohortOfClaims(input.claims);
  const cohortRows = input.cohorts ?? (input.accounts === undefined && claimed !== null ? [claimed] : []);
  const accountRows: readonly AccountInput[] = input.accounts ?? [];
  const used = usedCurrencies(accountRows.length > 0 ? accountRows : cohortRows);
  const { currency, source } = currencyOf(input, used);
  const period = periodOf(input);
  const stage = input.stage ?? 'growth';
  if (input.stage === undefined) assume('stage', stage, 'default');
  if (period.assumed) assume('period_months', period.months, 'default');
  if (source !== null) assume('currency', currency, source);
  if (input.amounts === undefined) assume('amounts', 'arr', 'default');
  const context: SettleContext = {
    scale: input.amounts === 'mrr' ? 12 : 1,
    rates: Object.fromEntries(Object.entries(input.fx?.rates ?? {}).filter(([code]) => code !== currency)),
    periodStart: input.period_start === undefined ? null : asOpenDate(input.period_start),
    periodEnd: input.period_end === undefined ? null : asOpenDate(input.period_end),
    merge: new Map(Object.entries(input.merge_map ?? {}).map(([from, to]) => [from, String(to)])),
  };
  const bookOf = (
    cohorts: readonly CohortInput[],
    accounts: readonly AccountInput[],
    merge: boolean,
  ): Book => {
    const settled = settleAccounts(accounts, merge ? context : { ...context, merge: new Map() });
    return {
      kind: accounts.length > 0 ? 'accounts' : cohorts.length > 0 ? 'cohorts' : 'claims',
      accounts: settled,
      hasFacts: settled.some((account) => account.facts !== noFacts),
      cohorts: cohortsInOrder(cohorts, context, period.months),
      currency,
      mixed: used.length > 1 && input.fx === undefined ? used : [],
      stage,
      periodMonths: period.months,
      periodStart: context.periodStart,
      periodEnd: context.periodEnd,
      asOf: input.as_of ?? null,
    };
  };
  const previous = input.previous;
  return {
    book: bookOf(cohortRows, accountRows, true),
    previous: previous === undefined ? null : bookOf(previous.cohorts ?? [], previous.accounts ?? [], false),
    assumptions,
  };
}
