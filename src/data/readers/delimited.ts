/** Delimited text (CSV and its kin) to rows. Parsing is PapaParse's; finding delimiter and header is ours. */
import { problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { cleanText } from '../clean.ts';
import { delimiters } from '../source.ts';
import type { RaggedRow, TableOrProblem } from '../table.ts';

/** Records looked at to find the delimiter, and rows to find the header. */
const look = { records: 50, headerRows: 20 };

type Parse = (text: string, options: { delimiter: string; preview?: number }) => string[][];

async function parser(): Promise<Parse> {
  const { default: Papa } = await import('papaparse');
  return (text, options) =>
    Papa.parse<string[]>(text, { ...options, header: false, skipEmptyLines: false }).data;
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

/** The delimiter whose field count is most constant over the first records; ties go to more fields, then to this order. */
function findDelimiter(text: string, parse: Parse): string {
  const scored = delimiters.map((delimiter) => {
    const rows = parse(text, { delimiter, preview: look.records }).filter((row) => !isBlank(row));
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    const [fields = 1, times = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    return { delimiter, fields, constant: fields > 1 ? times / Math.max(1, rows.length) : 0 };
  });
  scored.sort((a, b) => b.constant - a.constant || b.fields - a.fields);
  return scored[0]?.delimiter ?? ',';
}

const looksNumeric = (cell: string): boolean => /^[\s$€£¥(+-]*\d[\d.,'\s]*[)%]?\s*$/.test(cell);

/** The first row with two or more cells and no number in it; -1 when there is none. */
function findHeader(rows: readonly string[][]): number {
  return rows.slice(0, look.headerRows).findIndex((row) => {
    const filled = row.filter((cell) => cell.trim() !== '');
    return filled.length >= 2 && !filled.some(looksNumeric);
  });
}

/** Headers cleaned and told apart: the second "ARR" becomes "ARR_2". */
export function uniqueHeaders(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cleanText(cell, 80) || `column_${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

/**
 * Reads delimited text. Rows with another number of fields than the header are listed as ragged and left out.
 * Example: "a;b\n1;2" gives headers a, b and one row, number 2.
 */
export async function readDelimited(
  text: string,
  delimiter: string | undefined,
  assumptions: Assumption[],
): Promise<TableOrProblem> {
  const parse = await parser();
  const found = delimiter ?? findDelimiter(text, parse);
  const all = parse(text, { delimiter: found });
  while (all.length > 0 && isBlank(all.at(-1) ?? [])) all.pop();
  if (all.length === 0)
    return {
      ok: false,
      problems: [problem('source.path', 'empty-input', 'the file holds no rows; export it again')],
    };
  const at = findHeader(all);
  const headerRow = at < 0 ? null : (all[at] ?? null);
  const headers =
    headerRow === null ? (all[0] ?? []).map((_, i) => `column_${i + 1}`) : uniqueHeaders(headerRow);
  const body = all.slice(at + 1);
  const ragged: RaggedRow[] = [];
  const width = headers.length;
  for (let i = 0; i < body.length; i++) {
    const row = body[i] ?? [];
    if (row.length === width || isBlank(row)) continue;
    // Empty fields past the last header come from spreadsheets and carry nothing.
    const spare = row.length > width && row.slice(width).every((cell) => cell.trim() === '');
    if (spare) body[i] = row.slice(0, width);
    else ragged.push({ row: at + 2 + i, fields: row.length });
  }
  return {
    ok: true,
    table: {
      format: 'csv',
      delimiter: found,
      headers,
      rows: body,
      firstRow: at + 2,
      titles: Math.max(0, at),
      ragged,
      assumptions,
    },
  };
}
