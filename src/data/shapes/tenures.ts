/** The shape "tenures": one row a customer, how long it has been there and whether it left. Survival only: no money, no rates. */
import { problem } from '../../domain/problem.ts';
import type { Life } from '../../domain/retention/file-facts.ts';
import { parseFlag } from '../cells/dates.ts';
import { normalHeader } from '../columns.ts';
import type { RowSource } from '../rows.ts';
import type { Source } from '../source.ts';
import { amountColumn } from '../timeline/columns.ts';
import type { ReadBook } from './cohorts.ts';
import { eachRow, type TakeRow } from './table-rows.ts';

const names = {
  tenure_months: ['tenure_months', 'tenure'],
  churned_flag: ['churned', 'churn', 'churn_flag'],
};

/** Longer than this is no tenure of a customer, in months. */
const longest = 1200;

/** Reads tenures. Example: `tenure, churned` rows 12,yes and 30,no are one loss in month 12 and one customer still there. */
export async function readTenures(rows: RowSource, source: Source): Promise<ReadBook> {
  const normal = rows.headers.map(normalHeader);
  const find = (field: keyof typeof names): number => {
    const given = source.columns?.[field];
    return given === undefined
      ? normal.findIndex((header) => names[field].includes(header))
      : rows.headers.indexOf(given);
  };
  const [at, flagAt] = [find('tenure_months'), find('churned_flag')];
  if (at < 0 || flagAt < 0) {
    const rest = `no column for ${at < 0 ? 'tenure_months' : 'churned_flag'}; say which header holds it`;
    return { ok: false, problems: [problem('source.columns', 'missing-column', rest)] };
  }
  const tenure = amountColumn(rows, at, source);
  let lives: Life[] = [];
  const begin = (): TakeRow => {
    lives = [];
    return (row) => {
      const months = tenure.read(row[at]);
      if (months === null || months === undefined || months < 0 || months > longest) return { bad: at };
      const lost = parseFlag(String(row[flagAt] ?? ''));
      if (lost === undefined) return { bad: flagAt, code: 'bad-flag' };
      lives.push({ months, lost });
      return null;
    };
  };
  const read = await eachRow(rows, source, [tenure], -1, begin);
  if (!read.ok) return read;
  const nothing = { from_rows: 0, from_accounts: 0 };
  return {
    ok: true,
    // A cohort without amounts: every rate is unknown, and the report says what is missing.
    book: { cohorts: [{ name: 'all customers' }] },
    basis: null,
    facts: { lives },
    assumptions: read.notes.assumptions,
    reconciliation: {
      shape: 'tenures',
      rows_read: read.read,
      rows_used: read.used,
      excluded: read.out.list(),
      bad_rows: read.bad,
      accounts: lives.length,
      accounts_merged: 0,
      arr_start: null,
      arr_end: nothing,
      position_start: null,
      position_end: null,
      ...(read.notices.length > 0 ? { notices: read.notices } : {}),
      ties: true,
    },
  };
}
