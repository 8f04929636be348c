/**
 * One JSON object a line, read in pieces: memory holds a piece, not the file. A line that is none is a bad row, named by
 * its number.
 */
import type { Problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import type { OpenFile } from '../access.ts';
import { cleanText } from '../clean.ts';
import { allRows, headRows, mayGoOn, type RowSource, type Watch } from '../rows.ts';
import type { RawCell } from '../table.ts';
import { longestRecord, rowLimits, tooLong, tooMany, tooWide } from './delimited-rows.ts';
import { uniqueHeaders } from './header.ts';
import { flatten, type Json } from './json.ts';
import { nestedColumns } from './nested.ts';
import { parseJson } from './parse-json.ts';
import { type Encoding, encodingFallback, encodingOf, pieceDecoder } from './text.ts';

function objectIn(line: string): Json | null {
  try {
    const value = parseJson(line);
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

/** Whether a text is one flat object on one line, which a file of lines may have only one of. Example: '{"id": 1}' is. */
export function isOneLine(text: string): boolean {
  const line = text.trim();
  const object = line.includes('\n') ? null : objectIn(line);
  return object !== null && !Object.values(object).some(Array.isArray);
}

/**
 * Hands on the lines of a file, piece by piece, with the number of the first. `again`: its bytes are none of the
 * encoding, or who takes them asked for it.
 */
async function eachLine(
  file: OpenFile,
  encoding: Encoding,
  watch: Watch,
  take: (lines: readonly string[], first: number) => 'anew' | undefined,
): Promise<{ problems: Problem[]; again: boolean }> {
  const decode = pieceDecoder(encoding);
  let [rest, read, next] = ['', 0, 1];
  const hand = (lines: string[]) => {
    const asked = take(lines, next);
    next += lines.length;
    return asked === 'anew';
  };
  for await (const piece of file.chunks()) {
    mayGoOn(watch);
    const text = decode(piece, false);
    if (text === null) return { problems: [], again: true };
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (hand(lines)) return { problems: [], again: true };
    if (rest.length > longestRecord) return { problems: [tooLong(next)], again: false };
    if (next > rowLimits.rows) return { problems: [tooMany], again: false };
    read += piece.length;
    watch.progress?.(Math.min(1, read / file.size));
  }
  const text = decode(new Uint8Array(), true);
  if (text === null) return { problems: [], again: true };
  return { problems: [], again: hand((rest + text).split('\n')) };
}

/** Lines that are no object are kept as text up to so many; no message shows more of them. */
const shownLines = 1_000;
const unshown = 'no JSON object';

/** What only all lines of a file show. */
type Seen = {
  /** Every key of any of them, in the order they come: a key that begins late is a column like the others. */
  keys: readonly string[];
  /** Names of lists and deep objects, which are in no column. */
  lost: ReadonlySet<string>;
  head: readonly Map<string, RawCell>[];
  broken: ReadonlyMap<number, string>;
  /** The last line that holds something. */
  last: number;
};

type SeenOrProblems = ({ ok: true } & Seen) | { ok: false; problems: Problem[]; again: boolean };

/** Passes all lines once, before anyone knows what their columns are. */
async function lookThrough(file: OpenFile, encoding: Encoding, watch: Watch): Promise<SeenOrProblems> {
  const keys = new Set<string>();
  const lost = new Set<string>();
  const head: Map<string, RawCell>[] = [];
  const broken = new Map<number, string>();
  let last = 0;
  const look = (line: string, number: number) => {
    const object = line.trim() === '' ? {} : objectIn(line);
    if (object === null) broken.set(number, broken.size < shownLines ? cleanText(line, 40) : unshown);
    // More columns than any file may have need not be known by name.
    const cells = keys.size > rowLimits.columns ? new Map<string, RawCell>() : flatten(object ?? {}, lost);
    for (const key of cells.keys()) keys.add(key);
    if (number <= headRows) head.push(cells);
    if (object === null || cells.size > 0) last = number;
  };
  const { signal } = watch;
  const { problems, again } = await eachLine(file, encoding, { signal }, (lines, first) => {
    for (const [i, line] of lines.entries()) look(line, first + i);
  });
  if (keys.size > rowLimits.columns) problems.push(tooWide(keys.size));
  if (again || problems.length > 0) return { ok: false, problems, again };
  return { ok: true, keys: [...keys], lost, head: head.slice(0, last), broken, last };
}

/**
 * Opens lines of objects as rows. Blank lines between others are blank rows. The file is passed once to know its columns.
 * Example: '{"a": 1}\n{"b": {"c": 2}}' has the headers a and b.c, and rows 1 and 2.
 */
export async function ndjsonRows(
  file: OpenFile,
  start: Uint8Array,
  asked: Encoding | undefined,
  watch: Watch,
): Promise<{ ok: true; rows: RowSource } | { ok: false; problems: Problem[] }> {
  const assumptions: Assumption[] = [];
  let encoding = asked ?? encodingOf(start);
  let seen = await lookThrough(file, encoding, watch);
  if (!seen.ok && seen.again) {
    encoding = 'windows-1252';
    assumptions.push(encodingFallback);
    seen = await lookThrough(file, encoding, watch);
  }
  if (!seen.ok) return seen;
  const { keys, lost, head, broken, last } = seen;
  assumptions.push(...nestedColumns(lost));
  const places = new Map(keys.map((key, at) => [key, at]));
  const rowOf = (cells: ReadonlyMap<string, RawCell>): RawCell[] => {
    const row = new Array<RawCell>(keys.length).fill(null);
    for (const [key, cell] of cells) {
      const at = places.get(key);
      if (at !== undefined) row[at] = cell;
    }
    return row;
  };
  const facts = {
    format: 'ndjson' as const,
    delimiter: null,
    ...uniqueHeaders(keys),
    firstRow: 1,
    titles: 0,
    assumptions,
  };
  const rows: RowSource = {
    ...facts,
    encoding,
    sheets: [],
    head: head.map(rowOf),
    learned: new Map(),
    broken,
    each: (take) =>
      eachLine(file, encoding, watch, (lines, first) => {
        const some = lines.slice(0, Math.max(0, last + 1 - first));
        if (some.length === 0) return;
        return take(
          some.map((line) => rowOf(flatten((line.trim() === '' ? null : objectIn(line)) ?? {}))),
          first,
        );
      }),
    async table() {
      const all = await allRows(rows);
      if (!all.ok) return all;
      const ragged = [...broken].map(([row, because]) => ({ row, fields: 0, because }));
      return { ok: true, table: { ...facts, rows: all.rows, ragged } };
    },
  };
  return { ok: true, rows };
}
