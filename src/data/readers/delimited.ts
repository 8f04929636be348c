/** Delimited text (CSV and its kin) to rows. Parsing is PapaParse's; finding delimiter and header is ours. */
import { problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { delimiters } from '../source.ts';
import type { RaggedRow, RawCell, TableOrProblem } from '../table.ts';
import { findHeader, isBlank, type Top, uniqueHeaders } from './header.ts';
import { newlineOf } from './newline.ts';

/** Records and characters looked at to find the delimiter. */
const look = { records: 50, characters: 256 * 1024 };

/** The records of a text, and the number of the first one whose quotes do not close as they should. */
type Parsed = { rows: string[][]; badQuotes: number | null };

type Parse = (text: string, options: { delimiter: string; preview?: number }) => Parsed;

/** A parser of pieces; a record that the piece does not end stays for the next one, from `cursor` on. */
export type Parser = {
  parse: (
    text: string,
    from: number,
    keepLast: boolean,
  ) => { data: string[][]; errors: { type: string; row?: number }[]; meta: { cursor: number } };
};

/** PapaParse, loaded at first use: for whole texts, and for pieces of a file; `preview` is the most records wanted. */
export async function delimitedParser(): Promise<{
  whole: Parse;
  pieces: (config: { delimiter: string; newline: string; preview?: number }) => Parser;
}> {
  const { default: Papa } = await import('papaparse');
  return {
    whole(text, options) {
      const { data, errors } = Papa.parse<string[]>(text, {
        ...options,
        newline: newlineOf(text),
        header: false,
        skipEmptyLines: false,
      });
      const row = errors.find(({ type }) => type === 'Quotes')?.row;
      return { rows: data, badQuotes: row === undefined ? null : row + 1 };
    },
    pieces: (config) => new Papa.Parser(config as ConstructorParameters<typeof Papa.Parser>[0]),
  };
}

/** The delimiter whose field count is most constant over the first records; ties go to more fields, then to this order. */
export function findDelimiter(whole: string, parse: Parse): string {
  const text = whole.slice(0, look.characters);
  const scored = delimiters.map((delimiter) => {
    const rows = parse(text, { delimiter, preview: look.records }).rows.filter((row) => !isBlank(row));
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    const [fields = 1, times = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    return { delimiter, fields, constant: fields > 1 ? times / Math.max(1, rows.length) : 0 };
  });
  scored.sort((a, b) => b.constant - a.constant || b.fields - a.fields);
  return scored[0]?.delimiter ?? ',';
}

/** The rows that have another number of fields than the header; empty fields past its last are taken away in place. */
export function raggedRows(rows: RawCell[][], width: number, firstRow: number): RaggedRow[] {
  const ragged: RaggedRow[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? [];
    if (row.length === width || isBlank(row)) continue;
    // Such fields come from spreadsheets and carry nothing.
    if (row.length > width && isBlank(row.slice(width))) rows[i] = row.slice(0, width);
    else ragged.push({ row: firstRow + i, fields: row.length });
  }
  return ragged;
}

/**
 * Reads delimited text. Rows with another number of fields than the header are listed as ragged and left out.
 * Example: "a;b\n1;2" gives headers a, b and one row, number 2.
 */
export async function readDelimited(
  text: string,
  { delimiter, ...top }: Top & { delimiter?: string | undefined },
  assumptions: Assumption[],
): Promise<TableOrProblem> {
  const { whole: parse } = await delimitedParser();
  const found = delimiter ?? findDelimiter(text, parse);
  const { rows: all, badQuotes } = parse(text, { delimiter: found });
  if (badQuotes !== null) {
    const rest = `row ${badQuotes} has a quote that is not closed, or not doubled inside a quoted cell, so rows run together; fix it and export again`;
    return { ok: false, problems: [problem('source.path', 'bad-rows', rest)] };
  }
  while (all.length > 0 && isBlank(all.at(-1) ?? [])) all.pop();
  if (all.length === 0)
    return {
      ok: false,
      problems: [problem('source.path', 'empty-input', 'the file holds no rows; export it again')],
    };
  const at = findHeader(all, top);
  const headerRow = at < 0 ? null : (all[at] ?? null);
  const names = uniqueHeaders(headerRow ?? (all[0] ?? []).map(() => null));
  const body = all.slice(at + 1);
  const ragged = raggedRows(body, names.headers.length, at + 2);
  return {
    ok: true,
    table: {
      format: 'csv',
      delimiter: found,
      ...names,
      rows: body,
      firstRow: at + 2,
      titles: Math.max(0, at),
      ragged,
      assumptions,
    },
  };
}
