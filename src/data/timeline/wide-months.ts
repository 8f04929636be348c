/** Which columns of a wide file speak for its months, where several are of one: days of it, two spellings, MRR beside ARR. */
import { numberText } from '../../domain/figure.ts';
import { clip, type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import type { MonthHeaders } from '../shapes/month-headers.ts';
import type { Source } from '../source.ts';
import { monthIndex, monthText } from './columns.ts';

type Header = MonthHeaders['months'][number];

/** A month, the column that speaks for it, and others that say they are the same. */
export type WideMonth = { month: number; at: number; same: readonly number[] };

export type WideMonths = {
  months: WideMonth[];
  /** What all amounts are, where the headers say it. */
  said: 'mrr' | 'arr' | null;
  assumptions: Assumption[];
  problems: Problem[];
};

/** What a header says its amounts are. */
const kindOf = (header: string): 'mrr' | 'arr' | null => {
  const name = header.toLowerCase();
  return name.includes('mrr') ? 'mrr' : name.includes('arr') ? 'arr' : null;
};

/** Columns by month, in the order of the file. */
function byMonth(months: readonly Header[]): Map<string, Header[]> {
  const found = new Map<string, Header[]>();
  for (const one of months) {
    const list = found.get(one.month);
    if (list === undefined) found.set(one.month, [one]);
    else list.push(one);
  }
  return found;
}

/** The columns of a month without those of its earlier days: what is paid at its end is the month's. */
function lastDays(columns: readonly Header[]): Header[] {
  const last = columns.reduce((day, one) => ((one.day ?? '') > day ? (one.day ?? '') : day), '');
  return columns.filter(({ day }) => day === undefined || day === last);
}

/**
 * Settles which column speaks for each month. Of several days of a month it is the last one; where MRR stands beside ARR,
 * it is the one that was asked for, else MRR. Example: 2024-01-08 and 2024-01-29 are January at the level of the 29th.
 */
export function wideMonths(
  headers: readonly string[],
  columns: readonly Header[],
  basis: Source['amount_basis'],
): WideMonths {
  const assumptions: Assumption[] = [];
  const kind = ({ at }: Header) => kindOf(headers[at] ?? '');
  const shown = ({ at }: Header) => `"${clip(headers[at] ?? '', 80)}"`;
  const wanted = basis === 'arr' ? 'arr' : 'mrr';
  const other: Header[] = [];
  const earlier: Header[] = [];
  const months = [...byMonth(columns).values()].map((all): WideMonth => {
    const own = all.some((one) => kind(one) === wanted)
      ? all.filter((one) => kind(one) === wanted || kind(one) === null)
      : all;
    const last = lastDays(own);
    other.push(...all.filter((one) => !own.includes(one)));
    earlier.push(...own.filter((one) => !last.includes(one)));
    const [first, ...same] = last;
    return { month: monthIndex(first?.month ?? ''), at: first?.at ?? -1, same: same.map(({ at }) => at) };
  });
  const [one, day] = [other[0], earlier[0]];
  if (one !== undefined)
    assumptions.push({
      field: 'source.amount_basis',
      value: wanted,
      source: `columns of both MRR and ARR; ${other.length} such as ${shown(one)} not read`,
    });
  if (day !== undefined)
    assumptions.push({
      field: 'source.columns',
      value: 'the last day of each month speaks for it',
      source: `${earlier.length} column${earlier.length > 1 ? 's' : ''} of an earlier day, such as ${shown(day)}, not read`,
    });
  const kinds = new Set(months.flatMap(({ at, same }) => [at, ...same].map((i) => kindOf(headers[i] ?? ''))));
  const [said = null] = kinds;
  const mixed = kinds.has('mrr') && kinds.has('arr');
  return {
    months,
    said: kinds.size === 1 ? said : null,
    assumptions,
    problems: mixed
      ? [
          problem(
            'source.columns',
            'amount-basis',
            'some columns of months say MRR, others ARR; make them all one in the file',
          ),
        ]
      : [],
  };
}

/** Columns that say they are the same month, held against each other row by row. */
export function watchSame(headers: readonly string[]) {
  const odd = new Map<string, { month: number; ats: readonly number[]; count: number; first: string }>();
  return {
    /** Notes what two columns of a month hold in a row. A blank one and one of 0 say the same. */
    note(
      month: number,
      ats: readonly [number, number],
      values: readonly [number | null, number | null],
      row: number,
    ) {
      const [a, b] = values;
      if ((a ?? 0) === (b ?? 0)) return;
      const key = ats.join(' ');
      const texts = [a, b].map((value) => (value === null ? 'nothing' : numberText(value, 2)));
      const known = odd.get(key) ?? { month, ats, count: 0, first: `row ${row}: ${texts.join(' and ')}` };
      known.count++;
      odd.set(key, known);
    },
    problems: (): Problem[] =>
      [...odd.values()].map(({ month, ats, count, first }) =>
        problem(
          'source.columns',
          'repeated-month',
          `columns ${ats.map((at) => `"${clip(headers[at] ?? '', 80)}"`).join(' and ')} are both ${monthText(month)} and differ on ${count} row${count > 1 ? 's' : ''} (${first}); leave one of them out of the file`,
        ),
      ),
  };
}
