/** The columns of records: which header holds which field, and how the cells of each are read. */
import { largestAmount } from '../../domain/fields.ts';
import { problem } from '../../domain/problem.ts';
import { cleanText, textLimits } from '../clean.ts';
import { bareNormals, namedColumnProblems, normalHeader, unusedHeader } from '../columns.ts';
import type { AnySource } from '../source.ts';
import type { RawTable } from '../table.ts';
import type { BadCode } from './bad-rows.ts';
import {
  codeReader,
  dateReader,
  flagReader,
  type Notes,
  numberReader,
  type Read,
  textReader,
} from './columns-read.ts';
import type { RecordField, RecordShape } from './record-shape.ts';

/** What a kind of column fails at. */
export const failOf: Readonly<Record<RecordField['kind'], BadCode>> = {
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

export type Column = {
  field: string;
  at: number;
  target: string;
  kind: RecordField['kind'];
  read: Read<unknown>;
};

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
export function matchHeaders(
  { headers }: RawTable,
  { fields, keys, amount }: RecordShape,
  source: AnySource,
  notes: Notes,
): Map<string, number> {
  notes.problems.push(...namedColumnProblems(headers, source.columns));
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

export function readerOf(
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
export function dropForeign(
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

/** Whether amounts are monthly: as the caller says, else as the header says. */
export function factorOf(header: string, source: AnySource, notes: Notes): number {
  const monthly = source.amount_basis ?? (/mrr|month/.test(normalHeader(header)) ? 'mrr' : 'arr');
  if (monthly !== 'mrr') return 1;
  const from = source.amount_basis === undefined ? 'the header of the file' : 'source.amount_basis';
  notes.assumptions.push({ field: 'amounts', value: 'mrr', source: `${from}; multiplied by 12` });
  return 12;
}
