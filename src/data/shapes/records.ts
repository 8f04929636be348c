/** Tables whose rows are records of named fields at one point in time: customers, tiers of a book, outcomes. */
import { largestAmount } from '../../domain/fields.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import type { Assumption } from '../../domain/report.ts';
import { disagreement, otherSign } from '../cells/amount-signs.ts';
import { currencyOfHeader } from '../cells/header-currency.ts';
import { currencyIn } from '../cells/numbers.ts';
import { isTotalCell } from '../cells/total-words.ts';
import { cleanText, textLimits } from '../clean.ts';
import { bareNormals, normalHeader, unknownColumns, unusedHeader } from '../columns.ts';
import { createIssues } from '../issue.ts';
import { nearDuplicates } from '../near-duplicates.ts';
import { brokenRows } from '../rows.ts';
import type { AnySource } from '../source.ts';
import type { RawCell, RawTable } from '../table.ts';
import { type BadCode, createBadRows } from './bad-rows.ts';
import {
  codeReader,
  dateReader,
  flagReader,
  type Notes,
  numberReader,
  oddAmounts,
  type Read,
  textReader,
} from './columns-read.ts';
import { customerStatus } from './customer-status.ts';
import { createExclusions, nothingUsed, type RowArr } from './exclusions.ts';
import { type Kept, settleDuplicates } from './record-duplicates.ts';
import type { RecordField, RecordShape } from './record-shape.ts';
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

/** What a kind of column fails at. */
const fails: Readonly<Record<RecordField['kind'], BadCode>> = {
  id: 'no-id',
  text: 'bad-value',
  amount: 'bad-number',
  number: 'bad-number',
  share: 'bad-number',
  count: 'bad-number',
  date: 'bad-date',
  flag: 'bad-flag',
  choice: 'bad-value',
  currency: 'bad-currency',
};

type Column = { field: string; at: number; target: string; kind: RecordField['kind']; read: Read<unknown> };

/**
 * The place of each field's column: what the caller says wins, then the known names in their order.
 * Example: with headers MRR and ARR, `arr` is at 1, because its name comes before.
 */
export function recordColumns(
  headers: readonly string[],
  fields: RecordShape['fields'],
  given: AnySource['columns'],
): Map<string, number> {
  const normal = headers.map(normalHeader);
  const index = new Map<string, number>();
  const taken = new Set<number>();
  const take = (field: string, at: number) => {
    if (at < 0 || taken.has(at) || index.has(field)) return;
    index.set(field, at);
    taken.add(at);
  };
  for (const [field, header] of Object.entries(given ?? {}))
    if (header !== undefined) take(field, headers.indexOf(header));
  for (const [field, { names }] of Object.entries(fields))
    for (const name of names) take(field, normal.indexOf(name));
  const bare = bareNormals(headers);
  for (const [field, { names }] of Object.entries(fields))
    for (const name of names) take(field, bare.indexOf(name));
  return index;
}

/** The columns of the fields, with a problem for each that is needed and not there. */
function matchHeaders(
  { headers }: RawTable,
  { fields, keys, amount }: RecordShape,
  source: AnySource,
  notes: Notes,
): Map<string, number> {
  notes.problems.push(...unknownColumns(headers, source.columns));
  const index = recordColumns(headers, fields, source.columns);
  const key = keys.some((one) => index.has(one)) ? undefined : keys[0];
  const needed = [...(key === undefined ? [] : [key]), ...(index.has(amount) ? [] : [amount])];
  if (needed.length > 0 && notes.problems.length === 0) {
    const list = headers.slice(0, 40).join(', ');
    const rest = [
      `no column for ${needed.join(', ')}; headers: ${list}`,
      ...(key === undefined
        ? []
        : [`say which header holds it, such as ${key}: "${unusedHeader(headers, index)}"`]),
      // Any header can be a name; few that are free are amounts, and a wrong example would be taken.
      ...(index.has(amount)
        ? []
        : [`name the header of ARR or MRR as source.columns.${amount}, or add one to the export`]),
    ];
    notes.problems.push(problem('source.columns', 'missing-column', rest.join('; ')));
  }
  return index;
}

function readerOf(
  table: RawTable,
  at: number,
  field: RecordField,
  source: AnySource,
  notes: Notes,
): Read<unknown> {
  const number = () => numberReader(table, [at], source, notes);
  switch (field.kind) {
    case 'id':
      return textReader(textLimits.id);
    case 'text':
      return textReader(textLimits.reason);
    case 'date':
      return dateReader(table, at, source, notes);
    case 'flag':
      return flagReader;
    case 'currency':
      return codeReader(table, at);
    case 'share': {
      const read = number();
      // "30%" is a share of 0.3; the sign is allowed nowhere else.
      return (cell) => {
        const text = typeof cell === 'string' ? cell.trim() : '';
        if (!text.endsWith('%')) return read(cell);
        const value = read(text.slice(0, -1).trim());
        return typeof value === 'number' ? value / 100 : undefined;
      };
    }
    case 'choice': {
      const read = textReader(textLimits.label);
      return (cell) => {
        const text = read(cell);
        if (typeof text !== 'string') return text;
        return field.choices?.[normalHeader(text)] ?? (field.lenient === true ? null : undefined);
      };
    }
    default: {
      const read = number();
      return (cell) => {
        const value = read(cell);
        if (typeof value !== 'number') return value;
        const whole = field.kind !== 'count' || Number.isInteger(value);
        return value >= 0 && value <= largestAmount && whole ? value : undefined;
      };
    }
  }
}

/**
 * Columns whose header reads like a choice but whose cells are something else, such as a `segment` of regions: they are
 * left alone, and said to be. A header that the caller named stays, and its cells are then unreadable.
 */
function dropForeign(
  index: Map<string, number>,
  table: RawTable,
  { fields, keys }: RecordShape,
  source: AnySource,
  notes: Notes,
): void {
  for (const [field, at] of index) {
    const { kind, choices, lenient } = fields[field] ?? {};
    if (
      kind !== 'choice' ||
      lenient === true ||
      keys.includes(field) ||
      source.columns?.[field] !== undefined
    )
      continue;
    const odd = table.rows.find((row) => {
      const cell = normalHeader(String(row[at] ?? ''));
      return cell !== '' && choices?.[cell] === undefined;
    });
    if (odd === undefined) continue;
    index.delete(field);
    const value = cleanText(String(odd[at] ?? ''), 40);
    notes.assumptions.push({
      field: `source.columns.${field}`,
      value: `"${table.headers[at] ?? ''}" left out`,
      source: `it holds "${value}", which is no ${field.replaceAll('_', ' ')}`,
    });
  }
}

/** Puts a value under a dotted name. Example: "icp_signals.advocates_publicly" goes one object deep. */
function put(record: Record<string, unknown>, target: string, value: unknown): void {
  const at = target.indexOf('.');
  if (at < 0) {
    record[target] = value;
    return;
  }
  const head = target.slice(0, at);
  const inner = (record[head] ?? {}) as Record<string, unknown>;
  record[head] = inner;
  put(inner, target.slice(at + 1), value);
}

/** The currencies that amounts name themselves, where no column does. A bare "$" is read as none: it is the usual label. */
function amountCodes(rows: RawTable['rows'], at: number): string[] {
  const codes = new Set<string>();
  for (const cell of oddAmounts({ rows }, at)) {
    const code = currencyIn(cell);
    if (code !== null) codes.add(code);
  }
  return codes.size === 1 && codes.has('USD') ? [] : [...codes];
}

/** Reads one row; the place of the first cell that cannot be read otherwise. */
function readRow(
  row: readonly RawCell[],
  columns: readonly Column[],
  { keys, amount }: RecordShape,
  factor: number,
): Omit<Kept, 'at'> | { bad: number } {
  const record: Record<string, unknown> = {};
  const values = new Map<string, unknown>();
  for (const { field, at, target, kind, read } of columns) {
    const value = read(row[at]);
    if (value === undefined) return { bad: at };
    if (value === null) continue;
    values.set(field, value);
    if (kind !== 'currency') put(record, target, field === amount ? Number(value) * factor : value);
  }
  const key = keys.map((name) => values.get(name)).find((value) => value !== undefined);
  if (key === undefined) return { bad: columns.find(({ field }) => keys.includes(field))?.at ?? 0 };
  // A blank amount is 0, as in every file: a customer who pays nothing.
  const arr = Number(values.get(amount) ?? 0) * factor;
  if (!values.has(amount)) put(record, columns.find(({ field }) => field === amount)?.target ?? amount, 0);
  const code = columns.find(({ kind }) => kind === 'currency')?.field;
  return {
    record,
    key: String(key),
    arr,
    blank: !values.has(amount),
    code: code === undefined ? null : String(values.get(code) ?? ''),
  };
}

/** Whether a row is in another currency than asked for. One that names none is in the one the others name. */
const isOtherCurrency = ({ code }: Omit<Kept, 'at'>, { currency }: AnySource): boolean =>
  currency !== undefined && code !== null && code !== '' && code !== currency;

/** ARR of a row that knows one moment only. */
const bothEnds = (arr: number): RowArr => ({ arr_start: arr, arr_end: arr });

/** Whether amounts are monthly: as the caller says, else as the header says. */
function factorOf(header: string, source: AnySource, notes: Notes): number {
  const monthly = source.amount_basis ?? (/mrr|month/.test(normalHeader(header)) ? 'mrr' : 'arr');
  if (monthly !== 'mrr') return 1;
  const from = source.amount_basis === undefined ? 'the header of the file' : 'source.amount_basis';
  notes.assumptions.push({ field: 'amounts', value: 'mrr', source: `${from}; multiplied by 12` });
  return 12;
}

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
    return column === undefined || shape.keys.includes(column.field) ? 'no-id' : fails[column.kind];
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
    ...issues.list().map(({ severity: _, ...rest }) => rest),
    ...unknown.map(({ notice }) => notice),
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

/** The amount as the records carry it: the other side of the reconciliation. */
function sumOfTarget(kept: readonly Kept[], { amount, fields }: RecordShape): number {
  const target = fields[amount]?.target ?? amount;
  const sum = startSum();
  for (const { record } of kept) addTo(sum, Number(record[target]));
  return readSum(sum);
}
