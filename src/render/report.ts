/** What the texts of all reports share: tables, what was read, and the closing line within the size of a detail. */
import type { Column } from '../domain/column.ts';
import { numberText } from '../domain/figure.ts';
import { quoted } from '../domain/problem.ts';
import { hasAmounts, type Reconciliation } from '../domain/reconciliation.ts';
import type { Row, Table } from '../domain/report.ts';
import type { FitPlan } from './fit.ts';
import type { Reader } from './reader.ts';
import { type Detail, joinSections, type Section, sizes } from './section.ts';
import { tableLines } from './table.ts';
import type { Words } from './words.ts';

/** How an analyzer's tables are shown. */
export type Layout<T extends string> = {
  titles: Readonly<Record<T, string>>;
  columns: Readonly<Record<T, readonly Column[]>>;
  /** Columns of the machine-readable rows that a reader of the text does not need. */
  hidden: ReadonlySet<string>;
  fit: FitPlan;
};

/** The columns that the text of a table shows: in a summary the same as the structured half keeps. */
function shownColumns<T extends string>(
  name: T,
  detail: Detail,
  { columns, hidden, fit }: Layout<T>,
): Column[] {
  const kept = detail === 'summary' ? fit.summaryColumns[`tables.${name}`] : undefined;
  return columns[name].filter(
    ({ id }) => !hidden.has(id) && (kept === undefined || id === 'key' || kept.includes(id)),
  );
}

/** Up to so many rows a table takes the room it needs. */
const shortTable = 5;

/** A table as a section; none when it has no rows. */
export function tableSection<T extends string>(
  name: T,
  report: { tables: Readonly<Record<string, unknown>>; currency: string },
  detail: Detail,
  layout: Layout<T>,
): Section[] {
  const table = report.tables[name] as Table | undefined;
  const keys = detail === 'summary' ? layout.fit.summaryKeys?.[`tables.${name}`] : undefined;
  const all: readonly Row[] = table?.rows ?? [];
  const rows = keys === undefined ? all : all.filter(({ key }) => keys.includes(key));
  if (rows.length === 0) return [];
  // An id that is the name says nothing twice.
  const twice = rows.every(({ key, ...cells }) => cells['name'] === key);
  const columns = shownColumns(name, detail, layout).filter(({ id }) => !(twice && id === 'key'));
  const { head, lines } = tableLines(columns, rows, report.currency);
  return [
    {
      part: name,
      head: [`## ${layout.titles[name]}`, '', ...head],
      lines,
      of: all.length,
      // A short table is shown whole; a long one leaves room for what follows.
      ...(rows.length > shortTable ? { yields: true as const } : {}),
    },
  ];
}

/** Notices shown with what was read; the structured answer has them all. */
const shownNotices = 6;

/** The ARR of rows left out, as far as it is one amount. Example: " (ARR 1,200 EUR at start or end)". */
function leftArr(
  { arr, currency, rows_without_arr: unread }: Reconciliation['excluded'][number],
  at: string,
): string {
  const rest = unread === undefined ? '' : `, ${unread} without`;
  if (arr) return ` (ARR ${numberText(arr, 0)}${currency === undefined ? '' : ` ${currency}`}${at}${rest})`;
  return arr === null && currency?.includes(',') ? ` (in ${currency}, never added)` : '';
}

/** What was read from a file: one line, and one for each thing to know about it. None when nothing was read. */
export function reconciliationSection(r: Reconciliation | undefined, words: Words): Section[] {
  if (r === undefined) return [];
  const at = r.arr_start === null && r.arr_end !== null ? '' : ' at start or end';
  const left = r.excluded.map((one) => `${one.rows} ${one.reason}${leftArr(one, at)}`).join(', ');
  const between =
    r.position_start === null || r.position_end === null
      ? ''
      : `; ${r.position_start} against ${r.position_end}`;
  const notices = (r.notices ?? []).slice(0, shownNotices);
  return [
    {
      part: 'reconciliation',
      head: ['## What was read', ''],
      lines: [
        `- \`${r.file.replaceAll('`', "'")}\` (${r.format}, ${r.shape}): ${r.rows_read} rows read, ${r.rows_used} used${left === '' ? '' : `; left out: ${left}`}; ${r.accounts} account${r.accounts === 1 ? '' : 's'}${between}; ${hasAmounts(r) ? 'ARR ties' : 'no ARR in the file'}.`,
        ...notices.map(({ code, count, first_rows, column, message }) => {
          const rows = first_rows.length === 0 ? '' : `, rows ${first_rows.join(', ')}`;
          const where = column === null ? '' : ` in ${quoted(column)}`;
          return `- ${code}${where}${count > 1 ? ` (${count} times${rows})` : rows === '' ? '' : ` (${rows.slice(2)})`}: ${words.sentence(message)}.`;
        }),
      ],
    },
  ];
}

/** The sections of a report joined within the size of its detail, with a line that says what was left out and how to get it. */
export function reportText(
  report: { report_id: string; policy_version: string },
  detail: Detail,
  { ink, words }: Reader,
  sections: readonly Section[],
  leftOutOfSummary: readonly string[],
): string {
  const get = words.more(detail, report.report_id);
  // A person at a terminal pays no tokens: the charts come on top.
  const charts = ink === 'terminal' ? sections.filter(({ part }) => part === 'charts') : [];
  const room = charts.flatMap(({ lines }) => ['', ...lines]).join('\n').length;
  return joinSections(sections, sizes[detail].text + room, (omitted) => {
    const left = detail === 'full' ? omitted : [...omitted, ...leftOutOfSummary];
    const note = left.length > 0 ? ` Shortened or left out for size: ${left.join(', ')}; ${get}.` : '';
    return `Report ${report.report_id}, policy ${report.policy_version}.${note}`;
  });
}
