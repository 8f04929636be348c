/** What a memo may cite: the figures, table cells and ranked rows of its reports, by id. */
import type { Column } from '../column.ts';
import { displayValue, type Unit } from '../figure.ts';
import { gradeNames } from '../language.ts';
import { bulletOf } from './bullet.ts';
import { type CitedReport, citedTables } from './cited-report.ts';
import type { MemoNumber } from './numbers.ts';

export type Grade = keyof typeof gradeNames;

/** A number that may be cited; `unit` is null for a cell that holds text or a date. */
export type Entry = {
  id: string;
  label: string;
  value: number | null;
  unit: Unit | null;
  /** A difference of shares: shown in points, held 0..1. */
  signed: boolean;
  display: string;
  currency: string;
  reportId: string;
};

export type Catalogue = {
  /** Everything under an id; one entry a report that has it. */
  find: (id: string) => readonly Entry[];
  /** The figures of all reports, for the nearest one to a number. */
  figures: readonly Entry[];
  /** Ids for a suggestion when one is mistyped. */
  ids: readonly string[];
  /** The word a cited figure has to carry. */
  gradeOf: (id: string) => Grade | null;
};

type Cells = Readonly<Record<string, unknown>>;

function entryOf(
  report: CitedReport,
  id: string,
  label: string,
  value: unknown,
  column: Omit<Column, 'id' | 'label'>,
): Entry {
  const base = {
    id,
    label,
    currency: report.currency,
    reportId: report.report_id,
    signed: column.signed === true,
  };
  const { unit } = column;
  if (unit === 'text' || unit === 'flag') return { ...base, value: null, unit: null, display: String(value) };
  const number = typeof value === 'number' && Number.isFinite(value) ? value : null;
  return { ...base, value: number, unit, display: displayValue(number, { ...column, label, unit }, report) };
}

const leakUnits: Readonly<Record<string, Unit>> = {
  lost_arr: 'money',
  lost_customers: 'count',
  share_of_lost: 'share',
  grr_points: 'points',
};

const claimUnit = (claim: string): Unit =>
  claim.endsWith('_arr') ? 'money' : claim.startsWith('customers') ? 'count' : 'share';

/** A number of a ranked section: `leakage_points.1.lost_arr`. */
function rankedEntry(
  report: CitedReport,
  id: string,
  [section, rank, field]: readonly string[],
): Entry | null {
  if (field === undefined) return null;
  const leak =
    section === 'leakage_points'
      ? report.leakage_points?.find((one) => String(one.rank) === rank)
      : undefined;
  const claim = section === 'claim_tests' ? report.claim_tests?.[Number(rank) - 1] : undefined;
  const row: Cells | undefined = leak ?? claim;
  const unit =
    leak !== undefined
      ? leakUnits[field]
      : claim !== undefined && /^(?:claimed|computed|corrected)$/.test(field)
        ? claimUnit(claim.claim)
        : undefined;
  return row === undefined || unit === undefined
    ? null
    : entryOf(report, id, field.replaceAll('_', ' '), row[field], { unit });
}

/** A cell: `<table>.<key>.<column>`, where a key may hold dots itself. */
function cellEntry(report: CitedReport, id: string): Entry | null {
  const [first, last] = [id.indexOf('.'), id.lastIndexOf('.')];
  if (first < 0 || last <= first) return null;
  const [table, key, name] = [id.slice(0, first), id.slice(first + 1, last), id.slice(last + 1)];
  const tables: Readonly<Record<string, readonly Column[]>> = citedTables[report.tool];
  const column = Object.hasOwn(tables, table) ? tables[table]?.find((one) => one.id === name) : undefined;
  const row = Object.hasOwn(report.tables, table)
    ? report.tables[table]?.rows?.find((one) => one.key === key)
    : undefined;
  if (column === undefined || row === undefined || !Object.hasOwn(row, name)) return null;
  return entryOf(report, id, `${key} ${column.label}`, row[name], column);
}

const unitOf = ({ unit }: MemoNumber): Unit =>
  unit === 'percent' ? 'share' : unit === 'times' || unit === 'plain' ? 'ratio' : unit;

/** Numbers that the report's own memo cites: what a summary left out of its tables is still said there. */
function memoEntries(report: CitedReport): Entry[] {
  return report.memo.evidence.flatMap((line) => {
    const { ids, required } = bulletOf(line);
    if (ids.length !== required.length) return [];
    return required.flatMap((number, i): Entry[] => {
      const id = ids[i] ?? '';
      if (number.printed === null) return [];
      const value = number.printed * number.scale * (number.unit === 'percent' ? 0.01 : 1);
      return [
        {
          id,
          label: id,
          value,
          unit: unitOf(number),
          signed: false,
          display: number.text,
          currency: report.currency,
          reportId: report.report_id,
        },
      ];
    });
  });
}

const gradePattern = new RegExp(
  `\\((?:${Object.entries(gradeNames)
    .map(([grade, words]) => `(?<${grade}>${Object.values(words).join('|')})`)
    .join('|')})\\)`,
  'g',
);

/** Grades as the reports themselves state them: behind a number of their memo, or as an assumption of that name. */
function gradesOf(reports: readonly CitedReport[]): Map<string, Grade> {
  const grades = new Map<string, Grade>();
  for (const { memo, assumptions } of reports) {
    for (const { field } of assumptions) grades.set(field, 'assumption');
    for (const line of memo.evidence) {
      const { ids, required, text } = bulletOf(line);
      if (ids.length !== required.length) continue;
      for (const match of text.matchAll(gradePattern)) {
        const owner = required.findLastIndex((number) => number.to <= match.index);
        const grade = Object.entries(match.groups ?? {}).find(([, word]) => word !== undefined)?.[0];
        const id = ids[owner];
        if (id !== undefined && grade !== undefined) grades.set(id, grade as Grade);
      }
    }
  }
  return grades;
}

/** The catalogue of the reports a memo may cite. Example: `find('grr')` has one entry for each retention report. */
export function catalogueOf(reports: readonly CitedReport[]): Catalogue {
  const byReport = reports.map((report) => ({
    report,
    figures: new Map(
      report.figures.map(({ id, label, value, unit, display }): [string, Entry] => [
        id,
        {
          id,
          label,
          value,
          unit,
          display,
          signed: unit === 'share' && /points$/.test(display),
          currency: report.currency,
          reportId: report.report_id,
        },
      ]),
    ),
    memo: new Map(memoEntries(report).map((entry) => [entry.id, entry])),
  }));
  const known = new Map<string, readonly Entry[]>();
  const look = (id: string): Entry[] =>
    byReport.flatMap(({ report, figures, memo }) => {
      const found =
        figures.get(id) ?? cellEntry(report, id) ?? rankedEntry(report, id, id.split('.')) ?? memo.get(id);
      return found === undefined ? [] : [found];
    });
  const grades = gradesOf(reports);
  const figures = byReport.flatMap((one) => [...one.figures.values()]);
  return {
    find(id) {
      const before = known.get(id);
      if (before !== undefined) return before;
      const found = look(id);
      known.set(id, found);
      return found;
    },
    figures,
    ids: [...new Set([...figures.map(({ id }) => id), ...byReport.flatMap(({ memo }) => [...memo.keys()])])],
    gradeOf: (id) => grades.get(id) ?? null,
  };
}
