/** How a text calls what can be given: a host passes fields, a person at the command line types options. */

import type { Detail } from './section.ts';

export type Words = {
  /** What to give where an answer is asked for. Example: `stage`, and on the command line --stage seed|growth|scale. */
  field: (path: string) => string;
  /** The same by its name alone, where what it takes is said beside it. */
  name: (path: string) => string;
  /** One answer to a question in words, as it is to be given. Example: `dmy`, and on the command line --date-order dmy. */
  answer: (path: string, value: string, ask: string) => string;
  /** A sentence in which fields are named. Example: "pass merge_map", and on the command line "pass --merge FROM_ID=TO_ID". */
  sentence: (text: string) => string;
  /** Whoever computes. Example: `cco_size_coverage`, and on the command line "cco-advisor coverage". */
  tool: (name: string) => string;
  /** How to get what was left out of a report, from a summary of it or from one in full. */
  more: (detail: Detail, reportId: string) => string;
  /** Where a kept review is whole; `id` may stand for any. */
  review: (id: string) => string;
  /** The lines of the command that reads a file as a source says; no function where a host passes the source itself. */
  command: ((tool: string | null, source: Readonly<Record<string, unknown>>) => string[]) | null;
  /** What to do where nothing can be read, and with a list of what can. */
  noFiles: string;
  inspectOne: string;
  /** What to do after a file was looked at: when it asks, when something in it is wrong, when both, when it is ready. */
  next: (state: 'unknown' | 'questions' | 'errors' | 'both' | 'ready') => string;
};

/** The words of a host: the names of the schema. */
export const fieldWords: Words = {
  field: (path) => path,
  name: (path) => path,
  answer: (_, value) => value,
  sentence: (text) => text,
  tool: (name) => name,
  more: (detail, id) => (detail === 'summary' ? 'call again with detail: full' : `read cco://reports/${id}`),
  review: (id) => `at cco://reviews/${id}`,
  command: null,
  noFiles:
    'No CSV, TSV, TXT, JSON, NDJSON, XLSX or Parquet file is in the allowed folders (three folders deep). Put an export there, or start the server with its folder (--data-dir <folder>).',
  inspectOne: 'Inspect one with path.',
  next: (state) =>
    state === 'questions' || state === 'unknown'
      ? 'Put the answers into source, then pass it to the tool.'
      : state === 'errors' || state === 'both'
        ? `Mend what is wrong first, then ${state === 'both' ? 'put the answers into source and pass it' : 'pass source'} to the tool.`
        : 'Pass source to the tool.',
};
