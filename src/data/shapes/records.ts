/** Tables whose rows are records of named fields at one point in time: customers, tiers of a book, outcomes. */
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import { disagreement, otherSign } from '../cells/amount-signs.ts';
import { currencyOfHeader } from '../cells/header-currency.ts';
import { currencyIn } from '../cells/numbers.ts';
import { isTotalCell } from '../cells/total-words.ts';
import { createIssues, noticesOf } from '../issue.ts';
import { nearDuplicates } from '../near-duplicates.ts';
import { brokenRows } from '../rows.ts';
import type { AnySource } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import { createBadRows } from './bad-rows.ts';
import { besideNotices } from './both-rates.ts';
import { type Notes, oddAmounts } from './columns-read.ts';
import { customerStatus } from './customer-status.ts';
import { createExclusions, nothingUsed, type RowArr } from './exclusions.ts';
import { type Column, dropForeign, factorOf, failOf, matchHeaders, readerOf } from './record-columns.ts';
import { type Kept, settleDuplicates } from './record-duplicates.ts';
import { isOtherCurrency, readRow } from './record-row.ts';
import type { RecordShape } from './record-shape.ts';
import { rowSorter, sortTable } from './sort-rows.ts';
import { unknownWords } from './unknown-words.ts';

export type Records =
  | {
      ok: true;
      records: Record<string, unknown>[];
      /** The row of the file each record stands on. */
      rows: number[];
      /** The currency that the rows name. */
      currency: string | null;
      assumptions: Assumption[];
      reconciliation: Omit<Reconciliation, 'file'>;
    }
  | { ok: false; problems: Problem[] };

/** The currencies that amounts name themselves, where no column does. A bare "$" is read as none: it is the usual label. */
function amountCodes(rows: RawTable['rows'], at: number): string[] {
  const codes = new Set<string>();
  for (const cell of oddAmounts({ rows }, at)) {
    const code = currencyIn(cell);
    if (code !== null) codes.add(code);
  }
  return codes.size === 1 && codes.has('USD') ? [] : [...codes];
}

/** ARR of a row that knows one moment only. */
const bothEnds = (arr: number): RowArr => ({ arr_start: arr, arr_end: arr });

/**
 * Turns a table into records, every row accounted for: used, or left out for a named reason. A blank amount is 0,
 * another blank cell is unknown. Refuses unreadable cells, differing duplicates and mixed currencies.
 * Example: headers Customer, ARR and Support cost give `{ name, arr, annual_service_cost }`.
 */
export function readRecords(table: RawTable, shape: RecordShape, source: AnySource): Records {
  const notes: Notes = { problems: [], assumptions: [...table.assumptions] };
  const index = matchHeaders(table, shape, source, notes);
  if (notes.problems.length > 0) return { ok: false, problems: notes.problems };
  const keyAt = shape.keys.flatMap((key) => index.get(key) ?? []);
  const isTotal = (row: readonly RawCell[]) => keyAt.some((at) => isTotalCell(row[at]));
  const kindOf = rowSorter({ headers: table.headers, broken: brokenRows(table) }, source, notes, isTotal);
  const { kinds, counted } = sortTable(table, kindOf);
  dropForeign(index, counted, shape, source, notes);
  const unknown = unknownWords(counted, index, shape);
  for (const { field } of unknown)
    notes.assumptions.push({
      field: `source.columns.${field}`,
      value: 'unknown',
      source: `words of the file that are no ${field}`,
    });
  const columns = [...index].map(([field, at]): Column => {
    const given = shape.fields[field] ?? { kind: 'text', names: [] };
    const { kind, target = field } = given;
    return { field, at, target, kind, read: readerOf(counted, at, given, source, notes) };
  });
  const statusOf = shape.gone === undefined ? null : customerStatus(counted, new Set(index.values()), notes);
  const amountAt = index.get(shape.amount) ?? 0;
  const factor = factorOf(table.headers[amountAt] ?? '', source, notes);
  /** What a row that cannot be used is worth, as far as its amount and currency can be read. */
  const worth = (row: readonly RawCell[]): { arr: RowArr | null; code: string | null } => {
    const amount = columns.find(({ at }) => at === amountAt)?.read(row[amountAt]);
    const named = columns.find(({ kind }) => kind === 'currency');
    const code = named === undefined ? null : named.read(row[named.at]);
    return amount === undefined || code === undefined
      ? { arr: null, code: null }
      : { arr: bothEnds(Number(amount ?? 0) * factor), code: code === null ? null : String(code) };
  };
  const out = createExclusions();
  for (let i = 0; i < table.titles; i++) out.add('title', null, i + 1);
  const bad = createBadRows(table.headers, (at) => {
    const column = columns.find((one) => one.at === at);
    return column === undefined || shape.keys.includes(column.field) ? 'no-id' : failOf[column.kind];
  });
  const candidates: Kept[] = [];
  const issues = createIssues();
  const inHeader = currencyOfHeader(table.headers[amountAt] ?? '');
  const codeAt = columns.find(({ kind }) => kind === 'currency')?.at;
  const stater = codeAt === undefined ? 'the header' : `column "${table.headers[codeAt] ?? ''}"`;
  for (const [at, row] of table.rows.entries()) {
    const number = table.firstRow + at;
    const kind = kinds[at] ?? null;
    if (kind === 'blank') {
      out.add(kind, null, number);
      continue;
    }
    if (kind === 'total_row') {
      const { arr, code } = row.length === table.headers.length ? worth(row) : { arr: null, code: null };
      out.add(kind, arr, number, code);
      continue;
    }
    const status = kind === null && statusOf !== null ? statusOf(row) : null;
    const free = status === 'trial' || status === 'incomplete' ? status : null;
    const read = kind ?? free ?? readRow(row, columns, shape, factor);
    if (typeof read === 'string' || 'bad' in read) {
      if (typeof read !== 'string') bad.add(number, read, row);
      const whole = typeof read === 'string' || read.bad >= 0;
      const { arr, code } = whole ? worth(row) : { arr: null, code: null };
      out.add(typeof read === 'string' ? read : 'bad_row', arr, number, code);
    } else if (isOtherCurrency(read, source))
      out.add('other_currency', bothEnds(read.arr), number, read.code);
    else {
      const stated = codeAt === undefined ? inHeader : read.code || null;
      const found = stated === null ? null : otherSign(row, [amountAt], stated);
      if (stated !== null && found !== null) {
        const message = disagreement(stater, stated, stated, found.cell);
        const column = table.headers[amountAt] ?? '';
        issues.add('currency-disagrees', message, { row: number, column }, 'warning');
      }
      // What a column of its own says of who left comes first.
      if (status === 'canceled' && shape.gone !== undefined) read.record[shape.gone] ??= true;
      candidates.push({ ...read, at });
    }
  }
  const sum = startSum();
  for (const { arr } of candidates) addTo(sum, arr);
  const dropped = new Set<number>();
  const leaveOut = ({ arr, code, at }: Kept) => {
    dropped.add(at);
    addTo(sum, -arr);
    out.add('duplicate_row', bothEnds(arr), table.firstRow + at, code || null);
  };
  const { kept, merged } = settleDuplicates(candidates, table, shape, source, notes, leaveOut);
  const named = columns.some(({ kind }) => kind === 'currency');
  // A row that was added to another of its key has a say, one that was left out has none.
  const used = candidates.filter(({ at }) => !dropped.has(at));
  const usedRows = () => used.map(({ at }) => table.rows[at] ?? []);
  const said = named ? used.map(({ code }) => code ?? '') : amountCodes(usedRows(), amountAt);
  const signed = [...new Set(said.filter((code) => code !== ''))].sort();
  const fallback = inHeader ?? source.currency;
  // A file that names no currency is in the one of its header, or in the one that was asked for.
  const codes = signed.length > 0 || fallback === undefined ? signed : [fallback];
  if (codes.length > 1) {
    const rest = `rows are in ${codes.join(', ')}; amounts of several currencies are never added, ${named ? 'pass one as source.currency' : 'give each its own file'}`;
    notes.problems.push(problem('source.currency', 'mixed-currencies', rest));
  }
  const wrong = bad.problem(table.rows.length, source);
  if (wrong !== null) notes.problems.push(wrong);
  if (notes.problems.length === 0 && kept.length === 0)
    notes.problems.push(nothingUsed(table.rows.length, out));
  if (notes.problems.length > 0) return { ok: false, problems: notes.problems };
  const blanks = kept.filter(({ blank }) => blank).length;
  if (blanks > 0)
    notes.assumptions.push({
      field: `source.columns.${shape.amount}`,
      value: 0,
      source: `${blanks} row${blanks > 1 ? 's' : ''} without an amount: exclude what is only unknown`,
    });
  const notices = [
    ...kindOf.unmet(),
    ...noticesOf(issues),
    ...unknown.map(({ notice }) => notice),
    ...besideNotices(
      table,
      used.map(({ at }) => at),
      { at: amountAt, read: (cell) => numberOf(columns.find(({ at }) => at === amountAt)?.read(cell)) },
      `; to count the other, name it as source.columns.${shape.amount}`,
    ),
    ...(shape.name === 'customers'
      ? nearDuplicates(
          kept.map(({ key }) => key),
          'give them one id and set dedupe to sum if they are one',
        )
      : []),
  ];
  const [code] = codes;
  if (code !== undefined)
    notes.assumptions.push({
      field: 'currency',
      value: code,
      source:
        signed.length === 0
          ? inHeader === null
            ? 'source.currency, as the file names none'
            : 'the header of the amounts'
          : named
            ? 'the currency column of the file'
            : 'the amounts of the file',
    });
  return {
    ok: true,
    records: kept.map(({ record }) => record),
    rows: kept.map(({ at }) => table.firstRow + at),
    currency: code ?? null,
    assumptions: notes.assumptions,
    reconciliation: {
      format: table.format,
      shape: shape.name,
      rows_read: table.titles + table.rows.length,
      rows_used: used.length,
      excluded: out.list(),
      bad_rows: bad.count(),
      accounts: kept.length,
      accounts_merged: merged,
      arr_start: null,
      arr_end: { from_rows: readSum(sum), from_accounts: sumOfTarget(kept, shape) },
      position_start: null,
      position_end: null,
      ...(notices.length > 0 ? { notices } : {}),
      ties: true,
    },
  };
}

/** A cell that was read, where it is a number. */
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The amount as the records carry it: the other side of the reconciliation. */
function sumOfTarget(kept: readonly Kept[], { amount, fields }: RecordShape): number {
  const target = fields[amount]?.target ?? amount;
  const sum = startSum();
  for (const { record } of kept) addTo(sum, Number(record[target]));
  return readSum(sum);
}
