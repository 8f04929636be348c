/** Opening and closing amounts of which one is monthly and the other annual, and columns of the other kind beside them. */
import { rateRules } from '../../domain/policy/files.ts';
import { clip, openQuestion, type Problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { AccountInput } from '../../domain/retention/account-input.ts';
import type { Source } from '../source.ts';
import type { RawTable } from '../table.ts';
import type { RowPlan } from './account-row.ts';
import { besideNotices } from './both-rates.ts';

type Notices = NonNullable<Reconciliation['notices']>;

/** Whether a ratio is twelve, about. */
const isTwelve = (ratio: number): boolean => ratio >= 12 / rateRules.factor && ratio <= 12 * rateRules.factor;

/**
 * Asks whether one column is MRR and the other ARR, where most accounts pay twelve times as much at one end as at the
 * other; a notice where the caller said what both are. Example: 100 and 1,200, 50 and 600 for most of ten accounts.
 */
export function twelvefold(
  accounts: readonly AccountInput[],
  headers: readonly string[],
  { start, end }: RowPlan,
  source: Source,
): { question: Problem | null; notices: Notices } {
  let [both, more, less] = [0, 0, 0];
  for (const { arr_start, arr_end } of accounts) {
    if (arr_start <= 0 || arr_end <= 0) continue;
    both++;
    if (isTwelve(arr_end / arr_start)) more++;
    else if (isTwelve(arr_start / arr_end)) less++;
  }
  const count = Math.max(more, less);
  if (both < rateRules.fewest || count <= rateRules.most * both) return { question: null, notices: [] };
  const [opening, closing] = [start, end].map(({ at }) => `"${clip(headers[at] ?? '', 80)}"`);
  const [large, small] = more > less ? [closing, opening] : [opening, closing];
  const rest = `${count} of ${both} accounts that pay at both ends have about twelve times as much in ${large} as in ${small}`;
  if (source.amount_basis !== undefined)
    return {
      question: null,
      notices: [
        {
          code: 'amount-basis',
          count,
          first_rows: [],
          column: null,
          message: `${rest}; both are read as ${source.amount_basis}, as asked`,
        },
      ],
    };
  const ask = `${rest}: one seems to be ARR, the other MRR; name two columns of one kind, or say what both are`;
  const options = (['arr', 'mrr'] as const).map((value) => ({
    value,
    effect: `both columns are ${value === 'arr' ? 'annual' : 'monthly'}, and these accounts did change twelvefold`,
  }));
  return { question: openQuestion('source.amount_basis', 'amount-basis', ask, options), notices: [] };
}

/** Holds both amounts against columns of MRR beside ARR, or the other way round, over the rows that were read. */
export function ratesBeside(table: RawTable, rows: readonly number[], { start, end }: RowPlan): Notices {
  return [
    ...besideNotices(table, rows, start, '; to count the other, name it as source.columns.arr_start'),
    ...besideNotices(table, rows, end, '; to count the other, name it as source.columns.arr_end'),
  ];
}
