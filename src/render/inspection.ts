/** What can be read, or one file understood, as text. */
import type { Column } from '../domain/column.ts';
import { numberText } from '../domain/figure.ts';
import type { InspectedFile, Inspection, ListedFile } from '../domain/inspection.ts';
import { quoted } from '../domain/problem.ts';
import { joinSections, type Section, sizes } from './section.ts';
import { tableLines } from './table.ts';
import { fieldWords, type Words } from './words.ts';

const text = (id: string, label: string): Column => ({ id, label, unit: 'text' });

const listColumns: readonly Column[] = [
  text('path', 'File'),
  text('format', 'Format'),
  { id: 'bytes', label: 'Bytes', unit: 'count' },
  text('readable', 'Readable'),
];

function listText(files: readonly ListedFile[], omitted: number, words: Words): string {
  if (files.length === 0) return words.noFiles;
  const rows = files.map(({ path, format, bytes, readable, why_not }) => ({
    key: path,
    path,
    format,
    bytes,
    readable: readable ? 'yes' : `no: ${why_not ?? ''}`,
  }));
  const { head, lines } = tableLines(listColumns, rows, 'USD');
  const section: Section = { part: 'files', head: ['## Files that can be read', '', ...head], lines };
  const more = omitted > 0 ? ` ${omitted} more are not listed.` : '';
  return joinSections([section], sizes.summary.text, (cut) => {
    const short = cut.length > 0 ? ' The list is shortened here; the structured answer has all 200.' : '';
    return `${words.inspectOne}${more}${short}`;
  });
}

const columnColumns: readonly Column[] = [
  text('header', 'Column'),
  text('canonical', 'Field'),
  text('match', 'Found by'),
  text('type', 'Type'),
  { id: 'missing', label: 'Missing', unit: 'count' },
  text('distinct', 'Different'),
  text('samples', 'For example'),
];

/** A number with what it counts. Example: "1 row", "12 rows". */
const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

function fileHead(file: InspectedFile, words: Words): string[] {
  const {
    file: name,
    format,
    encoding,
    delimiter,
    rows,
    provider,
    shape,
    confidence,
    alternatives,
    tool,
    questions,
  } = file;
  const how = [
    format,
    encoding,
    delimiter === null ? null : `separated by ${delimiter === '\t' ? 'tabs' : `"${delimiter}"`}`,
  ];
  const other = alternatives.length > 0 ? `; could also be ${alternatives.join(', ')}` : '';
  const span =
    file.first_date === null
      ? []
      : [
          `Covers ${file.first_date}${file.last_date === file.first_date ? ' alone' : ` to ${file.last_date}`}${file.last_usable === null ? '' : `; can be believed up to ${file.last_usable}`}.`,
        ];
  const { totals } = file;
  const arr = (value: number | null) => (value === null ? 'not known' : numberText(value, 2));
  const money =
    totals === null
      ? questions.length > 0
        ? 'No totals yet: answer the questions first.'
        : 'No totals: see below why.'
      : `${totals.rows_used} ${totals.rows_used === 1 ? 'row counts' : 'rows count'}, ${totals.rows_left_out} ${totals.rows_left_out === 1 ? 'does' : 'do'} not; ${counted(totals.accounts, shape === 'outcomes' ? 'outcome' : 'account')}; ARR ${totals.position_start === null && totals.arr_start === null ? arr(totals.arr_end) : `${arr(totals.arr_start)} to ${arr(totals.arr_end)}`}${totals.position_end === null ? '' : ` (${totals.position_start ?? 'start'} to ${totals.position_end})`}.`;
  return [
    `# ${quoted(name)}`,
    '',
    `${how.filter((one) => one !== null).join(', ')}; ${counted(rows, 'row')}${provider === null ? '' : `; headers of ${provider}`}.`,
    shape === null
      ? tool === null
        ? 'No known shape fits its headers; name the columns.'
        : `The input of ${words.tool(tool)} itself: pass it as it is.`
      : `Read as ${shape} (confidence ${confidence}${other}), for ${tool === null ? 'no tool' : words.tool(tool)}.`,
    ...span,
    ...(shape === null ? [] : [money]),
  ];
}

/** What a file still lacks before it can be analysed. */
function stateOf({ tool, questions, issues }: InspectedFile): Parameters<Words['next']>[0] {
  const wrong = issues.some(({ severity }) => severity === 'error');
  if (tool === null) return 'unknown';
  if (questions.length > 0) return wrong ? 'both' : 'questions';
  return wrong ? 'errors' : 'ready';
}

function fileText(file: InspectedFile, words: Words): string {
  const { columns, issues, questions, source, tool } = file;
  // What the file itself was read as is read again without being told.
  const told = Object.fromEntries(
    columns.flatMap(({ canonical, header, match }) => (match === 'given' ? [[canonical, header]] : [])),
  );
  const command = words.command?.(tool, { ...source, columns: told }) ?? null;
  const state = stateOf(file);
  const later = state === 'errors' || state === 'both' ? ' when that is mended' : '';
  const rows = columns.map(({ samples, canonical, ...rest }, i) => ({
    key: String(i),
    ...rest,
    canonical: canonical ?? '',
    match: canonical === null ? '' : rest.match,
    samples: samples.join(', '),
  }));
  const { head, lines } = tableLines(columnColumns, rows, 'USD');
  const sections: Section[] = [
    { part: 'file', head: [], lines: fileHead(file, words) },
    {
      part: 'questions',
      head: ['## Questions the file leaves open', ''],
      lines: questions.map(({ field, ask, options }, i) => {
        const choices = options.map(
          ({ value, effect }) => `${quoted(words.answer(field, value, ask))} (${effect})`,
        );
        return `${i + 1}. \`${options.length > 0 ? words.name(field) : words.field(field)}\`: ${words.sentence(ask)}${choices.length === 0 ? '' : `. Choose ${choices.join(', ')}`}`;
      }),
    },
    {
      part: 'issues',
      head: ['## What to know', ''],
      lines: issues.map(({ code, severity, count, first_rows, column, message }) => {
        const where = column === null ? '' : ` in ${quoted(column)}`;
        const at = first_rows.length === 0 ? '' : `, rows ${first_rows.join(', ')}`;
        return `- ${severity} \`${code}\`${where} (${count}${at}): ${words.sentence(message)}`;
      }),
    },
    command === null
      ? {
          part: 'source',
          head: ['## Source to pass on', '', '```json'],
          lines: [...JSON.stringify(source, null, 1).split('\n'), '```'],
        }
      : {
          part: 'source',
          head: command.length > 0 ? [`## Command to run${later}`, '', '```sh'] : [],
          lines: command.length > 0 ? [...command, '```'] : [],
          whole: true,
        },
    ...(columns.length > 0
      ? [{ part: 'columns', head: ['## Columns', '', ...head], lines } satisfies Section]
      : []),
  ];
  return joinSections(sections, sizes.summary.text * 2, (omitted) =>
    omitted.length > 0
      ? `Shortened for size: ${omitted.join(', ')}; the structured answer has all.`
      : words.next(state),
  );
}

/** The text of an inspection: the list of files, or the file. */
export const inspectionText = (
  { files, files_omitted, file }: Inspection,
  words: Words = fieldWords,
): string => (file === null ? listText(files ?? [], files_omitted, words) : fileText(file, words));
