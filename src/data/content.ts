/** From a source's path to what is in the file: rows, or a tool's own input. The format is decided by content. */
import { type Problem, problem } from '../domain/problem.ts';
import { type Access, type OpenFile, openFile, sizeLimits, sizeProblem } from './access.ts';
import { readDelimited } from './readers/delimited.ts';
import { delimitedRows, longestRecord, rowLimits, tooWide } from './readers/delimited-rows.ts';
import { type InputForm, readJson } from './readers/json.ts';
import { isNdjson, isOneLine, ndjsonRows } from './readers/ndjson.ts';
import { isParquet, readParquet } from './readers/parquet.ts';
import { decodeText } from './readers/text.ts';
import { isOldOffice, isZip, readWorkbook } from './readers/workbook.ts';
import { type RowSource, rowsOf, type Watch } from './rows.ts';
import type { AnySource } from './source.ts';
import type { TableOrProblem } from './table.ts';

/** Larger delimited files are read in pieces, smaller ones as one text. */
const inOnePiece = 1024 ** 2;

/** A file as rows, or as the input of a tool. `version` tells it from a later state of the same file. */
export type FileContent =
  | { ok: true; file: string; version: string | null; rows: RowSource }
  | { ok: true; file: string; input: Record<string, unknown> }
  | { ok: false; problems: Problem[] };

const looksJson = (text: string): boolean => /^\s*[[{]/.test(text.slice(0, 1000));

/** A page of the web, as an export whose sign-in ran out saves it, or another text of tags. */
const looksMarkup = (text: string): boolean =>
  /^\s*<(?:!doctype|html|head|body|table|\?xml)\b/i.test(text.slice(0, 1000));

const refused = (wrong: Problem): { ok: false; problems: Problem[] } => ({ ok: false, problems: [wrong] });

type Whole =
  | { read: TableOrProblem; encoding: string; sheets: readonly string[] }
  | { input: Record<string, unknown> };

/** The rows of bytes that are here as a whole. */
async function readWhole(
  bytes: Uint8Array,
  source: AnySource,
  form: InputForm,
  watch: Watch,
): Promise<Whole> {
  const plain = (read: TableOrProblem, encoding = '', sheets: readonly string[] = []): Whole => ({
    read,
    encoding,
    sheets,
  });
  if (isZip(bytes)) {
    const tooLarge = sizeProblem(bytes.length, sizeLimits.workbook);
    if (tooLarge !== null) return plain(refused(tooLarge));
    const { read, sheets } = await readWorkbook(bytes, source, [], watch);
    return plain(read, '', sheets);
  }
  const tooLong = sizeProblem(bytes.length, sizeLimits.whole);
  if (tooLong !== null) return plain(refused(tooLong));
  const { text, encoding, assumptions } = decodeText(bytes, source.encoding);
  if (!looksJson(text)) return plain(await readDelimited(text, source, assumptions), encoding);
  const tooLarge = sizeProblem(bytes.length, sizeLimits.json);
  if (tooLarge !== null) return plain(refused(tooLarge));
  const read = readJson(text, assumptions, form);
  return 'input' in read ? read : plain(read, encoding);
}

/** Whether a file is read in pieces: a large one that begins like delimited text. */
function inPieces(file: OpenFile, start: Uint8Array): boolean {
  return file.size > inOnePiece && !isZip(start) && !looksJson(decodeText(start).text);
}

/** Text has hardly any control characters; a stray one is cleaned away later. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 4096);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const odd = start.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  return odd > start.length / 10;
}

/** The first bytes of a file: one piece of it, or as many as make up `least`. */
async function startOf(file: OpenFile, least = 1): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.chunks()) {
    pieces.push(piece.slice());
    length += piece.length;
    if (length >= least) break;
  }
  return Buffer.concat(pieces);
}

/** Whether a file that begins like JSON is lines of objects. The first line alone may be longer than a piece. */
async function isLines(file: OpenFile): Promise<boolean> {
  const { text } = decodeText(await startOf(file, longestRecord));
  return isNdjson(text) || (/\.(?:ndjson|jsonl)$/i.test(file.name) && isOneLine(text));
}

async function readOpen(
  file: OpenFile,
  source: AnySource,
  form: InputForm,
  watch: Watch,
): Promise<FileContent> {
  const start = await startOf(file);
  if (isOldOffice(start)) {
    const rest = 'is the old Excel format, or has a password; save it as .xlsx without one, or as CSV';
    return refused(problem('source.path', 'unsupported-format', rest));
  }
  if (source.sheet !== undefined && !isZip(start))
    return refused(problem('source.sheet', 'conflicting-keys', 'the file is no workbook; leave it out'));
  if (!isZip(start) && !isParquet(start)) {
    const { text } = decodeText(start);
    const rest = isBinary(text)
      ? 'is no text, whatever its name says; export it as CSV, XLSX, JSON or Parquet'
      : 'is a web page or XML and no table; sign in and export it again, as CSV, XLSX, JSON or Parquet';
    if (isBinary(text) || looksMarkup(text))
      return refused(problem('source.path', 'unsupported-format', rest));
  }
  const named = { ok: true, file: file.name, version: file.version } as const;
  if (isParquet(start)) {
    const read = await readParquet(file, watch);
    return read.ok ? { ...named, rows: read.rows } : read;
  }
  if (inPieces(file, start)) {
    const tooLarge = sizeProblem(file.size, sizeLimits.rows);
    if (tooLarge !== null) return refused(tooLarge);
    const read = await delimitedRows(file, source, watch);
    return read.ok ? { ...named, rows: read.rows } : read;
  }
  const json = !isZip(start) && looksJson(decodeText(start).text);
  if (json && (await isLines(file))) {
    const tooLarge = sizeProblem(file.size, sizeLimits.rows);
    if (tooLarge !== null) return refused(tooLarge);
    const read = await ndjsonRows(file, start, source.encoding, watch);
    return read.ok ? { ...named, rows: read.rows } : read;
  }
  // What is too large whole is not read to find that out.
  const most = json ? sizeLimits.json : isZip(start) ? sizeLimits.workbook : sizeLimits.whole;
  const tooLarge = sizeProblem(file.size, most);
  if (tooLarge !== null) return refused(tooLarge);
  const whole = await readWhole(await file.bytes(), source, form, watch);
  if ('input' in whole) return { ok: true, file: file.name, input: whole.input };
  const { read, encoding, sheets } = whole;
  const columns = read.ok ? read.table.headers.length : 0;
  if (columns > rowLimits.columns) return refused(tooWide(columns));
  return read.ok ? { ...named, rows: rowsOf(read.table, { encoding, sheets, watch }) } : read;
}

/** A file that is open, by what tells it from others. */
export type NamedFile = Pick<OpenFile, 'name' | 'version'>;

/**
 * Opens the file of a source for as long as `use` needs its rows. `known` may answer for a file whose rows were read
 * before; null when it has none.
 */
export async function withContent<T>(
  source: AnySource,
  {
    access,
    form,
    watch,
    known = () => null,
  }: { access: Access; form: InputForm; watch: Watch; known?: (file: NamedFile) => Promise<T> | null },
  use: (content: FileContent) => Promise<T>,
): Promise<T> {
  const opened = await openFile(source.path, access);
  if (!opened.ok) return use(refused(opened.problem));
  try {
    const answer = known(opened.file);
    return await (answer ?? use(await readOpen(opened.file, source, form, watch)));
  } finally {
    await opened.file.close();
  }
}
