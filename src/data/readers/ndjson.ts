/** One JSON object a line. A line that is none is a bad row, named by its number. */
import type { Assumption } from '../../domain/report.ts';
import { cleanText } from '../clean.ts';
import type { RaggedRow, TableOrProblem } from '../table.ts';
import { jsonTable } from './json.ts';

type Json = Record<string, unknown>;

function objectIn(line: string): Json | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** Whether a text is lines of objects: its first line is one by itself, and another line follows. Example: pretty-printed JSON is not. */
export function isNdjson(text: string): boolean {
  const lines = text.trimStart();
  const end = lines.indexOf('\n');
  return end > 0 && lines.slice(end).trim() !== '' && objectIn(lines.slice(0, end)) !== null;
}

/** Reads lines of objects. Blank lines are left out. */
export function readNdjson(text: string, assumptions: Assumption[]): TableOrProblem {
  const rows: Json[] = [];
  const broken: RaggedRow[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const object = line.trim() === '' ? {} : objectIn(line);
    if (object === null) broken.push({ row: i + 1, fields: 0, because: cleanText(line, 40) });
    rows.push(object ?? {});
  }
  while (
    rows.length > 0 &&
    Object.keys(rows.at(-1) ?? {}).length === 0 &&
    !broken.some(({ row }) => row === rows.length)
  )
    rows.pop();
  const read = jsonTable(rows, assumptions);
  return read.ok ? { ok: true, table: { ...read.table, format: 'ndjson', ragged: broken } } : read;
}
