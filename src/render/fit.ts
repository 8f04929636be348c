/** The structured half of an answer: the report cut to its size, with every part complete or named as left out. */
import type { Figure } from '../domain/figure.ts';
import type { Finding } from '../domain/finding.ts';
import type { Memo } from '../domain/memo.ts';
import type { Handoff, Table } from '../domain/report.ts';
import { type Detail, sizes } from './section.ts';

/** What was left out, in rows by part, and how to get it. */
type RowsOmitted = { parts: Record<string, number>; get: string };

/** What fitting needs of any report. */
type Fittable = {
  report_id: string;
  memo: Memo;
  figures: Figure[];
  findings: Finding[];
  handoffs: Handoff[];
  conventions: string[];
  tables: Record<string, Table | undefined>;
  rows_omitted?: RowsOmitted | undefined;
};

/** What an analyzer says about its own report: headline figures, tables by importance, lists and rows of a summary. */
export type FitPlan = {
  headline: readonly string[];
  tables: readonly string[];
  summaryRows: Readonly<Record<string, number>>;
  /** Fields that hold lists, with how many items a summary keeps, the least important first. */
  lists: readonly (readonly [field: string, keep: number])[];
};

/** Characters kept free for the list of what was left out. */
const noteRoom = 500;

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

/** Figure ids cited anywhere in memo and findings. */
function citedIds({ memo, findings }: Fittable): Set<string> {
  const inMemo = memo.evidence.flatMap((line) => /\[([^\]]*)\]$/.exec(line)?.[1]?.split(', ') ?? []);
  return new Set([...inMemo, ...findings.flatMap((finding) => finding.evidence)]);
}

function withoutFormula({ formula: _, ...figure }: Figure): Figure {
  return figure;
}

/** The newest rows of a table ordered in time are its last ones. */
const timeOrdered = new Set(['cohorts', 'triangle']);

const keptRows = (name: string, rows: NonNullable<Table['rows']>, keep: number) =>
  timeOrdered.has(name) ? rows.slice(Math.max(0, rows.length - keep)) : rows.slice(0, keep);

/**
 * Cuts a report to the size of its detail. A summary drops formulas, keeps cited and headline figures and short
 * tables; tables are added by importance while they fit. `rows_omitted` names all that is missing.
 * The complete report is not changed.
 */
export function fitReport<R extends Fittable>(report: R, detail: Detail, plan: FitPlan): R {
  const limit = sizes[detail].structured;
  const get =
    detail === 'summary' ? 'call again with detail: full' : `read cco://reports/${report.report_id}`;
  const parts: Record<string, number> = {};
  const note = (part: string, count: number) => {
    if (count > 0) parts[part] = count;
  };
  const out: Record<string, unknown> = { ...report, tables: {} };
  if (detail === 'summary') {
    const keep = new Set([...citedIds(report), ...plan.headline]);
    const figures = report.figures.filter((figure) => keep.has(figure.id));
    out['figures'] = figures.map(withoutFormula);
    note('figures', report.figures.length - figures.length);
  }
  const room = limit - noteRoom;
  for (const [field, keep] of plan.lists) {
    const list = out[field];
    if (!Array.isArray(list) || list.length <= keep) continue;
    if (detail === 'full' && sizeOf(out) <= room) continue;
    out[field] = list.slice(0, keep);
    note(field, list.length - keep);
  }
  const tables: Record<string, Table> = {};
  let used = sizeOf(out);
  for (const name of plan.tables) {
    const table = report.tables[name];
    if (table === undefined) continue;
    const all = table.rows;
    if (all === null || all.length === 0) {
      if (detail === 'summary') continue;
      tables[name] = table;
      used += sizeOf({ [name]: table });
      continue;
    }
    let rows = detail === 'summary' ? keptRows(name, all, plan.summaryRows[name] ?? 10) : all;
    while (rows.length > 0 && used + sizeOf({ [name]: { ...table, rows } }) > room) {
      rows = keptRows(name, rows, Math.floor(rows.length / 2));
    }
    note(`tables.${name}`, all.length - rows.length);
    if (rows.length === 0) continue;
    tables[name] = { ...table, rows };
    used += sizeOf({ [name]: tables[name] });
  }
  out['tables'] = tables;
  if (Object.keys(parts).length > 0) out['rows_omitted'] = { parts, get };
  return out as R;
}
