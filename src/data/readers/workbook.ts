/** Excel workbooks (.xlsx) to rows. Unpacking and cells are read-excel-file's, in a thread; choosing the sheet and the caps are ours. */
import { clip, type Problem, problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { cleanText } from '../clean.ts';
import type { Watch } from '../rows.ts';
import type { TableOrProblem } from '../table.ts';
import { findHeader, type Top, uniqueHeaders } from './header.ts';
import { hiddenAssumptions } from './hidden.ts';
import { askThread, waitFor } from './thread.ts';
import type { Sheet, WorkbookAnswer, WorkbookQuestion } from './workbook-worker.ts';
import { zipDirectory } from './zip.ts';

const MiB = 1024 ** 2;

/** The most a workbook may unpack to, in bytes, and the most columns a sheet may have. */
export const workbookLimits = { unpacked: 512 * MiB, columns: 500 };

/** How long a workbook may take, by what it unpacks to: a busy machine takes up to a second a MiB. */
const patience = { base: 15_000, perMiB: 1_000 };

const refuse = (code: string, rest: string, field = 'source.path'): TableOrProblem => ({
  ok: false,
  problems: [problem(field, code, rest)] as Problem[],
});

/** Whether bytes are a ZIP archive, as every .xlsx is. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Whether bytes are an old Office file, which is also what a workbook with a password is kept in. */
export const isOldOffice = (bytes: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);

/** The sheet asked for, by name or by number from 1; the only one with data when nobody asks. */
function chosen(sheets: readonly Sheet[], asked: string | number | undefined): Sheet | TableOrProblem {
  const names = sheets.map(({ name }) => cleanText(name, 40)).join(', ');
  if (asked !== undefined) {
    const called = sheets.find(({ name }) => name === String(asked));
    // A sheet may be called 2025; a number that no place has is its name.
    const found = typeof asked === 'number' ? (sheets[asked - 1] ?? called) : called;
    return (
      found ??
      refuse('unknown-sheet', `"${clip(String(asked), 40)}" not found; sheets: ${names}`, 'source.sheet')
    );
  }
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const [only] = filled;
  if (only === undefined) return refuse('empty-input', 'the workbook holds no rows; export it again');
  if (filled.length === 1) return only;
  const several = filled.map(({ name }) => cleanText(name, 40)).join(', ');
  return refuse(
    'ambiguous-sheet',
    `${filled.length} sheets hold data (${several}); name one`,
    'source.sheet',
  );
}

/**
 * Reads a workbook. Formulas are not run: the values that were saved count.
 * Example: a workbook of one sheet with headers in row 1 gives its rows from row 2 on.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  asked: Top & { sheet?: string | number | undefined },
  assumptions: Assumption[],
  watch: Watch = {},
): Promise<{ read: TableOrProblem; sheets: string[] }> {
  const sheets = await sheetsOf(bytes, watch);
  return Array.isArray(sheets)
    ? {
        read: readSheet(sheets, asked, assumptions),
        sheets: sheets.filter(({ rows }) => rows.length > 0).map(({ name }) => cleanText(name, 40)),
      }
    : { read: sheets, sheets: [] };
}

/** The sheets of a workbook with their rows, or why it is not read. */
async function sheetsOf(bytes: Uint8Array, watch: Watch): Promise<Sheet[] | TableOrProblem> {
  const directory = zipDirectory(bytes);
  if (directory === null)
    return refuse('unsupported-format', 'the file is cut off or no workbook; save it again as .xlsx');
  if (!directory.names.some((name) => name.startsWith('xl/')))
    return refuse('unsupported-format', 'the archive holds no workbook; save the sheet as .xlsx or CSV');
  if (directory.names.some((name) => /vbaProject/i.test(name)))
    return refuse('unsupported-format', 'the workbook holds macros; save it as .xlsx without them');
  if (directory.unpacked > workbookLimits.unpacked)
    return refuse(
      'too-large',
      `unpacks to more than ${workbookLimits.unpacked / MiB} MiB; save the sheet as CSV`,
    );
  const { default: code } = await import('worker:./workbook-worker.ts');
  const question = { bytes: bytes.slice().buffer as ArrayBuffer };
  const wait = waitFor(patience, directory.unpacked);
  const answer = await askThread<WorkbookQuestion, WorkbookAnswer>(code, question, wait, watch);
  if (answer === 'late')
    return refuse(
      'too-large',
      `reading it took more than ${Math.round(wait / 1000)} seconds; save the sheet as CSV`,
    );
  return answer === null || 'broken' in answer
    ? refuse('unsupported-format', 'the workbook cannot be read; save it again as .xlsx, or the sheet as CSV')
    : answer.sheets;
}

function readSheet(
  sheets: readonly Sheet[],
  { sheet: asked, ...top }: Top & { sheet?: string | number | undefined },
  assumptions: Assumption[],
): TableOrProblem {
  const sheet = chosen(sheets, asked);
  if ('ok' in sheet) return sheet;
  const { rows } = sheet;
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  if (width > workbookLimits.columns)
    return refuse(
      'too-large',
      `the sheet has ${width} columns; at most ${workbookLimits.columns} are read, so delete the others`,
    );
  const at = findHeader(rows, top);
  const header = at < 0 ? Array.from({ length: width }, () => null) : (rows[at] ?? []);
  const names = uniqueHeaders([...header, ...Array.from({ length: width - header.length }, () => null)]);
  return {
    ok: true,
    table: {
      format: 'xlsx',
      delimiter: null,
      ...names,
      rows: rows
        .slice(at + 1)
        .map((row) => [...row, ...Array.from({ length: width - row.length }, () => null)]),
      firstRow: at + 2,
      titles: Math.max(0, at),
      ragged: [],
      assumptions: [
        ...assumptions,
        ...(sheets.length > 1 && asked === undefined
          ? [
              {
                field: 'source.sheet',
                value: cleanText(sheet.name, 40),
                source: 'the only sheet that holds data',
              },
            ]
          : []),
        ...hiddenAssumptions(sheet.hidden, { rows, headers: names.headers, at }),
      ],
    },
  };
}
