/** Are the customers who leave larger or smaller than the rest? */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { above, atOrBelow, ratio } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import { quoted } from '../problem.ts';
import type { Table } from '../report.ts';
import type { Group } from './groups.ts';
import type { Totals } from './totals.ts';

/** (churned ARR / churned customers) / (start ARR / customers); null without churn or counts. Example: 75,000 / 9 against 1,500,000 / 110 is 0.61. */
export const sizeIndexOf = ({ churned, lostCustomers, start, customers }: Totals): number | null =>
  ratio(ratio(churned, lostCustomers), ratio(start, customers));

/** Adds size_index overall and per segment with churn; raises `churn-size-hidden` when segments hide large leavers. */
export function analyzeSizeIndex(
  totals: Totals,
  segments: readonly Group[],
  figures: Figures,
  findings: Findings,
): Table {
  const overall = sizeIndexOf(totals);
  if (overall === null) return { rows: null, because: 'nobody churned, or customer counts are missing' };
  const { churned, lostCustomers, start, customers } = totals;
  const f = (value: number | null) => inFormula(value ?? 0);
  figures.add('size_index', {
    value: overall,
    formula: `(${f(churned)} / ${f(lostCustomers)}) / (${f(start)} / ${f(customers)})`,
  });
  const rows = segments.flatMap((group, i) => {
    const index = sizeIndexOf(group.totals);
    return index === null
      ? []
      : [
          {
            key: String(i + 1),
            segment: group.name,
            churned_customers: group.totals.lostCustomers,
            churned_arr: group.totals.churned,
            index,
          },
        ];
  });
  const hidden = rows.find(
    (row) =>
      (row.churned_customers ?? 0) >= fixedLines.sizeIndexAccounts &&
      above(row.index, fixedLines.sizeIndexSegment),
  );
  if (hidden !== undefined && atOrBelow(overall, 1)) {
    findings.raise(
      'churn-size-hidden',
      `Overall, leavers look small (${figures.show('size_index')} of the mean); inside ${quoted(hidden.segment)} they are large.`,
      ['size_index', `size_index.${hidden.key}.index`],
    );
  }
  return { rows };
}
