/** The structured half of an answer: the report cut to its size, with every part complete or named as left out. */
import type { Figure } from '../domain/figure.ts';
import type { Finding } from '../domain/finding.ts';
import type { Memo } from '../domain/memo.ts';
import type { Handoff, Row, Table } from '../domain/report.ts';
import { type Detail, sizes } from './section.ts';

/** What was left out, in rows by part, and how to get it. */
type RowsOmitted = { parts: Record<string, number>; get: string };

/** What fitting needs of any report. */
export type Fittable = {
  report_id: string;
  memo: Memo;
  figures: Figure[];
  findings: Finding[];
  handoffs: Handoff[];
  tables: Record<string, Table | undefined>;
  rows_omitted?: RowsOmitted | undefined;
};

/** What an analyzer says about its own report: what a summary keeps, and which parts come first when room is short. */
export type FitPlan = {
  /** Figures that a summary shows whether or not anything cites them. */
  headline: readonly string[];
  /** Tables (`tables.<name>`) and lists (`<field>`) that may take all the room there is, the most important first. */
  first: readonly string[];
  /** Parts that follow; a long one takes half of the room left at most, so that it does not push out all others. */
  rest: readonly string[];
  /** The most rows of a table or items of a list that a summary keeps; 10 unless named. */
  summaryRows: Readonly<Record<string, number>>;
  /** The columns of a table that a summary keeps; all unless named. */
  summaryColumns: Readonly<Record<string, readonly string[]>>;
  /** The rows of a table that a summary keeps, by key, such as every third month; all unless named. */
  summaryKeys?: Readonly<Record<string, readonly string[]>>;
};

/** Characters kept free for the list of what was left out: the first of these with which the whole fits. */
const noteRooms = [200, 400, 700, 1_200];

/** Rows of a table or items of a list in a summary, unless the plan says otherwise. */
const usualRows = 10;

/** Up to so many rows a table is short, and may take the room that it needs. */
const shortTable = 5;

/** Tables in order of time: the newest rows are the last ones. */
const timeOrdered = new Set(['tables.cohorts', 'tables.triangle']);

/** The name of the table that a part is; null for a list. */
const tableName = (part: string): string | null =>
  part.startsWith('tables.') ? part.slice('tables.'.length) : null;

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

/** Figure ids cited anywhere in memo and findings. */
function citedIds({ memo, findings }: Fittable): Set<string> {
  const inMemo = memo.evidence.flatMap((line) => /\[([^\]]*)\]$/.exec(line)?.[1]?.split(', ') ?? []);
  return new Set([...inMemo, ...findings.flatMap((finding) => finding.evidence)]);
}

function withoutFormula({ formula: _, ...figure }: Figure): Figure {
  return figure;
}

/** The cells of a row that are kept, in the order of the row. */
function withColumns(row: Row, columns: readonly string[] | undefined): Row {
  if (columns === undefined) return row;
  return {
    key: row.key,
    ...Object.fromEntries(Object.entries(row).filter(([id]) => columns.includes(id))),
  };
}

/** As many items as fit into the room, from the end that matters, and their size; a comma stands between items. */
function fitting<T>(items: readonly T[], room: number, newestFirst: boolean): { rows: T[]; size: number } {
  let size = 0;
  let count = 0;
  for (const item of newestFirst ? items.toReversed() : items) {
    const next = sizeOf(item) + 1;
    if (size + next > room) break;
    size += next;
    count++;
  }
  return { rows: newestFirst ? items.slice(items.length - count) : items.slice(0, count), size };
}

/** The most rows of a list in a hand-off, tried in order until all hand-offs take no more than their part of the room. */
const handoffRows = {
  summary: [10, 5, 3, 2, 1],
  full: [Number.POSITIVE_INFINITY, 200, 100, 50, 25, 10, 5],
} as const;

/** The part of a size that hand-offs may take. */
const handoffPart = 0.15;

const isRows = (value: unknown): value is object[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === 'object' && item !== null);

/** Hand-offs with lists of at most so many rows, and how many rows each list lost. */
function shortenHandoffs(
  handoffs: readonly Handoff[],
  most: number,
): { out: Handoff[]; omitted: Record<string, number> } {
  const omitted: Record<string, number> = {};
  const out = handoffs.map((one) => {
    if (one.payload === null) return one;
    const entries = Object.entries(one.payload).map(([key, value]) => {
      if (!isRows(value) || value.length <= Math.max(most, shortTable)) return [key, value];
      omitted[`handoffs.${one.kind}.${key}`] = value.length - most;
      return [key, value.slice(0, most)];
    });
    return { ...one, payload: Object.fromEntries(entries) as Record<string, unknown> };
  });
  return { out, omitted };
}

/** Hand-offs within their part of the size; the first rows of each list stay. */
function fitHandoffs(handoffs: readonly Handoff[], detail: Detail): ReturnType<typeof shortenHandoffs> {
  let fitted = shortenHandoffs(handoffs, Number.POSITIVE_INFINITY);
  for (const most of handoffRows[detail]) {
    fitted = shortenHandoffs(handoffs, most);
    if (sizeOf(fitted.out) <= handoffPart * sizes[detail].structured) break;
  }
  return fitted;
}

type Fitted = { out: Record<string, unknown>; omitted: Record<string, number> };

/** A report without the parts of the plan; a summary keeps cited and headline figures, without their formulas. */
function emptied(report: Fittable, detail: Detail, plan: FitPlan): Fitted {
  const handoffs = fitHandoffs(report.handoffs, detail);
  const omitted: Record<string, number> = { ...handoffs.omitted };
  const out: Record<string, unknown> = { ...report, handoffs: handoffs.out, tables: {} };
  if (detail === 'summary') {
    const keep = new Set([...citedIds(report), ...plan.headline]);
    const figures = report.figures.filter((figure) => keep.has(figure.id));
    out['figures'] = figures.map(withoutFormula);
    if (figures.length < report.figures.length) omitted['figures'] = report.figures.length - figures.length;
  }
  for (const part of [...plan.first, ...plan.rest]) if (tableName(part) === null) out[part] = [];
  return { out, omitted };
}

/** Fills an emptied report with the parts of the plan, in order, while they fit into `room` characters. */
function fill(report: Fittable, empty: Fitted, detail: Detail, plan: FitPlan, room: number): Fitted {
  const short = detail === 'summary';
  const omitted = { ...empty.omitted };
  const tables: Record<string, Table> = {};
  const out: Record<string, unknown> = { ...empty.out, tables };
  let left = room;
  for (const part of [...plan.first, ...plan.rest]) {
    const name = tableName(part);
    const table = name === null ? undefined : report.tables[name];
    const all = name === null ? (report as Record<string, unknown>)[part] : table?.rows;
    if (!Array.isArray(all) || all.length === 0) {
      // A table that could not be computed says why, where there is room for it.
      if (name === null || table === undefined || short) continue;
      tables[name] = table;
      left -= sizeOf({ [name]: table });
      continue;
    }
    const newestFirst = timeOrdered.has(part);
    const most = short ? (plan.summaryRows[part] ?? usualRows) : all.length;
    const keys = short ? plan.summaryKeys?.[part] : undefined;
    const listed = keys === undefined ? all : all.filter(({ key }) => keys.includes(key));
    const chosen = newestFirst ? listed.slice(-most) : listed.slice(0, most);
    const columns = short ? plan.summaryColumns[part] : undefined;
    const shown = name === null ? chosen : chosen.map((row) => withColumns(row, columns));
    const head = name === null ? 0 : sizeOf({ [name]: { ...table, rows: [] } });
    const whole = plan.first.includes(part) || shown.length <= shortTable;
    const { rows, size } = fitting(shown, (whole ? left : left / 2) - head, newestFirst);
    if (rows.length < all.length) omitted[part] = all.length - rows.length;
    if (rows.length === 0) continue;
    if (name === null) out[part] = rows;
    else tables[name] = { ...table, rows };
    left -= head + size;
  }
  return { out, omitted };
}

/**
 * Cuts a report to the size of its detail. A summary drops formulas and keeps cited and headline figures, short lists
 * and short tables. Parts are added by importance while they fit; `rows_omitted` names all that is missing.
 * The complete report is not changed.
 */
export function fitReport<R extends Fittable>(report: R, detail: Detail, plan: FitPlan): R {
  const limit = sizes[detail].structured;
  const get =
    detail === 'summary' ? 'call again with detail: full' : `read cco://reports/${report.report_id}`;
  const empty = emptied(report, detail, plan);
  const room = limit - sizeOf(empty.out);
  let fitted: Record<string, unknown> = { ...report };
  for (const noteRoom of noteRooms) {
    const { out, omitted } = fill(report, empty, detail, plan, room - noteRoom);
    fitted =
      Object.keys(omitted).length > 0
        ? { ...out, rows_omitted: { parts: omitted, get } satisfies RowsOmitted }
        : out;
    if (sizeOf(fitted) <= limit) break;
  }
  return fitted as R;
}
