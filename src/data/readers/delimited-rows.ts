/** Delimited files too large for one text, read in pieces: memory holds a piece, not the file. */
import { type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import type { OpenFile } from '../access.ts';
import { allRows, headRows, mayGoOn, type RowSource, type TakeRows, type Watch } from '../rows.ts';
import { delimitedParser, findDelimiter, type Parser, raggedRows } from './delimited.ts';
import { findHeader, isBlank, type Top, uniqueHeaders } from './header.ts';
import { newlineOf } from './newline.ts';
import { type Encoding, encodingFallback, encodingOf, pieceDecoder } from './text.ts';

const MiB = 1024 ** 2;

/** The longest record, in characters: a longer one is a quote that never closes, or a file without line breaks. */
export const longestRecord = 4 * MiB;

/** The most rows and columns of a file. */
export const rowLimits = { rows: 10_000_000, columns: 500 };

/** What a caller says of how the text is written. */
export type TextReading = Top & { delimiter?: string | undefined; encoding?: Encoding | undefined };

/** Blank rows handed on at a time. */
const blankBatch = 10_000;

type Reading = { delimiter: string; newline: string };

/** The problem that a record is which does not end. */
export const tooLong = (row: number): Problem =>
  problem(
    'source.path',
    'bad-rows',
    `row ${row} is over 4 MiB long: a quote that is not closed, or no line breaks; fix it and export again`,
  );

/** The problem that too many columns are. */
export const tooWide = (columns: number): Problem =>
  problem(
    'source.path',
    'too-large',
    `${columns} columns exceed ${rowLimits.columns}; export only those that say who paid what and when`,
  );

const badQuote = (row: number) =>
  problem(
    'source.path',
    'bad-rows',
    `row ${row} has a quote that is not closed, or not doubled inside a quoted cell, so rows run together; fix it and export again`,
  );

/** The problem that too many rows are. */
export const tooMany: Problem = problem(
  'source.path',
  'too-large',
  `more than ${rowLimits.rows} rows; export a shorter time or fewer customers`,
);

/** How the records of a file ended; `encoded` is false when its bytes are none of the encoding. */
type Ended = Awaited<ReturnType<RowSource['each']>> & { encoded: boolean };

/** Reads the records of a file in pieces; `take` gets them with the number of the first. */
async function readRecords(
  file: OpenFile,
  encoding: Encoding,
  { delimiter, newline }: Reading,
  { parser, take, watch }: { parser: (config: Reading) => Parser; take: TakeRows; watch: Watch },
): Promise<Ended> {
  const undecoded: Ended = { problems: [], again: true, encoded: false };
  const decode = pieceDecoder(encoding);
  const records = parser({ delimiter, newline });
  let [rest, read, next] = ['', 0, 1];
  // Blank rows at the end of a file are no rows; between others they are counted. A number, as a file may end in millions.
  let blanks = 0;
  let anew = false;
  const handBlanks = () => {
    while (blanks > 0) {
      const some = Math.min(blanks, blankBatch);
      take(new Array<string[]>(some).fill(['']), next);
      next += some;
      blanks -= some;
    }
  };
  const hand = (rows: string[][]) => {
    let last = rows.length;
    while (last > 0 && isBlank(rows[last - 1] ?? [])) last--;
    if (last > 0) {
      // More rows than a file may have need not be handed on.
      if (next + blanks <= rowLimits.rows) handBlanks();
      next += blanks;
      blanks = 0;
      anew = take(rows.slice(0, last), next) === 'anew';
      next += last;
    }
    blanks += rows.length - last;
  };
  const parse = (text: string, last: boolean) => {
    const { data, errors, meta } = records.parse(text, 0, !last);
    const row = errors.find(({ type }) => type === 'Quotes')?.row;
    const first = next + blanks;
    hand(data);
    rest = last ? '' : text.slice(meta.cursor);
    // A quote still open at the end of a piece may close in the next one.
    if (row !== undefined && (last || row < data.length)) return [badQuote(first + row)];
    if (rest.length > longestRecord) return [tooLong(next + blanks)];
    return next > rowLimits.rows ? [tooMany] : [];
  };
  for await (const piece of file.chunks()) {
    mayGoOn(watch);
    const text = decode(piece, false);
    if (text === null) return undecoded;
    read += piece.length;
    const problems = parse(rest + text, false);
    if (problems.length > 0 || anew) return { problems, again: anew, encoded: true };
    watch.progress?.(Math.min(1, read / file.size));
  }
  const text = decode(new Uint8Array(), true);
  if (text === null) return undecoded;
  const problems = rest + text === '' ? [] : parse(rest + text, true);
  return { problems, again: anew, encoded: true };
}

/** The first piece of a file, large enough to see how it is written. */
async function firstPiece(file: OpenFile, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of file.chunks()) {
    pieces.push(piece.slice());
    total += piece.length;
    if (total >= length) break;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/**
 * Opens a large delimited file as rows. Example: a file of 1,000,000 rows is handed on in some hundred batches.
 * Its headers are those of the first 20 rows, as in a small file.
 */
export async function delimitedRows(
  file: OpenFile,
  asked: TextReading,
  watch: Watch,
): Promise<{ ok: true; rows: RowSource } | { ok: false; problems: Problem[] }> {
  const parser = await delimitedParser();
  const start = await firstPiece(file, MiB / 2);
  let encoding = asked.encoding ?? encodingOf(start);
  if (encoding === 'utf-8')
    encoding = pieceDecoder(encoding)(start, false) === null ? 'windows-1252' : encoding;
  const text = (pieceDecoder(encoding)(start, false) ?? '').replace(/^\ufeff/, '');
  const newline = newlineOf(text);
  const delimiter = asked.delimiter ?? findDelimiter(text, parser.whole);
  const reading = { delimiter, newline };
  const first = parser.pieces({ ...reading, preview: headRows + 20 }).parse(text, 0, true).data;
  // Not one whole record in the first piece, or hundreds of columns: no table that a person made.
  if (first.length === 0) return { ok: false, problems: [tooLong(1)] };
  const widest = first.reduce((most, { length }) => Math.max(most, length), 0);
  if (widest > rowLimits.columns) return { ok: false, problems: [tooWide(widest)] };
  const at = findHeader(first, asked);
  const headerRow = first[at] ?? null;
  const names = uniqueHeaders(headerRow ?? (first[0] ?? []).map(() => null));
  const firstRow = at + 2;
  const assumptions: Assumption[] =
    encoding === 'windows-1252' && asked.encoding === undefined ? [encodingFallback] : [];
  const source: RowSource = {
    format: 'csv',
    get encoding() {
      return encoding;
    },
    delimiter,
    sheets: [],
    ...names,
    firstRow,
    titles: Math.max(0, at),
    assumptions,
    head: first.slice(at + 1, at + 1 + headRows),
    learned: new Map(),
    broken: new Map(),
    async each(take) {
      const ended = await readRecords(file, encoding, reading, {
        parser: parser.pieces,
        watch,
        // The header and what stands above it are no rows.
        take: (rows, number) => {
          if (number >= firstRow) return take(rows, number);
          return number + rows.length > firstRow ? take(rows.slice(firstRow - number), firstRow) : undefined;
        },
      });
      if (!ended.encoded) {
        encoding = 'windows-1252';
        assumptions.push(encodingFallback);
      }
      return ended;
    },
    async table() {
      const all = await allRows(source);
      if (!all.ok) return all;
      const { rows } = all;
      const ragged = raggedRows(rows, names.headers.length, firstRow);
      const { titles } = source;
      return {
        ok: true,
        table: { format: 'csv', delimiter, ...names, rows, firstRow, titles, ragged, assumptions },
      };
    },
  };
  return { ok: true, rows: source };
}
